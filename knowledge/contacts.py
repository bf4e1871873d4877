"""Changing where citizens can turn to; what is changed is told at once."""

import re
import unicodedata
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import asdict, dataclass, replace
from datetime import date
from hashlib import sha256
from typing import Final

from sqlalchemy.orm import Session

from knowledge import contact_phrases as phrases
from knowledge.laws.told_dates import told_date
from knowledge.models import Contact
from knowledge.staff.audit import Action, record

LONGEST: Final[Mapping[str, int]] = {
    "address": 500,
    "phone": 50,
    "email": 200,
    "website": 200,
    "hours": 500,
    "source": 500,
}
_PHONE: Final = re.compile(r"(?:[\d\s+().,;/–-]|máy lẻ|nhánh|ext\.?)+", re.IGNORECASE)
_DIGITS: Final = range(3, 40)
_EMAIL: Final = re.compile(r"[A-Za-z0-9.+_-]{1,64}@(?:[A-Za-z0-9-]{1,63}\.)+[A-Za-z]{2,24}")
_WEBSITE: Final = re.compile(
    r"https?://(?:[a-z0-9-]{1,63}\.)+[a-z]{2,24}(?::\d{1,5})?(?:[/?#][A-Za-z0-9/?#&=%.,:;~+_-]*)?",
    re.IGNORECASE,
)
"""Without what means something in the markdown that is told."""
_SPACE: Final = re.compile(r"\s+")
_EARLIEST: Final = date(2000, 1, 1)


@dataclass(frozen=True)
class Reach:
    """How a place can be reached; empty is what is not known."""

    address: str = ""
    phone: str = ""
    email: str = ""
    website: str = ""
    hours: str = ""
    source: str = ""
    as_of: str = ""
    """When the source said so: YYYY-MM-DD, or what was typed."""

    @property
    def digest(self) -> str:
        """What differs whenever anything does."""
        return sha256(repr(self).encode()).hexdigest()[:16]


class WrongContact(Exception):
    """A contact can't be changed so; says in Vietnamese by field why."""

    def __init__(self, wrong: Mapping[str, str]) -> None:
        super().__init__(" ".join(wrong.values()))
        self.wrong = dict(wrong)


class ChangedMeanwhile(Exception):
    """Somebody else changed the contact: `theirs` stands there now."""

    def __init__(self, theirs: Reach) -> None:
        super().__init__()
        self.theirs = theirs


def reach_of(contact: Contact) -> Reach:
    values = {name: getattr(contact, name) or "" for name in LONGEST}
    return Reach(**values, as_of=contact.as_of.isoformat())


def typed_reach(fields: Mapping[str, str]) -> Reach:
    """Return what was typed, each field on one line."""
    texts = {name: _tidy(fields.get(name, "")) for name in (*LONGEST, "as_of")}
    with suppress(ValueError):
        texts["as_of"] = told_date(texts["as_of"])
    return Reach(**texts)


def change_contact(
    session: Session, who: str, key: str, typed: Reach, *, seen: str, on: date
) -> bool:
    """Change a contact; False if it is so already. `seen`: the digest of what was shown.

    Raises LookupError if there is none, ChangedMeanwhile, or WrongContact.
    """
    row = session.get(Contact, key, with_for_update=True)
    if row is None:
        raise LookupError(key)
    before = reach_of(row)
    if replace(typed, as_of="") == replace(before, source="", as_of=""):
        return False
    if seen != before.digest:
        raise ChangedMeanwhile(before)
    if wrong := _wrong(typed, on):
        raise WrongContact(wrong)
    for name in LONGEST:
        setattr(row, name, getattr(typed, name) or None)
    row.as_of = date.fromisoformat(typed.as_of)
    session.flush()
    record(
        session,
        who,
        Action.CHANGE_CONTACT,
        f"liên hệ {row.name}",
        before=_told(before),
        after=_told(reach_of(row)),
    )
    return True


def _wrong(typed: Reach, on: date) -> dict[str, str]:
    """Return what is wrong, by field."""
    wrong = {}
    checks = {"phone": _is_phone, "email": _is_email, "website": _is_website}
    for name, longest in LONGEST.items():
        value: str = getattr(typed, name)
        if len(value) > longest:
            wrong[name] = phrases.TOO_LONG.format(length=len(value), most=longest)
        elif value and name in checks and not checks[name](value):
            wrong[name] = phrases.WRONG[name]
    if not typed.source:
        wrong["source"] = phrases.NO_SOURCE
    try:
        day = date.fromisoformat(typed.as_of)
    except ValueError:
        wrong["as_of"] = phrases.NO_DAY
    else:
        if not _EARLIEST <= day <= on:
            wrong["as_of"] = phrases.OTHER_DAY
    return wrong


def _is_phone(value: str) -> bool:
    return bool(_PHONE.fullmatch(value)) and sum(c.isdigit() for c in value) in _DIGITS


def _is_email(value: str) -> bool:
    return bool(_EMAIL.fullmatch(value))


def _is_website(value: str) -> bool:
    return bool(_WEBSITE.fullmatch(value))


def _tidy(typed: str) -> str:
    spaced = _SPACE.sub(" ", unicodedata.normalize("NFC", typed))
    return "".join(c for c in spaced if unicodedata.category(c)[0] != "C").strip()


def _told(reach: Reach) -> dict[str, str]:
    return {name: value for name, value in asdict(reach).items() if value}
