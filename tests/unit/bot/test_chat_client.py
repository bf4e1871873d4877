"""The client of the chat interface says, presses, and tells when nobody is there."""

import json

import httpx
import pytest

from bot.chat_client import ChatClient, NobodyThere
from tests.auxil.scripted_gateway import says

REPLY = says("Chào bạn", ("Xem", "/list"))


class Server:
    """Answers with `status`; `heard` holds the bodies that came."""

    def __init__(self, status: int = 200) -> None:
        self.status = status
        self.heard: list[dict[str, str | None]] = []

    def __call__(self, request: httpx.Request) -> httpx.Response:
        assert (request.method, request.url.path) == ("POST", "/api/chat/messages")
        self.heard.append(json.loads(request.content))
        body = {"conversation_id": "c1", **REPLY.model_dump(mode="json")}
        return httpx.Response(self.status, json=body)


def _client(server: object) -> ChatClient:
    assert callable(server)
    return ChatClient("http://motcua", httpx.MockTransport(server))


async def test_a_conversation_opens_and_goes_on() -> None:
    server = Server()
    async with _client(server) as client:
        known, reply = await client.say("chào")
        assert (known, reply) == ("c1", REPLY)
        await client.say("phúc khảo", known)
        assert await client.press("/list", known) == ("c1", REPLY)
    assert server.heard == [
        {"conversation_id": None, "text": "chào"},
        {"conversation_id": "c1", "text": "phúc khảo"},
        {"conversation_id": "c1", "payload": "/list"},
    ]


@pytest.mark.parametrize("error", [httpx.ConnectError("x"), httpx.ReadTimeout("x")])
async def test_where_nobody_answers_it_names_the_address(error: Exception) -> None:
    def fail(_: httpx.Request) -> httpx.Response:
        raise error

    async with _client(fail) as client:
        with pytest.raises(NobodyThere, match="http://motcua"):
            await client.say("chào")


async def test_a_closed_port_is_nobody() -> None:
    async with ChatClient("http://127.0.0.1:1") as client:
        with pytest.raises(NobodyThere):
            await client.press("/list", "c1")


@pytest.mark.parametrize("status", [404, 422, 429, 500])
async def test_a_refusal_is_not_taken_for_a_reply(status: int) -> None:
    async with _client(Server(status)) as client:
        with pytest.raises(httpx.HTTPStatusError):
            await client.say("chào", "gone")
