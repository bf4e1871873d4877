"""A real web server in a thread: the chat page, a small chat endpoint, and another site."""

import asyncio
import socket
import threading
import time
from collections import deque
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field

import uvicorn
from fastapi import FastAPI, Request
from fastapi.responses import HTMLResponse, JSONResponse, Response
from starlette.types import ASGIApp

from actions.season import Announcement
from bot.channels.web.page import page_router
from tests.auxil.scripted_gateway import NumberedConversations, ScriptedGateway


@dataclass
class ChatServer:
    """`failures` are answered first, one a request: a status and its headers."""

    url: str
    gateway: ScriptedGateway
    conversations: NumberedConversations
    failures: deque[tuple[int, dict[str, str]]] = field(default_factory=deque)
    bodies: list[dict[str, object]] = field(default_factory=list)
    delay: float = 0
    news: Announcement | None = None


@contextmanager
def chat_server() -> Iterator[ChatServer]:
    listener = _listener()
    server = ChatServer(_url(listener), ScriptedGateway(), NumberedConversations())
    app = FastAPI()

    async def news() -> Announcement | None:
        return server.news

    app.include_router(page_router(server.gateway, server.conversations, news=news))

    @app.post("/api/chat/messages")
    async def messages(request: Request) -> Response:
        body = await request.json()
        server.bodies.append(body)
        await asyncio.sleep(server.delay)
        if server.failures:
            status, headers = server.failures.popleft()
            return JSONResponse({"title": "…"}, status, headers)
        known = body["conversation_id"]
        if known is None:
            known = await server.conversations.open("web")
        elif not await server.conversations.exists(known):
            return JSONResponse({"title": "…"}, 404)
        if "payload" in body:
            reply = await server.gateway.press(known, body["payload"])
        else:
            reply = await server.gateway.say(known, body["text"])
        return JSONResponse({"conversation_id": known, **reply.model_dump(mode="json")})

    @app.get("/api/procedures/{number}/checklist.pdf")
    async def checklist(number: int) -> Response:
        name = "attachment; filename*=UTF-8''Danh%20s%C3%A1ch.pdf"
        return Response(b"%PDF-", headers={"Content-Disposition": name})

    with _serving(app, listener):
        yield server


@contextmanager
def other_site(html: str, headers: dict[str, str] | None = None) -> Iterator[str]:
    """The address of a site of another origin whose only page is `html`."""
    listener = _listener()
    app = FastAPI()

    @app.get("/")
    async def page() -> HTMLResponse:
        return HTMLResponse(html, headers=headers)

    with _serving(app, listener):
        yield _url(listener)


@contextmanager
def served(app: ASGIApp) -> Iterator[str]:
    """The address at which `app` is served."""
    listener = _listener()
    with _serving(app, listener):
        yield _url(listener)


def _listener() -> socket.socket:
    listener = socket.socket()
    listener.bind(("127.0.0.1", 0))
    return listener


def _url(listener: socket.socket) -> str:
    return f"http://127.0.0.1:{listener.getsockname()[1]}"


@contextmanager
def _serving(app: ASGIApp, listener: socket.socket) -> Iterator[None]:
    server = uvicorn.Server(uvicorn.Config(app, log_level="warning", lifespan="off"))
    thread = threading.Thread(target=server.run, kwargs={"sockets": [listener]}, daemon=True)
    thread.start()
    deadline = time.monotonic() + 10
    while not server.started:
        if time.monotonic() > deadline:
            raise TimeoutError
        time.sleep(0.01)
    try:
        yield
    finally:
        server.should_exit = True
        server.force_exit = True
        thread.join(timeout=10)
