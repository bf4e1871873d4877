"""Rows of a list in a form: adding, removing, putting back, moving."""

import re
from collections.abc import Iterator, Mapping
from typing import Any, Final

Path = tuple[str | int, ...]

REMOVED: Final = "removed"
"""The name under which a form keeps the row that was removed last."""
_WANTED: Final = re.compile(r"([a-z_]+)\.(?:(add)|([0-9]{1,4})\.(remove|restore|up|down))")


def changed(
    fields: Mapping[str, Any], wanted: str, rows_to_add: Mapping[str, Any]
) -> tuple[dict[str, Any], Path]:
    """Return the fields after "items.add" or "items.2.up", and the row to be looked at next.

    `rows_to_add`: by list, what "add" appends and "restore" puts in. Raises ValueError for what
    can't be done.
    """
    key, at, do = parsed(wanted)
    if key not in rows_to_add:
        raise ValueError(wanted)
    rows = list(fields.get(key, ()))
    if do == "add":
        at = len(rows)
    if do in ("add", "restore"):
        at = min(at, len(rows))
        rows.insert(at, rows_to_add[key])
    elif at >= len(rows):
        raise ValueError(wanted)
    elif do == "remove":
        del rows[at]
        at = min(at, len(rows) - 1)
    else:
        to = max(0, at - 1) if do == "up" else min(len(rows) - 1, at + 1)
        rows.insert(to, rows.pop(at))
        at = to
    return {**fields, key: rows}, (key, at) if rows else (key,)


def parsed(wanted: str) -> tuple[str, int, str]:
    """Return the list, the row and what to do. Raises ValueError for anything else."""
    found = _WANTED.fullmatch(wanted)
    if not found:
        raise ValueError(wanted)
    return found[1], int(found[3] or 0), found[2] or found[4]


def as_inputs(value: Any, name: str = REMOVED) -> Iterator[tuple[str, str]]:
    """Return the names and values of HTML fields that say the same as a row as typed."""
    if isinstance(value, Mapping):
        for key, each in value.items():
            yield from as_inputs(each, f"{name}.{key}")
    elif isinstance(value, list):
        for each in value:
            yield from as_inputs(each, name)
    else:
        yield name, "on" if value is True else str(value)
