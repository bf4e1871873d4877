"""The reference lists beside the catalogue: groups, laws, contacts, the plan, days off."""

from datetime import date
from functools import cache
from pathlib import Path
from typing import TypeVar

from pydantic import TypeAdapter, ValidationError

from knowledge.catalogue_files import CatalogueError, describe, read_yaml
from knowledge.content import Confidence
from knowledge.schema import Line, Prose, Strict

T = TypeVar("T")

REFERENCE = Path(__file__).parent / "reference"


class GroupEntry(Strict):
    key: Line
    name: Line


class LegalDocumentEntry(Strict):
    number: Line
    type: Line
    title: Line
    issuer: Line
    issued: Line | None = None
    effective_from: Line | None = None
    effective_to: Line | None = None
    replaced_by: tuple[Line, ...] = ()
    amended_by: tuple[Line, ...] = ()
    confidence: Confidence
    note: Prose | None = None


class ContactEntry(Strict):
    key: Line
    name: Line
    role: Prose
    address: Line | None = None
    phone: Line | None = None
    email: Line | None = None
    website: Line | None = None
    hours: Line | None = None
    source: Line
    as_of: date


class AgencyEntry(Strict):
    """`words` are regular expressions on folded text; `handles` ends "về …"."""

    key: Line
    name: Line
    handles: Line
    words: tuple[Line, ...]
    of_education: bool = False
    source: Line
    as_of: date


class PlanLevel(Strict):
    """`percent_of_all` is of all the department's procedures, not of the listed ones."""

    level: int
    procedures: int
    percent_of_all: float


class Plan(Strict):
    document: Line
    issued: date
    issuer: Line
    listed: int
    all_procedures: int
    levels: tuple[PlanLevel, ...]


class HolidayDecision(Strict):
    """What an authority decided; `day_off` and `worked` are days that the library has otherwise."""

    document: Line
    says: Prose
    holiday: Line | None = None
    day_off: tuple[date, ...] = ()
    worked: tuple[date, ...] = ()


class HolidayProposal(Strict):
    """A swap around `holiday` of which it isn't known whether it was decided."""

    document: Line
    says: Prose
    holiday: Line
    day_off: tuple[date, ...]
    worked: tuple[date, ...]


class Occasion(Strict):
    """What people call days off whose names in the library hold one of `words`."""

    name: Line
    words: tuple[Line, ...]


class HolidayNotes(Strict):
    """What is known beside the library's calendar; `announced_to` is the last day decided on."""

    announced_to: date
    decisions: tuple[HolidayDecision, ...]
    proposals: tuple[HolidayProposal, ...]
    occasions: tuple[Occasion, ...]


def groups() -> list[GroupEntry]:
    return _read("groups.yml", TypeAdapter(list[GroupEntry]))


def legal_documents() -> list[LegalDocumentEntry]:
    return _read("legal_documents.yml", TypeAdapter(list[LegalDocumentEntry]))


def contacts() -> list[ContactEntry]:
    return _read("contacts.yml", TypeAdapter(list[ContactEntry]))


@cache
def agencies() -> list[AgencyEntry]:
    return _read("agencies.yml", TypeAdapter(list[AgencyEntry]))


@cache
def plan() -> Plan:
    return _read("plan.yml", TypeAdapter(Plan))


@cache
def holidays() -> HolidayNotes:
    return _read("holidays.yml", TypeAdapter(HolidayNotes))


def _read(name: str, shape: TypeAdapter[T]) -> T:
    path = REFERENCE / name
    node, data = read_yaml(path)
    try:
        return shape.validate_python(data)
    except ValidationError as error:
        raise CatalogueError(describe(path, node, error)) from error
