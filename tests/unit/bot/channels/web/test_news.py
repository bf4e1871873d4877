"""News on the web: pushed to a page that listens until it says so, else before the next reply."""

import time
from collections.abc import Iterator
from typing import Any

import pytest
from fastapi import FastAPI
from fastapi.testclient import TestClient
from sqlalchemy import Engine, select
from starlette.testclient import WebSocketTestSession

from bot.channels.web.api import chat_router
from bot.channels.web.limits import AddressLimit
from bot.channels.web.news import Listeners, Sockets, TellingGateway
from bot.channels.web.page import page_router
from bot.conversations import ConversationRegister
from knowledge.database import session
from knowledge.status.news_tables import Notice, Subscription
from tests.auxil.followers import follow, tell_dossier
from tests.auxil.scripted_gateway import ScriptedGateway, says

URL = "/api/chat/messages"


class Site:
    """The chat on a real database, with pages that listen."""

    def __init__(self, database: Engine) -> None:
        self.database = database
        self.listeners = Listeners(every=0.02, patience=0.3)
        self.gateway = ScriptedGateway()
        app = FastAPI()
        telling = TellingGateway(self.gateway)
        conversations = ConversationRegister()
        limit = AddressLimit(1000)
        app.include_router(chat_router(telling, conversations, limit, self.listeners))
        app.include_router(page_router(telling, conversations))
        self.app = app

    def change(self, state: str = "da_co_ket_qua", day: int = 5) -> None:
        tell_dossier(self.database, day=day, trang_thai=state)

    def states(self) -> list[str]:
        with session(self.database) as opened:
            return list(opened.scalars(select(Notice.state).order_by(Notice.id)))


@pytest.fixture
def site(knowledge_base: Engine) -> Site:
    made = Site(knowledge_base)
    tell_dossier(knowledge_base)
    follow(knowledge_base, "lan")
    return made


@pytest.fixture
def client(site: Site) -> Iterator[TestClient]:
    import asyncio

    with TestClient(site.app) as client:
        assert client.portal
        task = client.portal.call(lambda: _started(asyncio, site))
        yield client
        client.portal.call(lambda: _ended(asyncio, task))


async def _started(asyncio: Any, site: Site) -> Any:
    return asyncio.create_task(site.listeners.run())


async def _ended(asyncio: Any, task: Any) -> None:
    task.cancel()
    await asyncio.gather(task, return_exceptions=True)


def _listens(socket: WebSocketTestSession, conversation: str = "lan") -> None:
    socket.send_json({"conversation_id": conversation, "listen": True})
    assert socket.receive_json() == {"type": "listening", "conversation_id": conversation}


def _until(site: Site, states: list[str]) -> None:
    end = time.monotonic() + 5
    while site.states() != states:
        assert time.monotonic() < end, site.states()
        time.sleep(0.02)


