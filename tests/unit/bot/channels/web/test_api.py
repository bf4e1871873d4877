"""The chat over HTTP and WebSocket keeps the public contract, and never shows its insides."""

import json
from datetime import date
from typing import Any

import httpx
import pytest
from fastapi import FastAPI
from fastapi.testclient import TestClient
from starlette.testclient import WebSocketTestSession

from actions.reply import Button, Item, Kind, Outcome, ProcedureMessage, Reply, SourceRef
from bot.channels.web import phrases
from bot.channels.web.api import chat_router
from bot.channels.web.limits import AddressLimit
from bot.channels.web.problems import add_handlers
from knowledge.facets import Facet
from tests.auxil.problems import is_problem, is_refused
from tests.auxil.scripted_gateway import NumberedConversations, ScriptedGateway

URL = "/api/chat/messages"
TOLD = Reply(
    messages=(
        ProcedureMessage(
            procedure=3,
            facet=Facet.DOCUMENTS,
            text="**Giấy tờ** …",
            items=(Item(name="Đơn", note="bản chính", source="Điều 5"),),
            sources=(SourceRef(document="51/2002/QĐ-BGDĐT", articles="Điều 5"),),
            as_of=date(2026, 11, 23),
            buttons=(Button(title="Lệ phí", payload='/ask_fee{"procedure":3}'),),
        ),
    ),
    outcome=Outcome(kind=Kind.ANSWER, procedures=(3,), facets=(Facet.DOCUMENTS,), confidence=0.97),
)


class BrokenGateway:
    """Fails at every turn, with words that nobody outside may see."""

    async def say(self, conversation_id: str, text: str) -> Reply:
        raise RuntimeError("secret insides")

    press = say


class Chat:
    """The chat with a scripted conversation behind it."""

    def __init__(self, gateway: Any = None, per_minute: int = 1000, address: str = "10.0.0.1"):
        self.gateway = gateway or ScriptedGateway({"chuyển trường": TOLD})
        self.conversations = NumberedConversations()
        app = FastAPI()
        add_handlers(app)
        limit = AddressLimit(per_minute)
        app.include_router(chat_router(self.gateway, self.conversations, limit))
        self.client = TestClient(app, client=(address, 1), raise_server_exceptions=False)

    def post(self, **body: object) -> httpx.Response:
        return self.client.post(URL, json=body)

    def socket(self) -> WebSocketTestSession:
        return self.client.websocket_connect("/api/chat/ws")


@pytest.fixture
def chat() -> Chat:
    return Chat()


def test_a_reply_has_every_member_of_the_contract(chat: Chat) -> None:
    response = chat.post(conversation_id=None, text="chuyển trường")
    assert response.status_code == 200
    assert response.json() == {
        "conversation_id": "c1",
        "messages": [
            {
                "type": "procedure",
                "procedure": 3,
                "facet": "documents",
                "text": "**Giấy tờ** …",
                "items": [{"name": "Đơn", "note": "bản chính", "source": "Điều 5"}],
                "sources": [{"document": "51/2002/QĐ-BGDĐT", "articles": "Điều 5"}],
                "as_of": "2026-11-23",
                "confirmed": False,
                "buttons": [{"title": "Lệ phí", "payload": '/ask_fee{"procedure":3}'}],
            }
        ],
        "outcome": {
            "kind": "answer",
            "procedures": [3],
            "facets": ["documents"],
            "candidates": [],
            "confidence": 0.97,
        },
    }


def test_a_conversation_opens_goes_on_and_takes_a_button(chat: Chat) -> None:
    known = chat.post(text="chào").json()["conversation_id"]
    assert chat.conversations.channels == {known: "web"}
    assert chat.post(conversation_id=known, text="  phí?\n").json()["conversation_id"] == known
    assert chat.post(conversation_id=known, payload="/list").status_code == 200
    assert chat.gateway.heard == [(known, "chào"), (known, "phí?"), (known, "/list")]


def test_each_opening_is_a_conversation_of_its_own(chat: Chat) -> None:
    ids = {chat.post(conversation_id=None, text="chào").json()["conversation_id"] for _ in "abc"}
    assert len(ids) == 3


@pytest.mark.parametrize("unknown", ["c9", "", "C1", "x" * 64, "x" * 65, "đ", "\x00", "../c1"])
def test_an_unknown_conversation_is_not_found(chat: Chat, unknown: str) -> None:
    chat.post(text="chào")
    assert is_refused(chat.post(conversation_id=unknown, text="chào"), 404)
    assert is_refused(chat.post(conversation_id=unknown, payload="/list"), 404)
    assert len(chat.gateway.heard) == 1


def test_half_a_character_is_no_conversation_either(chat: Chat) -> None:
    content = b'{"text": "chao", "conversation_id": "\\ud800"}'
    headers = {"content-type": "application/json"}
    assert is_refused(chat.client.post(URL, content=content, headers=headers), 404)


@pytest.mark.parametrize("text", ["x", "à" * 2000, "😀" * 2000, "  " + "y" * 2000 + "\n" * 50])
def test_a_text_has_up_to_2000_characters_after_trimming(chat: Chat, text: str) -> None:
    assert chat.post(text=text).status_code == 200
    assert chat.gateway.heard[0][1] == text.strip()


