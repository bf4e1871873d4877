"""The tables of dossiers, re-marking requests, and of every change of theirs."""

from datetime import date, datetime
from decimal import Decimal
from typing import Any

from sqlalchemy import Date, DateTime, Index, Integer, SmallInteger, String, TypeDecorator
from sqlalchemy.engine import Dialect
from sqlalchemy.orm import Mapped, mapped_column

from knowledge.models import Base, now

_HUNDREDTHS = 100


class Score(TypeDecorator[Decimal]):
    """A score from 0 to 10 with two decimals, stored in hundredths: SQLite has no decimals."""

    impl = SmallInteger
    cache_ok = True

    def process_bind_param(self, value: Decimal | None, _dialect: Dialect) -> int | None:
        return None if value is None else int(value * _HUNDREDTHS)

    def process_result_value(self, value: Any, _dialect: Dialect) -> Decimal | None:
        return None if value is None else Decimal(value) / _HUNDREDTHS


class Dossier(Base):
    """One dossier; of who filed it only the last four digits of the phone number."""

    __tablename__ = "dossier"

    code: Mapped[str] = mapped_column(String(40), primary_key=True)
    procedure: Mapped[int] = mapped_column(SmallInteger)
    phone_tail: Mapped[str] = mapped_column(String(4))
    filed_on: Mapped[date]
    way: Mapped[str] = mapped_column(String(20))
    state: Mapped[str] = mapped_column(String(20))
    due_on: Mapped[date | None]
    updated_on: Mapped[date]
    note: Mapped[str] = mapped_column(String(500))
    sample: Mapped[bool] = mapped_column(default=False, index=True)


class Regrade(Base):
    """The re-marking of one subject; of the candidate only the number and the birth date."""

    __tablename__ = "regrade"

    exam: Mapped[str] = mapped_column(String(60), primary_key=True)
    candidate: Mapped[str] = mapped_column(String(10), primary_key=True, index=True)
    subject: Mapped[str] = mapped_column(String(60), primary_key=True)
    exam_name: Mapped[str] = mapped_column(String(100))
    subject_name: Mapped[str] = mapped_column(String(60))
    born_on: Mapped[date]
    score_before: Mapped[Decimal] = mapped_column(Score)
    score_after: Mapped[Decimal | None] = mapped_column(Score)
    state: Mapped[str] = mapped_column(String(20))
    updated_on: Mapped[date]
    note: Mapped[str] = mapped_column(String(500))
    sample: Mapped[bool] = mapped_column(default=False, index=True)


class StatusChange(Base):
    """One change of a state, a due date or a score; the columns of the other kind are empty.

    `changed_on` is the day that the office gave, `seen_at` when Motcua learned of it, and `source`
    from where: ``import:<file name>``, ``api`` or ``sample``.
    """

    __tablename__ = "status_change"
    __table_args__ = (
        Index("ix_status_change_code", "code"),
        Index("ix_status_change_candidate", "candidate", "exam", "subject"),
    )

    id: Mapped[int] = mapped_column(Integer, primary_key=True)
    kind: Mapped[str] = mapped_column(String(10))
    code: Mapped[str | None] = mapped_column(String(40))
    exam: Mapped[str | None] = mapped_column(String(60))
    candidate: Mapped[str | None] = mapped_column(String(10))
    subject: Mapped[str | None] = mapped_column(String(60))
    from_state: Mapped[str | None] = mapped_column(String(20))
    to_state: Mapped[str] = mapped_column(String(20))
    from_due_on: Mapped[date | None] = mapped_column(Date)
    to_due_on: Mapped[date | None] = mapped_column(Date)
    from_score_before: Mapped[Decimal | None] = mapped_column(Score)
    to_score_before: Mapped[Decimal | None] = mapped_column(Score)
    from_score_after: Mapped[Decimal | None] = mapped_column(Score)
    to_score_after: Mapped[Decimal | None] = mapped_column(Score)
    changed_on: Mapped[date]
    seen_at: Mapped[datetime] = mapped_column(DateTime(timezone=True), default=now)
    source: Mapped[str] = mapped_column(String(200), index=True)
