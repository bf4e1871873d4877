"""News of changes on the web: pushed to pages that listen, else in front of the next reply.

One task of a process looks into the outbox for all conversations that listen to it.
"""

import asyncio
import contextlib
import logging
from collections import Counter, defaultdict
from collections.abc import Awaitable, Callable, Coroutine, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from itertools import islice
from time import monotonic
from typing import Any, Final

from anyio import to_thread
from sqlalchemy.exc import SQLAlchemyError

from actions.reply import Message, Reply
from actions.status.news import news_message
from bot.channels.web.limits import is_own
from bot.gateway import Gateway
from bot.news import worker_name
from knowledge.database import session
from knowledge.status import notices
from knowledge.status.notices import News

CHANNEL: Final = "web"
EVERY: Final = 1.0
"""Seconds between two looks into the outbox."""
PATIENCE: Final = 30.0
"""Seconds to wait for a page to say that it has shown a notice, before it is sent again."""
MOST_SOCKETS: Final = 64
"""Sockets of one address; a school's computer room shares one."""
_AT_ONCE: Final = 500
"""Conversations in one query."""
_SENDING: Final = 5.0
_BATCH: Final = 50
_LOG = logging.getLogger(__name__)

Document = dict[str, Any]
Push = Callable[[Document], Awaitable[None]]


class TellingGateway:
    """A gateway whose replies begin with the news that wait for the conversation."""

    def __init__(self, inner: Gateway) -> None:
        self._inner = inner
        self._name = worker_name()

    async def say(self, conversation_id: str, text: str) -> Reply:
        return await self._with_news(conversation_id, self._inner.say(conversation_id, text))

    async def press(self, conversation_id: str, payload: str) -> Reply:
        return await self._with_news(conversation_id, self._inner.press(conversation_id, payload))

    async def _with_news(self, conversation_id: str, answer: Coroutine[Any, Any, Reply]) -> Reply:
        reply = await answer
        try:
            told = await to_thread.run_sync(self._take, conversation_id)
        except SQLAlchemyError as error:
            _LOG.warning("news wait: %s", type(error).__name__)
            return reply
        if not told:
            return reply
        return reply.model_copy(update={"messages": (*told, *reply.messages)})

    def _take(self, conversation_id: str) -> tuple[Message, ...]:
        told: list[Message] = []
        with session() as opened:
            while found := notices.claim(opened, self._name, CHANNEL, _BATCH, [conversation_id]):
                for news in found:
                    told.append(news_message(news))
                    notices.delivered(opened, self._name, news)
        return tuple(told)


class Sockets:
    """Counts the open sockets of each address; this machine's own are not limited."""

    def __init__(self, most: int = MOST_SOCKETS) -> None:
        self._most = most
        self._open: Counter[str] = Counter()

    @contextmanager
    def one(self, address: str) -> Iterator[bool]:
        """Count a socket while the block runs; yields whether it is one too many."""
        self._open[address] += 1
        try:
            yield self._open[address] > self._most and not is_own(address)
        finally:
            self._open[address] -= 1
            if not self._open[address]:
                del self._open[address]


@dataclass
class _Pending:
    news: News
    since: float = field(default_factory=monotonic)


class Listeners:
    """The pages that listen, and what was pushed to them but not yet shown."""

    def __init__(self, every: float = EVERY, patience: float = PATIENCE) -> None:
        self._every = every
        self._patience = patience
        self._name = worker_name()
        self._pushes: dict[str, set[Push]] = defaultdict(set)
        self._pending: dict[int, _Pending] = {}
        self._kept = monotonic()

    def join(self, conversation_id: str, push: Push) -> None:
        """Let `push` bring what is new for a conversation, from the next look on."""
        self._pushes[conversation_id].add(push)

    async def leave(self, conversation_id: str, push: Push) -> None:
        """End what `join` began; what was pushed and not shown is free again."""
        self._pushes[conversation_id].discard(push)
        if self._pushes[conversation_id]:
            return
        del self._pushes[conversation_id]
        await self._free(
            [
                id_
                for id_, each in self._pending.items()
                if each.news.conversation == conversation_id
            ]
        )

    async def received(self, conversation_id: str, notice: int) -> None:
        """Note that a page of the conversation has shown `notice`."""
        pending = self._pending.get(notice)
        if pending is None or pending.news.conversation != conversation_id:
            return
        await to_thread.run_sync(self._deliver, pending.news)
        self._pending.pop(notice, None)

    async def run(self) -> None:
        """Look and push until cancelled."""
        try:
            while True:
                try:
                    await self._round()
                except SQLAlchemyError as error:
                    _LOG.warning("news wait: %s", type(error).__name__)
                await asyncio.sleep(self._every)
        finally:
            with contextlib.suppress(SQLAlchemyError):
                await asyncio.shield(self._free(list(self._pending)))

    async def _round(self) -> None:
        if not self._pushes:
            return
        await self._free(
            [
                id_
                for id_, each in self._pending.items()
                if monotonic() - each.since > self._patience
            ]
        )
        found = await to_thread.run_sync(self._claim, list(self._pushes))
        for news in found:
            self._pending[news.id] = _Pending(news)
        await asyncio.gather(*(self._push(news) for news in found))

    async def _push(self, news: News) -> None:
        message = news_message(news)
        document: Document = {
            "type": "push",
            "id": str(news.id),
            "conversation_id": news.conversation,
            "messages": [message.model_dump(mode="json")],
        }
        pushes = list(self._pushes.get(news.conversation, ()))
        await asyncio.gather(*(_quietly(push(document)) for push in pushes))
        if not pushes:
            await self._free([news.id])

    async def _free(self, ids: list[int]) -> None:
        if ids:
            await to_thread.run_sync(self._release, ids)
            for id_ in ids:
                self._pending.pop(id_, None)

    def _claim(self, conversations: list[str]) -> list[News]:
        found: list[News] = []
        with session() as opened:
            notices.take_back(opened)
        if self._pending and monotonic() - self._kept > notices.LEASE.total_seconds() / 3:
            self._kept = monotonic()
            with session() as opened:
                notices.keep(opened, self._name)
        rest = iter(conversations)
        while some := list(islice(rest, _AT_ONCE)):
            with session() as opened:
                found += notices.claim(opened, self._name, CHANNEL, _BATCH, some)
        return found

    def _deliver(self, news: News) -> None:
        with session() as opened:
            notices.delivered(opened, self._name, news)

    def _release(self, ids: list[int]) -> None:
        with session() as opened:
            notices.release(opened, self._name, ids)


async def _quietly(sending: Awaitable[None]) -> None:
    """Await `sending`, but not for long, and not caring whether the page is still there."""
    with contextlib.suppress(Exception):
        await asyncio.wait_for(sending, _SENDING)
