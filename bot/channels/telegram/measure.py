"""How Telegram measures text: UTF-16 units, and whether anything in it can be seen."""

import unicodedata
from typing import Final

_SEEN_AS_NOTHING: Final = frozenset("\u115f\u1160\u2800\u3164\uffa0")
_EMPTY_CATEGORIES: Final = frozenset({"Cc", "Cf", "Mn", "Zl", "Zp", "Zs"})


def utf16_units(text: str) -> int:
    """Length of `text` in UTF-16 units; a character outside the BMP counts 2."""
    return len(text.encode("utf-16-le")) // 2


def is_blank(text: str) -> bool:
    """Whether `text` shows nothing: Telegram refuses to send it."""
    return all(
        char in _SEEN_AS_NOTHING or unicodedata.category(char) in _EMPTY_CATEGORIES for char in text
    )
