"""The courier notes what became of each notice, and loses none to a broken database or channel."""

import asyncio
from datetime import timedelta

import pytest
from sqlalchemy import Engine, select
from sqlalchemy.exc import OperationalError

from bot import news as courier_module
from bot.news import Courier, Fate
from knowledge.database import session
from knowledge.status.news_tables import Notice, Subscription
from knowledge.status.notices import News
from knowledge.status.subscriptions import remember_address
from tests.auxil.followers import follow, tell_dossier


@pytest.fixture
def outbox(knowledge_base: Engine, monkeypatch: pytest.MonkeyPatch) -> Engine:
    """Three chats, each with one change to hear of; pauses are short."""
    monkeypatch.setattr(courier_module, "_PAUSES", (0.01,))
    tell_dossier(knowledge_base)
    for name in ("tg-1", "tg-2", "tg-3"):
        follow(knowledge_base, name, channel="telegram")
        with session(knowledge_base) as opened:
            remember_address(opened, name, b"sealed")
    tell_dossier(knowledge_base, day=5, trang_thai="da_co_ket_qua")
    return knowledge_base


class Sink:
    """Hears news; `fates` come first, then all is told."""

    def __init__(self, *fates: Fate | Exception) -> None:
        self.fates = list(fates)
        self.heard: list[str] = []

    async def send(self, news: News) -> Fate:
        fate = self.fates.pop(0) if self.fates else Fate.TOLD
        if isinstance(fate, Exception):
            raise fate
        if fate is Fate.TOLD:
            self.heard.append(news.conversation)
        return fate


async def _delivers(database: Engine, sink: Sink, states: list[str], lease: float = 60) -> None:
    stopped = asyncio.Event()
    courier = Courier("telegram", sink.send, every=0.01, lease=timedelta(seconds=lease))
    task = asyncio.create_task(courier.run(stopped))
    try:
        async with asyncio.timeout(10):
            while sorted(_states(database)) != sorted(states):  # noqa: ASYNC110
                await asyncio.sleep(0.02)
    finally:
        stopped.set()
        await task


def _states(database: Engine) -> list[str]:
    with session(database) as opened:
        return list(opened.scalars(select(Notice.state)))


async def test_each_is_told_once(outbox: Engine) -> None:
    sink = Sink()
    await _delivers(outbox, sink, ["delivered"] * 3)
    assert sorted(sink.heard) == ["tg-1", "tg-2", "tg-3"]


async def test_while_the_channel_is_away_nothing_is_lost(outbox: Engine) -> None:
    sink = Sink(Fate.AWAY, Fate.AWAY, Fate.TOLD, Fate.AWAY)
    await _delivers(outbox, sink, ["delivered"] * 3)
    assert sorted(sink.heard) == ["tg-1", "tg-2", "tg-3"]


async def test_what_is_refused_or_breaks_holds_up_no_other_and_is_tried_again(
    outbox: Engine,
) -> None:
    sink = Sink(Fate.REFUSED, RuntimeError("broken"))
    await _delivers(outbox, sink, ["claimed", "claimed", "delivered"])
    await _delivers(outbox, sink, ["delivered"] * 3, lease=0.05)
    assert len(sink.heard) == 3


async def test_who_cannot_be_reached_follows_no_longer(outbox: Engine) -> None:
    await _delivers(outbox, Sink(Fate.UNREACHABLE), ["delivered"] * 2)
    with session(outbox) as opened:
        assert len(opened.scalars(select(Subscription)).all()) == 2


async def test_a_stop_gives_back_what_was_not_begun(outbox: Engine) -> None:
    stopped = asyncio.Event()

    async def send(_news: News) -> Fate:
        stopped.set()
        return Fate.TOLD

    await Courier("telegram", send).run(stopped)
    assert sorted(_states(outbox)) == ["delivered", "waiting", "waiting"]


async def test_a_note_that_the_database_refuses_is_made_later_and_nothing_is_told_twice(
    outbox: Engine, monkeypatch: pytest.MonkeyPatch
) -> None:
    noted = courier_module.notices.delivered
    failures = [1, 1, 1]

    def refuses(*arguments: object) -> None:
        if failures:
            failures.pop()
            raise OperationalError("", {}, Exception("database is locked"))
        noted(*arguments)  # type: ignore[arg-type]

    monkeypatch.setattr(courier_module.notices, "delivered", refuses)
    sink = Sink()
    await _delivers(outbox, sink, ["delivered"] * 3)
    assert sorted(sink.heard) == ["tg-1", "tg-2", "tg-3"]
