"""The tables that offices exchange, CSV or XLSX, as rows of cells by the contract's columns."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from knowledge.folding import fold
from knowledge.office.guards import Fault, FaultyFile, check_beginning
from knowledge.status import phrases
from knowledge.status.cells import text_of
from knowledge.status.csv_files import csv_lines
from knowledge.status.office_errors import OfficeFileError
from knowledge.status.xlsx_files import LARGEST_UNPACKED, xlsx_lines

LARGEST_FILE: Final = 64 * 1024 * 1024
"""Bytes of a file; 200,000 rows take a good half."""
MOST_ROWS: Final = 200_000
"""Rows below the header; several years of the whole province."""

_MB: Final = 1024 * 1024
_ASIDE: Final = re.compile(r"\([^)]*\)")
_MOST_NAMED: Final = 20
_LONGEST_NAMED: Final = 40
_FAULTS: Final = {
    Fault.PDF: phrases.PDF,
    Fault.LOCKED: phrases.LOCKED,
    Fault.OLD_EXCEL: phrases.OLD_EXCEL,
    Fault.WEB_PAGE: phrases.WEB_PAGE,
    Fault.OTHER_OFFICE: phrases.OTHER_OFFICE,
    Fault.SWOLLEN: phrases.SWOLLEN.format(most=LARGEST_UNPACKED // _MB),
    Fault.BROKEN: phrases.BROKEN_EXCEL,
}


@dataclass(frozen=True)
class OfficeRow:
    """One row: its line in the file, its cells by column, whether cells stand past the header."""

    line: int
    cells: Mapping[str, object]
    surplus: bool = False


@dataclass(frozen=True)
class OfficeTable:
    """The rows, read as they are taken, and the columns that nobody asked for, as written.

    Taking a row raises OfficeFileError where the file can't be read on.
    """

    rows: Iterator[OfficeRow]
    ignored: tuple[str, ...]


def read_file(path: Path, columns: Sequence[str]) -> OfficeTable:
    """Return the table in a file. Raises OfficeFileError, also for a file that can't be opened."""
    try:
        if path.stat().st_size > LARGEST_FILE:
            raise OfficeFileError(phrases.TOO_LARGE.format(most=LARGEST_FILE // _MB))
        content = path.read_bytes()
    except OSError as error:
        raise OfficeFileError(phrases.UNREADABLE.format(reason=error.strerror)) from error
    return read_table(content, columns)


def read_table(content: bytes, columns: Sequence[str]) -> OfficeTable:
    """Return the table in the bytes of a file. Raises OfficeFileError for any other bytes.

    A header names a column with or without diacritics, capitals, and remarks in brackets.
    """
    lines = _lines(content, columns)
    _, header, _ = next(lines, (0, (), False))
    if not header:
        raise OfficeFileError(phrases.EMPTY)
    places = _places(header, columns)
    known = set(places.values())
    named = [text_of(cell) for at, cell in enumerate(header) if at not in known]
    ignored = tuple(name[:_LONGEST_NAMED] for name in named if name)[:_MOST_NAMED]
    return OfficeTable(_rows(lines, places, len(header)), ignored)


def _lines(content: bytes, columns: Sequence[str]) -> Iterator[tuple[int, Sequence[object], bool]]:
    """Return the lines that are not blank; the third says whether cells may shift, as in CSV."""
    try:
        check_beginning(content)
        is_workbook = content.startswith(b"PK")
        read: Iterator[tuple[int, Sequence[object]]] = (
            xlsx_lines(content, lambda header: len(_found(header, columns)))
            if is_workbook
            else csv_lines(content)
        )
        for line, cells in read:
            if any(map(_is_filled, cells)):
                yield line, cells, not is_workbook
    except FaultyFile as error:
        raise OfficeFileError(_FAULTS[error.fault]) from error


def _rows(
    lines: Iterator[tuple[int, Sequence[object], bool]], places: Mapping[str, int], width: int
) -> Iterator[OfficeRow]:
    for count, (line, cells, shifts) in enumerate(lines, start=1):
        if count > MOST_ROWS:
            most = f"{MOST_ROWS:,}".replace(",", ".")
            raise OfficeFileError(phrases.TOO_MANY_ROWS.format(most=most))
        found = {name: cells[at] if at < len(cells) else None for name, at in places.items()}
        surplus = shifts and len(cells) > width and any(map(_is_filled, cells[width:]))
        yield OfficeRow(line, found, surplus)


def _places(header: Sequence[object], columns: Sequence[str]) -> dict[str, int]:
    """Return where each column stands. Raises OfficeFileError for a missing or doubled one."""
    found = _found(header, columns)
    doubled = [name for name, places in found.items() if len(places) > 1]
    if doubled:
        raise OfficeFileError(phrases.DOUBLED_COLUMNS.format(columns=", ".join(doubled)))
    missing = [name for name in columns if name not in found]
    if missing:
        told = {"columns": ", ".join(missing), "wanted": ", ".join(columns)}
        raise OfficeFileError(phrases.MISSING_COLUMNS.format(**told))
    return {name: places[0] for name, places in found.items()}


def _found(header: Sequence[object], columns: Sequence[str]) -> dict[str, list[int]]:
    found: dict[str, list[int]] = {}
    for at, cell in enumerate(header):
        name = fold(_ASIDE.sub("", text_of(cell))).replace(" ", "_")
        if name in columns:
            found.setdefault(name, []).append(at)
    return found


def _is_filled(cell: object) -> bool:
    return cell is not None and (not isinstance(cell, str) or bool(cell.strip()))
