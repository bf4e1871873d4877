"""Takes out of a question all by which its asker, or whom it is about, could be known.

Stricter than `bot/privacy.py`, which leaves what a question is answered by. Too much is taken
rather than too little: numbers of laws, years and amounts stay, schools and places stay.
"""

import re
import unicodedata
from typing import Final

from bot.person_names import hide_names
from bot.privacy import HIDDEN, hide_personal_numbers

LONGEST: Final = 500
"""Characters kept."""
_READ: Final = 4 * LONGEST
"""Characters looked at; a question has at most 2,000."""

_LINK: Final = re.compile(
    r"(?:https?:|www\.)\S+|\S*[^\s@]@\S*|(?<!\S)@\w\S*"
    r"|(?:[\w-]+\.)+(?:com|vn|net|org|info|gov|edu|me|io|xyz|link|site|online|top|page|app)\b\S*",
    re.IGNORECASE,
)
_DOSSIER: Final = re.compile(
    r"(?:\d{3}\W{0,2}\d{2}\W{0,2}\d{2}\W{0,2})?(?<![^\W\d_])[a-z]\d{1,3}(?:\W{1,2}\d{1,3})*"
    r"\W{1,3}\d{4,}(?:\W{1,3}\d+)*",
    re.IGNORECASE,
)
_DATE_IN_WORDS: Final = re.compile(
    r"\d{1,2}\s*(?:tháng|thang)\s*\d{1,2}[\s,]*(?:năm|nam)\s*(?:19|20)\d\d(?!\d)", re.IGNORECASE
)
"""A whole day, which may be a birthday."""
_BETWEEN: Final = r"[^\w\n]{1,3}|_{1,3}|\n"
_DIGITS: Final = re.compile(rf"\d+(?:(?:{_BETWEEN})?\d+)*")
"""Digits, and what parts them as people part the digits of one number."""
_YEAR: Final = r"(?:19|20)\d\d"
_LAW: Final = r"[1-9]\d{0,3}/(?:19[4-9]\d|20[0-4]\d)"
_AMOUNT: Final = r"[1-9]\d{0,2}(?:\.\d{3})?\.000|[1-9]\d{0,2}(?:\.\d{3})*(?:\.000){2}"
_KEPT: Final = re.compile(
    rf"(?:{_LAW})(?:[^\w\n]{{1,3}}(?:{_LAW}))*|{_YEAR}(?: ?[-–] ?{_YEAR}| {_YEAR})?|{_AMOUNT}"
)
_PLAIN_AMOUNT: Final = re.compile(r"[1-9]\d{1,3}000(?=\s?(?:đ|d|vnd|vnđ|đồng|dong)\b)", re.I)
_UNSEEN: Final = frozenset(("Cf", "Cs", "Co", "Cn"))
"""Categories of characters that show nothing, or can't be stored."""
_MOST_DIGITS: Final = 4
"""Digits of a number that is too short to be anybody's."""
_MOST_PARTED: Final = 5
"""The same of several numbers side by side, such as "lớp 10, 11"."""
_NUMBERED: Final = re.compile(
    r"\b(?:sbd|số báo danh|so bao danh|báo danh|cccd|cmnd|cmt|căn cước|can cuoc|định danh"
    r"|sđt|sdt|điện thoại|dien thoai|zalo|đuôi|bốn số cuối|4 số cuối|stk|tài khoản|mã số thuế|mst"
    r"|mã hồ sơ|ma ho so)(?:\s+(?:của|là|la|số|so|em|tôi|con|mình|cháu|:))*[\s:.]{0,3}"
    r"(?P<number>\d(?:[\d\W_]*\d)?)",
    re.IGNORECASE,
)
_SPOKEN_DIGIT: Final = (
    r"(?:không|khong|một|mốt|mot|hai|ba|bốn|bon|tư|năm|nam|lăm|sáu|sau|bảy|bay|tám|tam|chín|chin)"
)
_SPOKEN: Final = re.compile(rf"\b{_SPOKEN_DIGIT}(?:[\s,.-]+{_SPOKEN_DIGIT}){{5,}}\b", re.IGNORECASE)
_HIDDEN_AGAIN: Final = re.compile(r"\*{3}(?:[\s,;.:/-]*\*{3})+")


def nameless(text: str) -> str:
    """Return `text` without numbers, addresses and names of persons, at most 500 characters."""
    plain = _LINK.sub(HIDDEN, _printable(text))
    numberless = hide_personal_numbers(_without_numbers(plain))
    return _HIDDEN_AGAIN.sub(HIDDEN, hide_names(numberless))[:LONGEST].strip()


def _printable(text: str) -> str:
    """Return `text` composed, on one line, with what can't be seen or stored left out."""
    composed = unicodedata.normalize("NFKC", text[:_READ])
    seen = (
        str(unicodedata.digit(char, char))
        for char in composed
        if unicodedata.category(char) not in _UNSEEN
    )
    spaced = ("\n" if char in "\r\n\u2028\u2029" else char for char in seen)
    return "".join(
        " " if unicodedata.category(char) == "Cc" and char != "\n" else char for char in spaced
    )


def _without_numbers(text: str) -> str:
    codeless = _SPOKEN.sub(HIDDEN, _DOSSIER.sub(HIDDEN, _DATE_IN_WORDS.sub(HIDDEN, text)))
    named = _NUMBERED.sub(_hide_number, codeless)
    return " ".join(_DIGITS.sub(_hide_unless_kept, named).split())


def _hide_number(found: re.Match[str]) -> str:
    return found[0][: found.start("number") - found.start()] + HIDDEN


def _hide_unless_kept(found: re.Match[str]) -> str:
    groups = re.findall(r"\d+", found[0])
    digits = sum(map(len, groups))
    most = _MOST_DIGITS if len(groups) == 1 else _MOST_PARTED
    kept = (
        digits <= most
        or _KEPT.fullmatch(found[0])
        or (len(groups) == 1 and _PLAIN_AMOUNT.match(found.string, found.start()))
        or _is_year_beside(groups)
    )
    return found[0] if kept else HIDDEN


def _is_year_beside(groups: list[str]) -> bool:
    """Whether it is a year and a number of at most two digits: "5/2026", "2026 10"."""
    if len(groups) != 2:
        return False
    short, year = sorted(groups, key=len)
    return len(short) <= 2 and re.fullmatch(_YEAR, year) is not None
