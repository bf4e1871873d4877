"""What is stored of dossiers and re-marking requests, and every change of theirs."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime
from enum import StrEnum
from itertools import islice
from typing import Any, Final, Generic

from sqlalchemy import delete, false, insert, select, text, update
from sqlalchemy.orm import Session

from knowledge.models import now
from knowledge.status.cells import dossier_code
from knowledge.status.kinds import Dossiers, Key, Kind, Regrades, Row
from knowledge.status.outbox import SAMPLE, enqueue, newest
from knowledge.status.records import DossierRow, RegradeRow
from knowledge.status.reports import Change, PutReport, Refusal, Why
from knowledge.status.tables import Dossier, Regrade, StatusChange

__all__ = ["SAMPLE", "Register"]

_CHUNK: Final = 500
"""Rows looked up and written at once; SQLite takes 32,766 values in a statement."""
_LONGEST_SOURCE: Final = 200


class Register:
    """Reads and writes the status of dossiers and re-marking requests through one session."""

    def __init__(self, session: Session) -> None:
        self._session = session

    def put_dossiers(
        self,
        rows: Iterable[DossierRow],
        source: str,
        tell: Callable[[int], None] = lambda _: None,
    ) -> PutReport:
        """Store the dossiers that are new or changed, each change with `source`, and its notices.

        Of several rows with one code only the newest is taken, of equally new ones the last. A
        row older than what is stored is refused. `tell` hears how many rows were looked at.
        Nothing is committed here: an error leaves the transaction to be rolled back whole.
        """
        return self._put(Dossiers(), rows, source, tell)

    def put_regrades(
        self,
        rows: Iterable[RegradeRow],
        source: str,
        tell: Callable[[int], None] = lambda _: None,
    ) -> PutReport:
        """Store the re-marking requests; see `put_dossiers`."""
        return self._put(Regrades(), rows, source, tell)

    def dossier(self, code: str) -> DossierRow | None:
        """Return a dossier, however its code is typed; None if there is none."""
        try:
            key = (dossier_code(code),)
        except ValueError:
            return None
        return Dossiers().stored(self._session, [key]).get(key)

    def regrades(self, candidate: str) -> tuple[RegradeRow, ...]:
        """Return what a candidate number has in all exams, by exam and subject."""
        found = self._session.execute(
            Regrades.query.where(Regrade.candidate == candidate).order_by(
                Regrade.exam, Regrade.subject
            )
        )
        return tuple(RegradeRow(**row) for row in found.mappings())

    def dossier_history(self, code: str) -> tuple[Change, ...]:
        """Return the changes of a dossier, the oldest first."""
        try:
            return self._history(StatusChange.code == dossier_code(code))
        except ValueError:
            return ()

    def regrade_history(self, exam: str, candidate: str, subject: str) -> tuple[Change, ...]:
        """Return the changes of one subject, by its keys, the oldest first."""
        return self._history(
            StatusChange.exam == exam,
            StatusChange.candidate == candidate,
            StatusChange.subject == subject,
        )

    def forget_samples(self) -> None:
        """Delete all samples and what is told of their changes."""
        for table in (Dossier, Regrade):
            self._lock(table)
            self._session.execute(delete(table).where(table.sample))
        self._session.execute(delete(StatusChange).where(StatusChange.source == SAMPLE))

    def _history(self, *conditions: Any) -> tuple[Change, ...]:
        found = self._session.execute(
            select(*(getattr(StatusChange, name) for name in Change.__dataclass_fields__))
            .where(*conditions)
            .order_by(StatusChange.id)
        )
        return tuple(
            Change(**{**row, "seen_at": _in_utc(row["seen_at"])}) for row in found.mappings()
        )

    def _lock(self, table: type[Dossier | Regrade]) -> None:
        """Let nobody else write to `table` until this transaction ends; readers go on."""
        if self._session.get_bind().dialect.name == "postgresql":
            name = table.__tablename__
            self._session.execute(text(f"LOCK TABLE {name} IN SHARE ROW EXCLUSIVE MODE"))
        else:
            self._session.execute(update(table).where(false()).values(sample=False))

    def _put(
        self,
        kind: Kind[Row],
        rows: Iterable[Row],
        source: str,
        tell: Callable[[int], None],
    ) -> PutReport:
        given = list(rows)
        best = _best_of_each(kind, given)
        self._lock(kind.table)
        before = newest(self._session)
        written = _Written(refused=list(_repeated(kind, given, best)))
        places = iter(best.items())
        looked_at = 0
        while chunk := list(islice(places, _CHUNK)):
            stored = kind.stored(self._session, [key for key, _ in chunk])
            plan = _Plan[Row]()
            for key, at in chunk:
                plan.take(at, given[at], stored.get(key), written)
            self._write(kind, plan, source[:_LONGEST_SOURCE])
            looked_at += len(chunk)
            tell(looked_at)
        if written.added or written.changed:
            enqueue(self._session, kind.name, before)
        return written.report()

    def _write(self, kind: Kind[Row], plan: "_Plan[Row]", source: str) -> None:
        added = [_columns(row) for row in plan.added]
        changed = [kind.keyed(_columns(row)) for _, row in plan.changed]
        changes = [kind.change(None, row) for row in plan.added]
        changes += [kind.change(old, new) for old, new in plan.changed if kind.tells(old, new)]
        seen = now()
        # Not through the ORM, which makes statements of their own for rows with empty columns.
        connection = self._session.connection()
        if added:
            connection.execute(insert(kind.table), added)
        if changed:
            connection.execute(kind.update, changed)
        if changes:
            told = [{**change, "seen_at": seen, "source": source} for change in changes]
            connection.execute(insert(StatusChange), told)


@dataclass
class _Written:
    """The report while it grows."""

    added: int = 0
    changed: int = 0
    unchanged: int = 0
    refused: list[Refusal] = field(default_factory=list)

    def report(self) -> PutReport:
        refused = tuple(sorted(self.refused, key=lambda refusal: refusal.at))
        return PutReport(self.added, self.changed, self.unchanged, refused)


@dataclass
class _Plan(Generic[Row]):
    """What is to be written of one chunk."""

    added: list[Row] = field(default_factory=list)
    changed: list[tuple[Row, Row]] = field(default_factory=list)

    def take(self, at: int, new: Row, old: Row | None, written: _Written) -> None:
        """Decide about `new` beside what is stored. What an office tells outdoes any sample."""
        if old is None:
            self.added.append(new)
            written.added += 1
        elif new.sample and not old.sample:
            written.refused.append(Refusal(at, Why.REAL))
        elif new.updated_on < old.updated_on and new.sample == old.sample:
            written.refused.append(Refusal(at, Why.STALE))
        elif (kept := _with_better_names(old, new)) == old:
            written.unchanged += 1
        else:
            self.changed.append((old, kept))
            written.changed += 1


def _best_of_each(kind: Kind[Row], rows: Sequence[Row]) -> dict[Key, int]:
    """Return for each key the place of its newest row, of equally new ones the last."""
    best: dict[Key, int] = {}
    for at, row in enumerate(rows):
        key = kind.key(row)
        before = best.get(key)
        if before is None or rows[before].updated_on <= row.updated_on:
            best[key] = at
    return best


def _repeated(kind: Kind[Row], rows: Sequence[Row], best: Mapping[Key, int]) -> Iterator[Refusal]:
    if len(best) == len(rows):
        return
    for at, row in enumerate(rows):
        better = best[kind.key(row)]
        if better != at:
            yield Refusal(at, Why.REPEATED, better)


def _with_better_names(old: Row, new: Row) -> Row:
    """Return `new` with the names of `old` where `new` has only keys, as in an address."""
    if isinstance(new, RegradeRow) and isinstance(old, RegradeRow):
        better = {}
        if new.exam_name == new.exam:
            better["exam_name"] = old.exam_name
        if new.subject_name == new.subject:
            better["subject_name"] = old.subject_name
        return new.model_copy(update=better) if better else new
    return new


def _columns(row: DossierRow | RegradeRow) -> dict[str, Any]:
    """Return the columns of `row`; enums as plain strings, which psycopg would not make of them."""
    return {name: value.value if isinstance(value, StrEnum) else value for name, value in row}


def _in_utc(moment: datetime) -> datetime:
    """Return `moment` with its zone, which SQLite does not keep."""
    return moment.astimezone(UTC) if moment.tzinfo else moment.replace(tzinfo=UTC)
