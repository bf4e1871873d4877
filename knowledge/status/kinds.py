"""What differs between dossiers and re-marking requests when they are stored."""

from abc import ABC, abstractmethod
from collections.abc import Sequence
from typing import Any, ClassVar, Generic, TypeVar

from sqlalchemy import Update, bindparam, select, update
from sqlalchemy.orm import Session

from knowledge.status.records import DossierRow, RegradeRow
from knowledge.status.tables import Dossier, Regrade

Row = TypeVar("Row", DossierRow, RegradeRow)
Key = tuple[str, ...]


def _key_of(name: str) -> str:
    return f"{name}_of_key"


def _update_by(table: type[Dossier | Regrade], keys: Sequence[str]) -> Update:
    """Return the update of a row by its key; see `Kind.keyed`."""
    names = [column.name for column in table.__table__.columns if column.name not in keys]
    return (
        update(table)
        .where(*(getattr(table, name) == bindparam(_key_of(name)) for name in keys))
        .values({name: bindparam(name) for name in names})
    )


class Kind(ABC, Generic[Row]):
    """What differs between dossiers and re-marking requests."""

    name: ClassVar[str]
    table: ClassVar[type[Dossier | Regrade]]
    tracked: ClassVar[tuple[str, ...]]
    keys: ClassVar[tuple[str, ...]]
    update: ClassVar[Update]

    @abstractmethod
    def key(self, row: Row) -> Key: ...

    @abstractmethod
    def stored(self, session: Session, keys: Sequence[Key]) -> dict[Key, Row]: ...

    @abstractmethod
    def change(self, old: Row | None, new: Row) -> dict[str, Any]: ...

    def keyed(self, columns: dict[str, Any]) -> dict[str, Any]:
        """Return `columns` with the key as `update` wants it."""
        return {_key_of(name) if name in self.keys else name: columns[name] for name in columns}

    def tells(self, old: Row, new: Row) -> bool:
        """Say whether going from `old` to `new` is a change to tell."""
        return old.sample != new.sample or any(
            getattr(old, name) != getattr(new, name) for name in self.tracked
        )


class Dossiers(Kind[DossierRow]):
    name = "dossier"
    table = Dossier
    keys = ("code",)
    tracked = ("state", "due_on")
    update = _update_by(Dossier, keys)
    query = select(*(getattr(Dossier, name) for name in DossierRow.model_fields))

    def key(self, row: DossierRow) -> Key:
        return (row.code,)

    def stored(self, session: Session, keys: Sequence[Key]) -> dict[Key, DossierRow]:
        found = session.execute(self.query.where(Dossier.code.in_([code for (code,) in keys])))
        return {(row["code"],): DossierRow(**row) for row in found.mappings()}

    def change(self, old: DossierRow | None, new: DossierRow) -> dict[str, Any]:
        return {
            "kind": self.name,
            "code": new.code,
            "from_state": old.state.value if old else None,
            "to_state": new.state.value,
            "from_due_on": old.due_on if old else None,
            "to_due_on": new.due_on,
            "changed_on": new.updated_on,
        }


class Regrades(Kind[RegradeRow]):
    name = "regrade"
    table = Regrade
    keys = ("exam", "candidate", "subject")
    tracked = ("state", "score_before", "score_after")
    update = _update_by(Regrade, keys)
    query = select(*(getattr(Regrade, name) for name in RegradeRow.model_fields))

    def key(self, row: RegradeRow) -> Key:
        return (row.exam, row.candidate, row.subject)

    def stored(self, session: Session, keys: Sequence[Key]) -> dict[Key, RegradeRow]:
        # All that the candidates have: SQLite searches whole keys row by row.
        candidates = {candidate for _, candidate, _ in keys}
        found = session.execute(self.query.where(Regrade.candidate.in_(candidates)))
        rows = (RegradeRow(**row) for row in found.mappings())
        return {self.key(row): row for row in rows}

    def change(self, old: RegradeRow | None, new: RegradeRow) -> dict[str, Any]:
        return {
            "kind": self.name,
            "exam": new.exam,
            "candidate": new.candidate,
            "subject": new.subject,
            "from_state": old.state.value if old else None,
            "to_state": new.state.value,
            "from_score_before": old.score_before if old else None,
            "to_score_before": new.score_before,
            "from_score_after": old.score_after if old else None,
            "to_score_after": new.score_after,
            "changed_on": new.updated_on,
        }
