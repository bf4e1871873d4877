"""Deletes what offices told: what is too old to be asked for, or what one person wants gone."""

from dataclasses import dataclass
from datetime import date
from typing import Any, Final, Self

from sqlalchemy import (
    ColumnElement,
    Delete,
    and_,
    delete,
    exists,
    false,
    func,
    not_,
    or_,
    select,
    text,
)
from sqlalchemy.engine import CursorResult
from sqlalchemy.orm import Session

from knowledge.status.news_tables import Subscription
from knowledge.status.tables import Dossier, Regrade, StatusChange

_CHANGE_OF_DOSSIER: Final = and_(StatusChange.kind == "dossier", Dossier.code == StatusChange.code)
_CHANGE_OF_REGRADE: Final = and_(
    StatusChange.kind == "regrade",
    Regrade.candidate == StatusChange.candidate,
    Regrade.exam == StatusChange.exam,
    Regrade.subject == StatusChange.subject,
)
_FOLLOWS_DOSSIER: Final = and_(Subscription.kind == "dossier", Dossier.code == Subscription.code)
_FOLLOWS_REGRADE: Final = and_(
    Subscription.kind == "regrade",
    Regrade.candidate == Subscription.candidate,
    Regrade.exam == Subscription.exam,
)


@dataclass(frozen=True)
class Choice:
    """Which dossiers and which re-marked subjects are meant."""

    dossiers: ColumnElement[bool]
    regrades: ColumnElement[bool]

    @classmethod
    def before(cls, day: date) -> Self:
        """Choose what was last updated before `day`."""
        return cls(Dossier.updated_on < day, Regrade.updated_on < day)

    @classmethod
    def dossier(cls, code: str) -> Self:
        """Choose the dossier with `code`, in its one form."""
        return cls(Dossier.code == code, false())

    @classmethod
    def candidate(cls, number: str) -> Self:
        """Choose all subjects of a candidate number, in all exams."""
        return cls(false(), Regrade.candidate == number)

    @property
    def changes(self) -> ColumnElement[bool]:
        """The changes of what is chosen."""
        return or_(
            exists().where(_CHANGE_OF_DOSSIER, self.dossiers),
            exists().where(_CHANGE_OF_REGRADE, self.regrades),
        )

    @property
    def subscriptions(self) -> ColumnElement[bool]:
        """Who follows it; of an exam, once none of its subjects is left to follow."""
        return or_(
            exists().where(_FOLLOWS_DOSSIER, self.dossiers),
            and_(
                exists().where(_FOLLOWS_REGRADE, self.regrades),
                ~exists().where(_FOLLOWS_REGRADE, not_(self.regrades)),
            ),
        )


@dataclass(frozen=True)
class Forgotten:
    """How many dossiers, re-marked subjects, changes of theirs, and subscriptions to them."""

    dossiers: int
    regrades: int
    changes: int
    subscriptions: int

    def __bool__(self) -> bool:
        return any((self.dossiers, self.regrades, self.changes, self.subscriptions))


def count_chosen(session: Session, choice: Choice) -> Forgotten:
    """Return what `forget_chosen` would delete."""

    def count(table: type[Any], chosen: ColumnElement[bool]) -> int:
        return session.scalar(select(func.count()).select_from(table).where(chosen)) or 0

    return Forgotten(
        count(Dossier, choice.dossiers),
        count(Regrade, choice.regrades),
        count(StatusChange, choice.changes),
        count(Subscription, choice.subscriptions),
    )


def forget_chosen(session: Session, choice: Choice) -> Forgotten:
    """Delete what is chosen, its history and the subscriptions to it."""
    if session.get_bind().dialect.name == "sqlite":
        # Else the deleted rows could still be read in the free pages of the file.
        session.execute(text("PRAGMA secure_delete = ON"))

    def run(statement: Delete) -> int:
        done = session.execute(statement.execution_options(synchronize_session=False))
        assert isinstance(done, CursorResult)
        return done.rowcount

    subscriptions = run(delete(Subscription).where(choice.subscriptions))
    changes = run(delete(StatusChange).where(choice.changes))
    dossiers = run(delete(Dossier).where(choice.dossiers))
    regrades = run(delete(Regrade).where(choice.regrades))
    return Forgotten(dossiers, regrades, changes, subscriptions)
