"""The table of answers that must be looked at again."""

from datetime import datetime

from sqlalchemy import DateTime, Integer, String
from sqlalchemy.orm import Mapped, mapped_column

from knowledge.models import Base, now


class ReviewTask(Base):
    """One answer that rests on a law that was marked as replaced; open until `closed_at`."""

    __tablename__ = "review_task"

    id: Mapped[int] = mapped_column(Integer, primary_key=True)
    law: Mapped[str] = mapped_column(String(100), index=True)
    procedure_id: Mapped[int] = mapped_column(index=True)
    facet: Mapped[str] = mapped_column(String(30))
    opened_by: Mapped[str] = mapped_column(String(80))
    opened_at: Mapped[datetime] = mapped_column(DateTime(timezone=True), default=now)
    closed_as: Mapped[str | None] = mapped_column(String(20))
    closed_by: Mapped[str | None] = mapped_column(String(80))
    closed_at: Mapped[datetime | None] = mapped_column(DateTime(timezone=True))
