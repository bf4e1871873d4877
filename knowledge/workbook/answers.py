"""What the rows of the sheet of answers would change: one row is one facet, none comes or goes."""

from collections.abc import Iterator, Mapping
from typing import Any, Final

from knowledge.content import Knowledge
from knowledge.editing.sections import Section, problems
from knowledge.facets import Facet
from knowledge.workbook import phrases
from knowledge.workbook.cells import Column
from knowledge.workbook.changes import Change, How, applied
from knowledge.workbook.editing import Compared, edited
from knowledge.workbook.reading import RawRow, Refused
from knowledge.workbook.rows import Key, Row
from knowledge.workbook.sheets import AnswerSheet
from knowledge.workbook.sorting import Sorted, is_untouched

_LISTS: Final = frozenset(
    (Facet.DOCUMENTS, Facet.STEPS, Facet.CONDITIONS, Facet.FORMS, Facet.LEGAL_BASIS)
)
"""Facets whose content is in other sheets."""


def compare_answers(sheet: AnswerSheet, rows: Sorted, told: Mapping[int, list[Row]]) -> Compared:
    """Return the rows that were edited, and why others that were can't be taken."""
    made = Compared()
    for key, raw in rows.keyed.items():
        if is_untouched(sheet, key, raw):
            continue
        row = next((each for each in told[key.procedure] if each.key.part == key.part), None)
        if row is None:
            made.refused.append(Refused(sheet.title, raw.line, phrases.KEY, phrases.ABOLISHED))
            continue
        _compare(sheet, key, raw, row, made)
    return made


def _compare(sheet: AnswerSheet, key: Key, raw: RawRow, row: Row, made: Compared) -> None:
    facet = Facet(key.part)
    own = sheet.columns_of(facet)
    faults = [*_misused(sheet, own, raw, facet)]
    edit = edited(own, raw, row)
    faults += edit.faults
    change = Change(
        sheet,
        raw.line,
        key.procedure,
        Section(facet.value),
        How.CHANGED,
        0,
        phrases.FACETS[facet],
        edit.values,
        edit.cells,
        phrases.MOVED if row.key.digest != key.digest else "",
    )
    if not faults and edit.values:
        faults += _misfits(facet, applied(row.value, [change]))
    made.refused += [Refused(sheet.title, raw.line, *fault) for fault in faults]
    if not faults and edit.values:
        made.changes.append(change)


def _misused(
    sheet: AnswerSheet, own: tuple[Column, ...], raw: RawRow, facet: Facet
) -> Iterator[tuple[str, str]]:
    for column in sheet.columns:
        if column not in own and raw.text(column.title):
            told = phrases.NOT_FOR_THIS.format(facet=phrases.FACETS[facet])
            yield column.title, told


def _misfits(facet: Facet, fields: Mapping[str, Any]) -> Iterator[tuple[str, str]]:
    """Return what is wrong in a row whose cells are right each by itself."""
    known = fields.get("knowledge", Knowledge.KNOWN) == Knowledge.KNOWN
    main = "place" if facet is Facet.WHERE else "text"
    if not known and not fields.get("reason"):
        yield phrases.COLUMNS["reason"], phrases.REASON_MISSING
    elif known and facet not in _LISTS and not fields.get(main):
        yield phrases.COLUMNS[main], phrases.CONTENT_MISSING
    elif facet not in _LISTS and problems(Section(facet.value), fields):
        yield phrases.COLUMNS["knowledge"], phrases.MISFIT
