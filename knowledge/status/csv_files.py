"""The lines of a CSV file in UTF-8, with their numbers in the file."""

import csv
import io
from collections.abc import Iterator
from typing import Final

from knowledge.status import phrases
from knowledge.status.office_errors import OfficeFileError

_UTF_16_MARKS: Final = (b"\xff\xfe", b"\xfe\xff")
_DELIMITERS: Final = (",", ";", "\t")
_TOLD_BY_EXCEL: Final = "sep="


def csv_lines(content: bytes) -> Iterator[tuple[int, list[str]]]:
    """Return the cells of each row and the line on which the row begins, from 1.

    Commas, semicolons or tabs; any line ends; cells in quotes may go over several lines. Raises
    OfficeFileError for what is not UTF-8 at once, for a broken quote when it is reached.
    """
    text = _decoded(content)
    first = next((line for line in io.StringIO(text, newline="") if line.strip()), "")
    told = first.strip()
    if told.lower().startswith(_TOLD_BY_EXCEL) and len(told) == len(_TOLD_BY_EXCEL) + 1:
        return _lines(text, told[-1], len(told))
    return _lines(text, max(_DELIMITERS, key=lambda sign: _width(first, sign)), 0)


def _lines(text: str, delimiter: str, told: int) -> Iterator[tuple[int, list[str]]]:
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, strict=True)
    while True:
        line = reader.line_num + 1
        try:
            cells = next(reader, None)
        except csv.Error:
            raise OfficeFileError(phrases.BROKEN_CSV.format(line=line)) from None
        if cells is None:
            return
        if told and any(cells):
            told = 0
            continue
        yield line, cells


def _decoded(content: bytes) -> str:
    if content.startswith(_UTF_16_MARKS):
        raise OfficeFileError(phrases.UTF_16)
    if b"\0" in content:
        start = content[:4096]
        halves = (start[::2].count(0), start[1::2].count(0))
        is_wide = max(halves) > len(start) // 5 and min(halves) * 4 < max(halves)
        raise OfficeFileError(phrases.UTF_16 if is_wide else phrases.BINARY)
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise OfficeFileError(phrases.NOT_UTF_8.format(at=error.start + 1)) from None


def _width(line: str, delimiter: str) -> int:
    try:
        return max(map(len, csv.reader([line], delimiter=delimiter)), default=0)
    except csv.Error:
        return 0
