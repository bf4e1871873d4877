"""One cell of the workbook: how a value is written into it and read out of it again."""

import math
import re
import unicodedata
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from dataclasses import field as filled_by
from datetime import date, datetime, time, timedelta
from enum import StrEnum
from typing import Any, Final

from knowledge.facets import Facet
from knowledge.workbook import phrases

Shown = str | int | None
LONGEST_CELL: Final = 32_767
"""Characters that Excel holds in a cell."""
MOST_LINES: Final = 50
_LONGEST_LINE: Final = 500
_BAR: Final = " | "
_HIDDEN: Final = re.compile(
    "[\x00-\x08\x0b-\x0c\x0e-\x1f\x7f-\x9f\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff"
    "\ud800-\udfff\ufffe\uffff]"
)
"""Controls, marks of direction, halves of characters: none is text, some no workbook takes."""
_GROUPED: Final = re.compile(r"[0-9]{1,3}(?:[. ][0-9]{3})+")
_LONGEST_NUMBER: Final = 15


class BadCell(ValueError):
    """A cell that can't be taken; says in Vietnamese what is wrong and what is expected."""


class Kind(StrEnum):
    """What a column holds."""

    WORDS = "words"
    NUMBER = "number"
    CHOICE = "choice"
    TICK = "tick"
    LINES = "lines"
    SOURCES = "sources"


@dataclass(frozen=True, eq=False)
class Column:
    """A column: the field of the content that it shows, its heading, what it takes.

    `choices`: what is stored, to the words for it, and `usual` the one that is left out there;
    `suggested` are words that are not the only ones. `facets`: which rows of the sheet of answers
    have it; None for all. `width` in characters.
    """

    field: str
    title: str
    kind: Kind = Kind.WORDS
    width: int = 20
    needed: bool = False
    longest: int = 500
    least: int = 0
    most: int = 0
    choices: Mapping[str, str] = filled_by(default_factory=dict)
    usual: str = ""
    suggested: Sequence[str] = ()
    facets: frozenset[Facet] | None = None


def plain(cell: object) -> str:
    """Return what a cell says, by which two cells are the same: NFC, no controls, no blank ends."""
    if cell is None:
        return ""
    if isinstance(cell, float) and cell.is_integer():
        cell = int(cell)
    text = str(cell).replace("\r\n", "\n").replace("\r", "\n")
    return unicodedata.normalize("NFC", _HIDDEN.sub("", text)).strip()[:LONGEST_CELL].strip()


def shown(column: Column, value: Any) -> Shown:
    """Return what stands in the cell for a value of the content; None for an empty cell."""
    if value is None or value is False:
        return None
    match column.kind:
        case Kind.NUMBER:
            assert isinstance(value, int)
            return value
        case Kind.CHOICE:
            return column.choices[value]
        case Kind.TICK:
            return phrases.YES
        case Kind.LINES:
            return plain("\n".join(plain(line) for line in value)) or None
        case Kind.SOURCES:
            return plain("\n".join(_source_shown(source) for source in value)) or None
        case Kind.WORDS:
            return plain(value) or None


def parsed(column: Column, cell: object, current: Any = None) -> Any:
    """Return the value in a cell, None if it is empty. Raises BadCell.

    `current` is the value that stood there: its sources stay what they are where they read alike.
    """
    text = plain(cell)
    if not text:
        if column.needed:
            raise BadCell(phrases.BLANK)
        return None
    if column.kind is Kind.NUMBER:
        return _number(cell, text, column)
    if column.kind is Kind.TICK:
        return _tick(text)
    if isinstance(cell, datetime | date | time | timedelta):
        raise BadCell(phrases.BECAME_A_DATE)
    if isinstance(cell, bool | int | float):
        raise BadCell(phrases.NEEDS_WORDS)
    match column.kind:
        case Kind.CHOICE:
            return _choice(text, column.choices)
        case Kind.LINES:
            return _lines(text)
        case Kind.SOURCES:
            known = {_source_shown(source): dict(source) for source in current or ()}
            return [known.get(line) or _source(line) for line in _lines(text, 2 * _LONGEST_LINE)]
        case _:
            line = " ".join(text.split()) if column.longest <= _LONGEST_LINE else text
            return _short(line, column.longest)


def _short(text: str, most: int) -> str:
    if len(text) > most:
        raise BadCell(phrases.TOO_LONG.format(length=len(text), most=most))
    return text


def _number(cell: object, text: str, column: Column) -> int:
    wrong = BadCell(phrases.NOT_A_NUMBER.format(least=column.least, most=column.most))
    if isinstance(cell, bool) or (isinstance(cell, float) and not math.isfinite(cell)):
        raise wrong
    if isinstance(cell, int | float):
        number = cell if cell == int(cell) else -1
    else:
        digits = re.sub("[. ]", "", text) if _GROUPED.fullmatch(text) else text
        fits = digits.isascii() and digits.isdecimal() and len(digits) <= _LONGEST_NUMBER
        number = int(digits) if fits else -1
    if not column.least <= number <= column.most:
        raise wrong
    return int(number)


def _tick(text: str) -> bool | None:
    said = text.casefold()
    if said in phrases.YES_TOO:
        return True
    if said in phrases.NO:
        return None
    raise BadCell(phrases.NOT_YES)


def _choice(text: str, choices: Mapping[str, str]) -> str:
    for value, words in choices.items():
        if " ".join(text.casefold().split()) == words.casefold():
            return str(value)
    raise BadCell(phrases.NOT_AMONG.format(allowed=", ".join(choices.values())))


def _lines(text: str, longest: int = _LONGEST_LINE) -> list[str]:
    lines = [line.strip() for line in text.split("\n") if line.strip()]
    if len(lines) > MOST_LINES:
        raise BadCell(phrases.TOO_MANY_LINES.format(most=MOST_LINES))
    return [_short(line, longest) for line in lines]


def _source_shown(source: Mapping[str, str]) -> str:
    articles = source.get("articles")
    return plain(f"{source['document']}{_BAR}{articles}" if articles else source["document"])


def _source(line: str) -> dict[str, str]:
    document, _, articles = (part.strip() for part in line.partition("|"))
    if not document:
        raise BadCell(phrases.NO_DOCUMENT)
    found = {"document": _short(document, _LONGEST_LINE)}
    return found | ({"articles": _short(articles, _LONGEST_LINE)} if articles else {})
