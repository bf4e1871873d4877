"""The parts in which a procedure is edited: what each says, and what is wrong in what was typed."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Any, Final

from pydantic import ValidationError

from knowledge.content import (
    Confidence,
    FacetContent,
    Facets,
    Knowledge,
    ProcedureContent,
    Source,
    Standing,
    VersionContent,
)
from knowledge.editing import days, phrases
from knowledge.editing.tidying import DAYS, Part, Tidy, cleaned, tidied
from knowledge.facets import Facet
from knowledge.faults import Fault, faults
from knowledge.schema import Strict

__all__ = [
    "FACETS",
    "Problem",
    "Reading",
    "Section",
    "cleaned",
    "content_of",
    "facet_of",
    "problems",
    "read",
    "untold",
]


class Section(StrEnum):
    """A part of a procedure that is edited and stored by itself: a facet, or one of three more."""

    OVERVIEW = Facet.OVERVIEW.value
    DOCUMENTS = Facet.DOCUMENTS.value
    PROCESSING_TIME = Facet.PROCESSING_TIME.value
    FEE = Facet.FEE.value
    STEPS = Facet.STEPS.value
    WHERE = Facet.WHERE.value
    ONLINE = Facet.ONLINE.value
    CONDITIONS = Facet.CONDITIONS.value
    FORMS = Facet.FORMS.value
    LEGAL_BASIS = Facet.LEGAL_BASIS.value
    RESULT = Facet.RESULT.value
    WINDOW = Facet.WINDOW.value
    RULES = "rules"
    """What is true of a version as a whole."""
    NAMES = "names"
    """How citizens call it, and when it is the right one."""
    QUESTIONS = "questions"


_FIELDS: Final[Mapping[Section, frozenset[str]]] = {
    Section.RULES: frozenset(
        (
            *("standing", "title", "national_code", "applicants", "note", "sources"),
            *("superseded", "replaced_by_procedure"),
        )
    ),
    Section.NAMES: frozenset(("aliases", "choose_when")),
    Section.QUESTIONS: frozenset(("questions",)),
}
FACETS: Final = tuple(section for section in Section if section not in _FIELDS)
_FIELD_AT_FAULT: Final = {
    "reason_missing": ("reason",),
    "note_missing": ("note",),
    "aliases_twice": ("aliases",),
}
"""By the kind of a fault which the schema finds in the whole."""
_MESSAGES: Final = {
    "reason_missing": phrases.NO_REASON,
    "nothing_said": phrases.NOTHING_SAID,
    "note_missing": phrases.NO_NOTE,
    "extra_forbidden": phrases.UNKNOWN_FIELD,
    "missing": phrases.MISSING,
    "too_short": phrases.NO_ITEM,
}
"""What the schema says otherwise to those who write files."""


@dataclass(frozen=True)
class Problem:
    """What is wrong, in Vietnamese, and where it stands in the fields as they were typed."""

    path: tuple[Part, ...]
    message: str


@dataclass(frozen=True)
class Reading:
    """A section as typed: `holder`, None if there are problems, is the typed value that has it.

    That is a facet, or a version or procedure which is made up but for the fields of the section.
    """

    section: Section
    tidy: Tidy
    holder: Strict | None = None
    problems: tuple[Problem, ...] = ()

    @property
    def content(self) -> dict[str, Any] | None:
        """The section as `content_of` gives it."""
        return _told(self.section, self.holder) if self.holder else None

    @property
    def values(self) -> dict[str, Any]:
        """Typed values of all fields of a section that is no facet."""
        names = _FIELDS.get(self.section, frozenset())
        return {name: getattr(self.holder, name) for name in names if self.holder}


def content_of(
    procedure: ProcedureContent, version: VersionContent, section: Section
) -> dict[str, Any]:
    """Return what `section` says as JSON; {} for a facet of an abolished version."""
    facet = facet_of(section)
    if facet:
        return _told(section, version.facets.of(facet)) if version.facets else {}
    return _told(section, version if section is Section.RULES else procedure)


def facet_of(section: Section) -> Facet | None:
    """Return the facet that `section` is, if it is one."""
    return None if section in _FIELDS else Facet(section.value)


def problems(section: Section, fields: Mapping[str, Any]) -> tuple[Problem, ...]:
    """Return what is wrong in `fields` by themselves."""
    return read(section, fields).problems


def read(section: Section, fields: Mapping[str, Any]) -> Reading:
    """Return what was typed by the schema, or what is wrong with it."""
    tidy = tidied(fields)
    given = tidy.value or {}
    found = tuple(_foreign(section, given)) + tuple(_impossible_days(given))
    try:
        holder = _holder(section, given)
    except ValidationError as error:
        found += tuple(_problem(fault) for fault in faults(error))
    if found:
        at = (Problem(tidy.typed(each.path), each.message) for each in found)
        return Reading(section, tidy, problems=tuple(at))
    return Reading(section, tidy, holder)


def untold(sources: tuple[Source, ...]) -> Facets:
    """Return twelve facets of which nothing is known yet."""
    return Facets.model_validate({facet.value: _untold(sources) for facet in Facet})


def _untold(sources: tuple[Source, ...]) -> dict[str, Any]:
    return {
        "knowledge": Knowledge.UNKNOWN,
        "confidence": Confidence.LOW,
        "reason": phrases.NOT_TOLD_YET,
        "sources": sources,
    }


def _told(section: Section, holder: Strict) -> dict[str, Any]:
    names = _FIELDS.get(section)
    return holder.model_dump(
        mode="json", exclude_defaults=True, include=set(names) if names else None
    )


def _holder(section: Section, given: Mapping[str, Any]) -> Strict:
    """Return the typed value that has the fields of `section`, all others being sound."""
    facet = facet_of(section)
    if facet:
        shape = Facets.model_fields[facet.value].annotation
        assert isinstance(shape, type)
        assert issubclass(shape, FacetContent)
        return shape.model_validate(given)
    own = {name: value for name, value in given.items() if name in _FIELDS[section]}
    if section is Section.RULES:
        return VersionContent.model_validate({**_SOUND_VERSION, **own})
    rest = _SOUND_PROCEDURE if section is Section.NAMES else _SOUND_PROCEDURE | _CHOSEN
    return ProcedureContent.model_validate({**rest, **own})


def _foreign(section: Section, given: Mapping[str, Any]) -> Iterator[Problem]:
    for name in given:
        if section in _FIELDS and name not in _FIELDS[section]:
            yield Problem((name,), phrases.UNKNOWN_FIELD)


def _impossible_days(value: Any, path: tuple[Part, ...] = ()) -> Iterator[Problem]:
    parts: Iterator[tuple[Part, Any]] = iter(())
    if isinstance(value, Mapping):
        parts = iter(value.items())
    elif isinstance(value, list):
        parts = iter(enumerate(value))
    elif isinstance(value, str) and path[-1] in DAYS and days.looks_like_day(value):
        try:
            days.read_day(value)
        except ValueError:
            yield Problem(path, phrases.NOT_A_DAY.format(typed=value))
    for part, inner in parts:
        yield from _impossible_days(inner, (*path, part))


def _problem(fault: Fault) -> Problem:
    path = fault.path + _FIELD_AT_FAULT.get(fault.kind, ())
    if path[-1:] == ("sources",) and fault.kind in ("missing", "too_short"):
        return Problem(path, phrases.NO_SOURCE)
    if path[-1:] == ("confidence",) and fault.kind == "missing":
        return Problem(path, phrases.NO_CONFIDENCE)
    return Problem(path, _MESSAGES.get(fault.kind, fault.message))


_ANY_SOURCE: Final = (Source(document="-"),)
_SOUND_VERSION: Final[dict[str, Any]] = {
    "in_force_from": date.min,
    "author": "-",
    "facets": untold(_ANY_SOURCE),
}
_CHOSEN: Final[dict[str, Any]] = {"choose_when": "-"}
_SOUND_PROCEDURE: Final[dict[str, Any]] = {
    "id": 1,
    "name": "-",
    "level": 4,
    "rollout_year": 2021,
    "group": "-",
    "act": "-",
    "institution": "-",
    "audience": (),
    "versions": (
        VersionContent(
            in_force_from=date.min,
            standing=Standing.ABOLISHED,
            title="-",
            note="-",
            author="-",
            sources=_ANY_SOURCE,
        ),
    ),
}
