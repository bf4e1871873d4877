"""Reads a workbook that came back: hostile until its sheets and headings are found."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final

from knowledge.folding import fold
from knowledge.office.guards import Fault, FaultyFile, check_beginning, open_workbook, quiet
from knowledge.workbook import phrases
from knowledge.workbook.cells import plain
from knowledge.workbook.sheets import SHEETS, AnySheet, titles
from knowledge.workbook.writing import MANIFEST

LARGEST_FILE: Final = 16 * 1024 * 1024
"""Bytes; the whole catalogue takes a quarter of one MB."""
LARGEST_UNPACKED: Final = 48 * 1024 * 1024
"""Bytes of all parts; the whole catalogue takes three MB."""
MOST_ROWS: Final = 20_000
"""Rows of all sheets that are not blank; the catalogue has some 2,200."""
_MOST_LINES: Final = 50_000
"""Lines of a sheet that are looked at; blank ones between rows count."""
_MOST_COLUMNS: Final = 64
_MOST_SHEETS: Final = 60
_MOST_NAMED: Final = 10
_LONGEST_NAMED: Final = 40
_MB: Final = 1024 * 1024
_FAULTS: Final = {
    Fault.PDF: phrases.PDF,
    Fault.LOCKED: phrases.LOCKED,
    Fault.OLD_EXCEL: phrases.OLD_EXCEL,
    Fault.WEB_PAGE: phrases.WEB_PAGE,
    Fault.OTHER_OFFICE: phrases.OTHER_OFFICE,
    Fault.SWOLLEN: phrases.SWOLLEN.format(most=LARGEST_UNPACKED // _MB),
    Fault.BROKEN: phrases.BROKEN,
}


class WorkbookError(Exception):
    """A file that can't be read as a whole; says in Vietnamese why and what to do."""


@dataclass(frozen=True)
class Refused:
    """What is not taken: a row, or with an empty `column` more than a cell of it."""

    sheet: str
    line: int
    column: str
    reason: str


@dataclass(frozen=True)
class RawRow:
    """A row as it stands; `cells` by heading, `faults` for cells that say nothing to be taken."""

    line: int
    cells: Mapping[str, object]
    faults: Mapping[str, str]

    def text(self, title: str) -> str:
        return plain(self.cells.get(title))


@dataclass(frozen=True)
class RawBook:
    """What stands in the sheets that were found. `keys`: all rows when it was downloaded."""

    sheets: tuple[tuple[AnySheet, tuple[RawRow, ...]], ...]
    keys: tuple[str, ...] | None
    refused: tuple[Refused, ...]
    notes: tuple[str, ...]

    @property
    def count(self) -> int:
        return sum(len(rows) for _, rows in self.sheets)


class _Unfit(Exception):
    """A sheet that is not taken at all."""

    def __init__(self, line: int, reason: str) -> None:
        super().__init__(reason)
        self.line = line


class _Lines:
    """The lines of all sheets, of which there may be only so many."""

    def __init__(self) -> None:
        self._rows = 0

    def of(self, sheet: Any) -> Iterator[tuple[int, Sequence[Any]]]:
        """Return the number and the cells of each line that is not blank."""
        sheet.reset_dimensions()  # what a file says of its own size may be wrong
        lines = sheet.iter_rows(max_col=_MOST_COLUMNS)
        for line in range(1, _MOST_LINES + 1):
            try:
                with quiet():
                    cells = next(lines, None)
                    blank = cells is None or all(cell.value in (None, "") for cell in cells)
            except Exception as error:  # openpyxl raises whatever a broken part makes happen
                raise WorkbookError(phrases.BROKEN) from error
            if cells is None:
                return
            if not blank:
                self._rows += 1
                if self._rows > MOST_ROWS + 2 * len(SHEETS):
                    most = f"{MOST_ROWS:,}".replace(",", ".")
                    raise WorkbookError(phrases.TOO_MANY_ROWS.format(most=most))
                yield line, cells


