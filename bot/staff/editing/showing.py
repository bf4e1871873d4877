"""What the page of a section's form is filled with."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any, Final

from sqlalchemy.orm import Session

from bot.staff.editing import labels
from bot.staff.editing.changes import Change, changes
from bot.staff.editing.controls import Around, Control, controls, place_of
from bot.staff.editing.fields import Kind
from bot.staff.editing.phrases import KNOWLEDGE, NOT_EDITABLE, UNTOLD
from bot.staff.editing.rows import Path
from bot.staff.editing.work import Work
from knowledge.content import Knowledge
from knowledge.editing.sections import Problem, Section, facet_of
from knowledge.editing.views import DraftState, SavedSection
from knowledge.repository import Repository

_ANSWERS: Final = ("text", "items", "place")
"""Where the answer stands in a facet."""


@dataclass(frozen=True)
class Outcome:
    """How a save went. `revision`: the one on which the form now rests; `status`: of HTTP.

    `error`: why nothing was saved; `theirs`: what somebody else saved meanwhile; `said`: what
    else there is to say.
    """

    revision: int
    error: str = ""
    saved: bool = False
    theirs: SavedSection | None = None
    status: int = 200
    said: str = ""
    removed: "Removed | None" = None

    @property
    def failed(self) -> bool:
        return bool(self.error or self.theirs)


@dataclass(frozen=True)
class Removed:
    """The row that was just removed, as hidden fields, and the button that puts it back."""

    title: str
    inputs: tuple[tuple[str, str], ...]
    restore: str


@dataclass(frozen=True)
class Found:
    """A problem as the summary tells it, with the id of the field that it leads to."""

    place: str
    message: str
    target: str


def values(
    opened: Session,
    work: Work,
    typed: Mapping[str, Any],
    outcome: Outcome,
    wanted: Path = (),
) -> dict[str, Any]:
    """Return what the templates of a section's form want, showing `typed`."""
    touched = work.saved or outcome.saved or outcome.failed
    problems = work.problems(typed) if touched else ()
    around = Around(work.procedure.cases, _procedures(opened, work.section), wanted)
    shown = controls(work.section, typed, problems, around)
    theirs = outcome.theirs
    return {
        "procedure": work.procedure,
        "work": work,
        "section": work.section,
        "title": labels.title(work.section),
        "controls": shown,
        "kinds": Kind,
        "found": found(work.section, problems, shown),
        "hint": _hint(typed),
        "wrong": list(_wrong(shown)),
        "outcome": outcome,
        "conflict": conflict(work, theirs, typed) if theirs else [],
        "said": outcome.said,
        "now": datetime.now(UTC),
        "locked": bool(work.draft and work.draft.state is DraftState.IN_REVIEW),
        "gone": NOT_EDITABLE,
        "editable": bool(work.fields) or facet_of(work.section) is None,
    }


def found(section: Section, problems: Sequence[Problem], shown: Sequence[Control]) -> list[Found]:
    return [
        Found(labels.within(section, each.path), each.message, place_of(each.path, shown))
        for each in problems
    ]


def conflict(work: Work, theirs: SavedSection, typed: Mapping[str, Any]) -> list[Change]:
    """Return where somebody else's text (before) and one's own (after) differ."""
    return changes(theirs.fields, typed, work.section, work.procedure.cases)


def _hint(typed: Mapping[str, Any]) -> str:
    """Return that an answer is there and not told, if that is so."""
    knowledge = typed.get("knowledge", Knowledge.KNOWN)
    if knowledge not in set(Knowledge) - {Knowledge.KNOWN}:
        return ""
    if not any(typed.get(key) for key in _ANSWERS):
        return ""
    return UNTOLD.format(
        knowledge=KNOWLEDGE[Knowledge(knowledge)], known=KNOWLEDGE[Knowledge.KNOWN]
    )


def _wrong(shown: Sequence[Control]) -> Iterator[tuple[str, tuple[str, ...]]]:
    """Return the fields, by their ids, beside which it is to be said what is wrong, or nothing.

    While one types, what is still blank is not blamed.
    """
    for each in shown:
        if each.value or not each.problems:
            yield each.id, each.problems
        yield from _wrong(each.parts)
        for row in each.rows:
            yield from _wrong(row.parts)


def _procedures(opened: Session, section: Section) -> list[tuple[int, str]]:
    if section is not Section.RULES:
        return []
    return [(each.id, each.name) for each in Repository(opened).headings()]
