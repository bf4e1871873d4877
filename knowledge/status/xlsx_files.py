"""The rows of an XLSX workbook, streamed, so that no file takes more than its bounds."""

import io
import warnings
import zipfile
from collections.abc import Callable, Iterator, Sequence
from typing import Any, Final

from openpyxl import DEFUSEDXML, load_workbook

from knowledge.status import phrases
from knowledge.status.office_errors import OfficeFileError

LARGEST_UNPACKED: Final = 256 * 1024 * 1024
"""Bytes of all parts of a workbook; 200,000 rows take about a third."""
_MOST_PARTS: Final = 1000
_MOST_COLUMNS: Final = 64
_MOST_LINES: Final = 1_048_576
"""Rows of a sheet in Excel."""
_MB: Final = 1024 * 1024

assert DEFUSEDXML, "without defusedxml, entities of XML are expanded"


def xlsx_lines(
    content: bytes, fits: Callable[[Sequence[object]], int]
) -> Iterator[tuple[int, Sequence[object]]]:
    """Return the cells of each row and its number, from the sheet whose first row `fits` most.

    Dates are dates, numbers numbers; formulas are what they last came to. Raises OfficeFileError
    for a workbook that is broken, too large when unpacked, or none at all.
    """
    _look_into(content)
    try:
        with warnings.catch_warnings(action="ignore"):
            book = load_workbook(io.BytesIO(content), read_only=True, data_only=True)
        sheets = [sheet for sheet in book.worksheets if sheet.sheet_state == "visible"]
        headers = [next(_filled(sheet), (0, ()))[1] for sheet in sheets]
    except OfficeFileError:
        raise
    except Exception as error:  # openpyxl raises whatever a broken part makes happen
        raise OfficeFileError(phrases.BROKEN_EXCEL) from error
    if not sheets:
        raise OfficeFileError(phrases.BROKEN_EXCEL)
    best = max(range(len(sheets)), key=lambda at: fits(headers[at]))
    return _filled(sheets[best])


def _look_into(content: bytes) -> None:
    """Refuse, by the directory of the archive, what is no workbook or unpacks to too much.

    Python's zipfile never unpacks more of a part than the directory says.
    """
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            parts = archive.infolist()
    except Exception as error:  # struct.error, UnicodeDecodeError, … beside BadZipFile
        raise OfficeFileError(phrases.BROKEN_EXCEL) from error
    names = {part.filename for part in parts}
    is_workbook = "[Content_Types].xml" in names and any(n.startswith("xl/") for n in names)
    if not is_workbook or "xl/workbook.bin" in names:
        raise OfficeFileError(phrases.OTHER_OFFICE)
    if sum(part.file_size for part in parts) > LARGEST_UNPACKED or len(parts) > _MOST_PARTS:
        raise OfficeFileError(phrases.SWOLLEN.format(most=LARGEST_UNPACKED // _MB))


def _filled(sheet: Any) -> Iterator[tuple[int, Sequence[object]]]:
    """Return the rows of `sheet` that are not empty, without the empty cells at their ends."""
    sheet.reset_dimensions()  # what a file says of its own size may be wrong
    rows = sheet.iter_rows(max_col=_MOST_COLUMNS, values_only=True)
    line = 0
    while True:
        try:
            with warnings.catch_warnings(action="ignore"):
                cells = next(rows, None)
        except Exception as error:
            raise OfficeFileError(phrases.BROKEN_EXCEL) from error
        line += 1
        if cells is None or line > _MOST_LINES:
            return
        width = max((at for at, cell in enumerate(cells, 1) if cell not in (None, "")), default=0)
        if width:
            yield line, cells[:width]
