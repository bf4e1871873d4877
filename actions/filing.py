"""Finds the day on which a citizen says that the papers will be, or were, handed in."""

import re
from datetime import date, timedelta

from actions.dates_in_words import NamedDay, NoSuchDay, days_named
from knowledge.folding import fold

_BACK = timedelta(days=60)
"""An earlier day is a birthday, an exam, the date of a degree: no dossier waits that long."""
_AHEAD = timedelta(days=120)
"""A later one is the year of a day that was meant to be past."""
_CLAUSE = re.compile(r"[,;?!\n]|\.(?=\s|$)")
_FILING = re.compile(r"\b(?:nop|nap|gui|goi|submit|lam|len)\b")
_TIME_LIMITS = {
    *("truoc", "han", "het", "kip", "sinh", "nhat", "la", "den", "toi", "le", "giang", "mac"),
    *("bo", "luc", "cap", "ky"),
}
"""Words, folded, before a day by which something must be ready, or on which something else was."""


def filing_day(text: str, today: date) -> date | NoSuchDay | None:
    """Return the first day in `text` that is said in one breath with filing, if any."""
    for clause in _CLAUSE.split(text):
        if not _FILING.search(fold(clause)):
            continue
        for found in days_named(clause, today):
            if isinstance(found, NoSuchDay):
                return found
            if _may_be_filed(found, today):
                return found.day
    return None


def _may_be_filed(found: NamedDay, today: date) -> bool:
    return fold(found.lead) not in _TIME_LIMITS and -_BACK <= found.day - today <= _AHEAD
