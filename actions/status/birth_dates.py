"""Finds the dates in what was typed that may be a birth date, in every way people write one."""

import re
from collections.abc import Iterator, Sequence
from datetime import date
from typing import Final, NamedTuple

from actions.days import full_day
from actions.status.readings import Slip
from actions.status.state import Factor

_BORN: Final = r"(?:\b(?:ng\w*|n)?sinh|\bns|\bsn|\bdob)(?![a-z])[^\d;]{0,20}"
_MONTHS: Final = r"\d{1,2}|gieng|chap|mot|hai|ba|tu|nam|sau|bay|tam|chin|muoi"
_FORMS: Final = (
    r"\d{4} ?[/.-] ?\d{1,2} ?[/.-] ?\d{1,2}(?!\d|[/.-]\d)",
    r"\d{1,2} ?[/.,-] ?\d{1,2} ?[/.,-] ?(?:\d{4}|\d{2})(?!\d|[/.-]\d)",
    r"\d{1,2} \d{1,2} (?:19|20)\d{2}(?!\d)",
    r"\d{1,2} ?[/.,-] ?\d{1,2} ?,? ?nam ?\d{4}(?!\d)",
    rf"\d{{1,2}} ?,? ?(?:thang|thg|th|t) ?(?:{_MONTHS})(?: ?,? ?(?:nam|n)?) ?"
    r"(?:(?:19|20)\d{2}|\d{2})(?!\d)",
)
_YOUNGEST: Final = 10
"""Years; a later day that isn't said to be a birth date is another one, such as that of filing."""
_ALONE: Final = 12
"""Letters of a message around a date that is an answer: "dạ ngày … ạ"."""
_PARTED: Final = re.compile(rf"(?P<born>{_BORN})?(?<!\d)(?P<date>{'|'.join(_FORMS)})")
_SAID_TOGETHER: Final = re.compile(rf"(?P<born>{_BORN})(?P<date>\d{{8}}|\d{{6}})(?!\d)")
_SAID: Final = re.compile(_BORN)
_PARTIAL: Final = re.compile(
    r"(?<!\d)\d{1,2}[/.-]\d{1,2}(?!\d)|\d{1,2} ?(?:thang|thg) ?\d|\bthang ?\d{1,2}\b"
    r"|(?<!\d)\d{1,2}[/.-](?:19|20)\d{2}(?!\d)|(?<!\d)(?:19|20)\d{2}(?!\d)"
)


class TypedDate(NamedTuple):
    """A date as it was typed; `day` is None where it can't be a birth date.

    `named`, if it is said to be one or is all that is said; `span` is its place in the plain text.
    """

    typed: str
    day: date | None
    named: bool
    span: tuple[int, int]


def typed_dates(text: str, today: date) -> list[TypedDate]:
    """Return the dates in `text`, made plain: parted, in words, or run together after "sinh"."""
    return sorted(_dates(text, today), key=lambda each: each.span)


def one_birth_date(dates: Sequence[TypedDate], today: date) -> tuple[date | None, Slip | None]:
    """Return the birth date among `dates`, or what is wrong where there should be one."""
    said = [each for each in dates if each.named] or [
        each for each in dates if not _is_late(each, today)
    ]
    days = {each.day for each in said if each.day}
    if len(days) == 1:
        return days.pop(), None
    if days:
        return None, Slip("born_several", Factor.BORN_ON)
    if not said:
        return None, None
    ahead = any(read_day(each.typed, date.max) for each in said)
    return None, Slip("born_ahead" if ahead else "born_no_such_day", Factor.BORN_ON)


def read_day(typed: str, today: date) -> date | None:
    """Return the past day that one typed date tells; digits run together are ddmmyy(yy)."""
    if typed.isdecimal() and len(typed) in {6, 8}:
        return full_day(f"{typed[:2]}/{typed[2:4]}/{typed[4:]}", today)
    if "th" in typed or "t" in typed.replace("nam", ""):
        return full_day(typed.replace(",", " "), today)
    parted = re.sub(r"[ ,]*nam *", "/", typed)
    return full_day(re.sub(r" ?([/.,-]) ?", r"\1", parted), today)


def says_birth(text: str) -> bool:
    """Return whether plain `text` speaks of a birth date."""
    return bool(_SAID.search(text))


def is_partial(text: str) -> bool:
    """Return whether plain `text` tells a part of a date: a day without a year, a year alone."""
    return bool(_PARTIAL.search(text))


def _is_late(typed: TypedDate, today: date) -> bool:
    day = read_day(typed.typed, date.max)
    return day is not None and day.year > today.year - _YOUNGEST


def _dates(text: str, today: date) -> Iterator[TypedDate]:
    for form in (_PARTED, _SAID_TOGETHER):
        for found in form.finditer(text):
            typed = found["date"]
            around = sum(map(str.isalnum, text)) - sum(map(str.isalnum, typed))
            named = found["born"] is not None or around <= _ALONE
            yield TypedDate(typed, read_day(typed, today), named, found.span("date"))
