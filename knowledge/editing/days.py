"""Days as officers type them: 31/12/2026 or 2026-12-31."""

import re
from datetime import date, datetime
from typing import Final

from knowledge.staff.audit import HERE

_OURS: Final = re.compile(r"([0-9]{1,2})[/.-]([0-9]{1,2})[/.-]([0-9]{4})")
_ISO: Final = re.compile(r"([0-9]{4})-([0-9]{1,2})-([0-9]{1,2})")


def today() -> date:
    """Return the day that it is in Việt Nam."""
    return datetime.now(HERE).date()


def looks_like_day(text: str) -> bool:
    """Return whether `text` is written as a whole day, possible or not."""
    return bool(_OURS.fullmatch(text.strip()) or _ISO.fullmatch(text.strip()))


def read_day(text: str) -> date:
    """Return the day in `text`. Raises ValueError if there is no such day."""
    if ours := _OURS.fullmatch(text.strip()):
        return date(int(ours[3]), int(ours[2]), int(ours[1]))
    if iso := _ISO.fullmatch(text.strip()):
        return date(int(iso[1]), int(iso[2]), int(iso[3]))
    raise ValueError(f"not a day: {text[:20]!r}")


def told(day: date) -> str:
    """Return `day` as Vietnamese readers write it."""
    return f"{day:%d/%m/}{day.year:04d}"
