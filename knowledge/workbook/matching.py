"""Which item, of those that are told now, each row of a list stands for."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from knowledge.workbook.rows import Key, Row


@dataclass(frozen=True)
class Match:
    """`at`: the place of the item now, from 0; None if it is gone. `moved`: it reads otherwise."""

    at: int | None
    moved: bool


def matched(keys: Iterable[Key], now: Sequence[Row]) -> Mapping[Key, Match]:
    """Return for each key of one list its item in `now`.

    It is the one that still reads as then, wherever it stands; failing that, the one that no other
    key stands for at its old place.
    """
    wanted = sorted(set(keys), key=lambda key: key.place)
    taken: dict[int, Key] = {}
    found: dict[Key, Match] = {}
    for key in wanted:
        if key.place <= len(now) and now[key.place - 1].key.digest == key.digest:
            taken[key.place - 1] = key
            found[key] = Match(key.place - 1, moved=False)
    for key in wanted:
        same = (at for at, row in enumerate(now) if row.key.digest == key.digest)
        at = next((at for at in same if at not in taken), None)
        if key not in found and at is not None:
            taken[at] = key
            found[key] = Match(at, moved=False)
    for key in wanted:
        if key not in found:
            at = key.place - 1
            free = at < len(now) and at not in taken
            found[key] = Match(at if free else None, moved=True)
            if free:
                taken[at] = key
    return found
