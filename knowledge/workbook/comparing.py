"""What an edited workbook would change in what is told now, row by row."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any, Final

from knowledge.content import ProcedureContent, VersionContent
from knowledge.editing.sections import facet_of
from knowledge.workbook import phrases
from knowledge.workbook.answers import compare_answers
from knowledge.workbook.changes import Change
from knowledge.workbook.lists import compare_list
from knowledge.workbook.reading import RawBook, Refused, WorkbookError
from knowledge.workbook.rows import Row, key_of, rows_of
from knowledge.workbook.sheets import SHEETS, AnswerSheet, AnySheet, Sheet, greys
from knowledge.workbook.sorting import Sorted, sorted_rows

MOST_CHANGES: Final = 2000
"""Changed rows that one page shows; about as many as the catalogue has rows."""
_MOST_NAMED: Final = 20

Now = Mapping[int, tuple[ProcedureContent, VersionContent]]


@dataclass(frozen=True)
class Comparison:
    """`changes` by procedure, then as the sheets stand; `count`: rows that were read."""

    changes: tuple[Change, ...]
    refused: tuple[Refused, ...]
    notes: tuple[str, ...]
    count: int


def compare(book: RawBook, now: Now) -> Comparison:
    """Return what `book` would change. Raises WorkbookError if that is too much to be looked at."""
    then = None if book.keys is None else {k for text in book.keys if (k := key_of(text))}
    changes: list[Change] = []
    refused, notes = list(book.refused), list(book.notes)
    for sheet, raw in book.sheets:
        rows = sorted_rows(sheet, raw, now)
        told = {
            number: list(rows_of(sheet, procedure, version))
            for number, (procedure, version) in now.items()
        }
        refused += rows.refused
        notes += _grey_notes(sheet, rows, told)
        if isinstance(sheet, AnswerSheet):
            changed = compare_answers(sheet, rows, told)
        else:
            own = {key for key in then or () if key.part == sheet.part}
            changed = compare_list(sheet, rows, told, own, _lacking(sheet, now))
        changes += changed.changes
        refused += changed.refused
        notes += changed.notes
    if then is None:
        notes.append(phrases.NO_MANIFEST)
    if len(changes) > MOST_CHANGES:
        count, most = _thousands(len(changes)), _thousands(MOST_CHANGES)
        raise WorkbookError(phrases.TOO_MANY_CHANGES.format(count=count, most=most))
    order = {sheet.title: at for at, sheet in enumerate(SHEETS)}
    changes.sort(key=lambda each: (each.procedure, order[each.sheet.title], each.line))
    refused.sort(key=lambda each: (order[each.sheet], each.line))
    return Comparison(tuple(changes), tuple(refused), tuple(notes), book.count)


def _lacking(sheet: Sheet, now: Now) -> set[int]:
    if facet_of(sheet.section) is None:
        return set()
    return {number for number, (_, version) in now.items() if version.facets is None}


def _grey_notes(sheet: AnySheet, rows: Sorted, told: Mapping[int, list[Row]]) -> Iterator[str]:
    """Say where somebody changed what is only to be looked at."""
    by_key = {row.key: row for each in told.values() for row in each}
    lines = [
        raw.line
        for key, raw in rows.keyed.items()
        if (row := by_key.get(key)) and _is_regreyed(sheet, raw, row)
    ]
    if lines:
        named = ", ".join(map(str, lines[:_MOST_NAMED]))
        more = "…" if len(lines) > _MOST_NAMED else ""
        yield phrases.GREY_CHANGED.format(sheet=sheet.title, lines=named + more)


def _is_regreyed(sheet: AnySheet, raw: Any, row: Row) -> bool:
    stood = zip(greys(sheet), row.greys, strict=True)
    return any((said := raw.text(title)) and said != str(value or "") for title, value in stood)


def _thousands(number: int) -> str:
    return f"{number:,}".replace(",", ".")
