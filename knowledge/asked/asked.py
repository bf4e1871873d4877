"""Questions asked lately, nameless, and what the bot made of each: kept 30 days, then forgotten."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Final

from sqlalchemy import CursorResult, delete, insert, select
from sqlalchemy.orm import Session

from knowledge.asked.tables import AskedQuestion
from knowledge.facets import Facet
from knowledge.models import now
from knowledge.staff.tables import in_utc

LASTS: Final = timedelta(days=30)
MOST: Final = 20_000
"""Questions kept; the oldest is forgotten first."""
LONGEST: Final = 500
"""Characters kept of one."""


@dataclass(frozen=True)
class Asked:
    """One question; `kind` is that of the reply's outcome, `at` in UTC.

    `procedures` are those answered, or those offered where the bot asked back.
    """

    conversation: str
    at: datetime
    text: str
    kind: str
    procedures: tuple[int, ...] = ()
    facets: tuple[Facet, ...] = ()


def keep(session: Session, questions: Sequence[Asked]) -> None:
    """Store `questions`; of each at most 500 characters."""
    if questions:
        session.execute(insert(AskedQuestion), [_row(each) for each in questions])


def recent(session: Session, limit: int) -> list[Asked]:
    """Return the `limit` questions asked last, the latest first."""
    rows = session.scalars(select(AskedQuestion).order_by(AskedQuestion.id.desc()).limit(limit))
    return [
        Asked(
            row.conversation,
            in_utc(row.at),
            row.text,
            row.kind,
            tuple(row.procedures),
            tuple(map(Facet, row.facets)),
        )
        for row in rows
    ]


def forget_old(session: Session) -> None:
    """Delete what is older than 30 days, and all but the newest 20,000."""
    session.execute(delete(AskedQuestion).where(AskedQuestion.at <= now() - LASTS))
    newest_too_many = select(AskedQuestion.id).order_by(AskedQuestion.id.desc()).offset(MOST)
    last = session.scalar(newest_too_many.limit(1))
    if last is not None:
        session.execute(delete(AskedQuestion).where(AskedQuestion.id <= last))


def forget_conversation(session: Session, conversation: str) -> int:
    """Delete what was asked in `conversation`; return how many questions that were."""
    deleted = session.execute(
        delete(AskedQuestion).where(AskedQuestion.conversation == conversation)
    )
    assert isinstance(deleted, CursorResult)
    return deleted.rowcount


def _row(asked: Asked) -> dict[str, object]:
    return {
        "conversation": asked.conversation,
        "at": asked.at,
        "text": asked.text[:LONGEST],
        "kind": asked.kind,
        "procedures": list(asked.procedures),
        "facets": [facet.value for facet in asked.facets],
    }
