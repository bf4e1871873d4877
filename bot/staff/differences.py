"""What differs between two states in the log, place by place, short enough to be read."""

import json
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import islice
from typing import Any, Final

_MOST: Final = 60
_LONGEST: Final = 400
_NOTHING: Final = object()


@dataclass(frozen=True)
class Difference:
    """One place, what stood there and what stands there now; empty where nothing did."""

    place: str
    before: str
    after: str


def differences(before: Any, after: Any) -> list[Difference]:
    """Return at most 60 differences between two states."""
    old = _NOTHING if before is None else before
    new = _NOTHING if after is None else after
    return list(islice(_differences("", old, new), _MOST))


def _differences(place: str, before: Any, after: Any) -> Iterator[Difference]:
    if _may_be_parted(before) and _may_be_parted(after) and before is not after:
        keys = dict.fromkeys([*_keys(before), *_keys(after)])
        for key in keys:
            there = f"{place}.{key}" if place else str(key)
            yield from _differences(there, _at(before, key), _at(after, key))
    elif isinstance(before, list) and isinstance(after, list) and len(before) == len(after):
        for at, (old, new) in enumerate(zip(before, after, strict=True), start=1):
            yield from _differences(f"{place}[{at}]", old, new)
    elif before != after:
        yield Difference(place, _shown(before), _shown(after))


def _may_be_parted(state: Any) -> bool:
    return isinstance(state, dict) or state is _NOTHING


def _keys(state: Any) -> list[str]:
    return list(state) if isinstance(state, dict) else []


def _at(state: Any, key: str) -> Any:
    return state.get(key, _NOTHING) if isinstance(state, dict) else _NOTHING


def _shown(value: Any) -> str:
    if value is _NOTHING:
        return ""
    text = value if isinstance(value, str) else json.dumps(value, ensure_ascii=False)
    return text if len(text) <= _LONGEST else f"{text[:_LONGEST]}…"
