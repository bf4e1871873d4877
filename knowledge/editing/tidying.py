"""What was typed into a section, tidied: blanks dropped, pasted text made plain, numbers read.

A field is known by its name, which means the same in all sections.
"""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, Final

from knowledge.editing import days, pasting

PROSE: Final = frozenset(
    ("text", "reason", "receives", "decides", "place", "validity", "note", "choose_when", "a")
)
"""Fields that may have several lines."""
NUMBERS: Final = frozenset(
    ("quantity", "sets", "days", "max_days", "amount_vnd", "level", "replaced_by_procedure")
)
DAYS: Final = frozenset(("since", "until"))
"""Fields that may be a day or words for a time."""
_DEEPEST: Final = 8
"""No section has more levels."""
_MONEY: Final = re.compile(
    r"([0-9]{1,3}(?:([. ,])[0-9]{3})?(?:\2[0-9]{3}){0,4}|[0-9]{1,15})\s*(?:đồng|đ|vnđ|vnd)?",
    re.IGNORECASE,
)

Part = int | str


@dataclass(frozen=True)
class Tidy:
    """`value`: what is left, None if nothing; `places`: for each part of it, where it stood."""

    value: Any = None
    places: Mapping[Part, tuple[Part, "Tidy"]] = field(default_factory=dict)

    def typed(self, path: Sequence[Part]) -> tuple[Part, ...]:
        """Return where the part of `value` at `path` stands in what was typed."""
        if not path:
            return ()
        place, inner = self.places.get(path[0], (path[0], Tidy()))
        return place, *inner.typed(path[1:])


def cleaned(fields: Mapping[str, Any]) -> dict[str, Any]:
    """Return `fields` stripped, without blank texts, empty rows and empty lists."""
    return dict(tidied(fields).value or {})


def tidied(typed: Any, name: str = "", depth: int = 0) -> Tidy:
    """Return what is left of `typed`, the content of the field `name`."""
    if isinstance(typed, str):
        return Tidy(_text(typed, name) or None)
    if not isinstance(typed, Mapping | list | tuple):
        return Tidy(typed)
    if depth == _DEEPEST:
        return Tidy()
    if isinstance(typed, Mapping):
        kept: dict[Part, tuple[Part, Tidy]] = {
            str(key): (key, inner)
            for key, value in typed.items()
            if (inner := tidied(value, str(key), depth + 1)).value is not None
        }
        return Tidy({key: inner.value for key, (_, inner) in kept.items()} or None, kept)
    rows = [(place, tidied(value, name, depth + 1)) for place, value in enumerate(typed)]
    left = [(place, inner) for place, inner in rows if inner.value is not None]
    return Tidy([inner.value for _, inner in left] or None, dict(enumerate(left)))


def _text(typed: str, name: str) -> str:
    if name in PROSE:
        return pasting.prose(typed)
    line = pasting.line(typed)
    if name in NUMBERS and (amount := _MONEY.fullmatch(line)):
        return re.sub("[. ,]", "", amount[1])
    if name in DAYS and days.looks_like_day(line):
        return _day(line)
    return line


def _day(line: str) -> str:
    try:
        return days.told(days.read_day(line))
    except ValueError:
        return line
