"""A knowledge base on a day that stands still, and drafts of two officers."""

from collections.abc import Iterator
from datetime import date
from typing import Any

import pytest
from sqlalchemy import Engine
from sqlalchemy.orm import Session

from knowledge.database import session
from knowledge.editing import days
from knowledge.editing.drafts import Drafts
from knowledge.editing.sections import Section, content_of
from knowledge.repository import Repository, version_on

TODAY = date(2026, 11, 23)


@pytest.fixture(autouse=True)
def today(monkeypatch: pytest.MonkeyPatch) -> date:
    """The day on which all tests here take place."""
    monkeypatch.setattr(days, "today", lambda: TODAY)
    return TODAY


@pytest.fixture
def opened(database: Engine) -> Iterator[Session]:
    """A session on the whole catalogue."""
    with session(database) as made:
        yield made


@pytest.fixture
def lan(opened: Session) -> Drafts:
    """An editor."""
    return Drafts(opened, "lan")


@pytest.fixture
def hoa(opened: Session) -> Drafts:
    """A reviewer."""
    return Drafts(opened, "hoa")


@pytest.fixture
def fee(opened: Session) -> dict[str, Any]:
    """What the form of the fee of procedure 30 holds, with another text."""
    live = Repository(opened).procedure(30)
    content = content_of(live, version_on(live, TODAY), Section.FEE)
    return {**content, "text": "Không thu lệ phí từ nay."}