class TestPush:
    def test_a_page_that_listens_hears_at_once(self, site: Site, client: TestClient) -> None:
        with client.websocket_connect("/api/chat/ws") as socket:
            _listens(socket)
            site.change()
            push = socket.receive_json()
            assert (push["type"], push["conversation_id"]) == ("push", "lan")
            (message,) = push["messages"]
            assert "…0001" in message["text"]
            assert "H48.12-261102-0001" not in str(push)
            socket.send_json({"received": push["id"]})
            _until(site, ["delivered"])

    def test_what_was_not_received_comes_again_at_the_next_connection(
        self, site: Site, client: TestClient
    ) -> None:
        with client.websocket_connect("/api/chat/ws") as socket:
            _listens(socket)
            site.change()
            first = socket.receive_json()
        _until(site, ["waiting"])
        with client.websocket_connect("/api/chat/ws") as socket:
            _listens(socket)
            assert socket.receive_json() == first
            socket.send_json({"received": first["id"]})
            _until(site, ["delivered"])

    def test_a_page_that_stays_silent_is_told_again(self, site: Site, client: TestClient) -> None:
        with client.websocket_connect("/api/chat/ws") as socket:
            _listens(socket)
            site.change()
            assert socket.receive_json() == socket.receive_json()

    def test_one_after_another_in_order(self, site: Site, client: TestClient) -> None:
        site.change("yeu_cau_bo_sung", 5)
        site.change("da_co_ket_qua", 6)
        with client.websocket_connect("/api/chat/ws") as socket:
            _listens(socket)
            told = []
            for _ in range(2):
                push = socket.receive_json()
                told.append(push["messages"][0]["text"])
                socket.send_json({"received": push["id"]})
            assert "bổ sung" in told[0]
            assert "đã có kết quả" in told[1]
            _until(site, ["delivered", "delivered"])

    def test_all_pages_of_the_conversation_hear(self, site: Site, client: TestClient) -> None:
        with (
            client.websocket_connect("/api/chat/ws") as one,
            client.websocket_connect("/api/chat/ws") as other,
        ):
            _listens(one)
            _listens(other)
            site.change()
            assert one.receive_json() == other.receive_json()

    def test_nobody_hears_of_anothers_conversation(self, site: Site, client: TestClient) -> None:
        follow(site.database, "minh")
        with client.websocket_connect("/api/chat/ws") as socket:
            _listens(socket, "minh")
            site.change()
            push = socket.receive_json()
            assert push["conversation_id"] == "minh"
            others = str(int(push["id"]) - 1)
            socket.send_json({"received": others})
            socket.send_json({"received": push["id"]})
            _until(site, ["waiting", "delivered"])

    def test_an_unknown_conversation_is_a_problem(self, client: TestClient) -> None:
        with client.websocket_connect("/api/chat/ws") as socket:
            socket.send_json({"conversation_id": "guessed", "listen": True})
            assert socket.receive_json()["status"] == 404

    @pytest.mark.parametrize(
        "frame",
        [
            {"conversation_id": "lan", "listen": False},
            {"conversation_id": "lan", "listen": True, "text": "a"},
            {"received": "1; DROP"},
            {"received": None},
            {"received": "9" * 30},
            {"listen": True},
        ],
    )
    def test_anything_else_is_a_problem(self, client: TestClient, frame: Any) -> None:
        with client.websocket_connect("/api/chat/ws") as socket:
            socket.send_json(frame)
            assert socket.receive_json()["status"] == 422

    def test_turns_go_on_over_the_same_socket(self, site: Site, client: TestClient) -> None:
        with client.websocket_connect("/api/chat/ws") as socket:
            _listens(socket)
            socket.send_json({"conversation_id": "lan", "text": "chào"})
            assert socket.receive_json()["messages"][0]["text"] == "Bạn vừa gửi: chào"

    def test_sockets_of_an_address_are_bounded(self) -> None:
        sockets = Sockets(most=1)
        with sockets.one("a") as first, sockets.one("a") as second, sockets.one("b") as other:
            assert (first, second, other) == (False, True, False)
        with sockets.one("a") as again:
            assert not again
        with sockets.one("127.0.0.1") as own, sockets.one("127.0.0.1") as own_too:
            assert not own and not own_too


class TestWithoutSocket:
    def test_news_come_before_the_next_reply_and_once(self, site: Site, client: TestClient) -> None:
        site.change()
        said = {"conversation_id": "lan", "text": "chào"}
        news, reply = client.post(URL, json=said).json()["messages"]
        assert "…0001" in news["text"]
        assert news["follows"]
        assert reply["text"] == "Bạn vừa gửi: chào"
        assert site.states() == ["delivered"]
        assert len(client.post(URL, json=said).json()["messages"]) == 1

    def test_all_that_waits_comes_in_order(self, site: Site, client: TestClient) -> None:
        site.change("yeu_cau_bo_sung", 5)
        site.change("da_tra_ket_qua", 6)
        said = {"conversation_id": "lan", "text": "chào"}
        messages = client.post(URL, json=said).json()["messages"]
        assert ["bổ sung" in messages[0]["text"], "trả kết quả" in messages[1]["text"]] == [
            True,
            True,
        ]
        with session(site.database) as opened:
            assert opened.scalars(select(Subscription)).all() == []

    def test_others_get_none(self, site: Site, client: TestClient) -> None:
        site.change()
        said = {"conversation_id": None, "text": "chào"}
        assert len(client.post(URL, json=said).json()["messages"]) == 1
        assert site.states() == ["waiting"]

    def test_the_plain_form_says_that_news_wait_and_shows_them(
        self, site: Site, client: TestClient
    ) -> None:
        follows = says("Mình theo dõi")
        (message,) = follows.messages
        site.gateway.script["theo dõi"] = follows.model_copy(
            update={"messages": (message.model_copy(update={"follows": True}),)}
        )
        form = {"conversation_id": "lan", "text": "theo dõi"}
        assert "không nhận tin ngay được" in client.post("/", data=form).text
        site.change()
        page = client.post("/", data={"conversation_id": "lan", "text": "chào"}).text
        assert "…0001" in page
        assert site.states() == ["delivered"]
