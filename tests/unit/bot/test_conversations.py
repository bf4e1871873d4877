"""Conversations: ids that can't be guessed, and no others are known."""

import re

import pytest
from sqlalchemy import Engine, select
from sqlalchemy.orm import Session

from bot.conversations import ConversationRegister
from knowledge.models import Conversation


@pytest.fixture
def register(knowledge_base: Engine) -> ConversationRegister:
    return ConversationRegister()


async def test_an_opened_conversation_exists_with_its_channel_and_nothing_else(
    register: ConversationRegister, knowledge_base: Engine
) -> None:
    opened = await register.open("web")
    assert await register.exists(opened)
    with Session(knowledge_base) as session:
        row = session.scalars(select(Conversation)).one()
    assert (row.id, row.channel) == (opened, "web")
    assert set(Conversation.__table__.columns.keys()) == {"id", "channel", "created_at"}


async def test_ids_are_long_random_and_never_the_same(register: ConversationRegister) -> None:
    ids = [await register.open("web") for _ in range(50)]
    assert len(set(ids)) == 50
    assert all(re.fullmatch(r"[A-Za-z0-9_-]{32}", opened) for opened in ids)
    for place in range(32):
        assert len({opened[place] for opened in ids}) > 10, f"character {place} hardly varies"


async def test_ids_survive_a_restart(register: ConversationRegister) -> None:
    opened = await register.open("web")
    assert await ConversationRegister().exists(opened)


@pytest.mark.parametrize(
    "odd",
    ["", " ", "a" * 32, "a" * 65, "a" * 100_000, "\x00", "đ", "%", "_", "' OR '1'='1", "\ud800"],
)
async def test_an_unknown_or_odd_id_does_not_exist(
    register: ConversationRegister, odd: str
) -> None:
    await register.open("web")
    assert not await register.exists(odd)


async def test_an_id_counts_only_as_it_was_given(register: ConversationRegister) -> None:
    opened = await register.open("web")
    for other in (opened[:-1], f"{opened}x", f" {opened}", f"{opened}\n", opened.swapcase()):
        assert not await register.exists(other)


@pytest.mark.postgresql
async def test_postgresql_is_never_shown_an_id_it_would_choke_on(
    postgresql_database: Engine, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("knowledge.database.engine", lambda *_: postgresql_database)
    Conversation.metadata.create_all(postgresql_database)
    register = ConversationRegister()
    opened = await register.open("web")
    assert await register.exists(opened)
    assert not await register.exists(f"{opened[:10]}\x00")
