"""The tables of who wants to hear of which request, and of what is still to be told to whom."""

from datetime import datetime

from sqlalchemy import (
    DateTime,
    ForeignKey,
    Index,
    Integer,
    LargeBinary,
    String,
    UniqueConstraint,
)
from sqlalchemy.orm import Mapped, mapped_column

from knowledge.models import Base, now


class Subscription(Base):
    """One conversation that wants to hear of one dossier, or of one candidate's re-marking.

    The columns of the other kind are empty texts. `address`: where the channel reaches the
    citizen, as a ciphertext that only the channel can open; None where it reaches them otherwise.
    """

    __tablename__ = "subscription"
    __table_args__ = (
        UniqueConstraint("conversation", "kind", "code", "exam", "candidate"),
        Index("ix_subscription_code", "code"),
        Index("ix_subscription_candidate", "candidate", "exam"),
        {"sqlite_autoincrement": True},
    )

    id: Mapped[int] = mapped_column(Integer, primary_key=True)
    kind: Mapped[str] = mapped_column(String(10))
    code: Mapped[str] = mapped_column(String(40), default="")
    exam: Mapped[str] = mapped_column(String(60), default="")
    candidate: Mapped[str] = mapped_column(String(10), default="")
    conversation: Mapped[str] = mapped_column(String(64))
    channel: Mapped[str] = mapped_column(String(20))
    address: Mapped[bytes | None] = mapped_column(LargeBinary)
    created_at: Mapped[datetime] = mapped_column(DateTime(timezone=True), default=now)
    expires_at: Mapped[datetime] = mapped_column(DateTime(timezone=True), index=True)


class Notice(Base):
    """One change that one subscription is to be told; never two of the same.

    `state`: ``waiting``, ``claimed`` by a worker, ``sending`` while it may be on its way, and
    ``delivered``. Numbers are never given twice, also in SQLite: clients know notices by them.
    """

    __tablename__ = "notice"
    __table_args__ = (
        UniqueConstraint("change_id", "subscription_id"),
        Index("ix_notice_state", "state", "id"),
        Index("ix_notice_subscription", "subscription_id", "id"),
        {"sqlite_autoincrement": True},
    )

    id: Mapped[int] = mapped_column(Integer, primary_key=True)
    subscription_id: Mapped[int] = mapped_column(ForeignKey("subscription.id", ondelete="CASCADE"))
    change_id: Mapped[int] = mapped_column(ForeignKey("status_change.id", ondelete="CASCADE"))
    state: Mapped[str] = mapped_column(String(10))
    claimed_by: Mapped[str | None] = mapped_column(String(40))
    claimed_at: Mapped[datetime | None] = mapped_column(DateTime(timezone=True))
    delivered_at: Mapped[datetime | None] = mapped_column(DateTime(timezone=True))