def read_workbook(content: bytes) -> RawBook:
    """Return what stands in an XLSX file. Raises WorkbookError for any other bytes."""
    book = _opened(content)
    by_title = {fold(sheet.title): sheet for sheet in SHEETS}
    lines = _Lines()
    found: dict[str, tuple[AnySheet, tuple[RawRow, ...]]] = {}
    refused, notes, strange = [], [], []
    for target in book.worksheets[:_MOST_SHEETS]:
        sheet = by_title.get(fold(target.title))
        if sheet is None:
            if target.title not in (MANIFEST, phrases.GUIDE):
                strange.append(_named(target.title))
            continue
        if sheet.title in found:
            refused.append(Refused(sheet.title, 1, "", phrases.SHEET_TWICE))
            continue
        try:
            ignored, rows = _rows(sheet, lines.of(target))
            found[sheet.title] = (sheet, rows)
        except _Unfit as error:
            found[sheet.title] = (sheet, ())
            refused.append(Refused(sheet.title, error.line, "", str(error)))
            continue
        if ignored:
            named = ", ".join(f"“{name}”" for name in ignored[:_MOST_NAMED])
            notes.append(phrases.IGNORED_COLUMNS.format(sheet=sheet.title, columns=named))
    if not found:
        raise WorkbookError(phrases.NO_SHEETS)
    if strange:
        named = ", ".join(f"“{name}”" for name in strange[:_MOST_NAMED])
        notes.append(phrases.IGNORED_SHEETS.format(sheets=named))
    unfit = {each.sheet for each in refused}
    sheets = tuple(each for title, each in found.items() if title not in unfit)
    return RawBook(sheets, _keys(book, lines), tuple(refused), tuple(notes))


def _opened(content: bytes) -> Any:
    if not content:
        raise WorkbookError(phrases.EMPTY)
    if len(content) > LARGEST_FILE:
        raise WorkbookError(phrases.TOO_LARGE.format(most=LARGEST_FILE // _MB))
    try:
        check_beginning(content)
        if not content.startswith(b"PK"):
            raise WorkbookError(phrases.NOT_A_WORKBOOK)
        return open_workbook(content, LARGEST_UNPACKED, formulas=True)
    except FaultyFile as error:
        raise WorkbookError(_FAULTS[error.fault]) from error


def _rows(
    sheet: AnySheet, lines: Iterator[tuple[int, Sequence[Any]]]
) -> tuple[list[str], tuple[RawRow, ...]]:
    """Return the headings that nobody asked for, and the rows. Raises _Unfit."""
    line, head = next(lines, (1, ()))
    wanted = {fold(title): title for title in titles(sheet)}
    places: dict[str, int] = {}
    strange = []
    for at, cell in enumerate(head):
        title = wanted.get(fold(plain(cell.value)))
        if title in places:
            raise _Unfit(line, phrases.DOUBLED.format(column=title))
        if title:
            places[title] = at
        elif plain(cell.value):
            strange.append(_named(plain(cell.value)))
    missing = [title for title in wanted.values() if title not in places]
    if missing:
        named = ", ".join(f"“{name}”" for name in strange[:_MOST_NAMED])
        found = phrases.FOUND_INSTEAD.format(found=named) if strange else phrases.FOUND_NOTHING
        raise _Unfit(line, phrases.HEADER.format(expected="”, “".join(missing), found=found))
    return strange, tuple(_raw(number, cells, places) for number, cells in lines)


def _raw(line: int, cells: Sequence[Any], places: Mapping[str, int]) -> RawRow:
    values: dict[str, object] = {}
    faults: dict[str, str] = {}
    for title, at in places.items():
        cell = cells[at] if at < len(cells) else None
        if cell is None or cell.value is None:
            continue
        if cell.data_type == "f":
            faults[title] = phrases.FORMULA
        elif cell.data_type == "e":
            faults[title] = phrases.ERROR_CELL
        else:
            values[title] = cell.value
    return RawRow(line, values, faults)


def _keys(book: Any, lines: _Lines) -> tuple[str, ...] | None:
    """Return the keys of all rows that there were, if the list is still in the file."""
    if MANIFEST not in book.sheetnames:
        return None
    target = book[MANIFEST]
    if not hasattr(target, "iter_rows"):
        return None
    return tuple(plain(cells[0].value) for _, cells in lines.of(target))


def _named(text: str) -> str:
    return plain(text)[:_LONGEST_NAMED]
