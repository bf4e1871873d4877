"""What a message tells for a look-up, and text as it is read for that."""

import re
import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Final

from actions.status.state import Factor


@dataclass(frozen=True)
class Slip:
    """What can't be taken as it was typed.

    `key` is that of the phrase that says why, `about` the factor that is still wanted, `count` how
    many digits were typed. `value`: what it would be if it is meant so; told again, it counts.
    """

    key: str
    about: Factor | None = None
    count: int = 0
    value: str | None = None


@dataclass(frozen=True)
class Reading:
    """The factors that a message tells, normalised; `plainly` if it also says what they are."""

    values: Mapping[Factor, str] = field(default_factory=dict)
    slip: Slip | None = None
    plainly: bool = False

    def __bool__(self) -> bool:
        return bool(self.values or self.slip)


_MARKS: Final = re.compile(r"[\u0300-\u036f]")
_DASHES: Final = re.compile(r"[\u2010-\u2015\u2212\u00ad]")
_SPOKEN: Final = {
    "khong": "0", "mot": "1", "hai": "2", "ba": "3", "bon": "4", "tu": "4", "nam": "5",
    "lam": "5", "sau": "6", "bay": "7", "tam": "8", "chin": "9",
}  # fmt: skip
_DIGIT: Final = rf"(?:{'|'.join(_SPOKEN)}|\d{{1,4}})"
_SAID: Final = re.compile(rf"\b{_DIGIT}(?: {_DIGIT}){{3,11}}\b")
_FEWEST_SPOKEN: Final = 4
"""Digits said in words in a row; fewer are words of a sentence."""
_YEAR: Final = re.compile(r"5((?:19|20)\d{2})")
"""A year that was said after its word, which is also that for five."""
_LETTER_O: Final = re.compile(r"(?<=[\d.-])o+(?=[\d.-]|o*\d)")
_ANY_NUMBER: Final = re.compile(
    r"\d{3,}|\d(?:[ .-]\d){3}|\d{1,2}[/.-]\d{1,2}|\d{1,2} ?(?:thang|thg) ?\d|\*{3}"
)


def plain(text: str) -> str:
    """Return `text` in small letters without diacritics, its digits and punctuation kept.

    Digits said in words become digits ("ba hai không không …"), and an O among digits a zero.
    """
    kept = "".join(c for c in unicodedata.normalize("NFKC", text) if _shown(c))
    bare = _MARKS.sub("", unicodedata.normalize("NFKD", kept.casefold().replace("đ", "d")))
    dashed = _DASHES.sub("-", bare).replace("\\", "/")
    ascii_digits = "".join(str(unicodedata.decimal(c, c)) for c in dashed)
    mended = _LETTER_O.sub(lambda found: "0" * len(found[0]), " ".join(ascii_digits.split()))
    return _SAID.sub(_in_digits, mended)


def has_numbers(text: str) -> bool:
    """Return whether `text`, made plain, holds a number or a date that may have been meant."""
    return bool(_ANY_NUMBER.search(text))


def without(text: str, span: tuple[int, int]) -> str:
    """Return `text` with what stands in `span` blanked out."""
    start, end = span
    return f"{text[:start]} ; {text[end:]}"


def _shown(character: str) -> bool:
    return character.isspace() or unicodedata.category(character)[0] != "C"


def _in_digits(found: re.Match[str]) -> str:
    words = found[0].split()
    if sum(word in _SPOKEN for word in words) < _FEWEST_SPOKEN:
        return found[0]
    digits = "".join(_SPOKEN.get(word, word) for word in words)
    year = _YEAR.fullmatch(digits) if words[0] == "nam" else None
    return f"nam {year[1]}" if year else digits
