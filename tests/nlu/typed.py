"""Texts as people type them, for the property tests; and Vietnamese as the telex keys spell it."""

import re
import unicodedata

from hypothesis import strategies as st

_BASES = "aăâeêioôơuưyđbcghklmnpqrstvx"
_TONES = {"̀": "f", "́": "s", "̉": "r", "̃": "x", "̣": "j"}
_LETTERS = sorted(
    {
        unicodedata.normalize("NFC", base + tone)
        for base in _BASES
        for tone in (*_TONES, "")
        if len(unicodedata.normalize("NFC", base + tone)) == 1
    }
)
_CIRCUMFLEX, _BREVE, _HORN = "̂", "̆", "̛"

vietnamese = st.text([*_LETTERS, *"AĐƠ0123456789     .,?!\n"], max_size=200)
"""Messages of Vietnamese letters, digits and punctuation, in no language."""

anything = st.one_of(st.text(), vietnamese)
"""Any text at all."""


def is_plain(text: str) -> bool:
    """Say whether `text` is words of a-z and 0-9, one space apart, or nothing."""
    return re.fullmatch(r"([0-9a-z]+( [0-9a-z]+)*)?", text) is not None


def telex(word: str, *, tone_last: bool = True) -> str:
    """Return the keys that telex wants for `word`: "trường" is "truwowngf", or "truwowfng"."""
    keys = tone = ""
    for letter in word.lower():
        if letter == "đ":
            keys += "dd"
            continue
        base, *marks = unicodedata.normalize("NFD", letter)
        keys += base
        for mark in marks:
            if mark == _CIRCUMFLEX:
                keys += base
            elif mark in (_BREVE, _HORN):
                keys += "w"
        tone = next((_TONES[mark] for mark in marks if mark in _TONES), tone)
        if not tone_last:
            keys, tone = keys + tone, ""
    return keys + tone
