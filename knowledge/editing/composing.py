"""A draft laid over the procedure as it is told now."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from knowledge.content import (
    Case,
    Documents,
    Facets,
    ProcedureContent,
    Standing,
    VersionContent,
)
from knowledge.editing import phrases
from knowledge.editing.placing import edited_version, placed
from knowledge.editing.sections import FACETS, Problem, Reading, Section, read, untold
from knowledge.editing.views import DraftView
from knowledge.schema import Strict


@dataclass(frozen=True)
class Composed:
    """The procedure with the draft in it, and the version of it that the draft changes.

    A section with `problems` has the content that is told now.
    """

    procedure: ProcedureContent
    version: VersionContent
    problems: Mapping[Section, tuple[Problem, ...]]


def compose(live: ProcedureContent, draft: DraftView) -> Composed:
    """Return `live` as it would be if `draft` were published now, its author and dates apart.

    A version that changed is confirmed no more, until a reviewer does so.
    """
    told = edited_version(live, draft.version_from)
    readings = {section: read(section, saved.fields) for section, saved in draft.sections.items()}
    rules = _sound(readings, Section.RULES)
    version = told.model_copy(update=rules.values if rules else {})
    facets, found = _facets(live, version, told.standing is Standing.ABOLISHED, readings)
    version = version.model_copy(update={"facets": facets})
    if version != told:
        version = version.model_copy(update={"confirmed": False})
    procedure = live
    for section in (Section.NAMES, Section.QUESTIONS):
        if reading := _sound(readings, section):
            procedure = procedure.model_copy(update=reading.values)
    procedure, version = placed(procedure, version, draft.applies_from)
    wrong = {section: reading.problems for section, reading in readings.items()} | found
    return Composed(
        ProcedureContent.model_validate(dict(procedure)),
        version,
        {section: wrong[section] for section in draft.sections if wrong[section]},
    )


def _sound(readings: Mapping[Section, Reading], section: Section) -> Reading | None:
    reading = readings.get(section)
    return reading if reading and not reading.problems else None


def _facets(
    live: ProcedureContent,
    version: VersionContent,
    abolished_before: bool,
    readings: Mapping[Section, Reading],
) -> tuple[Facets | None, dict[Section, tuple[Problem, ...]]]:
    """Return the facets of `version`, and what is wrong with those that fit nothing else."""
    abolished_now = version.standing is Standing.ABOLISHED
    if abolished_now and not (abolished_before and version.facets):
        unused = (Problem((), phrases.FACET_OF_ABOLISHED),)
        return None, {section: unused for section in FACETS if section in readings}
    changed: dict[str, Strict] = {}
    found: dict[Section, tuple[Problem, ...]] = {}
    for section in FACETS:
        reading = _sound(readings, section)
        if not reading or not reading.holder:
            continue
        misfits = tuple(_unknown_cases(live.cases, reading))
        if misfits:
            found[section] = misfits
        else:
            changed[section.value] = reading.holder
    told = version.facets or untold(version.sources)
    return told.model_copy(update=changed), found


def _unknown_cases(cases: tuple[Case, ...], reading: Reading) -> Iterator[Problem]:
    if not isinstance(reading.holder, Documents):
        return
    known = {case.key: {answer.key for answer in case.answers} for case in cases}
    for place, paper in enumerate(reading.holder.items):
        for case, keys in paper.only.items():
            path = reading.tidy.typed(("items", place, "only", case))
            unknown = sorted(set(keys) - known.get(case, set()))
            if case not in known:
                yield Problem(path, phrases.UNKNOWN_CASE.format(case=case))
            elif unknown:
                answers = ", ".join(f"“{key}”" for key in unknown)
                yield Problem(path, phrases.UNKNOWN_ANSWER.format(case=case, answers=answers))
