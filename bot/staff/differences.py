"""What differs between two states in the log, place by place; a list item by item."""

import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from itertools import islice
from typing import Any, Final

from bot.staff.likeness import paired

_MOST: Final = 60
_LONGEST_LIST: Final = 300
"""Items, on average of both; comparing takes the square of that."""
DEEPEST: Final = 20
"""Steps of a path; content has half as many, and what goes deeper is shown as a whole."""
_KNOWN_BY: Final = "in_force_from"
"""What stands in the path of an item that has it: versions are known by their day."""

Path = tuple[str | int, ...]


@dataclass(frozen=True)
class Difference:
    """One place, what stood there and what stands there now; None where nothing did.

    `path` has the keys and, from 0, the numbers of items: of what is gone as it was before, of
    all else as it is now.
    """

    path: Path
    before: Any
    after: Any


def differences(before: Any, after: Any) -> list[Difference]:
    """Return at most 60 differences between two states; null is nothing at all."""
    found = _differences((), before, after)
    told = (each for each in found if (each.before, each.after) != (None, None))
    return list(islice(told, _MOST))


def _differences(path: Path, before: Any, after: Any) -> Iterator[Difference]:
    if before == after:
        return
    if len(path) >= DEEPEST:
        yield Difference(path, before, after)
    elif _both_are(dict, before, after):
        old, new = before or {}, after or {}
        for key in dict.fromkeys([*old, *new]):
            yield from _differences((*path, key), old.get(key), new.get(key))
    elif _both_are(list, before, after) and not _is_whole(before, after):
        yield from _items(path, before or [], after or [])
    else:
        yield Difference(path, before, after)


def _items(path: Path, before: Sequence[Any], after: Sequence[Any]) -> Iterator[Difference]:
    matcher = SequenceMatcher(None, _written(before), _written(after), autojunk=False)
    for kind, i1, i2, j1, j2 in matcher.get_opcodes():
        if kind == "equal":
            continue
        for i, j in paired(before[i1:i2], after[j1:j2]):
            if j is None:
                assert i is not None
                gone = before[i1 + i]
                yield Difference((*path, _step(gone, i1 + i)), gone, None)
            elif i is None:
                come = after[j1 + j]
                yield Difference((*path, _step(come, j1 + j)), None, come)
            else:
                old, new = before[i1 + i], after[j1 + j]
                yield from _differences((*path, _step(new, j1 + j)), old, new)


def _written(items: Sequence[Any]) -> list[str]:
    return [json.dumps(item, sort_keys=True) for item in items]


def _both_are(kind: type, before: Any, after: Any) -> bool:
    """Return whether both are of a kind; nothing at all is of any."""
    return all(state is None or isinstance(state, kind) for state in (before, after))


def _is_whole(before: Sequence[Any] | None, after: Sequence[Any] | None) -> bool:
    """Return whether a list is shown at once: too long, or all words and new or gone as a whole."""
    items = [*(before or ()), *(after or ())]
    plain = not any(isinstance(item, dict | list) for item in items)
    return len(items) > 2 * _LONGEST_LIST or (plain and None in (before, after))


def _step(item: Any, at: int) -> str | int:
    known_by = item.get(_KNOWN_BY) if isinstance(item, dict) else None
    return known_by if isinstance(known_by, str) else at
