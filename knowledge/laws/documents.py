"""Legal documents: what is known of each, and adding one."""

import re
import unicodedata
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from datetime import date
from enum import StrEnum
from typing import Any, Final

from sqlalchemy import select
from sqlalchemy.orm import Session

from knowledge.content import Confidence
from knowledge.folding import fold
from knowledge.laws import phrases
from knowledge.laws.numbers import LAW_NUMBER
from knowledge.laws.told_dates import first_day, last_day, told_date
from knowledge.models import LegalDocument
from knowledge.staff.audit import Action, record

LONGEST: Final[Mapping[str, int]] = {
    "number": 100,
    "type": 50,
    "title": 500,
    "issuer": 200,
    "note": 2000,
}
"""Characters that a field of a document may have."""
_NAMES: Final = {
    "number": phrases.NUMBER,
    "type": phrases.TYPE,
    "title": phrases.TITLE,
    "issuer": phrases.ISSUER,
    "note": phrases.NOTE,
}
_SPACE: Final = re.compile(r"\s+")


class LawError(Exception):
    """Something can't be done to a legal document; says why in Vietnamese."""

    def __init__(self, *reasons: str) -> None:
        super().__init__(" ".join(reasons))
        self.reasons = reasons


class Validity(StrEnum):
    """Whether a document holds on some day. `ENDING`: it does, and its last day is known."""

    IN_FORCE = "in_force"
    ENDING = "ending"
    ENDED = "ended"
    NOT_YET = "not_yet"


@dataclass(frozen=True)
class Law:
    """One legal document; dates as in `told_dates`, `effective_to` the last day it holds."""

    number: str
    type: str
    title: str
    issuer: str
    issued: str | None = None
    effective_from: str | None = None
    effective_to: str | None = None
    replaced_by: tuple[str, ...] = ()
    amended_by: tuple[str, ...] = ()
    confidence: Confidence = Confidence.HIGH
    note: str | None = None

    def validity(self, on: date) -> Validity:
        if self.effective_to and last_day(self.effective_to) < on:
            return Validity.ENDED
        if self.effective_from and first_day(self.effective_from) > on:
            return Validity.NOT_YET
        return Validity.ENDING if self.effective_to else Validity.IN_FORCE


def laws(session: Session) -> list[Law]:
    """Return all documents, the newest first."""
    found = [law_of(row) for row in session.scalars(select(LegalDocument))]
    newest = sorted(found, key=lambda law: law.number)
    return sorted(newest, key=lambda law: law.effective_from or law.issued or "", reverse=True)


def law(session: Session, number: str) -> Law:
    """Return one document. Raises LookupError if there is none of that number."""
    row = session.get(LegalDocument, number)
    if row is None:
        raise LookupError(number)
    return law_of(row)


def add_law(session: Session, who: str, added: Law) -> None:
    """Add a document. Raises LawError if there is one by that number already."""
    same = fold(added.number)
    for number in session.scalars(select(LegalDocument.number)):
        if fold(number) == same:
            raise LawError(phrases.KNOWN_ALREADY.format(number=number))
    session.add(
        LegalDocument(
            **asdict(added)
            | {
                "replaced_by": list(added.replaced_by),
                "amended_by": list(added.amended_by),
                "confidence": added.confidence.value,
            }
        )
    )
    session.flush()
    record(session, who, Action.MARK_LAW, object_of(added.number), after=told(added))


def typed_law(fields: Mapping[str, str]) -> Law:
    """Return the document that was typed. Raises LawError with all that is wrong with it."""
    wrong: list[str] = []
    texts = {name: tidy(fields.get(name, "")) for name in LONGEST}
    wrong += [
        phrases.MISSING.format(what=_NAMES[name].lower())
        for name in ("number", "type", "title", "issuer")
        if not texts[name]
    ]
    wrong += [message for name in LONGEST if (message := too_long(name, texts[name]))]
    if texts["number"] and not LAW_NUMBER.fullmatch(texts["number"]):
        wrong.append(phrases.BAD_NUMBER.format(typed=shortened(texts["number"])))
    issued = _day(fields.get("issued", ""), phrases.ISSUED, wrong)
    start = _day(fields.get("effective_from", ""), phrases.EFFECTIVE_FROM, wrong)
    if issued and start and last_day(start) < first_day(issued):
        wrong.append(phrases.STARTS_BEFORE_ISSUED)
    if wrong:
        raise LawError(*wrong)
    return Law(
        number=texts["number"],
        type=texts["type"],
        title=texts["title"],
        issuer=texts["issuer"],
        issued=issued,
        effective_from=start,
        confidence=Confidence.MEDIUM if fields.get("unsure") else Confidence.HIGH,
        note=texts["note"] or None,
    )


def told(one: Law) -> dict[str, Any]:
    """Return `one` as the log keeps it: without what is empty."""
    return {name: value for name, value in asdict(one).items() if value}


def object_of(number: str) -> str:
    """Return how the log names a document."""
    return f"văn bản {number}"


def tidy(typed: str) -> str:
    """Return `typed` on one line, composed, without what can't be seen."""
    composed = unicodedata.normalize("NFC", typed)
    spaced = _SPACE.sub(" ", composed)
    return "".join(c for c in spaced if unicodedata.category(c)[0] != "C").strip()


def shortened(typed: str) -> str:
    """Return the beginning of `typed`, short enough to be quoted in a message."""
    return typed if len(typed) <= 60 else f"{typed[:60]}…"


def too_long(name: str, text: str) -> str:
    """Return what to say if `text` is longer than the field `name` holds, else nothing."""
    if len(text) <= LONGEST[name]:
        return ""
    return phrases.TOO_LONG.format(what=_NAMES[name], length=len(text), most=LONGEST[name])


def typed_day(typed: str, what: str) -> str:
    """Return a typed date as it is stored. Raises LawError."""
    try:
        return told_date(typed)
    except ValueError:
        text = phrases.BAD_DAY.format(what=what, typed=shortened(tidy(typed)))
        raise LawError(text) from None


def _day(typed: str, what: str, wrong: list[str]) -> str | None:
    if not tidy(typed):
        return None
    try:
        return typed_day(typed, what)
    except LawError as error:
        wrong += error.reasons
        return None


def law_of(row: LegalDocument) -> Law:
    return Law(
        number=row.number,
        type=row.type,
        title=row.title,
        issuer=row.issuer,
        issued=row.issued,
        effective_from=row.effective_from,
        effective_to=row.effective_to,
        replaced_by=tuple(row.replaced_by),
        amended_by=tuple(row.amended_by),
        confidence=Confidence(row.confidence),
        note=row.note,
    )
