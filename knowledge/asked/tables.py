"""The table of questions asked lately."""

from datetime import datetime

from sqlalchemy import JSON, DateTime, Integer, String, Text
from sqlalchemy.orm import Mapped, mapped_column

from knowledge.models import Base, now


class AskedQuestion(Base):
    """A question as told to nobody but the console, and what the bot made of it.

    `conversation` is kept so that who says "xóa dữ liệu của tôi" is obeyed here too.
    """

    __tablename__ = "asked_question"

    id: Mapped[int] = mapped_column(Integer, primary_key=True)
    conversation: Mapped[str] = mapped_column(String(64), index=True)
    at: Mapped[datetime] = mapped_column(DateTime(timezone=True), default=now, index=True)
    text: Mapped[str] = mapped_column(Text)
    kind: Mapped[str] = mapped_column(String(20))
    procedures: Mapped[list[int]] = mapped_column(JSON)
    facets: Mapped[list[str]] = mapped_column(JSON)
