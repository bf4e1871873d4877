"""The rows of the workbook as they are written: each by its key, with a digest of its cells."""

import hashlib
import json
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final

from knowledge.content import ProcedureContent, VersionContent
from knowledge.editing.sections import Section, content_of
from knowledge.facets import Facet
from knowledge.workbook import phrases
from knowledge.workbook.cells import Shown, plain, shown
from knowledge.workbook.sheets import ANSWERS, AnswerSheet, AnySheet, Sheet, items_of

_KEY: Final = re.compile(r"([1-9][0-9]?)-([a-z_]{3,20})-([1-9][0-9]{0,3})-([0-9a-f]{8})")
_DIGITS: Final = 8


@dataclass(frozen=True)
class Key:
    """Where a row came from: the procedure, the part of it, its place from 1, and what it said."""

    procedure: int
    part: str
    place: int
    digest: str

    def __str__(self) -> str:
        return f"{self.procedure}-{self.part}-{self.place}-{self.digest}"


@dataclass(frozen=True)
class Row:
    """One row; `cells` by field, `greys` as they stand after the key; `value` is what it shows."""

    key: Key
    greys: tuple[Shown, ...]
    cells: Mapping[str, Shown]
    value: Mapping[str, Any]


def key_of(text: str) -> Key | None:
    """Return the key that `text` is, if it is one."""
    found = _KEY.fullmatch(text)
    return Key(int(found[1]), found[2], int(found[3]), found[4]) if found else None


def digest(part: str, cells: Sequence[object]) -> str:
    """Return 8 hexadecimal digits that tell whether a row was changed."""
    said = json.dumps([part, *(plain(cell) for cell in cells)], ensure_ascii=False)
    return hashlib.sha256(said.encode()).hexdigest()[:_DIGITS]


def rows_of(sheet: AnySheet, procedure: ProcedureContent, version: VersionContent) -> Iterator[Row]:
    """Return what `sheet` says of one version of a procedure; nothing where it has no such part."""
    if isinstance(sheet, AnswerSheet):
        yield from _answers(procedure, version)
    else:
        yield from _items(sheet, procedure, version)


def section_of(sheet: AnySheet, part: str) -> Section:
    """Return the section of a procedure in which the part stands."""
    return sheet.section if isinstance(sheet, Sheet) else Section(part)


def _answers(procedure: ProcedureContent, version: VersionContent) -> Iterator[Row]:
    for facet in Facet if version.facets else ():
        value = content_of(procedure, version, Section(facet.value))
        own = ANSWERS.columns_of(facet)
        told = {"knowledge": "known"} | value
        cells = {column.title: shown(column, told.get(column.field)) for column in own}
        key = Key(procedure.id, facet.value, 1, digest(facet.value, _in_order(ANSWERS, cells)))
        yield Row(key, (procedure.id, plain(procedure.name), phrases.FACETS[facet]), cells, value)


def _items(sheet: Sheet, procedure: ProcedureContent, version: VersionContent) -> Iterator[Row]:
    if version.facets is None and sheet.section not in (Section.NAMES, Section.QUESTIONS):
        return
    items = items_of(sheet, content_of(procedure, version, sheet.section))
    for place, value in enumerate(items, start=1):
        cells = {column.title: shown(column, value.get(column.field)) for column in sheet.columns}
        key = Key(procedure.id, sheet.part, place, digest(sheet.part, _in_order(sheet, cells)))
        greys: tuple[Shown, ...] = (procedure.id, plain(procedure.name))
        if sheet.cases:
            greys = (*greys, _for_whom(procedure, value))
        yield Row(key, greys, cells, value)


def _in_order(sheet: AnySheet, cells: Mapping[str, Shown]) -> list[Shown]:
    return [cells.get(column.title) for column in sheet.columns]


def _for_whom(procedure: ProcedureContent, paper: Mapping[str, Any]) -> str | None:
    """Return, in the words of the guide, whose answers ask for a paper."""
    told = []
    for case in procedure.cases:
        keys = paper.get("only", {}).get(case.key, ())
        answers = [answer.answer for answer in case.answers if answer.key in keys]
        if answers:
            told.append(f"{case.question} {' / '.join(answers)}")
    return plain("\n".join(told)) or None
