"""The console with one procedure whose every answer rests on one law, on 23 November 2026."""

import pytest
from sqlalchemy import Engine

from bot.staff import contacts, overview
from bot.staff.laws import listing, marking, reviews
from knowledge.database import session
from tests.auxil.laws import ON, put_laws


@pytest.fixture(autouse=True)
def _on_that_day(monkeypatch: pytest.MonkeyPatch) -> None:
    for module in (contacts, overview, listing, marking, reviews):
        monkeypatch.setattr(module, "today", lambda: ON)


@pytest.fixture
def one_procedure(knowledge_base: Engine) -> Engine:
    with session(knowledge_base) as opened:
        put_laws(opened)
    return knowledge_base
