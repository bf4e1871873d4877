"""The rows of an XLSX workbook, streamed, so that no file takes more than its bounds."""

from collections.abc import Callable, Iterator, Sequence
from typing import Any, Final

from knowledge.office.guards import Fault, FaultyFile, open_workbook, quiet

LARGEST_UNPACKED: Final = 256 * 1024 * 1024
"""Bytes of all parts of a workbook; 200,000 rows take about a third."""
_MOST_COLUMNS: Final = 64
_MOST_LINES: Final = 1_048_576
"""Rows of a sheet in Excel."""


def xlsx_lines(
    content: bytes, fits: Callable[[Sequence[object]], int]
) -> Iterator[tuple[int, Sequence[object]]]:
    """Return the cells of each row and its number, from the sheet whose first row `fits` most.

    Dates are dates, numbers numbers; formulas are what they last came to. Raises FaultyFile
    for a workbook that is broken, too large when unpacked, or none at all.
    """
    book = open_workbook(content, LARGEST_UNPACKED, formulas=False)
    try:
        sheets = [sheet for sheet in book.worksheets if sheet.sheet_state == "visible"]
        headers = [next(_filled(sheet), (0, ()))[1] for sheet in sheets]
    except FaultyFile:
        raise
    except Exception as error:  # openpyxl raises whatever a broken part makes happen
        raise FaultyFile(Fault.BROKEN) from error
    if not sheets:
        raise FaultyFile(Fault.BROKEN)
    best = max(range(len(sheets)), key=lambda at: fits(headers[at]))
    return _filled(sheets[best])


def _filled(sheet: Any) -> Iterator[tuple[int, Sequence[object]]]:
    """Return the rows of `sheet` that are not empty, without the empty cells at their ends."""
    sheet.reset_dimensions()  # what a file says of its own size may be wrong
    rows = sheet.iter_rows(max_col=_MOST_COLUMNS, values_only=True)
    line = 0
    while True:
        try:
            with quiet():
                cells = next(rows, None)
        except Exception as error:
            raise FaultyFile(Fault.BROKEN) from error
        line += 1
        if cells is None or line > _MOST_LINES:
            return
        width = max((at for at, cell in enumerate(cells, 1) if cell not in (None, "")), default=0)
        if width:
            yield line, cells[:width]
