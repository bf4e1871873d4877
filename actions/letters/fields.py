"""Reads what a citizen answers to a field of a letter."""

import re
import unicodedata
from collections.abc import Callable
from datetime import date
from typing import Final

from actions.days import full_day
from actions.wording import day
from knowledge.letters import FieldKind, LetterField

LONGEST_LINE: Final = 200
LONGEST_PROSE: Final = 1000
_LONGEST_NAME: Final = 80
_LEAD: Final = re.compile(
    r"^(?:(?:dạ|da|vâng|vang|ạ|thưa|thua)[ ,]+)*"
    r"(?:(?:họ(?: và)? tên|ho(?: va)? ten|tên|ten)(?: [^\s\d]+){0,3}"
    r"(?: ?:[ ]*(?:(?:là|la)[ :]+)?| (?:là|la)[ :]+)|(?:là|la)[ :]+)?",
    re.IGNORECASE,
)
"""What people say before a name: "dạ tên cháu là …"."""
_TRAIL: Final = re.compile(r"[ ,]*(?:\b(?:ạ|nhé|nha)\b)?[ .,!]*$", re.IGNORECASE)
_NAME: Final = re.compile(r"[^\W\d_]+(?:[ '’.-]+[^\W\d_]+)*\.?")
_MOBILE_OR_LANDLINE: Final = re.compile(r"0(?:[35789]\d{8}|2\d{9})")
_CITIZEN_ID: Final = re.compile(r"\d{12}|\d{9}")
_CANDIDATE: Final = re.compile(r"\d{8}")


class Unreadable(ValueError):
    """What was answered can't stand in the field; the argument is the kind of what is wrong."""


def read(field: LetterField, text: str, today: date) -> str:
    """Return what stands in `field` when `text` is answered.

    Raises Unreadable with a key of the phrases ``letter.unreadable``.
    """
    told = " ".join(_plain(text).split()) if field.kind is not FieldKind.PROSE else _plain(text)
    return _READERS[field.kind](told, today)


def _name(told: str, _today: date) -> str:
    name = _TRAIL.sub("", _LEAD.sub("", told, count=1))
    if not _NAME.fullmatch(name) or " " not in name or len(name) > _LONGEST_NAME:
        raise Unreadable("name")
    return name.title() if name.islower() or name.isupper() else name


def _day(told: str, today: date) -> str:
    found = full_day(told, today)
    if found is None:
        raise Unreadable("day")
    return day(found)


def _phone(told: str, _today: date) -> str:
    digits = re.sub(r"^\+?84", "0", re.sub(r"[ .()-]", "", told))
    found = _MOBILE_OR_LANDLINE.search(digits)
    if found is None or sum(map(str.isdigit, digits)) != len(found[0]):
        raise Unreadable("phone")
    return found[0]


def _numbers(form: re.Pattern[str], wrong: str) -> Callable[[str, date], str]:
    def read_number(told: str, _today: date) -> str:
        digits = re.sub(r"\D", "", told)
        if not form.fullmatch(digits):
            raise Unreadable(wrong)
        return digits

    return read_number


def _bounded(longest: int) -> Callable[[str, date], str]:
    def read_words(told: str, _today: date) -> str:
        if not any(character.isalnum() for character in told):
            raise Unreadable("empty")
        if len(told) > longest:
            raise Unreadable("long_prose" if longest == LONGEST_PROSE else "long")
        return told

    return read_words


def _plain(text: str) -> str:
    """Return `text` composed, without controls other than line breaks."""
    composed = unicodedata.normalize("NFC", text).replace("\r\n", "\n")
    shown = (c for c in composed if c in "\n\t" or unicodedata.category(c)[0] != "C")
    return "".join(shown).strip()


_READERS: Final[dict[FieldKind, Callable[[str, date], str]]] = {
    FieldKind.NAME: _name,
    FieldKind.DAY: _day,
    FieldKind.PHONE: _phone,
    FieldKind.CITIZEN_ID: _numbers(_CITIZEN_ID, "citizen-id"),
    FieldKind.CANDIDATE: _numbers(_CANDIDATE, "candidate"),
    FieldKind.TEXT: _bounded(LONGEST_LINE),
    FieldKind.PROSE: _bounded(LONGEST_PROSE),
}
