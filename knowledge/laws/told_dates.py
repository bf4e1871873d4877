"""Dates of legal documents: 2026-05-09, or 2026-05 or 2026 where no more is known."""

import re
from calendar import monthrange
from datetime import date
from typing import Final

_TYPED: Final = (
    re.compile(r"(?P<day>\d{1,2})[/.-](?P<month>\d{1,2})[/.-](?P<year>\d{4})", re.ASCII),
    re.compile(r"(?P<month>\d{1,2})[/.-](?P<year>\d{4})", re.ASCII),
    re.compile(r"(?P<year>\d{4})(?:-(?P<month>\d{1,2})(?:-(?P<day>\d{1,2}))?)?", re.ASCII),
)
_YEARS: Final = range(1945, 2101)


def told_date(typed: str) -> str:
    """Return a typed date as it is stored. Raises ValueError if there is no such day.

    Taken are 09/05/2026, 05/2026, 2026, 2026-05-09 and 2026-05.
    """
    bare = re.sub(r"\s+", "", typed)
    found = next((match for each in _TYPED if (match := each.fullmatch(bare))), None)
    if found is None:
        raise ValueError(typed)
    parts = {name: int(value) for name, value in found.groupdict().items() if value}
    if parts["year"] not in _YEARS:
        raise ValueError(typed)
    exact = date(parts["year"], parts.get("month", 1), parts.get("day", 1))
    return exact.isoformat()[: (4, 7, 10)[len(parts) - 1]]


def first_day(told: str) -> date:
    """Return the earliest day that a stored date can mean."""
    year, month, day = _parts(told)
    return date(year, month or 1, day or 1)


def last_day(told: str) -> date:
    """Return the latest day that a stored date can mean."""
    year, month, day = _parts(told)
    month = month or 12
    return date(year, month, day or monthrange(year, month)[1])


def _parts(told: str) -> tuple[int, int, int]:
    year, month, day = (*map(int, told.split("-")), 0, 0)[:3]
    return year, month, day
