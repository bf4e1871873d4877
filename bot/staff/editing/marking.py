"""Two texts side by side, with the words marked that only one of them has."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from typing import Final

_WORDS: Final = re.compile(r"\s*\w+|\s*[^\w\s]|\s+")
"""Each with the space before it, so that marks of neighbours join."""
_ALIKE: Final = 0.3
"""Below this likeness the texts are shown as two, without marks that would only confuse."""
_LONGEST: Final = 5000
"""Characters; longer texts are not compared word by word."""


@dataclass(frozen=True)
class Piece:
    """Some words; `marked` if the other text lacks them."""

    text: str
    marked: bool = False


Pieces = tuple[Piece, ...]


def marked(old: str, new: str) -> tuple[Pieces, Pieces]:
    """Return both texts in pieces."""
    if not old or not new or max(len(old), len(new)) > _LONGEST:
        return _whole(old), _whole(new)
    before, after = _WORDS.findall(old), _WORDS.findall(new)
    matcher = SequenceMatcher(None, before, after, autojunk=False)
    if matcher.ratio() < _ALIKE:
        return _whole(old), _whole(new)
    steps = matcher.get_opcodes()
    return (
        _joined([(before[a:b], kind != "equal") for kind, a, b, _, _ in steps]),
        _joined([(after[a:b], kind != "equal") for kind, _, _, a, b in steps]),
    )


def _joined(runs: Sequence[tuple[Sequence[str], bool]]) -> Pieces:
    return tuple(Piece("".join(words), marks) for words, marks in runs if words)


def _whole(text: str) -> Pieces:
    return (Piece(text),) if text else ()
