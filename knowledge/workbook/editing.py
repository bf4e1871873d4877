"""The cells of one row that differ from what is told now."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

from knowledge.workbook.cells import BadCell, Column, parsed, plain
from knowledge.workbook.changes import CellChange, Change
from knowledge.workbook.reading import RawRow, Refused
from knowledge.workbook.rows import Row


@dataclass
class Compared:
    """What the rows of a sheet come to."""

    changes: list[Change] = field(default_factory=list)
    refused: list[Refused] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)


@dataclass(frozen=True)
class Edit:
    """`values`: the fields that change, None for what is emptied; `faults`: column and reason."""

    values: Mapping[str, Any]
    cells: tuple[CellChange, ...]
    faults: tuple[tuple[str, str], ...]


def edited(columns: Iterable[Column], raw: RawRow, row: Row | None) -> Edit:
    """Return what `raw` says otherwise than `row`; all that it says if there is no `row`."""
    values: dict[str, Any] = {}
    cells: list[CellChange] = []
    faults: list[tuple[str, str]] = []
    for column in columns:
        old = plain(row.cells.get(column.title)) if row else ""
        new = raw.text(column.title)
        if row and old == new:
            continue
        current = row.value.get(column.field) if row else None
        try:
            value = parsed(column, raw.cells.get(column.title), current)
        except BadCell as error:
            faults.append((column.title, str(error)))
            continue
        if value == column.usual and column.choices:
            value = None
        if value != current:
            values[column.field] = value
            cells.append(CellChange(column.title, old, new))
    return Edit(values, tuple(cells), tuple(faults))


def removal(columns: Iterable[Column], row: Row) -> tuple[CellChange, ...]:
    """Return the cells of a row that goes."""
    old = ((column.title, plain(row.cells.get(column.title))) for column in columns)
    return tuple(CellChange(title, text, "") for title, text in old if text)
