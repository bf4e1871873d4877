"""Reads a day that is told in full, with its year: a birth date."""

import re
from datetime import date
from typing import Final

from knowledge.folding import fold

_PARTED: Final = re.compile(r"(?<!\d)(\d{1,2})[ ./,-]+(\d{1,2})[ ./,-]+(\d{4}|\d{2})(?!\d)")
_YEAR_FIRST: Final = re.compile(r"(?<!\d)(\d{4})[ ./-]+(\d{1,2})[ ./-]+(\d{1,2})(?!\d)")
_RUN_TOGETHER: Final = re.compile(r"(?<!\d)(\d{2})(\d{2})((?:19|20)\d{2})(?!\d)")
_IN_WORDS: Final = re.compile(
    r"(?<!\d)(\d{1,2}) ?(?:thang|thg|th|t) ?"
    r"(\d{1,2}|gieng|chap|mot|hai|ba|tu|nam|sau|bay|tam|chin|muoi)"
    r"(?: ?(?:nam|n))? ?((?:19|20)\d{2}|\d{2})(?!\d)"
)
_MONTHS: Final = {
    "gieng": 1, "mot": 1, "hai": 2, "ba": 3, "tu": 4, "nam": 5, "sau": 6, "bay": 7, "tam": 8,
    "chin": 9, "muoi": 10, "chap": 12,
}  # fmt: skip
_OLDEST: Final = 1900


def full_day(text: str, today: date) -> date | None:
    """Return the one past day that `text` tells: "5/9/2003", "050903", "5 tháng 9 năm 2003".

    Years of two digits are of the last hundred years. None where there is no day, more than one,
    or one that is not in the calendar.
    """
    found = {day for day in _days(text, today) if day is not None}
    return found.pop() if len(found) == 1 else None


def _days(text: str, today: date) -> list[date | None]:
    first = [_day(d, m, y, today) for y, m, d in _YEAR_FIRST.findall(text)]
    if first:
        return first
    told = [_day(d, m, y, today) for d, m, y in _PARTED.findall(text)]
    told += [_day(d, m, y, today) for d, m, y in _RUN_TOGETHER.findall(text)]
    return told or [_day(d, m, y, today) for d, m, y in _IN_WORDS.findall(fold(text))]


def _day(day: str, month: str, year: str, today: date) -> date | None:
    number = int(year)
    if len(year) == 2:
        number += 2000 if 2000 + number <= today.year else 1900
    try:
        told = date(number, _MONTHS.get(month) or int(month), int(day))
    except ValueError:
        return None
    return told if told.year >= _OLDEST and told <= today else None