@pytest.mark.parametrize(
    "body",
    [
        {"text": ""},
        {"text": " \n\t\u00a0"},
        {"text": "à" * 2001},
        {"text": None},
        {"text": 7},
        {"text": ["chào"]},
        {},
        {"text": "chào", "payload": "/list", "conversation_id": "c1"},
        {"payload": "/list"},
        {"payload": "/list", "conversation_id": None},
        {"payload": "/restart", "conversation_id": "c1"},
        {"payload": "list", "conversation_id": "c1"},
        {"payload": '/ask_fee{"procedure":"3"}', "conversation_id": "c1"},
        {"payload": "", "conversation_id": "c1"},
        {"payload": "/list" + " " * 100, "conversation_id": "c1"},
        {"text": "chào", "conversation_id": 1},
        {"text": "chào", "sender": "someone"},
    ],
)
def test_anything_else_is_unprocessable(chat: Chat, body: dict[str, object]) -> None:
    chat.post(text="chào")
    assert is_refused(chat.client.post(URL, json=body), 422)
    assert len(chat.gateway.heard) == 1


BUTTON_ALONE = [{"payload": "/list"}, {"payload": "/list", "conversation_id": None}]


@pytest.mark.parametrize("body", BUTTON_ALONE)
def test_a_button_of_no_conversation_is_told_so(chat: Chat, body: dict[str, object]) -> None:
    refused = chat.client.post(URL, json=body)
    assert is_refused(refused, 422)
    assert refused.json()["detail"] == phrases.BUTTON_ALONE
    with chat.socket() as socket:
        socket.send_json(body)
        assert socket.receive_json() == refused.json()
    assert chat.conversations.channels == {}


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"{",
        b"[]",
        b"null",
        b'"chao"',
        b"\xff\xfe",
        b'{"text": "\\ud800"}',
        b'{"text": "a\xff"}',
        b"text=chao",
        b"[" * 10_000,
        b'{"text": 1e999}',
    ],
)
def test_what_is_no_message_is_unprocessable(chat: Chat, content: bytes) -> None:
    headers = {"content-type": "application/json"}
    assert is_refused(chat.client.post(URL, content=content, headers=headers), 422)
    assert chat.gateway.heard == []


def test_other_methods_are_not_allowed(chat: Chat) -> None:
    assert is_refused(chat.client.get(URL), 405)


def test_too_many_messages_are_told_when_to_come_back() -> None:
    chat = Chat(per_minute=2)
    known = chat.post(text="một").json()["conversation_id"]
    assert chat.post(conversation_id=known, text="hai").status_code == 200
    refused = chat.post(conversation_id=known, text="ba")
    assert is_refused(refused, 429)
    assert 1 <= int(refused.headers["retry-after"]) <= 60
    assert [said for _, said in chat.gateway.heard] == ["một", "hai"]


def test_a_refused_message_opens_no_conversation() -> None:
    chat = Chat(per_minute=1)
    chat.post(text="một")
    assert is_refused(chat.post(text="hai"), 429)
    assert len(chat.conversations.channels) == 1


@pytest.mark.parametrize("own", ["127.0.0.1", "::1"])
def test_this_machine_may_ask_as_much_as_it_likes(own: str) -> None:
    chat = Chat(per_minute=1, address=own)
    assert [chat.post(text="chào").status_code for _ in range(5)] == [200] * 5


def test_a_failure_shows_nothing_of_its_insides() -> None:
    response = Chat(BrokenGateway()).post(text="chào")
    assert is_refused(response, 500)
    assert response.json()["detail"] == phrases.BROKEN
    for inside in ("secret", "RuntimeError", "File", ".py"):
        assert inside not in response.text


def test_every_problem_is_told_in_vietnamese(chat: Chat) -> None:
    for response in (chat.post(text=""), chat.post(conversation_id="c9", text="x")):
        assert response.json()["detail"] in (phrases.INVALID, phrases.NO_CONVERSATION)


def test_the_same_messages_over_a_websocket(chat: Chat) -> None:
    with chat.socket() as socket:
        socket.send_json({"conversation_id": None, "text": "chuyển trường"})
        first = socket.receive_json()
        known = first["conversation_id"]
        socket.send_json({"conversation_id": known, "payload": '/ask_fee{"procedure":3}'})
        assert socket.receive_json()["conversation_id"] == known
    assert first == chat.post(text="chuyển trường").json() | {"conversation_id": known}
    assert chat.gateway.heard[1] == (known, '/ask_fee{"procedure":3}')


def test_a_websocket_stays_open_after_problems(chat: Chat) -> None:
    with chat.socket() as socket:
        for sent, status in (
            ("{", 422),
            ("", 422),
            ("[" * 10_000, 422),
            (json.dumps({"text": ""}), 422),
            (json.dumps({"text": "à" * 2001}), 422),
            (json.dumps({"text": "chào", "conversation_id": "c9"}), 404),
            (json.dumps({"payload": "/restart", "conversation_id": "c1"}), 422),
        ):
            socket.send_text(sent)
            assert is_problem(socket.receive_json(), status)
        socket.send_bytes(b"\x00\xff")
        assert is_problem(socket.receive_json(), 422)
        assert chat.gateway.heard == []
        socket.send_json({"text": "chào"})
        assert socket.receive_json()["outcome"]["kind"] == "smalltalk"


def test_a_websocket_is_limited_together_with_http() -> None:
    chat = Chat(per_minute=1)
    chat.post(text="một")
    with chat.socket() as socket:
        socket.send_json({"text": "hai"})
        assert is_problem(socket.receive_json(), 429)


def test_a_failure_over_a_websocket_shows_nothing_of_its_insides() -> None:
    with Chat(BrokenGateway()).socket() as socket:
        for _ in range(2):
            socket.send_json({"text": "chào"})
            problem = socket.receive_json()
            assert is_problem(problem, 500)
            assert "secret" not in str(problem)
