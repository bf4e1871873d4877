"""One update of a chat after another, many chats at once."""

import asyncio
from collections.abc import Awaitable
from dataclasses import dataclass, field
from typing import Any, Final

from telegram import Update
from telegram.ext import BaseUpdateProcessor

_AT_ONCE: Final = 64
_WAITING: Final = 10_000


@dataclass
class _Queue:
    lock: asyncio.Lock = field(default_factory=asyncio.Lock)
    length: int = 0


class PerChatProcessor(BaseUpdateProcessor):
    """Keeps the order within a chat; a chat that waits for itself holds up no other.

    Args:
        at_once: updates worked on at the same time, over all chats.
    """

    def __init__(self, at_once: int = _AT_ONCE) -> None:
        super().__init__(_WAITING)
        self._slots = asyncio.Semaphore(at_once)
        self._queues: dict[int | None, _Queue] = {}

    async def do_process_update(self, update: object, coroutine: Awaitable[Any]) -> None:
        """Awaits `coroutine` when its chat's earlier updates are done."""
        chat = _chat_of(update)
        queue = self._queues.setdefault(chat, _Queue())
        queue.length += 1
        try:
            async with queue.lock, self._slots:
                await coroutine
        finally:
            queue.length -= 1
            if not queue.length:
                del self._queues[chat]

    async def initialize(self) -> None:
        """Needs nothing."""

    async def shutdown(self) -> None:
        """Leaves nothing."""


def _chat_of(update: object) -> int | None:
    if not isinstance(update, Update):
        return None
    if update.effective_chat:
        return update.effective_chat.id
    return update.effective_user.id if update.effective_user else None
