"""News of a change reach a chat in Telegram, once, whatever happens on the way."""

import asyncio
from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager
from datetime import timedelta
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from sqlalchemy import Engine, select

from actions.reply import Kind, Outcome, Reply, TextMessage
from bot.channels.telegram.adapter import build_application, serve
from bot.channels.telegram.address import open_place, seal_place
from bot.channels.telegram.identity import conversation_id
from bot.channels.telegram.lifecycle import accompany
from bot.channels.telegram.news import bring_news, remember_place
from bot.channels.telegram.parts import Place
from knowledge import database as knowledge_database
from knowledge.database import engine, migrate, session
from knowledge.status.news_tables import Notice, Subscription
from tests.auxil.botapi import TOKEN, BotApi
from tests.auxil.followers import follow, tell_dossier
from tests.auxil.scripted_gateway import ScriptedGateway

LAN = 7001
NAME = conversation_id(TOKEN, LAN)
FOLLOWS = Reply(
    messages=(TextMessage(text="Mình theo dõi", follows=True),),
    outcome=Outcome(kind=Kind.STATUS_DOSSIER),
)


@pytest.fixture
def server() -> Iterator[BotApi]:
    with BotApi() as server:
        yield server


@pytest.fixture
def database(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Engine]:
    """A register with one dossier, which Lan's chat follows."""
    url = f"sqlite:///{tmp_path / 'news.db'}"
    made = engine(url)
    migrate(url)
    monkeypatch.setattr(knowledge_database, "engine", lambda *_: made)
    tell_dossier(made)
    follow(made, NAME, channel="telegram")
    yield made
    made.dispose()


@asynccontextmanager
async def running(server: BotApi, lease: float = 60) -> AsyncIterator[None]:
    stopped = asyncio.Event()
    gateway = ScriptedGateway({"theo dõi": FOLLOWS})
    application = build_application(TOKEN, gateway, api_base_url=server.url)
    accompany(
        application,
        lambda bot, stop: bring_news(bot, stop, every=0.05, lease=timedelta(seconds=lease)),
    )
    task = asyncio.create_task(serve(application, stopped))
    try:
        yield
    finally:
        stopped.set()
        await asyncio.wait_for(task, 20)


async def follows(server: BotApi) -> None:
    server.user_says(LAN, "theo dõi")
    await server.wait_for_messages(LAN, 1)


def states(database: Engine) -> list[str]:
    with session(database) as opened:
        return list(opened.scalars(select(Notice.state).order_by(Notice.id)))


async def test_a_change_is_told_once_with_its_buttons(server: BotApi, database: Engine) -> None:
    async with running(server):
        await follows(server)
        tell_dossier(database, day=5, trang_thai="da_co_ket_qua")
        _, told = await server.wait_for_messages(LAN, 2)
        assert "…0001" in told.text
        assert "H48.12-261102-0001" not in told.text
        assert told.titles == ["Tra lại", "Khỏi báo nữa"]
        await server.wait_until(lambda: states(database) == ["delivered"])
        await asyncio.sleep(0.3)
    async with running(server):
        await asyncio.sleep(0.3)
    assert len(server.messages(LAN)) == 2


async def test_what_came_while_it_was_away_is_told_after_the_restart_in_order(
    server: BotApi, database: Engine
) -> None:
    async with running(server):
        await follows(server)
    tell_dossier(database, day=5, trang_thai="yeu_cau_bo_sung")
    tell_dossier(database, day=6, trang_thai="da_tra_ket_qua")
    async with running(server):
        _, first, second = await server.wait_for_messages(LAN, 3)
    assert "bổ sung" in first.text
    assert "trả kết quả" in second.text
    assert second.titles == ["Tra lại"]
    with session(database) as opened:
        assert opened.scalars(select(Subscription)).all() == []


async def test_two_workers_tell_it_once(server: BotApi, database: Engine) -> None:
    remember_place(TOKEN, NAME, Place(LAN))
    server.user_says(LAN, "chào")
    async with running(server):
        await server.wait_for_messages(LAN, 1)
        application = build_application(
            TOKEN, ScriptedGateway(), api_base_url=server.url, webhook_url="https://example.org/x"
        )
        async with application.bot:
            stopped = asyncio.Event()
            other = asyncio.create_task(bring_news(application.bot, stopped, every=0.05))
            for day, state in enumerate(("yeu_cau_bo_sung", "dang_xu_ly", "da_co_ket_qua"), 5):
                tell_dossier(database, day=day, trang_thai=state)
            await server.wait_for_messages(LAN, 4)
            await asyncio.sleep(0.3)
            stopped.set()
            await other
    assert len(server.messages(LAN)) == 4
    assert states(database) == ["delivered"] * 3


async def test_who_blocked_the_bot_is_no_longer_told(server: BotApi, database: Engine) -> None:
    async with running(server):
        await follows(server)
        server.blocks(LAN)
        tell_dossier(database, day=5, trang_thai="da_co_ket_qua")
        await server.wait_until(lambda: not _subscriptions(database))
    assert len(server.messages(LAN)) == 1


@pytest.mark.filterwarnings("ignore::telegram.warnings.PTBDeprecationWarning")
async def test_an_outage_and_a_flood_only_delay_it(server: BotApi, database: Engine) -> None:
    async with running(server):
        await follows(server)
        server.outage(1)
        server.flood(2, retry_after=1)
        tell_dossier(database, day=5, trang_thai="da_co_ket_qua")
        await server.wait_for_messages(LAN, 2, timeout=20)
        await server.wait_until(lambda: states(database) == ["delivered"])
    assert len(server.messages(LAN)) == 2


async def test_another_token_ends_what_can_not_be_reached(server: BotApi, database: Engine) -> None:
    remember_place("1:another", NAME, Place(LAN))
    tell_dossier(database, day=5, trang_thai="da_co_ket_qua")
    async with running(server):
        await server.wait_until(lambda: not _subscriptions(database))


async def test_the_chat_can_not_be_read_in_the_database(
    server: BotApi, database: Engine, tmp_path: Path
) -> None:
    async with running(server):
        await follows(server)
    (stored,) = _subscriptions(database)
    assert stored.address
    assert str(LAN).encode() not in stored.address
    assert not any(str(LAN).encode() in content for content in _files(tmp_path))


@given(st.integers(-(2**60), 2**60), st.none() | st.integers(1, 2**31))
def test_only_the_token_opens_the_address(chat: int, thread: int | None) -> None:
    place = Place(chat, thread)
    sealed = seal_place(TOKEN, place)
    assert open_place(TOKEN, sealed) == place
    assert open_place(TOKEN + "x", sealed) is None
    assert open_place(TOKEN, sealed[:-4]) is None


def _files(folder: Path) -> list[bytes]:
    return [path.read_bytes() for path in folder.glob("news.db*")]


def _subscriptions(database: Engine) -> list[Subscription]:
    with session(database) as opened:
        found = list(opened.scalars(select(Subscription)))
        opened.expunge_all()
        return found
