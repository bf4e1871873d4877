"""Says how many days are left to file, where a rule gives a number and a day to count from."""

import re
from dataclasses import dataclass
from datetime import date, timedelta

from actions.dates_in_words import NoSuchDay, days_named
from actions.deadlines import weekday_and_day
from actions.wording import phrase
from knowledge.content import Knowledge, Text
from knowledge.folding import fold
from knowledge.working_days import add_days, left

_FROM_PUBLICATION = re.compile(r"\btrong (\d{1,3}) ngay ke tu ngay cong bo\b")

_PUBLISHED = re.compile(r"\b(?:cong bo|co diem|ra diem|biet diem|bao diem|len diem)\b")
_CLAUSE = re.compile(r"[;?!\n]|\.(?=\s|$)")
_SEASON = timedelta(days=120)
"""A day further off is not that of this season's results."""


@dataclass(frozen=True)
class Window:
    """The last day to file, the working day to which the law moves it, and the days left.

    `last` is a plain count of days, so it is never too late; `left` is negative once it is over.
    """

    last: date
    moved: date
    left: int


def publication_day(text: str, today: date) -> date | None:
    """Return the day on which, as `text` says, the results were published, if any."""
    for clause in _CLAUSE.split(text):
        if _PUBLISHED.search(fold(clause)):
            for found in days_named(clause, today):
                if not isinstance(found, NoSuchDay) and abs(found.day - today) <= _SEASON:
                    return found.day
    return None


def days_from_publication(window: Text) -> int | None:
    """Return how many days after publication one may file, where the rule says so in a number."""
    found = _FROM_PUBLICATION.search(fold(window.text or ""))
    return int(found[1]) if found and window.knowledge is Knowledge.KNOWN else None


def window_after(start: date, days: int, today: date) -> Window:
    """Return the window of `days` calendar days after `start`, which isn't counted itself.

    Raises ValueError if `days` is negative.
    """
    moved = add_days(start, days).day
    last = start + timedelta(days=days)
    return Window(last, moved, left(last, today).days)


def window_until(last: date, today: date) -> Window:
    """Return the window that ends with the day `last`."""
    return window_after(last, 0, today)


def tell_window(window: Window) -> str:
    """Return a sentence or two of markdown on how long one may still file."""
    last = weekday_and_day(window.last)
    if window.left > 0:
        said = phrase("deadline.window", last=last, left=window.left)
    elif window.left == 0:
        said = phrase("deadline.window_last", last=last)
    else:
        said = phrase("deadline.window_over", last=last, over=-window.left)
    if window.moved == window.last:
        return said
    return f"{said} {phrase('deadline.window_day_off', moved=weekday_and_day(window.moved))}"
