"""Takes out of a text what nobody sees and what could change how the rest is read."""

import unicodedata
from typing import Final

_UNSEEN: Final = frozenset({"Cc", "Cf", "Co", "Cs"})
"""Controls, bidi marks, joiners, private characters, halves of surrogate pairs."""


def clean(text: str) -> str:
    """Return `text` with composed letters and without what is invisible; lines stay lines."""
    return unicodedata.normalize("NFC", "\n".join(map(_seen, text.splitlines()))).strip("\n")


def _seen(line: str) -> str:
    kept = (" " if letter.isspace() else letter for letter in line)
    return "".join(letter for letter in kept if unicodedata.category(letter) not in _UNSEEN)
