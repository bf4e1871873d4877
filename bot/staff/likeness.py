"""Which items of a list became which: what was changed in place, what came, and what is gone."""

import json
from collections import Counter
from collections.abc import Iterator, Sequence
from typing import Any, Final

_LIKE: Final = 0.5
"""Share of words in common from which on an item counts as the same, changed."""
_NAMES: Final = (
    "key",
    "in_force_from",
    "id",
    "number",
    "document",
    "name",
    "q",
    "question",
    "text",
)
"""The first of these that an item has is what it is called."""

Pair = tuple[int | None, int | None]


def paired(before: Sequence[Any], after: Sequence[Any]) -> Iterator[Pair]:
    """Pair the items of two lists that have none in common, in their order.

    An item that is gone has no number in `after`, one that came none in `before`.
    """
    if len(before) == len(after) and not any(isinstance(item, dict) for item in (*before, *after)):
        yield from zip(range(len(before)), range(len(after)), strict=True)
        return
    words = [_words(item) for item in after]
    at = 0
    for number, item in enumerate(before):
        found = _most_like(_words(item), words, at)
        if found is None:
            yield number, None
            continue
        yield from ((None, come) for come in range(at, found))
        yield number, found
        at = found + 1
    yield from ((None, come) for come in range(at, len(after)))


def _most_like(wanted: Counter[str], words: Sequence[Counter[str]], start: int) -> int | None:
    likeness, found = max(
        ((_likeness(wanted, words[at]), -at) for at in range(start, len(words))), default=(0.0, 0)
    )
    return -found if likeness >= _LIKE else None


def _likeness(one: Counter[str], other: Counter[str]) -> float:
    together = one.total() + other.total()
    return 2 * (one & other).total() / together if together else 1.0


def _words(item: Any) -> Counter[str]:
    called = item
    if isinstance(item, dict):
        called = next((item[name] for name in _NAMES if item.get(name)), item)
    text = called if isinstance(called, str) else json.dumps(called, ensure_ascii=False)
    return Counter(text.casefold().split())
