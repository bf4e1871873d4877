"""A draft as its readers see it, and what can go wrong with one."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from typing import Any

from knowledge.editing.sections import Section


class DraftState(StrEnum):
    """Whether the editors or a reviewer are at it."""

    OPEN = "open"
    IN_REVIEW = "in_review"


@dataclass(frozen=True)
class SavedSection:
    """A changed section; `fields` as typed, `moved` if what is told is no longer `base`.

    `revision` 0: the section is not changed, and `fields` are what is told.
    """

    section: Section
    fields: Mapping[str, Any]
    base: Mapping[str, Any]
    revision: int
    changed_by: str
    changed_at: datetime
    moved: bool


@dataclass(frozen=True)
class DraftView:
    """A draft; times in UTC. `authors` changed it or sent it, and may not approve it."""

    id: int
    procedure_id: int
    version_from: date
    applies_from: date | None
    state: DraftState
    note: str | None
    answer: str | None
    opened_by: str
    opened_at: datetime
    sent_by: str | None
    sent_at: datetime | None
    sections: Mapping[Section, SavedSection]
    authors: frozenset[str]


class DraftError(Exception):
    """What can't be done with a draft; says in Vietnamese why."""


class Stale(DraftError):
    """Somebody, or another tab, saved the section since; `theirs` is what is stored."""

    def __init__(self, message: str, theirs: SavedSection) -> None:
        super().__init__(message)
        self.theirs = theirs
