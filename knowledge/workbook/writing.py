"""Writes the workbook: sheets with headings that stay, filters, lists to choose from."""

import io
from collections.abc import Iterable, Sequence
from datetime import date
from typing import Any, Final

from openpyxl import Workbook
from openpyxl.cell.cell import Cell
from openpyxl.styles import Alignment, Border, Font, PatternFill, Side
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.datavalidation import DataValidation
from openpyxl.worksheet.dimensions import RowDimension
from openpyxl.worksheet.properties import PageSetupProperties
from openpyxl.worksheet.worksheet import Worksheet

from knowledge.content import ProcedureContent, VersionContent
from knowledge.facets import Facet
from knowledge.workbook import phrases
from knowledge.workbook.cells import Column, Kind, Shown
from knowledge.workbook.rows import Row, rows_of
from knowledge.workbook.sheets import SHEETS, AnswerSheet, AnySheet, greys

MANIFEST: Final = "_motcua"
"""The hidden sheet that lists the keys of all rows, so that a deleted one is noticed."""
_FREE_ROWS: Final = 500
"""Rows below the last in which lists to choose from are offered too."""
_GREY_WIDTHS: Final = {phrases.NUMBER: 6, phrases.PROCEDURE: 34, phrases.QUESTION: 20}
_GREY_WIDTH: Final = 34
_KEY_WIDTH: Final = 11
_GUIDE_WIDTH: Final = 100
_LINE_HEIGHT: Final = 15.5
"""Points."""
_HIGHEST: Final = 409
"""Points that a row has at most in Excel."""
_TEXT_FORMAT: Final = "@"
_NUMBER_FORMAT: Final = "#,##0"

_EDGE: Final = Side(style="thin", color="FFCFD5CD")
_BORDER: Final = Border(left=_EDGE, right=_EDGE, top=_EDGE, bottom=_EDGE)
_WRAPPED: Final = Alignment(wrap_text=True, vertical="top")
_TOP: Final = Alignment(vertical="top")
_HEAD: Final = PatternFill("solid", fgColor="FF0C5C56")
_FACE: Final = "Calibri"
_FONT: Final = Font(name=_FACE, size=11)
_HEAD_FONT: Final = Font(name=_FACE, size=11, bold=True, color="FFFFFFFF")
_GREY: Final = PatternFill("solid", fgColor="FFE7E6E6")
_GREY_FONT: Final = Font(name=_FACE, size=11, color="FF595959")
_KEY_FONT: Final = Font(name=_FACE, size=8, color="FF8C8C8C")
_NOT_USED: Final = PatternFill("lightUp", fgColor="FFBFBFBF")
_TITLE: Final = Font(name=_FACE, size=14, bold=True, color="FF0C5C56")
_SOFT: Final = Font(name=_FACE, size=11, italic=True, color="FF595959")

Told = Sequence[tuple[ProcedureContent, VersionContent]]


def write_workbook(told: Told, day: date) -> bytes:
    """Return an XLSX file of the versions `told`, which are those in force on `day`."""
    book = Workbook()
    guide = book.active
    assert isinstance(guide, Worksheet)
    _write_guide(guide, len(told), day)
    manifest: Any = book.create_sheet(MANIFEST)
    manifest.sheet_state = "veryHidden"
    for sheet in SHEETS:
        target = book.create_sheet(sheet.title, index=len(book.sheetnames) - 1)
        rows = [row for procedure, version in told for row in rows_of(sheet, procedure, version)]
        _write_sheet(target, sheet, rows)
        for row in rows:
            manifest.append([str(row.key)])
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def _write_guide(target: Worksheet, count: int, day: date) -> None:
    target.title = phrases.GUIDE
    target.column_dimensions["A"].width = _GUIDE_WIDTH
    target.sheet_view.showGridLines = False
    fonts = {"title": _TITLE, "soft": _SOFT}
    for at, (style, line) in enumerate(phrases.GUIDE_LINES, start=1):
        cell: Any = target.cell(at, 1)
        _put(cell, line.format(day=f"{day:%d/%m/%Y}", count=count))
        cell.alignment, cell.font = _WRAPPED, fonts.get(style, _FONT)
        _fit_height(target, at, [(cell.value, _GUIDE_WIDTH)], above=12 if style == "title" else 0)
    _fit_for_paper(target)


