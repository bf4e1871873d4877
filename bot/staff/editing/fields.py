"""The fields of each section's form: kind, help and choices, in the order of the form."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Final

from bot.staff import phrases as words
from bot.staff.editing.phrases import CHOOSE, CONFIDENCE, HELP, KNOWLEDGE, LEVELS, UNITS
from knowledge.content import Confidence, Knowledge, Standing
from knowledge.editing.sections import Section
from knowledge.facets import Facet


class Kind(StrEnum):
    """How a field is filled in, and what becomes of it."""

    SHORT = "short"
    """A few words, or a number of a document."""
    LINE = "line"
    PROSE = "prose"
    NUMBER = "number"
    CHOICE = "choice"
    TICK = "tick"
    LINES = "lines"
    """A list of short texts, one a line."""
    TEXTS = "texts"
    """Rows of one text each."""
    ROWS = "rows"
    """Rows of subfields."""
    GROUP = "group"
    """Subfields that stand together."""
    ONLY = "only"
    """For each case of the procedure, which of its answers."""
    PROCEDURE = "procedure"
    """One of the procedures, by its number."""


@dataclass(frozen=True)
class Field:
    """One field. `default`: the choice that the content leaves out; `needed`: must be filled in.

    `choices`: (value, words); `longest`: the most characters that the content takes.
    """

    key: str
    kind: Kind
    help: str = ""
    needed: bool = False
    choices: tuple[tuple[str, str], ...] = ()
    default: str = ""
    inside: tuple["Field", ...] = ()

    @property
    def longest(self) -> int | None:
        return _LONGEST.get(self.kind)


_LONGEST: Final = {Kind.SHORT: 500, Kind.LINE: 500, Kind.TEXTS: 500, Kind.PROSE: 2000}


_SOURCE: Final = Field("source", Kind.LINE, HELP["source"], needed=True)
_UNSURE: Final = Field("unsure", Kind.TICK, HELP["unsure"])
_SOURCES: Final = Field(
    "sources",
    Kind.ROWS,
    HELP["sources"],
    needed=True,
    inside=(
        Field("document", Kind.LINE, HELP["document"], needed=True),
        Field("articles", Kind.LINE, HELP["articles"]),
    ),
)
_KNOWLEDGE: Final = Field(
    "knowledge",
    Kind.CHOICE,
    HELP["knowledge"],
    choices=tuple((each.value, KNOWLEDGE[each]) for each in Knowledge),
    default=Knowledge.KNOWN.value,
)
_EVERY: Final = (
    Field("reason", Kind.PROSE, HELP["reason"]),
    Field(
        "confidence",
        Kind.CHOICE,
        HELP["confidence"],
        needed=True,
        choices=(("", CHOOSE), *((each.value, CONFIDENCE[each]) for each in Confidence)),
    ),
    _SOURCES,
)
_TEXT: Final = Field("text", Kind.PROSE, HELP["text"], needed=True)

_FACETS: Final[Mapping[Facet, tuple[Field, ...]]] = {
    Facet.OVERVIEW: (_TEXT,),
    Facet.DOCUMENTS: (
        Field("sets", Kind.NUMBER, HELP["sets"]),
        Field(
            "items",
            Kind.ROWS,
            inside=(
                Field("name", Kind.LINE, needed=True),
                Field("quantity", Kind.NUMBER, HELP["quantity"]),
                Field("form", Kind.LINE, HELP["form"]),
                Field("when", Kind.LINE, HELP["when"]),
                Field("until", Kind.LINE, HELP["until"]),
                _UNSURE,
                Field("only", Kind.ONLY, HELP["only"]),
                _SOURCE,
            ),
        ),
    ),
    Facet.PROCESSING_TIME: (
        _TEXT,
        Field("days", Kind.NUMBER, HELP["days"]),
        Field("max_days", Kind.NUMBER, HELP["max_days"]),
        Field("unit", Kind.CHOICE, HELP["unit"], choices=UNITS),
        Field("partial", Kind.TICK, HELP["partial"]),
        _UNSURE,
    ),
    Facet.FEE: (_TEXT, Field("amount_vnd", Kind.NUMBER, HELP["amount_vnd"])),
    Facet.STEPS: (Field("items", Kind.TEXTS, HELP["steps"]),),
    Facet.WHERE: (
        Field("place", Kind.PROSE, HELP["place"]),
        Field("receives", Kind.PROSE, HELP["receives"]),
        Field("decides", Kind.PROSE, HELP["decides"]),
        Field("ways", Kind.LINES, HELP["ways"]),
    ),
    Facet.ONLINE: (_TEXT, Field("level", Kind.CHOICE, HELP["level"], choices=LEVELS)),
    Facet.CONDITIONS: (
        Field(
            "items",
            Kind.ROWS,
            inside=(Field("text", Kind.PROSE, needed=True), _UNSURE, _SOURCE),
        ),
    ),
    Facet.FORMS: (
        Field("items", Kind.ROWS, inside=(Field("name", Kind.LINE, needed=True), _SOURCE)),
    ),
    Facet.LEGAL_BASIS: (
        Field(
            "items",
            Kind.ROWS,
            inside=(
                Field("number", Kind.SHORT, HELP["number"], needed=True),
                Field("type", Kind.SHORT, HELP["type"], needed=True),
                Field("title", Kind.LINE, HELP["title"], needed=True),
                Field("articles", Kind.LINE, HELP["articles"]),
            ),
        ),
    ),
    Facet.RESULT: (_TEXT, Field("validity", Kind.PROSE, HELP["validity"])),
    Facet.WINDOW: (_TEXT,),
}

FIELDS: Final[Mapping[Section, tuple[Field, ...]]] = {
    **{Section(facet.value): (_KNOWLEDGE, *_FACETS[facet], *_EVERY) for facet in Facet},
    Section.RULES: (
        Field("title", Kind.LINE, HELP["rules_title"], needed=True),
        Field("national_code", Kind.SHORT, HELP["national_code"]),
        Field(
            "standing",
            Kind.CHOICE,
            HELP["standing"],
            choices=tuple((each.value, words.STANDING[each]) for each in Standing),
            default=Standing.EXISTS.value,
        ),
        Field("note", Kind.PROSE, HELP["note"]),
        Field("applicants", Kind.LINES, HELP["applicants"]),
        Field("replaced_by_procedure", Kind.PROCEDURE, HELP["replaced_by_procedure"]),
        Field(
            "superseded",
            Kind.GROUP,
            HELP["superseded"],
            inside=(
                Field("document", Kind.LINE),
                Field("since", Kind.SHORT, HELP["since"]),
                Field("certain", Kind.TICK, HELP["certain"]),
            ),
        ),
        _SOURCES,
    ),
    Section.NAMES: (
        Field("choose_when", Kind.PROSE, HELP["choose_when"], needed=True),
        Field("aliases", Kind.LINES, HELP["aliases"]),
    ),
    Section.QUESTIONS: (
        Field(
            "questions",
            Kind.ROWS,
            HELP["questions"],
            inside=(
                Field("q", Kind.LINE, needed=True),
                Field("a", Kind.PROSE, needed=True),
            ),
        ),
    ),
}
