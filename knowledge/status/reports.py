"""What is told of storing rows, and of how a row changed over time."""

from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from enum import StrEnum


class Why(StrEnum):
    """Why a row was not stored."""

    STALE = "stale"
    """What is stored was updated on a later day."""
    REPEATED = "repeated"
    """Another row of the same key is newer, or as new and later in the file."""
    REAL = "real"
    """A sample would have replaced what an office told."""


@dataclass(frozen=True)
class Refusal:
    """A row that was not stored: its place among those given, from 0, and that of the better."""

    at: int
    why: Why
    better: int | None = None


@dataclass(frozen=True)
class PutReport:
    """How many rows were added, changed, found as they were; and the refused ones, in order."""

    added: int = 0
    changed: int = 0
    unchanged: int = 0
    refused: tuple[Refusal, ...] = ()


@dataclass(frozen=True)
class Change:
    """One change; the first of a key comes from no state. Scores are of re-marking alone.

    `changed_on` is the office's day, `seen_at` (UTC) when and `source` from where it became known.
    """

    from_state: str | None
    to_state: str
    from_due_on: date | None
    to_due_on: date | None
    from_score_before: Decimal | None
    to_score_before: Decimal | None
    from_score_after: Decimal | None
    to_score_after: Decimal | None
    changed_on: date
    seen_at: datetime
    source: str
