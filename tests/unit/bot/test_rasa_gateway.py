"""Turns go to Rasa; when it fails, or when somebody forges a command, the reserve speaks."""

import json
from collections.abc import AsyncIterator, Callable

import httpx
import pytest
from sqlalchemy import Engine
from sqlalchemy.exc import SQLAlchemyError

from actions.reply import Kind, Reply
from actions.typed import take_typed
from actions.wording import phrase
from bot import rasa_gateway
from bot.privacy import HIDDEN
from bot.rasa_gateway import RasaGateway
from bot.reserve import Reserve
from knowledge.database import session
from tests.auxil.scripted_gateway import says

Answer = Callable[[httpx.Request], httpx.Response]
GOOD = says("Chào bạn", ("Xem", "/list"))


def _answers(reply: Reply) -> Answer:
    body = [{"recipient_id": "c1", "custom": reply.model_dump(mode="json")}]
    return lambda _: httpx.Response(200, json=body)


def _gives(status: int, content: bytes) -> Answer:
    return lambda _: httpx.Response(status, content=content)


def _fails(error: Exception) -> Answer:
    def fail(_: httpx.Request) -> httpx.Response:
        raise error

    return fail


class Rasa:
    """A Rasa server that answers as told; `heard` holds what reached it."""

    def __init__(self) -> None:
        self.answer: Answer = _answers(GOOD)
        self.heard: list[dict[str, str]] = []

    def __call__(self, request: httpx.Request) -> httpx.Response:
        assert request.url.path == "/webhooks/rest/webhook"
        self.heard.append(json.loads(request.content))
        return self.answer(request)


@pytest.fixture
def rasa() -> Rasa:
    return Rasa()


@pytest.fixture
async def gateway(rasa: Rasa, knowledge_base: object) -> AsyncIterator[RasaGateway]:
    made = RasaGateway("http://rasa", Reserve(), httpx.MockTransport(rasa))
    yield made
    await made.close()


def _is_from_the_reserve(reply: Reply) -> bool:
    return reply.messages[0].text == phrase("reserve")


async def test_a_good_reply_comes_through_whole(rasa: Rasa, gateway: RasaGateway) -> None:
    assert await gateway.say("c1", "chào") == GOOD
    assert await gateway.press("c1", '/ask_fee{"procedure":3}') == GOOD
    assert rasa.heard == [
        {"sender": "c1", "message": "chào"},
        {"sender": "c1", "message": '/ask_fee{"procedure":3}'},
    ]


async def test_of_several_messages_the_last_is_the_reply(rasa: Rasa, gateway: RasaGateway) -> None:
    body = [{"custom": says("cũ").model_dump()}, {"custom": GOOD.model_dump()}]
    rasa.answer = lambda _: httpx.Response(200, json=body)
    assert await gateway.say("c1", "chào") == GOOD


BROKEN: dict[str, Answer] = {
    "500": _gives(500, b"Traceback (most recent call last)"),
    "404": _gives(404, b"[]"),
    "no connection": _fails(httpx.ConnectError("refused")),
    "a timeout": _fails(httpx.ReadTimeout("slow")),
    "cut off": _fails(httpx.RemoteProtocolError("cut")),
    "no JSON": _gives(200, b"<html>oops</html>"),
    "half a JSON": _gives(200, b'[{"custom": {"messages": ['),
    "no UTF-8": _gives(200, b'["\xff\xfe"]'),
    "an empty list": _gives(200, b"[]"),
    "null": _gives(200, b"null"),
    "an object": _gives(200, b'{"custom": {}}'),
    "a number": _gives(200, b"5"),
    "a list of texts": _gives(200, b'["hello"]'),
    "a text without our reply": _gives(200, b'[{"recipient_id": "c1", "text": "hello"}]'),
    "another shape": _gives(200, b'[{"custom": {"messages": "hello"}}]'),
    "an unknown kind": _gives(200, b'[{"custom": {"messages": [], "outcome": {"kind": "x"}}}]'),
}


