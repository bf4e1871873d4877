"""A row that an edited workbook would change, and what a section becomes by such rows."""

import hashlib
import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from knowledge.editing.sections import Section
from knowledge.workbook.sheets import AnySheet, Sheet, items_of, with_items


class How(StrEnum):
    """What becomes of a row."""

    CHANGED = "changed"
    ADDED = "added"
    REMOVED = "removed"


@dataclass(frozen=True)
class CellChange:
    """One cell as it stands and as it would."""

    column: str
    old: str
    new: str


@dataclass(frozen=True)
class Change:
    """One row. `line` is its number in the file, 0 if it is no longer there.

    `at`: which item it is, from 0; of a new one, after which it stands, -1 for the first place.
    `values`: the fields that change, None for what is emptied. `doubt`: why to think twice.
    """

    sheet: AnySheet
    line: int
    procedure: int
    section: Section
    how: How
    at: int
    about: str
    values: Mapping[str, Any]
    cells: tuple[CellChange, ...]
    doubt: str = ""

    @property
    def id(self) -> str:
        """16 hexadecimal digits; others as soon as the file or what is told now is another."""
        cells = [(cell.column, cell.old, cell.new) for cell in self.cells]
        place = (self.sheet.title, self.line, self.procedure, self.section, self.how, self.at)
        said = json.dumps([*place, cells, self.values, self.doubt], ensure_ascii=False)
        return hashlib.sha256(said.encode()).hexdigest()[:16]


def applied(fields: Mapping[str, Any], changes: Sequence[Change]) -> dict[str, Any]:
    """Return the fields of a section once `changes`, all of that section, are taken."""
    changed = dict(fields)
    for change in changes:
        if not isinstance(change.sheet, Sheet):
            changed = _with_values(changed, change)
    sheets = dict.fromkeys(c.sheet for c in changes if isinstance(c.sheet, Sheet))
    for sheet in sheets:
        own = [change for change in changes if change.sheet is sheet]
        changed = with_items(sheet, changed, _items(items_of(sheet, changed), own))
    return changed


def _items(items: Sequence[dict[str, Any]], changes: Iterable[Change]) -> list[dict[str, Any]]:
    made: list[dict[str, Any]] = []
    of: dict[tuple[How, int], list[Change]] = {}
    for change in sorted(changes, key=lambda each: each.line):
        of.setdefault((change.how, change.at), []).append(change)
    for at in range(-1, len(items)):
        if at >= 0 and (How.REMOVED, at) not in of:
            item = items[at]
            for change in of.get((How.CHANGED, at), ()):
                item = _with_values(item, change)
            made.append(item)
        made += [_with_values({}, change) for change in of.get((How.ADDED, at), ())]
    return made


def _with_values(fields: Mapping[str, Any], change: Change) -> dict[str, Any]:
    merged = {**fields, **change.values}
    return {name: value for name, value in merged.items() if value is not None}
