"""Puts accepted rows into the drafts of their procedures; nothing of it is told to citizens."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby

from sqlalchemy.orm import Session

from knowledge.content import ProcedureContent, VersionContent
from knowledge.editing.drafts import DraftError, Drafts, DraftState, DraftView
from knowledge.editing.rows import Rows
from knowledge.editing.sections import Section, content_of, problems
from knowledge.repository import Repository
from knowledge.staff.audit import Action, record
from knowledge.workbook import phrases
from knowledge.workbook.changes import Change, applied
from knowledge.workbook.comparing import Now


@dataclass(frozen=True)
class Left:
    """The rows of a procedure that were not taken, and why."""

    procedure: int
    rows: int
    reason: str


@dataclass(frozen=True)
class Taken:
    """`rows` by procedure that are in drafts now; `unready`: what must still be mended there."""

    rows: dict[int, int]
    left: tuple[Left, ...]
    unready: tuple[tuple[int, str], ...]

    @property
    def count(self) -> int:
        return sum(self.rows.values())


class _NotTaken(Exception):
    """Why no row of a procedure is taken."""


def take(session: Session, who: str, name: str, changes: Sequence[Change], now: Now) -> Taken:
    """Put `changes`, which stand by procedure, into drafts; of each procedure all or none.

    `now` is what they were compared with, `name` that of the file. Writes one line into the log.
    """
    rows: dict[int, int] = {}
    left: list[Left] = []
    unready: list[tuple[int, str]] = []
    for number, each in groupby(changes, key=lambda change: change.procedure):
        own = list(each)
        Rows(session).lock(number)  # a write, without which SQLite has nothing to roll back to
        try:
            with session.begin_nested():
                unready += _take(session, who, own, *now[number])
            rows[number] = len(own)
        except (_NotTaken, DraftError) as error:
            left.append(Left(number, len(own), str(error)))
    done = Taken(rows, tuple(left), tuple(unready))
    if done.count:
        told = {
            "rows": done.count,
            "procedures": list(rows),
            "rows_not_taken": sum(each.rows for each in left),
        }
        record(session, who, Action.TAKE_WORKBOOK, name, after=told)
    return done


def _take(
    session: Session,
    who: str,
    changes: Sequence[Change],
    procedure: ProcedureContent,
    version: VersionContent,
) -> Iterator[tuple[int, str]]:
    drafts = Drafts(session, who)
    by_section: dict[Section, list[Change]] = {}
    for change in changes:
        by_section.setdefault(change.section, []).append(change)
    if Repository(session).procedure(procedure.id) != procedure:
        raise _NotTaken(phrases.CHANGED_MEANWHILE)
    _check(drafts.of(procedure.id), version, by_section)
    drafts.open(procedure.id, version.in_force_from)
    unready = []
    for section, own in by_section.items():
        fields = applied(content_of(procedure, version, section), own)
        drafts.save(procedure.id, section, fields, 0)
        found = problems(section, fields)
        if found:
            told = phrases.UNREADY.format(section=phrases.SECTIONS[section], why=found[0].message)
            unready.append((procedure.id, told))
    return iter(unready)


def _check(
    draft: DraftView | None, version: VersionContent, sections: dict[Section, list[Change]]
) -> None:
    if draft is None:
        return
    if draft.state is DraftState.IN_REVIEW:
        raise _NotTaken(phrases.IN_REVIEW)
    if draft.version_from != version.in_force_from:
        raise _NotTaken(phrases.OTHER_VERSION)
    changed = [phrases.SECTIONS[section] for section in sections if section in draft.sections]
    if changed:
        raise _NotTaken(phrases.CHANGED_IN_DRAFT.format(sections=", ".join(changed)))
