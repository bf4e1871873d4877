"""Writes the day on which something is due as a file for the citizen's own calendar (RFC 5545)."""

import re
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from uuid import NAMESPACE_URL, uuid5

from icalendar import Alarm, Calendar, Event

MEDIA_TYPE = "text/calendar; charset=utf-8"
_PRODUCT = "-//Motcua//Motcua//VI"
_REMIND = timedelta(hours=-15)
"""Nine in the morning of the day before, seen from the midnight with which a day begins."""

_CONTROLS = re.compile("[\x00-\x09\x0b-\x1f\x7f-\x9f\u2028\u2029]")


@dataclass(frozen=True)
class DueDay:
    """What is due on a day; all plain text. The same `key` is the same event, changed or not."""

    key: str
    day: date
    title: str
    description: str


def calendar_file(due: DueDay, made: datetime) -> bytes:
    """Return a calendar with one all-day event and a reminder the day before.

    `made` is the moment of writing, with its time zone; raises ValueError if it has none.
    """
    if made.tzinfo is None:
        raise ValueError("the moment of writing has no time zone")
    title = _text(due.title)
    event = Event()
    event.add("uid", f"{uuid5(NAMESPACE_URL, f'motcua:{due.key}')}@motcua")
    event.add("dtstamp", made)
    event.add("dtstart", due.day)
    event.add("dtend", due.day + timedelta(days=1))
    event.add("summary", title)
    event.add("description", _text(due.description))
    event.add("transp", "TRANSPARENT")
    event.add_component(_reminder(title))
    calendar = Calendar()
    calendar.add("prodid", _PRODUCT)
    calendar.add("version", "2.0")
    calendar.add_component(event)
    written: bytes = calendar.to_ical()
    return written


def _text(text: str) -> str:
    """Return `text` without control characters, which the format forbids even escaped."""
    return _CONTROLS.sub(" ", text.replace("\r\n", "\n")).strip()


def _reminder(title: str) -> Alarm:
    alarm = Alarm()
    alarm.add("action", "DISPLAY")
    alarm.add("trigger", _REMIND)
    alarm.add("description", title)
    return alarm
