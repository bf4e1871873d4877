"""The chat over HTTP and WebSocket, as the public contract describes it."""

from contextlib import suppress
from http import HTTPStatus

from fastapi import APIRouter, Request, WebSocket, WebSocketDisconnect
from pydantic import BaseModel

from actions.reply import Message, Outcome, Reply
from bot.channels.web import phrases
from bot.channels.web.conversations import Conversations
from bot.channels.web.limits import AddressLimit
from bot.channels.web.line import Line
from bot.channels.web.metrics import observe
from bot.channels.web.news import Listeners, Sockets
from bot.channels.web.problems import Problem
from bot.channels.web.said import LONGEST_TEXT, Said, Text
from bot.gateway import Gateway

__all__ = ["CHANNEL", "LONGEST_TEXT", "Answered", "Said", "Text", "chat_router"]

CHANNEL = "web"
_TRY_LATER = 1013
"""The code with which a socket is closed that may be opened again later."""


class Answered(BaseModel):
    """The whole reply of a turn."""

    conversation_id: str
    messages: list[Message]
    outcome: Outcome


def chat_router(
    gateway: Gateway,
    conversations: Conversations,
    limit: AddressLimit,
    listeners: Listeners | None = None,
) -> APIRouter:
    """Return the routes of the chat; without `listeners` nothing is pushed."""
    pages = listeners or Listeners()
    sockets = Sockets()
    router = APIRouter(prefix="/api/chat", tags=["chat"])

    async def take(said: Said, address: str) -> Answered:
        wait = await limit.wait(address)
        if wait:
            raise Problem(HTTPStatus.TOO_MANY_REQUESTS, phrases.TOO_MANY, retry_after=wait)
        known = said.conversation_id
        if known is None and said.payload is not None:
            raise Problem(HTTPStatus.UNPROCESSABLE_ENTITY, phrases.BUTTON_ALONE)
        if known is None:
            known = await conversations.open(CHANNEL)
        elif not await conversations.exists(known):
            raise Problem(HTTPStatus.NOT_FOUND, phrases.NO_CONVERSATION)
        with observe() as seen:
            reply = await _carry(gateway, known, said)
            seen(reply)
        return Answered(conversation_id=known, messages=list(reply.messages), outcome=reply.outcome)

    @router.post("/messages")
    async def message(said: Said, request: Request) -> Answered:
        """Say something or press a button; the answer comes when the whole reply is there."""
        return await take(said, request.client.host if request.client else "")

    @router.websocket("/ws")
    async def socket(websocket: WebSocket) -> None:
        await websocket.accept()
        address = websocket.client.host if websocket.client else ""
        with sockets.one(address) as too_many, suppress(WebSocketDisconnect):
            if too_many:
                problem = Problem(HTTPStatus.TOO_MANY_REQUESTS, phrases.TOO_MANY_PAGES)
                await websocket.send_json(problem.document())
                await websocket.close(_TRY_LATER)
                return
            line = Line(
                websocket,
                address,
                take=take,
                conversations=conversations,
                limit=limit,
                listeners=pages,
            )
            await line.hold()

    return router


async def _carry(gateway: Gateway, conversation_id: str, said: Said) -> Reply:
    if said.payload is not None:
        return await gateway.press(conversation_id, said.payload)
    return await gateway.say(conversation_id, said.text or "")
