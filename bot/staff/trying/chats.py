"""The test chats that are open: in the memory of this process, for the officer alone."""

import hashlib
import secrets
from collections import OrderedDict
from dataclasses import dataclass, field
from time import monotonic
from typing import Final

from actions.reply import Button, Reply
from knowledge.staff.sessions import Opened

_MOST: Final = 200
"""Chats kept; the longest unused is forgotten first."""
_LASTS: Final = 2 * 60 * 60.0
"""Seconds without a turn after which a chat is forgotten."""
_MOST_TURNS: Final = 40
"""Turns shown of one; the oldest go first."""


@dataclass(frozen=True)
class ChatTurn:
    """What an officer said, or the title of the button, and the reply."""

    said: str
    reply: Reply


@dataclass
class Chat:
    """One test chat; `conversation` is its id at Rasa, which no channel of citizens ever opens."""

    conversation: str = field(default_factory=lambda: f"staff-{secrets.token_urlsafe(24)}")
    turns: tuple[ChatTurn, ...] = ()
    used: float = field(default_factory=monotonic)

    def add(self, turn: ChatTurn) -> None:
        self.turns = (*self.turns, turn)[-_MOST_TURNS:]

    def button(self, payload: str) -> Button | None:
        """Return the button with this payload that some reply offered."""
        offered = (
            button
            for turn in reversed(self.turns)
            for message in turn.reply.messages
            for button in message.buttons
        )
        return next((button for button in offered if button.payload == payload), None)


class Chats:
    """One chat for each session of an officer and each procedure."""

    def __init__(self) -> None:
        self._open: OrderedDict[tuple[str, int], Chat] = OrderedDict()

    def of(self, desk: Opened, procedure: int) -> Chat:
        """Return the chat that is open, or a new one."""
        self._forget_old()
        key = _key(desk, procedure)
        chat = self._open.setdefault(key, Chat())
        chat.used = monotonic()
        self._open.move_to_end(key)
        if len(self._open) > _MOST:
            self._open.popitem(last=False)
        return chat

    def restart(self, desk: Opened, procedure: int) -> None:
        self._open.pop(_key(desk, procedure), None)

    def _forget_old(self) -> None:
        oldest_allowed = monotonic() - _LASTS
        while self._open and next(iter(self._open.values())).used < oldest_allowed:
            self._open.popitem(last=False)


def _key(desk: Opened, procedure: int) -> tuple[str, int]:
    return hashlib.sha256(desk.token.encode()).hexdigest(), procedure
