"""Reads the choice of one of the options just offered: by number, by place."""

import re
from collections.abc import Collection

from knowledge.folding import fold

_ORDINALS = {
    "mot": 1,
    "nhat": 1,
    "dau": 1,
    "dau tien": 1,
    "tren cung": 1,
    "hai": 2,
    "nhi": 2,
    "ba": 3,
    "bon": 4,
    "tu": 4,
    "nam": 5,
}
_LAST = ("cuoi cung", "duoi cung", "cuoi")
_PLACE = "|".join(["[1-9]", *sorted([*_ORDINALS, *_LAST], key=len, reverse=True)])
_UNIT = "so|cai|muc|cau|dong|y|thu|phuong an|lua chon|option"
_POLITE = (
    "da|vang|u|uh|um|ok|oke|minh|toi|tui|em|anh|chi|co|chu|bac|con|chau|chon|lay|la|cho|xin|hoi"
    "|a|ha|nha|nhe|nhen|nghe|ne|hi|he|di|do|ay|rua|voi|ban|oi"
)
_ONLY_A_CHOICE = re.compile(
    rf"(?:(?:{_POLITE}) )*(?P<unit>(?:(?:{_UNIT}) )*)(?P<place>{_PLACE})(?: (?:{_POLITE}))*"
)
_HOLDS_A_CHOICE = re.compile(rf"\b(?P<unit>(?:(?:{_UNIT}) )*)(?P<place>{_PLACE})\b")
_LONGEST_CHOICE = 6
"""Words; a longer message is a question, not the number of an option."""


def chosen_option(text: str, options: Collection[int], loosely: bool = False) -> int | None:
    """Return the option that `text` chooses by number or place ("số 2", "cái cuối"), if any.

    The text may hold nothing else ("trường cấp 3" and "nộp ở đâu" choose nothing), unless read
    `loosely`, when it is already known to be a choice.
    """
    ordered = list(options)
    words = fold(text)
    if not ordered or len(words.split()) > _LONGEST_CHOICE:
        return None
    found = _ONLY_A_CHOICE.fullmatch(words)
    if found is None and loosely:
        found = _HOLDS_A_CHOICE.search(words)
    if found is None or (found["place"] == "dau" and not found["unit"]):
        return None
    place = found["place"]
    if place in _LAST:
        return ordered[-1]
    position = int(place) if place.isdecimal() else _ORDINALS[place]
    return ordered[position - 1] if position <= len(ordered) else None
