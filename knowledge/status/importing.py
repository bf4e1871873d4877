"""Takes an office's file into the register: all good rows, or after an error nothing."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path
from typing import TypeVar

from sqlalchemy.orm import Session

from knowledge.status import phrases
from knowledge.status.cells import text_of
from knowledge.status.office_files import read_file, read_table
from knowledge.status.records import (
    DOSSIER_COLUMNS,
    REGRADE_COLUMNS,
    BadRow,
    DossierRow,
    RegradeRow,
)
from knowledge.status.register import Register
from knowledge.status.reports import PutReport, Refusal, Why

_Row = TypeVar("_Row")
_EVERY = 500
"""Rows between two words of progress."""


class Stage(StrEnum):
    """What an import is doing."""

    READING = "reading"
    STORING = "storing"


Tell = Callable[[Stage, int, int | None], None]
"""Hears the stage, the rows done, and of how many, where that is known."""


@dataclass(frozen=True)
class RefusedRow:
    """A row that was not taken: its line in the file, and why, in Vietnamese."""

    line: int
    reason: str


@dataclass(frozen=True)
class ImportReport:
    """How many rows were added, changed, found as they were; the refused ones by their lines."""

    added: int
    changed: int
    unchanged: int
    refused: tuple[RefusedRow, ...]
    ignored_columns: tuple[str, ...]

    def counts(self) -> dict[str, int]:
        """Return how many rows each thing became of."""
        return {
            "added": self.added,
            "changed": self.changed,
            "unchanged": self.unchanged,
            "refused": len(self.refused),
        }


@dataclass(frozen=True)
class SentFile:
    """A file that was not read from a disk: its name and its bytes."""

    name: str
    content: bytes


def import_dossiers(
    session: Session, file: Path | SentFile, tell: Tell = lambda *_: None
) -> ImportReport:
    """Store the dossiers of a CSV or XLSX file. Raises OfficeFileError, having stored nothing."""
    put = Register(session).put_dossiers
    return _import(file, DOSSIER_COLUMNS, DossierRow.parse, put, tell)


def import_regrades(
    session: Session, file: Path | SentFile, tell: Tell = lambda *_: None
) -> ImportReport:
    """Store the re-marking requests of a file. Raises OfficeFileError, having stored nothing."""
    put = Register(session).put_regrades
    return _import(file, REGRADE_COLUMNS, RegradeRow.parse, put, tell)


def _import(
    file: Path | SentFile,
    columns: Sequence[str],
    parse: Callable[[dict[str, object]], _Row],
    put: Callable[[list[_Row], str, Callable[[int], None]], PutReport],
    tell: Tell,
) -> ImportReport:
    if isinstance(file, Path):
        table = read_file(file, columns)
    else:
        table = read_table(file.content, columns)
    rows: list[_Row] = []
    lines: list[int] = []
    refused: list[RefusedRow] = []
    for count, row in enumerate(table.rows, start=1):
        if row.surplus:
            refused.append(RefusedRow(row.line, phrases.SURPLUS))
        else:
            try:
                rows.append(parse(dict(row.cells)))
                lines.append(row.line)
            except BadRow as error:
                refused.append(RefusedRow(row.line, str(error)))
        if count % _EVERY == 0:
            tell(Stage.READING, count, None)
    source = f"import:{text_of(file.name)}"
    done = put(rows, source, lambda count: tell(Stage.STORING, count, len(rows)))
    refused += (RefusedRow(lines[each.at], _reason(each, lines)) for each in done.refused)
    refused.sort(key=lambda row: row.line)
    return ImportReport(done.added, done.changed, done.unchanged, tuple(refused), table.ignored)


def _reason(refusal: Refusal, lines: Sequence[int]) -> str:
    if refusal.why is Why.REPEATED and refusal.better is not None:
        return phrases.REPEATED.format(line=lines[refusal.better])
    return phrases.STALE
