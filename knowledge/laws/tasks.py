"""Answers that must be looked at again: opened when a law is marked, closed one by one."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from knowledge.laws.tables import ReviewTask
from knowledge.models import LegalDocument, now
from knowledge.staff.audit import Action, record
from knowledge.staff.tables import in_utc

Answer = tuple[int, str]


class Closing(StrEnum):
    """Why a task is closed."""

    STILL_RIGHT = "still_right"
    PUBLISHED = "published"
    WITHDRAWN = "withdrawn"


@dataclass(frozen=True)
class Task:
    """An open task: the answer, and the law on which it rests and what became of that.

    `facet` may be `resting.RULES`. `until`: the last day of the law, as in `told_dates`.
    """

    id: int
    procedure_id: int
    facet: str
    law: str
    until: str | None
    replaced_by: tuple[str, ...]
    opened_by: str
    opened_at: datetime


def open_tasks(
    session: Session, procedure_id: int | None = None, law: str | None = None
) -> list[Task]:
    """Return the open tasks, by procedure and the oldest first."""
    query = (
        select(ReviewTask, LegalDocument)
        .outerjoin(LegalDocument, LegalDocument.number == ReviewTask.law)
        .where(ReviewTask.closed_at.is_(None))
        .order_by(ReviewTask.procedure_id, ReviewTask.opened_at, ReviewTask.id)
    )
    if procedure_id is not None:
        query = query.where(ReviewTask.procedure_id == procedure_id)
    if law is not None:
        query = query.where(ReviewTask.law == law)
    return [
        Task(
            row.id,
            row.procedure_id,
            row.facet,
            row.law,
            document.effective_to if document else None,
            tuple(document.replaced_by) if document else (),
            row.opened_by,
            in_utc(row.opened_at),
        )
        for row, document in session.execute(query)
    ]


def count_open(session: Session) -> int:
    query = select(func.count()).select_from(ReviewTask).where(ReviewTask.closed_at.is_(None))
    return session.scalar(query) or 0


def close_task(session: Session, who: str, task_id: int, how: Closing, reason: str = "") -> bool:
    """Close a task; False if somebody closed it before. Raises LookupError if there is none."""
    row = session.get(ReviewTask, task_id, with_for_update=True)
    if row is None:
        raise LookupError(task_id)
    if row.closed_at is not None:
        return False
    _close(row, who, how)
    told = {"facet": row.facet, "law": row.law, "closed_as": how.value}
    record(
        session,
        who,
        Action.CLOSE_TASK,
        f"thủ tục {row.procedure_id}",
        after=told | ({"reason": reason} if reason else {}),
    )
    return True


def close_tasks_of(session: Session, who: str, procedure_id: int, facets: Iterable[str]) -> int:
    """Close the tasks of answers that were published anew; return how many there were.

    `facets`: values of Facet, or RULES.
    """
    wanted = {str(facet) for facet in facets}
    tasks = [task for task in open_tasks(session, procedure_id) if task.facet in wanted]
    return sum(close_task(session, who, task.id, Closing.PUBLISHED) for task in tasks)


def open_for(session: Session, who: str, law: str, wanted: Collection[Answer]) -> int:
    """Open a task for each of `wanted` that has no open one of `law`; return how many."""
    there = {(task.procedure_id, task.facet) for task in open_tasks(session, law=law)}
    missing = [answer for answer in wanted if answer not in there]
    session.add_all(
        ReviewTask(law=law, procedure_id=procedure, facet=facet, opened_by=who)
        for procedure, facet in missing
    )
    session.flush()
    return len(missing)


def withdraw(session: Session, who: str, law: str, but: Collection[Answer] = ()) -> int:
    """Close the open tasks of `law`, except those of `but`, as withdrawn; return how many."""
    rows = session.scalars(
        select(ReviewTask).where(ReviewTask.law == law, ReviewTask.closed_at.is_(None))
    )
    needless = [row for row in rows if (row.procedure_id, row.facet) not in but]
    for row in needless:
        _close(row, who, Closing.WITHDRAWN)
    return len(needless)


def ever_opened(session: Session, law: str) -> set[Answer]:
    """Return the answers for which a task of `law` was opened, whatever became of it."""
    rows = session.execute(
        select(ReviewTask.procedure_id, ReviewTask.facet).where(ReviewTask.law == law)
    )
    return {(procedure, facet) for procedure, facet in rows}


def _close(row: ReviewTask, who: str, how: Closing) -> None:
    row.closed_as, row.closed_by, row.closed_at = how.value, who, now()
