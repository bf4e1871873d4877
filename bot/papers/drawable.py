"""Makes any text fit to be printed: in one line, of nothing that our fonts lack."""

import re
import unicodedata
from typing import Final

from bot.papers.clean import clean

_DRAWN: Final = re.compile(
    "[ -~\u00a0-\u017f\u01a0\u01a1\u01af\u01b0\u1e00-\u1eff\u2010-\u2015\u2018-\u201e"
    "\u2020-\u2022\u2026\u2030\u2032\u2033\u2039\u203a\u2044\u20ab\u20ac\u2116\u2122"
    "\u2190-\u2193\u2212\u2248\u2260\u2264\u2265\u25a1\u25cf]"
)
"""The characters that the fonts in `fonts/` have, both the regular and the bold ones."""

_ALIKE: Final = {"\u2011": "-", "\u00ad": ""}
_NOT_MISSED: Final = frozenset({"Cn", "Mn", "Mc", "Me", "So", "Sk"})
"""Lone accents and pictures are left out; a letter or a sign of another script is not."""

_STAND_IN: Final = "\u25a1"


def drawable(text: str) -> str:
    """Return `text` in one line of characters that can be drawn; `□` for a letter that can't."""
    return " ".join("".join(map(_drawn, clean(text))).split())


def _drawn(character: str) -> str:
    if character.isspace():
        return " "
    if character in _ALIKE:
        return _ALIKE[character]
    if _DRAWN.match(character):
        return character
    return "" if unicodedata.category(character) in _NOT_MISSED else _STAND_IN
