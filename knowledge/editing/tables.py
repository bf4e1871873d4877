"""The tables of drafts: at most one of a procedure, made of the sections that were changed."""

from datetime import date, datetime
from typing import Any

from sqlalchemy import JSON, DateTime, ForeignKey, Integer, String, Text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from knowledge.models import Base, now


class Draft(Base):
    """A change of one procedure that is not told yet; deleted once published or thrown away.

    `version_from`: when the version that is being changed came into force. `applies_from`: the
    day from which the change holds, as a version of its own; None if it mends that version.
    `note`: what the editors tell the reviewer; `answer`: why the reviewer gave it back.
    """

    __tablename__ = "draft"

    id: Mapped[int] = mapped_column(Integer, primary_key=True)
    procedure_id: Mapped[int] = mapped_column(unique=True)
    version_from: Mapped[date]
    applies_from: Mapped[date | None]
    state: Mapped[str] = mapped_column(String(20))
    note: Mapped[str | None] = mapped_column(Text)
    answer: Mapped[str | None] = mapped_column(Text)
    opened_by: Mapped[str] = mapped_column(String(40))
    opened_at: Mapped[datetime] = mapped_column(DateTime(timezone=True), default=now)
    sent_by: Mapped[str | None] = mapped_column(String(40))
    sent_at: Mapped[datetime | None] = mapped_column(DateTime(timezone=True))
    sections: Mapped[list["DraftSection"]] = relationship(
        order_by="DraftSection.section", cascade="all, delete-orphan"
    )
    authors: Mapped[list["DraftAuthor"]] = relationship(
        order_by="DraftAuthor.account", cascade="all, delete-orphan"
    )


class DraftSection(Base):
    """One changed section: `fields` as typed, right or wrong; `base` as told when it was begun."""

    __tablename__ = "draft_section"

    draft_id: Mapped[int] = mapped_column(ForeignKey("draft.id"), primary_key=True)
    section: Mapped[str] = mapped_column(String(30), primary_key=True)
    fields: Mapped[dict[str, Any]] = mapped_column(JSON)
    base: Mapped[dict[str, Any]] = mapped_column(JSON)
    revision: Mapped[int]
    changed_by: Mapped[str] = mapped_column(String(40))
    changed_at: Mapped[datetime] = mapped_column(DateTime(timezone=True), default=now)


class DraftAuthor(Base):
    """Somebody who changed a draft, and so may not approve it."""

    __tablename__ = "draft_author"

    draft_id: Mapped[int] = mapped_column(ForeignKey("draft.id"), primary_key=True)
    account: Mapped[str] = mapped_column(String(40), primary_key=True)
