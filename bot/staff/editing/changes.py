"""What differs between two states of a procedure or a section, in the words of officers."""

import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from typing import Any, Final

from bot.staff.editing import labels
from bot.staff.editing.marking import Pieces, marked
from bot.staff.editing.values import told, with_answers
from bot.staff.likeness import paired
from knowledge.content import Case, Knowledge

_NOTHING: Final = None
_LEFT_OUT: Final = {"knowledge": Knowledge.KNOWN.value}
"""What a state means that leaves a key out, where it is told."""
_KEPT_ASIDE: Final = ("confirmed", "reviewed_on", "author", "approver")
Path = tuple[str | int, ...]


@dataclass(frozen=True)
class Change:
    """One place that changed; the side is empty on which there was nothing."""

    place: str
    before: Pieces
    after: Pieces


def changes(before: Any, after: Any, section: str = "", cases: Sequence[Case] = ()) -> list[Change]:
    """Return what changed between two states (JSON) of a procedure, or of a `section` of it.

    Rows are compared with those that they are most like, so that one that was put in between
    changes no other. `cases`: those of the procedure, by which answers are named.
    """
    old_state, new_state = with_answers(before, cases), with_answers(after, cases)
    return [
        Change(labels.within(section, path) if section else labels.label(path), *marked(old, new))
        for path, old, new in _words((), old_state, new_state)
        if old != new
    ]


def _words(at: Path, before: Any, after: Any) -> Iterator[tuple[Path, str, str]]:
    for path, old, new in _changes(at, before, after):
        yield path, told(path, old), told(path, new)


def _changes(at: Path, old: Any, new: Any) -> Iterator[tuple[Path, Any, Any]]:
    if old == new:
        return
    if _parted(old, new, dict) and not (at and at[-1] == "only"):
        left_out = _LEFT_OUT if old and new else {}
        for key in dict.fromkeys([*(old or {}), *(new or {})]):
            was, now = ((each or {}).get(key, left_out.get(key)) for each in (old, new))
            yield from _changes((*at, key), was, now)
    elif _parted(old, new, list):
        for position, before, after in _rows(old or [], new or []):
            yield from _changes((*at, position), before, after)
    else:
        yield at, old, new


def _parted(old: Any, new: Any, kind: type) -> bool:
    """Whether both are of a kind that has parts, or one is and the other is not there."""
    return {type(old), type(new)} <= {kind, type(None)}


def _rows(old: Sequence[Any], new: Sequence[Any]) -> Iterator[tuple[int, Any, Any]]:
    """Return the rows that belong together, with the position of the newer one."""
    before, after = [_all_of(row) for row in old], [_all_of(row) for row in new]
    for kind, a, b, c, d in SequenceMatcher(None, before, after, autojunk=False).get_opcodes():
        if kind == "equal":
            yield from zip(range(c, d), old[a:b], new[c:d], strict=True)
        else:
            for was, now in paired(old[a:b], new[c:d]):
                yield (
                    c + now if now is not None else a + (was or 0),
                    _NOTHING if was is None else old[a + was],
                    _NOTHING if now is None else new[c + now],
                )


def _all_of(row: Any) -> str:
    return json.dumps(row, ensure_ascii=False, sort_keys=True)


def by_day(procedure: Mapping[str, Any]) -> dict[str, Any]:
    """Return a procedure (JSON) with its versions under the day since when each is in force.

    What citizens are told stands before who wrote it.
    """
    versions = {each["in_force_from"]: _told_first(each) for each in procedure["versions"]}
    return {**procedure, "versions": versions}


def _told_first(version: Mapping[str, Any]) -> dict[str, Any]:
    last = {key: version[key] for key in _KEPT_ASIDE if key in version}
    return {key: value for key, value in version.items() if key not in last} | last
