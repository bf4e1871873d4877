"""The sheets of the workbook: which part of a procedure each shows, and in which columns."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any, Final

from knowledge.content import Knowledge
from knowledge.editing.sections import Section
from knowledge.facets import Facet
from knowledge.workbook import phrases
from knowledge.workbook.cells import Column, Kind

_PROSE: Final = 2000
_TEXT: Final = frozenset(
    (Facet.OVERVIEW, Facet.PROCESSING_TIME, Facet.FEE, Facet.ONLINE, Facet.RESULT, Facet.WINDOW)
)
_TIME: Final = frozenset((Facet.PROCESSING_TIME,))
_WHERE: Final = frozenset((Facet.WHERE,))
_MOST_DAYS: Final = 3650
_MOST_DONG: Final = 10**12


@dataclass(frozen=True, eq=False)
class Sheet:
    """A sheet with a row for each item of a list in `section`; `part` names them in a row's key.

    `bare`: the items are words, not objects. `cases`: a grey column says whom an item is for.
    """

    title: str
    section: Section
    part: str
    items: str
    columns: tuple[Column, ...]
    bare: bool = False
    cases: bool = False


@dataclass(frozen=True, eq=False)
class AnswerSheet:
    """The sheet with a row for each facet of each procedure."""

    title: str
    columns: tuple[Column, ...]

    def columns_of(self, facet: Facet) -> tuple[Column, ...]:
        """Return the columns that a row of `facet` has."""
        return tuple(c for c in self.columns if c.facets is None or facet in c.facets)


AnySheet = Sheet | AnswerSheet


def _column(name: str, field: str = "", **rest: Any) -> Column:
    return Column(field or name, phrases.COLUMNS[name], **rest)


def _prose(name: str, width: int = 40, **rest: Any) -> Column:
    return _column(name, width=width, longest=_PROSE, **rest)


_SOURCE: Final = _column("source", width=40, needed=True)
_UNSURE: Final = _column("unsure", kind=Kind.TICK, width=10)

ANSWERS: Final = AnswerSheet(
    phrases.ANSWERS,
    (
        _column(
            "knowledge",
            kind=Kind.CHOICE,
            width=18,
            needed=True,
            choices=phrases.KNOWLEDGE,
            usual=Knowledge.KNOWN,
        ),
        _prose("text", 60, facets=_TEXT),
        _prose("reason", 36),
        _column("days", kind=Kind.NUMBER, width=9, most=_MOST_DAYS, facets=_TIME),
        _column("max_days", kind=Kind.NUMBER, width=11, most=_MOST_DAYS, facets=_TIME),
        _column("unit", width=15, suggested=phrases.UNITS, facets=_TIME),
        _column("partial", kind=Kind.TICK, width=12, facets=_TIME),
        _column("time_unsure", "unsure", kind=Kind.TICK, width=12, facets=_TIME),
        _column(
            "amount_vnd",
            kind=Kind.NUMBER,
            width=12,
            most=_MOST_DONG,
            facets=frozenset((Facet.FEE,)),
        ),
        _prose("place", facets=_WHERE),
        _prose("receives", 30, facets=_WHERE),
        _prose("decides", 30, facets=_WHERE),
        _column("ways", kind=Kind.LINES, width=16, facets=_WHERE),
        _column(
            "level",
            kind=Kind.NUMBER,
            width=11,
            least=3,
            most=4,
            facets=frozenset((Facet.ONLINE,)),
        ),
        _column(
            "sets",
            kind=Kind.NUMBER,
            width=9,
            least=1,
            most=10,
            facets=frozenset((Facet.DOCUMENTS,)),
        ),
        _prose("validity", 28, facets=frozenset((Facet.RESULT,))),
        _column("confidence", kind=Kind.CHOICE, width=12, needed=True, choices=phrases.CONFIDENCE),
        _column("sources", kind=Kind.SOURCES, width=48, needed=True),
    ),
)
LISTS: Final = (
    Sheet(
        phrases.PAPERS,
        Section.DOCUMENTS,
        "paper",
        "items",
        (
            _column("paper", "name", width=60, needed=True),
            _column("quantity", kind=Kind.NUMBER, width=9, least=1, most=20),
            _column("form", width=24),
            _column("when", width=32),
            _column("until", width=24),
            _UNSURE,
            _SOURCE,
        ),
        cases=True,
    ),
    Sheet(
        phrases.STEPS,
        Section.STEPS,
        "step",
        "items",
        (_column("step", "text", width=100, needed=True),),
        bare=True,
    ),
    Sheet(
        phrases.CONDITIONS,
        Section.CONDITIONS,
        "condition",
        "items",
        (_prose("condition", 80, field="text", needed=True), _UNSURE, _SOURCE),
    ),
    Sheet(
        phrases.FORMS,
        Section.FORMS,
        "form",
        "items",
        (_column("form_name", "name", width=70, needed=True), _SOURCE),
    ),
    Sheet(
        phrases.LAWS,
        Section.LEGAL_BASIS,
        "law",
        "items",
        (
            _column("law_number", "number", width=20, needed=True),
            _column("law_type", "type", width=16, needed=True),
            _column("law_title", "title", width=70, needed=True),
            _column("articles", width=36),
        ),
    ),
    Sheet(
        phrases.NAMES,
        Section.NAMES,
        "name",
        "aliases",
        (_column("alias", "text", width=60, needed=True),),
        bare=True,
    ),
    Sheet(
        phrases.QUESTIONS,
        Section.QUESTIONS,
        "question",
        "questions",
        (_column("q", width=50, needed=True), _prose("a", 90, needed=True)),
    ),
)
SHEETS: Final[tuple[AnySheet, ...]] = (ANSWERS, *LISTS)


def greys(sheet: AnySheet) -> tuple[str, ...]:
    """Return the headings of the columns that are only to be looked at, but for the key."""
    told = (phrases.NUMBER, phrases.PROCEDURE)
    if isinstance(sheet, AnswerSheet):
        return (*told, phrases.QUESTION)
    return (*told, phrases.ONLY) if sheet.cases else told


def items_of(sheet: Sheet, fields: Mapping[str, Any]) -> list[dict[str, Any]]:
    """Return the items in the fields of the section, as objects also where they are words."""
    items = fields.get(sheet.items, ())
    return [{"text": item} if sheet.bare else dict(item) for item in items]


def with_items(
    sheet: Sheet, fields: Mapping[str, Any], items: list[dict[str, Any]]
) -> dict[str, Any]:
    """Return `fields` with other items."""
    rest = {name: value for name, value in fields.items() if name != sheet.items}
    listed = [item["text"] if sheet.bare else item for item in items]
    return rest | ({sheet.items: listed} if listed else {})


def titles(sheet: AnySheet) -> Iterator[str]:
    """Return all headings, from left to right."""
    yield phrases.KEY
    yield from greys(sheet)
    yield from (column.title for column in sheet.columns)
