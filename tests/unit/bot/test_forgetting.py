"""What is too old is deleted though nobody asks for it."""

import asyncio
from datetime import timedelta

import pytest
from sqlalchemy import Engine, func, select
from sqlalchemy.exc import SQLAlchemyError

from bot import forgetting
from knowledge.asked.asked import Asked, keep, recent
from knowledge.database import session
from knowledge.models import Sealed, now
from knowledge.sealed import seal


def _kept(database: Engine) -> int:
    with session(database) as opened:
        return opened.scalar(select(func.count()).select_from(Sealed)) or 0


async def _run_until(database: Engine, kept: int) -> None:
    task = asyncio.create_task(forgetting.forget_regularly(every=0.01))
    async with asyncio.timeout(10):
        while _kept(database) != kept:  # noqa: ASYNC110
            await asyncio.sleep(0.01)
    task.cancel()


async def test_the_expired_go_and_the_others_stay(knowledge_base: Engine) -> None:
    with session(knowledge_base) as opened:
        seal(opened, {"ten": "A"}, timedelta(hours=1))
        seal(opened, {"ten": "B"}, timedelta(seconds=-1))
    await _run_until(knowledge_base, kept=1)


async def test_questions_go_after_thirty_days(knowledge_base: Engine) -> None:
    with session(knowledge_base) as opened:
        keep(
            opened,
            [Asked("c", now() - timedelta(days=days), f"{days}", "answer") for days in (31, 29)],
        )
        seal(opened, {"ten": "B"}, timedelta(seconds=-1))
    await _run_until(knowledge_base, kept=0)
    with session(knowledge_base) as opened:
        assert [each.text for each in recent(opened, 10)] == ["29"]


async def test_a_failing_database_ends_nothing(
    knowledge_base: Engine, monkeypatch: pytest.MonkeyPatch
) -> None:
    with session(knowledge_base) as opened:
        seal(opened, {"ten": "B"}, timedelta(seconds=-1))
    forget, failures = forgetting._forget, [SQLAlchemyError("away")]

    def sometimes() -> None:
        if failures:
            raise failures.pop()
        forget()

    monkeypatch.setattr(forgetting, "_forget", sometimes)
    await _run_until(knowledge_base, kept=0)