def _write_sheet(target: Worksheet, sheet: AnySheet, rows: Sequence[Row]) -> None:
    seen = greys(sheet)
    widths = [_KEY_WIDTH, *map(_grey_width, seen)]
    widths += [column.width for column in sheet.columns]
    heads = [phrases.KEY, *seen, *(column.title for column in sheet.columns)]
    for at, (title, width) in enumerate(zip(heads, widths, strict=True), start=1):
        head: Any = target.cell(1, at)
        _put(head, title)
        head.fill, head.font, head.alignment, head.border = _HEAD, _HEAD_FONT, _WRAPPED, _BORDER
        dimension: Any = target.column_dimensions[get_column_letter(at)]
        dimension.width = width
        dimension.alignment = _WRAPPED
        column = sheet.columns[at - len(seen) - 2] if at > len(seen) + 1 else None
        dimension.number_format = _format(column)
    for line, row in enumerate(rows, start=2):
        _write_row(target, line, sheet, row, len(seen))
    _fit_height(target, 1, zip(heads, widths, strict=True))
    target.freeze_panes = "D2"
    last = get_column_letter(len(heads))
    target.auto_filter.ref = f"A1:{last}{max(len(rows) + 1, 2)}"
    _offer(target, sheet, len(seen), len(rows) + 1 + _FREE_ROWS)
    target.print_title_rows = "1:1"
    target.page_setup.orientation = "landscape"
    _fit_for_paper(target)


def _write_row(target: Worksheet, line: int, sheet: AnySheet, row: Row, seen: int) -> None:
    key = target.cell(line, 1)
    _put(key, str(row.key))
    key.fill, key.font, key.alignment, key.border = _GREY, _KEY_FONT, _TOP, _BORDER
    for at, value in enumerate(row.greys, start=2):
        cell = target.cell(line, at)
        _put(cell, value)
        cell.fill, cell.font, cell.alignment, cell.border = _GREY, _GREY_FONT, _WRAPPED, _BORDER
    own = _own_columns(sheet, row)
    greys_wide = zip(row.greys, map(_grey_width, greys(sheet)), strict=True)
    cells_wide = ((row.cells.get(column.title), column.width) for column in sheet.columns)
    _fit_height(target, line, [*greys_wide, *cells_wide])
    for at, column in enumerate(sheet.columns, start=seen + 2):
        cell = target.cell(line, at)
        _put(cell, row.cells.get(column.title))
        cell.number_format = _format(column)
        cell.font, cell.alignment, cell.border = _FONT, _WRAPPED, _BORDER
        if column not in own:
            cell.fill = _NOT_USED


def _grey_width(title: str) -> int:
    return _GREY_WIDTHS.get(title, _GREY_WIDTH)


def _fit_height(
    target: Worksheet, line: int, cells: Iterable[tuple[Shown, int]], above: float = 0
) -> None:
    """Make a row as high as its words need; not every program does so by itself."""
    lines = max(
        sum(-(-max(len(part), 1) // width) for part in str(value).split("\n"))
        for value, width in cells
    )
    height = min(_HIGHEST, lines * _LINE_HEIGHT + above)
    target.row_dimensions[line] = _Growing(target, index=line, ht=height)


class _Growing(RowDimension):
    """A row that has a height and still grows in Excel with what is written into it."""

    @property
    def customHeight(self) -> bool:  # noqa: N802  openpyxl's name
        return False


def _own_columns(sheet: AnySheet, row: Row) -> Iterable[Column]:
    return (
        sheet.columns_of(Facet(row.key.part)) if isinstance(sheet, AnswerSheet) else (sheet.columns)
    )


def _put(cell: Any, value: Shown) -> None:
    """Write `value`; words stay words whatever they begin with."""
    cell.value = value
    if isinstance(value, str):
        assert isinstance(cell, Cell)
        cell.data_type = "s"
        cell.quotePrefix = value[:1] in tuple("=+-@'\t")


def _format(column: Column | None) -> str:
    return _NUMBER_FORMAT if column and column.kind is Kind.NUMBER else _TEXT_FORMAT


def _offer(target: Worksheet, sheet: AnySheet, seen: int, last: int) -> None:
    """Let cells choose from a list where there is one."""
    for at, column in enumerate(sheet.columns, start=seen + 2):
        words = (
            tuple(column.choices.values())
            or tuple(column.suggested)
            or ((phrases.YES,) if column.kind is Kind.TICK else ())
        )
        if words:
            offered = DataValidation("list", formula1=f'"{",".join(words)}"', allow_blank=True)
            offered.showErrorMessage = not column.suggested
            letter = get_column_letter(at)
            offered.add(f"{letter}2:{letter}{last}")
            target.add_data_validation(offered)


def _fit_for_paper(target: Worksheet) -> None:
    target.sheet_properties.pageSetUpPr = PageSetupProperties(fitToPage=True)
    target.page_setup.fitToWidth = 1
    target.page_setup.fitToHeight = 0
    target.page_setup.paperSize = 9
