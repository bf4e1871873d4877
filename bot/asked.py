"""Keeps what was asked lately, nameless, without making anybody wait for it."""

import asyncio
import logging
from collections import OrderedDict, deque
from collections.abc import Sequence
from contextlib import suppress
from time import monotonic
from typing import Final

from anyio import to_thread

from actions.payloads import FORGET_DATA, parse
from actions.personal_data import Wish, wished
from actions.reply import Kind, Reply, TextMessage
from actions.wording import phrase
from bot.gateway import Gateway
from bot.nameless import nameless
from knowledge.asked.asked import Asked, forget_conversation, keep
from knowledge.database import session
from knowledge.models import now

EVERY: Final = 3.0
"""Seconds between two batches."""
MOST_WAITING: Final = 1_000
"""Questions that wait to be written; what comes when there are as many is not kept."""
QUIET: Final = 30 * 60.0
"""Seconds after a private turn in which nothing of that conversation is kept: as long as a letter
or a look-up may be under way."""
_MOST_QUIET: Final = 20_000
_KINDS: Final = frozenset((Kind.ANSWER, Kind.GUIDE, Kind.CLARIFY, Kind.FALLBACK))
_OF_STATES: Final = frozenset((Kind.STATUS_DOSSIER, Kind.STATUS_REGRADE))
_NOT_KEPT: Final = ("fallback.distress", "fallback.personal_data", "fallback.abuse", "reserve")
"""Phrases with which replies begin to what is too personal to keep, or was not understood by us."""
_LEAST_REFUSED: Final = 4
"""Words of a question that is refused: a shorter one may be a bare name in small letters."""
_LOG: Final = logging.getLogger(__name__)


class Recorder:
    """What waits to be written; `run` writes it, a batch every few seconds."""

    def __init__(self, every: float = EVERY, most: int = MOST_WAITING) -> None:
        self._every = every
        self._most = most
        self._waiting: deque[Asked] = deque()
        self._to_forget: set[str] = set()
        self._quiet: OrderedDict[str, float] = OrderedDict()
        self._writing = asyncio.Lock()

    def heard(self, conversation: str, text: str, reply: Reply) -> None:
        """Let a question wait, with the reply to it; or let it go, if it isn't to be kept."""
        if wished(text) is Wish.FORGET:
            self.forget(conversation)
        if _is_private(reply):
            self.hush(conversation)
        if self._may_be_kept(conversation, text, reply) and len(self._waiting) < self._most:
            outcome = reply.outcome
            procedures = outcome.procedures or outcome.candidates
            self._waiting.append(
                Asked(conversation, now(), text, outcome.kind.value, procedures, outcome.facets)
            )

    def pressed(self, conversation: str, payload: str, reply: Reply) -> None:
        """Note a button; it is not kept, but may begin a letter or wish all forgotten."""
        with suppress(ValueError):
            button = parse(payload)
            if button.intent == "contact" and button.entities.get("step") == FORGET_DATA:
                self.forget(conversation)
        if _is_private(reply):
            self.hush(conversation)

    def forget(self, conversation: str) -> None:
        """Drop what waits of a conversation, and delete what a batch under way may still write."""
        self._waiting = deque(each for each in self._waiting if each.conversation != conversation)
        self._to_forget.add(conversation)

    def hush(self, conversation: str) -> None:
        """Keep nothing of a conversation for half an hour."""
        self._quiet[conversation] = monotonic()
        self._quiet.move_to_end(conversation)
        if len(self._quiet) > _MOST_QUIET:
            self._quiet.popitem(last=False)

    async def run(self) -> None:
        """Write batch after batch until cancelled, and then what is left."""
        try:
            while True:
                await asyncio.sleep(self._every)
                await asyncio.shield(self.write())
        finally:
            await self.write()

    async def run_until(self, stopped: asyncio.Event) -> None:
        """Write batch after batch until `stopped` is set, and then what is left."""
        task = asyncio.create_task(self.run())
        await stopped.wait()
        task.cancel()
        await asyncio.gather(task, return_exceptions=True)

    async def write(self) -> None:
        """Write what waits now; what can't be written is gone, save the wish to have it gone."""
        async with self._writing:
            batch, self._waiting = list(self._waiting), deque()
            to_forget, self._to_forget = self._to_forget, set()
            if not (batch or to_forget):
                return
            try:
                await to_thread.run_sync(_write, batch, to_forget)
            except Exception as error:  # its text may hold what was typed
                self._to_forget |= to_forget
                _LOG.warning("what was asked could not be kept: %s", type(error).__name__)

    def _may_be_kept(self, conversation: str, text: str, reply: Reply) -> bool:
        kind = reply.outcome.kind
        refused_briefly = kind is Kind.FALLBACK and len(text.split()) < _LEAST_REFUSED
        return (
            kind in _KINDS
            and not refused_briefly
            and not _is_unkept(reply)
            and monotonic() - self._quiet.get(conversation, -QUIET) >= QUIET
        )


class RecordingGateway:
    """A gateway whose questions are noted by a recorder."""

    def __init__(self, inner: Gateway, recorder: Recorder) -> None:
        self._inner = inner
        self._recorder = recorder

    async def say(self, conversation_id: str, text: str) -> Reply:
        reply = await self._inner.say(conversation_id, text)
        self._recorder.heard(conversation_id, text, reply)
        return reply

    async def press(self, conversation_id: str, payload: str) -> Reply:
        reply = await self._inner.press(conversation_id, payload)
        self._recorder.pressed(conversation_id, payload, reply)
        return reply


def _write(batch: Sequence[Asked], to_forget: set[str]) -> None:
    nameless_batch = [_nameless(each) for each in batch]
    with session() as opened:
        keep(opened, [each for each in nameless_batch if any(map(str.isalpha, each.text))])
        for conversation in sorted(to_forget):
            forget_conversation(opened, conversation)


def _nameless(asked: Asked) -> Asked:
    return Asked(
        asked.conversation,
        asked.at,
        nameless(asked.text),
        asked.kind,
        asked.procedures,
        asked.facets,
    )


def _is_private(reply: Reply) -> bool:
    private = any(getattr(message, "private", False) for message in reply.messages)
    return private or reply.outcome.kind in _OF_STATES


def _is_unkept(reply: Reply) -> bool:
    first = reply.messages[0] if reply.messages else None
    return isinstance(first, TextMessage) and first.text in {phrase(key) for key in _NOT_KEPT}
