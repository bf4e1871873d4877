"""The tables: procedures, versions, laws, contacts, conversations, what is sealed, the season."""

from datetime import UTC, date, datetime
from typing import Any

from sqlalchemy import (
    JSON,
    DateTime,
    ForeignKey,
    LargeBinary,
    MetaData,
    SmallInteger,
    String,
    Text,
    UniqueConstraint,
)
from sqlalchemy.orm import DeclarativeBase, Mapped, mapped_column, relationship


def now() -> datetime:
    return datetime.now(UTC)


class Base(DeclarativeBase):
    metadata = MetaData(
        naming_convention={
            "ix": "ix_%(column_0_label)s",
            "uq": "uq_%(table_name)s_%(column_0_name)s",
            "ck": "ck_%(table_name)s_%(constraint_name)s",
            "fk": "fk_%(table_name)s_%(column_0_name)s_%(referred_table_name)s",
            "pk": "pk_%(table_name)s",
        }
    )


class Group(Base):
    """A heading of the menu."""

    __tablename__ = "procedure_group"

    key: Mapped[str] = mapped_column(String(100), primary_key=True)
    name: Mapped[str] = mapped_column(String(200))
    position: Mapped[int]


class Procedure(Base):
    """One of the 61; `profile` holds what helps to choose it (twins, cases, questions)."""

    __tablename__ = "procedure"

    id: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    name: Mapped[str] = mapped_column(Text)
    level: Mapped[int]
    rollout_year: Mapped[int]
    group_key: Mapped[str] = mapped_column(ForeignKey("procedure_group.key"))
    profile: Mapped[dict[str, Any]] = mapped_column(JSON)
    aliases: Mapped[list["Alias"]] = relationship(order_by="Alias.id", cascade="all, delete-orphan")
    versions: Mapped[list["Version"]] = relationship(
        order_by="Version.in_force_from, Version.id", cascade="all, delete-orphan"
    )


class Alias(Base):
    """Another name by which citizens call a procedure; counts at once, without training."""

    __tablename__ = "alias"
    __table_args__ = (UniqueConstraint("procedure_id", "text"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    procedure_id: Mapped[int] = mapped_column(ForeignKey("procedure.id"), index=True)
    text: Mapped[str] = mapped_column(String(500))


class Version(Base):
    """One set of rules; `content` is a `knowledge.content.VersionContent`."""

    __tablename__ = "version"

    id: Mapped[int] = mapped_column(primary_key=True)
    procedure_id: Mapped[int] = mapped_column(ForeignKey("procedure.id"), index=True)
    state: Mapped[str] = mapped_column(String(20))
    in_force_from: Mapped[date]
    in_force_to: Mapped[date | None]
    author: Mapped[str] = mapped_column(String(200))
    approver: Mapped[str | None] = mapped_column(String(200))
    confirmed: Mapped[bool] = mapped_column(default=False)
    content: Mapped[dict[str, Any]] = mapped_column(JSON)
    created_at: Mapped[datetime] = mapped_column(DateTime(timezone=True), default=now)


class LegalDocument(Base):
    """A law, decree, circular or decision; dates as told, exact or only to the month or year."""

    __tablename__ = "legal_document"

    number: Mapped[str] = mapped_column(String(100), primary_key=True)
    type: Mapped[str] = mapped_column(String(50))
    title: Mapped[str] = mapped_column(Text)
    issuer: Mapped[str] = mapped_column(String(200))
    issued: Mapped[str | None] = mapped_column(String(10))
    effective_from: Mapped[str | None] = mapped_column(String(10))
    effective_to: Mapped[str | None] = mapped_column(String(10))
    replaced_by: Mapped[list[str]] = mapped_column(JSON)
    amended_by: Mapped[list[str]] = mapped_column(JSON)
    confidence: Mapped[str] = mapped_column(String(10))
    note: Mapped[str | None] = mapped_column(Text)


class Contact(Base):
    """A place or desk a citizen can turn to; unknown fields stay empty."""

    __tablename__ = "contact"

    key: Mapped[str] = mapped_column(String(50), primary_key=True)
    position: Mapped[int]
    name: Mapped[str] = mapped_column(String(200))
    role: Mapped[str] = mapped_column(Text)
    address: Mapped[str | None] = mapped_column(Text)
    phone: Mapped[str | None] = mapped_column(String(50))
    email: Mapped[str | None] = mapped_column(String(200))
    website: Mapped[str | None] = mapped_column(String(200))
    hours: Mapped[str | None] = mapped_column(Text)
    source: Mapped[str] = mapped_column(Text)
    as_of: Mapped[date]


class Conversation(Base):
    """A conversation that a channel opened; holds no words and no person."""

    __tablename__ = "conversation"

    id: Mapped[str] = mapped_column(String(64), primary_key=True)
    channel: Mapped[str] = mapped_column(String(20))
    created_at: Mapped[datetime] = mapped_column(DateTime(timezone=True), default=now)


class Sealed(Base):
    """What somebody told for one purpose, as a ciphertext; see `knowledge/sealed.py`."""

    __tablename__ = "sealed"

    id: Mapped[str] = mapped_column(String(64), primary_key=True)
    content: Mapped[bytes] = mapped_column(LargeBinary)
    expires_at: Mapped[datetime] = mapped_column(DateTime(timezone=True), index=True)

    @property
    def expires_at_utc(self) -> datetime:
        """`expires_at` with its zone, which SQLite does not keep."""
        return self.expires_at if self.expires_at.tzinfo else self.expires_at.replace(tzinfo=UTC)


class SeasonSwitch(Base):
    """The season of re-marking that an officer told of last; a single row, its `id` always 1."""

    __tablename__ = "season"

    id: Mapped[int] = mapped_column(SmallInteger, primary_key=True, autoincrement=False)
    published_on: Mapped[date]
    until: Mapped[date]
    is_on: Mapped[bool]
