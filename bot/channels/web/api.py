"""The chat over HTTP and WebSocket, as the public contract describes it."""

import logging
from contextlib import suppress
from http import HTTPStatus
from typing import Annotated, Any, Self

from fastapi import APIRouter, Request, WebSocket, WebSocketDisconnect
from pydantic import (
    BaseModel,
    ConfigDict,
    StringConstraints,
    ValidationError,
    model_validator,
)

from actions.payloads import parse
from actions.reply import Message, Outcome, Reply
from bot.channels.web import phrases
from bot.channels.web.conversations import Conversations
from bot.channels.web.limits import AddressLimit
from bot.channels.web.metrics import observe
from bot.channels.web.problems import Problem
from bot.gateway import Gateway

CHANNEL = "web"
_LOG = logging.getLogger(__name__)
LONGEST_TEXT = 2000

Text = Annotated[
    str, StringConstraints(strip_whitespace=True, min_length=1, max_length=LONGEST_TEXT)
]


class Said(BaseModel):
    """What a client sends: words to a conversation or a new one, or a button of an open one."""

    model_config = ConfigDict(extra="forbid")

    conversation_id: str | None = None
    text: Text | None = None
    payload: Annotated[str, StringConstraints(min_length=1, max_length=64)] | None = None

    @model_validator(mode="after")
    def _is_one_thing(self) -> Self:
        if (self.text is None) == (self.payload is None):
            raise ValueError("either text or payload")
        if self.payload is not None:
            parse(self.payload)
        return self


class Answered(BaseModel):
    """The whole reply of a turn."""

    conversation_id: str
    messages: list[Message]
    outcome: Outcome


def chat_router(gateway: Gateway, conversations: Conversations, limit: AddressLimit) -> APIRouter:
    """Return the routes of the chat."""
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
        with suppress(WebSocketDisconnect):
            while (frame := await websocket.receive())["type"] != "websocket.disconnect":
                await websocket.send_json(await told(frame.get("text") or "", address))

    async def told(raw: str, address: str) -> dict[str, Any]:
        try:
            answer = await take(Said.model_validate_json(raw), address)
        except ValidationError:
            return Problem(HTTPStatus.UNPROCESSABLE_ENTITY, phrases.INVALID).document()
        except Problem as problem:
            return problem.document()
        except Exception:
            _LOG.exception("a turn over the WebSocket failed")
            return Problem(HTTPStatus.INTERNAL_SERVER_ERROR, phrases.BROKEN).document()
        return answer.model_dump(mode="json")

    return router


async def _carry(gateway: Gateway, conversation_id: str, said: Said) -> Reply:
    if said.payload is not None:
        return await gateway.press(conversation_id, said.payload)
    return await gateway.say(conversation_id, said.text or "")
