"""The tables that offices exchange, CSV or XLSX, as rows of cells by the contract's columns."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from knowledge.folding import fold
from knowledge.status import phrases
from knowledge.status.cells import text_of
from knowledge.status.csv_files import csv_lines
from knowledge.status.office_errors import OfficeFileError
from knowledge.status.xlsx_files import xlsx_lines

LARGEST_FILE: Final = 64 * 1024 * 1024
"""Bytes of a file; 200,000 rows take a good half."""
MOST_ROWS: Final = 200_000
"""Rows below the header; several years of the whole province."""

_MB: Final = 1024 * 1024
_OLE: Final = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_ENCRYPTED: Final = "EncryptedPackage".encode("utf-16-le")
_WEB_PAGE: Final = re.compile(rb"\s*<(?:html|!doctype|table|\?xml|meta|style|head)", re.IGNORECASE)
_ASIDE: Final = re.compile(r"\([^)]*\)")
_MOST_NAMED: Final = 20
_LONGEST_NAMED: Final = 40


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
    if content.startswith(b"%PDF"):
        raise OfficeFileError(phrases.PDF)
    if content.startswith(_OLE):
        raise OfficeFileError(phrases.LOCKED if _ENCRYPTED in content else phrases.OLD_EXCEL)
    if _WEB_PAGE.match(content.removeprefix(b"\xef\xbb\xbf")):
        raise OfficeFileError(phrases.WEB_PAGE)
    if content.startswith(b"PK"):
        read, shifts = xlsx_lines(content, lambda header: len(_found(header, columns))), False
    else:
        read, shifts = csv_lines(content), True
    return ((line, cells, shifts) for line, cells in read if any(map(_is_filled, cells)))


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
