"""Procedures whose rules nobody has looked through for a year."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from knowledge.content import ProcedureContent
from knowledge.repository import version_on


@dataclass(frozen=True)
class Due:
    """A procedure whose version of today waits for its review; `reviewed_on` None: never had."""

    procedure_id: int
    name: str
    group: str
    in_force_from: date
    reviewed_on: date | None


def due_reviews(procedures: Iterable[ProcedureContent], on: date) -> list[Due]:
    """Return the procedures last reviewed more than a year before `on`: never, then the oldest."""
    due = []
    for procedure in procedures:
        version = version_on(procedure, on)
        if version.reviewed_on is None or version.reviewed_on < a_year_before(on):
            due.append(
                Due(
                    procedure.id,
                    procedure.name,
                    procedure.group,
                    version.in_force_from,
                    version.reviewed_on,
                )
            )
    return sorted(
        due, key=lambda each: (each.reviewed_on or date.min, each.in_force_from, each.procedure_id)
    )


def a_year_before(day: date) -> date:
    """Return the same day a year earlier; 28 February for the 29th."""
    leap = (day.month, day.day) == (2, 29)
    return day.replace(year=day.year - 1, day=28 if leap else day.day)
