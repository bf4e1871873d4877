"""An open WebSocket: turns in and out, and the news of one conversation."""

import logging
from collections.abc import Awaitable, Callable
from http import HTTPStatus
from typing import Final

from fastapi import WebSocket
from pydantic import BaseModel, ValidationError

from bot.channels.web import phrases
from bot.channels.web.conversations import Conversations
from bot.channels.web.frames import Listen, Received, read_frame
from bot.channels.web.limits import AddressLimit
from bot.channels.web.news import Document, Listeners
from bot.channels.web.problems import Problem
from bot.channels.web.said import Said

_LEFT: Final = "websocket.disconnect"
_LOG: Final = logging.getLogger(__name__)

Take = Callable[[Said, str], Awaitable[BaseModel]]
"""Answers a turn of an address; raises Problem."""


class Line:
    """What is said over one socket."""

    def __init__(
        self,
        websocket: WebSocket,
        address: str,
        *,
        take: Take,
        conversations: Conversations,
        limit: AddressLimit,
        listeners: Listeners,
    ) -> None:
        self._websocket = websocket
        self._address = address
        self._take = take
        self._conversations = conversations
        self._limit = limit
        self._listeners = listeners
        self._conversation = ""

    async def hold(self) -> None:
        """Answer until the client leaves. Raises WebSocketDisconnect if it does so unannounced."""
        try:
            while (frame := await self._websocket.receive())["type"] != _LEFT:
                answer = await self._answer(frame.get("text") or "")
                if answer:
                    await self._send(answer)
        finally:
            await self._listen_to("")

    async def _send(self, document: Document) -> None:
        await self._websocket.send_json(document)

    async def _answer(self, raw: str) -> Document | None:
        try:
            match read_frame(raw):
                case Listen(conversation_id=known):
                    return await self._begin_to_listen(known)
                case Received(received=notice):
                    await self._listeners.received(self._conversation, int(notice))
                    return None
                case Said() as said:
                    return (await self._take(said, self._address)).model_dump(mode="json")
        except ValidationError:
            return Problem(HTTPStatus.UNPROCESSABLE_ENTITY, phrases.INVALID).document()
        except Problem as problem:
            return problem.document()
        except Exception:
            _LOG.exception("a turn over the WebSocket failed")
            return Problem(HTTPStatus.INTERNAL_SERVER_ERROR, phrases.BROKEN).document()

    async def _begin_to_listen(self, known: str) -> Document:
        wait = await self._limit.wait(self._address)
        if wait:
            raise Problem(HTTPStatus.TOO_MANY_REQUESTS, phrases.TOO_MANY, retry_after=wait)
        if not await self._conversations.exists(known):
            raise Problem(HTTPStatus.NOT_FOUND, phrases.NO_CONVERSATION)
        await self._listen_to(known)
        return {"type": "listening", "conversation_id": known}

    async def _listen_to(self, conversation_id: str) -> None:
        """Listen to a conversation instead of the one before; to none if empty."""
        before, self._conversation = self._conversation, conversation_id
        if before:
            await self._listeners.leave(before, self._send)
        if conversation_id:
            self._listeners.join(conversation_id, self._send)
