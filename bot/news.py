"""Brings news of changes from the outbox to a channel, whatever dies on the way.

At least once: a worker that is killed leaves one notice at most of which nobody knows whether it
arrived, and that one is sent again.
"""

import asyncio
import contextlib
import logging
import secrets
from collections.abc import Awaitable, Callable
from datetime import timedelta
from enum import Enum, auto
from typing import Final

from anyio import to_thread
from sqlalchemy.exc import SQLAlchemyError
from sqlalchemy.orm import Session

from knowledge.database import session
from knowledge.status import notices
from knowledge.status.notices import LEASE, News
from knowledge.status.subscriptions import unsubscribe

_BATCH: Final = 50
"""Notices claimed at once; each is claimed anew right before it is sent."""
_PAUSES: Final = (2.0, 5.0, 15.0, 30.0)
"""Seconds to wait while the channel is away, longer each time."""
_LOG: Final = logging.getLogger(__name__)


class Fate(Enum):
    """What became of a notice that was sent."""

    TOLD = auto()
    AWAY = auto()
    """The channel can't be reached now; nothing was told."""
    REFUSED = auto()
    """The channel takes this one not now."""
    UNREACHABLE = auto()
    """The citizen doesn't want to be reached there, or can't be."""


def worker_name() -> str:
    """Return a name that no other worker has, ever."""
    return secrets.token_hex(8)


class Courier:
    """Takes the notices of one channel one by one and hands each to `send`."""

    def __init__(
        self,
        channel: str,
        send: Callable[[News], Awaitable[Fate]],
        every: float = 2.0,
        lease: timedelta = LEASE,
    ) -> None:
        """`every`: seconds between two looks into an empty outbox."""
        self._channel = channel
        self._send = send
        self._every = every
        self._lease = lease
        self._name = worker_name()
        self._failures = 0
        self._unsettled: list[tuple[News, Fate]] = []
        self._untidy = False
        self._in_doubt = False

    async def run(self, stopped: asyncio.Event) -> None:
        """Deliver until `stopped`; then finish the one under way and give back the others."""
        heart = asyncio.create_task(self._beat())
        try:
            while not stopped.is_set():
                try:
                    idle = not await self._round(stopped)
                except SQLAlchemyError as error:
                    _LOG.warning("news: the outbox can't be read: %s", type(error).__name__)
                    idle = True
                pause = _PAUSES[min(self._failures, len(_PAUSES)) - 1] if self._failures else 0
                if idle or pause:
                    await _wait(stopped, pause or self._every)
        finally:
            heart.cancel()

    async def _round(self, stopped: asyncio.Event) -> bool:
        """Deliver a batch; return whether there was any."""
        if self._untidy:
            await to_thread.run_sync(self._tidy_up)
        doubtful, batch = await to_thread.run_sync(self._claim)
        if doubtful:
            _LOG.warning("news: %d notices of a dead worker may come twice", doubtful)
        self._untidy = bool(batch)
        try:
            for news in batch:
                if stopped.is_set() or await self._bring(news) is Fate.AWAY:
                    break
        finally:
            if batch:
                await asyncio.shield(to_thread.run_sync(self._tidy_up))
        return bool(batch)

    async def _bring(self, news: News) -> Fate | None:
        """Send `news` if it is still to be sent; the next step notes what became of it."""
        if not await to_thread.run_sync(self._step, news):
            return None
        try:
            fate = await self._send(news)
        except Exception as error:
            _LOG.error("news: %s", type(error).__name__)
            fate = Fate.REFUSED
        except asyncio.CancelledError:
            self._in_doubt = True
            raise
        self._failures = self._failures + 1 if fate is Fate.AWAY else 0
        self._unsettled.append((news, fate))
        return fate

    async def _beat(self) -> None:
        """Keep the claims while this process lives."""
        while True:
            await asyncio.sleep(self._lease.total_seconds() / 3)
            with contextlib.suppress(SQLAlchemyError):
                await to_thread.run_sync(self._keep)

    def _claim(self) -> tuple[int, tuple[News, ...]]:
        with session() as opened:
            doubtful = notices.take_back(opened, self._lease)
        with session() as opened:
            return doubtful, notices.claim(opened, self._name, self._channel, _BATCH)

    def _step(self, following: News) -> bool:
        """Note what became of what was sent, and that `following` is about to be.

        One transaction, so that one notice at most is on its way and not noted. Returns whether
        `following` may be sent. What an error leaves unnoted is noted at the next step.
        """
        settled = len(self._unsettled)
        with session() as opened:
            for news, fate in self._unsettled[:settled]:
                self._settle(opened, news, fate)
            may = notices.begin(opened, self._name, following.id)
        del self._unsettled[:settled]
        return may

    def _settle(self, opened: Session, news: News, fate: Fate) -> None:
        match fate:
            case Fate.TOLD:
                notices.delivered(opened, self._name, news)
            case Fate.AWAY:
                notices.release(opened, self._name, [news.id])
            case Fate.REFUSED:
                notices.postpone(opened, self._name, news.id)
            case Fate.UNREACHABLE:
                unsubscribe(opened, news.conversation)

    def _tidy_up(self) -> None:
        """Note what became of what was sent, and give back all else, which was surely not told.

        Where the last one was broken off while it was sent, nobody knows: the lease decides.
        """
        settled = len(self._unsettled)
        with session() as opened:
            for news, fate in self._unsettled[:settled]:
                self._settle(opened, news, fate)
            if not self._in_doubt:
                notices.release_all(opened, self._name)
        del self._unsettled[:settled]
        self._untidy = False

    def _keep(self) -> None:
        with session() as opened:
            notices.keep(opened, self._name)


async def _wait(stopped: asyncio.Event, seconds: float) -> None:
    with contextlib.suppress(TimeoutError):
        await asyncio.wait_for(stopped.wait(), seconds)
