"""The tables of accounts, sessions and of every change that somebody made."""

from datetime import UTC, datetime
from typing import Any

from sqlalchemy import JSON, DateTime, ForeignKey, Integer, String
from sqlalchemy.orm import Mapped, mapped_column

from knowledge.models import Base, now


class Account(Base):
    """An officer who may log in; never deleted, since the log names it.

    `totp_secret`: base32, None without an authenticator; `totp_used`: the time step of the last
    code taken, so that none is taken twice.
    """

    __tablename__ = "staff_account"

    name: Mapped[str] = mapped_column(String(40), primary_key=True)
    role: Mapped[str] = mapped_column(String(20))
    password_hash: Mapped[str] = mapped_column(String(200))
    active: Mapped[bool] = mapped_column(default=True)
    must_change: Mapped[bool] = mapped_column(default=False)
    totp_secret: Mapped[str | None] = mapped_column(String(64))
    totp_used: Mapped[int | None]
    created_at: Mapped[datetime] = mapped_column(DateTime(timezone=True), default=now)


class StaffSession(Base):
    """A log-in that lasts; `id` is the SHA-256 of the token that only the browser has."""

    __tablename__ = "staff_session"

    id: Mapped[str] = mapped_column(String(64), primary_key=True)
    account: Mapped[str] = mapped_column(ForeignKey("staff_account.name"), index=True)
    created_at: Mapped[datetime] = mapped_column(DateTime(timezone=True), default=now)
    seen_at: Mapped[datetime] = mapped_column(DateTime(timezone=True), default=now, index=True)


class AuditEntry(Base):
    """One thing that somebody did; the database refuses to change or delete a row."""

    __tablename__ = "audit_log"

    id: Mapped[int] = mapped_column(Integer, primary_key=True)
    at: Mapped[datetime] = mapped_column(DateTime(timezone=True), default=now, index=True)
    who: Mapped[str] = mapped_column(String(80), index=True)
    action: Mapped[str] = mapped_column(String(40), index=True)
    object: Mapped[str] = mapped_column(String(200), index=True)
    before: Mapped[dict[str, Any] | None] = mapped_column(JSON(none_as_null=True))
    after: Mapped[dict[str, Any] | None] = mapped_column(JSON(none_as_null=True))


def in_utc(moment: datetime) -> datetime:
    """Return `moment` with its zone, which SQLite does not keep."""
    return moment.astimezone(UTC) if moment.tzinfo else moment.replace(tzinfo=UTC)