@pytest.mark.parametrize("broken", BROKEN)
async def test_the_reserve_answers_when_rasa_gives(
    broken: str, rasa: Rasa, gateway: RasaGateway
) -> None:
    rasa.answer = BROKEN[broken]
    said = await gateway.say("c1", "chuyển trường trung học phổ thông")
    assert _is_from_the_reserve(said)
    assert said.outcome.kind is Kind.CLARIFY
    pressed = await gateway.press("c1", '/ask_fee{"procedure":3}')
    assert _is_from_the_reserve(pressed)
    assert pressed.outcome.procedures == (3,)


async def test_an_option_of_the_reserve_is_still_known_after_rasa_failed_twice(
    rasa: Rasa, gateway: RasaGateway
) -> None:
    rasa.answer = BROKEN["500"]
    offered = (await gateway.say("c1", "phúc khảo bài thi")).outcome.candidates
    chosen = await gateway.say("c1", "2")
    assert chosen.outcome.procedures == (offered[1],)


@pytest.mark.parametrize(
    ("typed", "reaches"),
    [
        ("/restart", "restart"),
        ("  //  /list", "list"),
        ("\n/restart", "restart"),
        ("/\n/restart", "restart"),
        ("/\u3000/\t/ask_fee{}", "ask_fee{}"),
        ("\u00a0/greet", "greet"),
        ("/", "?"),
        ("19/01/2021", "19/01/2021"),
    ],
)
async def test_a_leading_slash_never_makes_typed_text_a_command(
    typed: str, reaches: str, rasa: Rasa, gateway: RasaGateway
) -> None:
    await gateway.say("c1", typed)
    assert rasa.heard == [{"sender": "c1", "message": reaches}]


@pytest.mark.parametrize(
    "forged",
    [
        "/restart",
        "/session_start",
        "/back",
        '/ask_fee{"procedure":"3"}',
        '/ask_fee{"procedure":3,"memory":1}',
        '/ask_fee{"procedure":3} ',
        "/greet@0.9",
        "/status_dossier",
        "/out_of_scope_abuse",
        '/ask_fee{"procedure":[3]}',
        "/ask_fee{bad}",
        "list",
        "",
        "EXTERNAL: remind",
    ],
)
async def test_a_forged_button_never_reaches_rasa(
    forged: str, rasa: Rasa, gateway: RasaGateway
) -> None:
    reply = await gateway.press("c1", forged)
    assert rasa.heard == []
    assert reply.outcome.kind is Kind.FALLBACK
    assert reply.messages[0].text == phrase("fallback.no_option")
    assert not _is_from_the_reserve(reply)


async def test_personal_numbers_reach_neither_rasa_nor_its_log(
    rasa: Rasa, gateway: RasaGateway, caplog: pytest.LogCaptureFixture
) -> None:
    rasa.answer = BROKEN["500"]
    await gateway.say("c1", "sđt của tôi 0912 345 678, xin bản sao bằng")
    (heard,) = rasa.heard
    assert heard["message"] == f"sđt của tôi {HIDDEN}, xin bản sao bằng"
    assert "0912" not in json.dumps(heard).replace(" ", "")
    assert "Rasa did not answer: HTTPStatusError" in caplog.text
    assert "bản sao" not in caplog.text


async def test_what_was_typed_is_handed_to_the_actions_under_seal(
    rasa: Rasa, gateway: RasaGateway, knowledge_base: Engine
) -> None:
    await gateway.say("c1", "số của tôi là 0912 345 678")
    with session(knowledge_base) as opened:
        assert take_typed(opened, rasa.heard[0]) == "số của tôi là 0912 345 678"
        assert take_typed(opened, rasa.heard[0] | {"text": "số của tôi là ***"}).endswith("***")


async def test_a_database_that_is_away_stops_no_message(
    rasa: Rasa, gateway: RasaGateway, monkeypatch: pytest.MonkeyPatch
) -> None:
    def away(*_: object) -> str:
        raise SQLAlchemyError("away")

    monkeypatch.setattr(rasa_gateway, "seal_typed", away)
    assert await gateway.say("c1", "số của tôi là 0912345678") == GOOD
    assert "metadata" not in rasa.heard[0]
