"""Questions are kept for 30 days and no more than 20,000 of them, and go when their asker says."""

from collections.abc import Iterator
from datetime import timedelta

import pytest
from sqlalchemy import Engine
from sqlalchemy.orm import Session

from knowledge.asked import asked as asked_questions
from knowledge.asked.asked import (
    LONGEST,
    Asked,
    forget_conversation,
    forget_old,
    keep,
    recent,
)
from knowledge.database import session
from knowledge.facets import Facet
from knowledge.models import now


@pytest.fixture
def opened(database: Engine) -> Iterator[Session]:
    with session(database) as made:
        yield made


def question(text: str = "phí bao nhiêu", conversation: str = "c1", days: int = 0) -> Asked:
    at = now() - timedelta(days=days)
    return Asked(conversation, at, text, "answer", (3, 4), (Facet.FEE, Facet.WHERE))


def texts(opened: Session) -> list[str]:
    return [each.text for each in recent(opened, 100)]


def test_a_question_comes_back_as_it_was_kept(opened: Session) -> None:
    kept = question()
    keep(opened, [kept])
    assert recent(opened, 10) == [kept]


def test_the_latest_come_first_and_only_so_many(opened: Session) -> None:
    keep(opened, [question("một"), question("hai"), question("ba")])
    assert [each.text for each in recent(opened, 2)] == ["ba", "hai"]


def test_nothing_to_keep_is_no_trouble(opened: Session) -> None:
    keep(opened, [])
    assert recent(opened, 10) == []


def test_a_long_question_is_cut(opened: Session) -> None:
    keep(opened, [question("ơ" * 2000)])
    assert texts(opened) == ["ơ" * LONGEST]


def test_after_thirty_days_a_question_is_forgotten(opened: Session) -> None:
    keep(opened, [question("cũ", days=30), question("gần cũ", days=29), question("mới")])
    forget_old(opened)
    assert texts(opened) == ["mới", "gần cũ"]


def test_of_too_many_the_oldest_are_forgotten(
    opened: Session, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(asked_questions, "MOST", 3)
    keep(opened, [question(str(number)) for number in range(5)])
    forget_old(opened)
    assert texts(opened) == ["4", "3", "2"]
    forget_old(opened)
    assert texts(opened) == ["4", "3", "2"]


def test_a_conversation_is_forgotten_and_no_other(opened: Session) -> None:
    keep(opened, [question("một"), question("hai", "c2"), question("ba")])
    assert forget_conversation(opened, "c1") == 2
    assert texts(opened) == ["hai"]
    assert forget_conversation(opened, "c1") == 0
