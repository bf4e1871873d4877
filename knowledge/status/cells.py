"""One cell of an office file, as text or as the spreadsheet's own number or date, parsed.

Each function raises BadCell, whose text is a reason in Vietnamese without the value itself.
"""

import math
import re
import unicodedata
from datetime import date, datetime
from decimal import Decimal
from enum import StrEnum
from functools import lru_cache
from pathlib import Path
from typing import Final, TypeVar

import yaml

from knowledge.folding import fold
from knowledge.status import phrases

_Choice = TypeVar("_Choice", bound=StrEnum)

LONGEST_KEY: Final = 60
"""Characters of the key of an exam or a subject."""
LONGEST_NAME: Final = 100
LONGEST_NOTE: Final = 500
LONGEST_CODE: Final = 40

_HIDDEN: Final = re.compile(
    "[\x00-\x08\x0e-\x1f\x7f-\x9f\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff\ud800-\udfff]"
)
"""Controls, marks of direction, halves of characters: none is text, some no database takes."""
_DASHES: Final = re.compile("[\u2010-\u2015\u2212]")
_CODE: Final = re.compile(
    r"((?:[0-9]{1,3}\.)*[A-Z][0-9]{1,3}(?:\.[0-9]{1,3})*)[ .-]+([0-9]{6})[ .-]+([0-9]{1,5})"
)
_ISO_DAY: Final = re.compile(r"([0-9]{4})-([0-9]{1,2})-([0-9]{1,2})")
_OUR_DAY: Final = re.compile(r"([0-9]{1,2})/([0-9]{1,2})/([0-9]{4})")
_YEARS: Final = range(1900, 2101)
_SCORE: Final = re.compile(r"[0-9]{1,2}(?:[.,][0-9]{1,6})?")
_PHONE_SIGNS: Final = re.compile(r"[ .()-]")
_PHONE: Final = re.compile(r"0[0-9]{9,10}")
_PHONE_TAIL: Final = 4
_CANDIDATE: Final = re.compile(r"[0-9]{6,10}")
_USUAL_CANDIDATE: Final = 8
_PAPER: Final = re.compile(r"[0-9]{9}|[0-9]{12}")
_PROCEDURES: Final = range(1, 62)
_SUBJECTS: Final = Path(__file__).with_name("subjects.yml")


class BadCell(ValueError):
    """A cell that can't be taken; says in Vietnamese what is wrong and what is expected."""


def dossier_code(text: str) -> str:
    """Return the code of a dossier in the one form that is stored: ``H48.12-210119-0007``.

    Small letters, spaces, long dashes, or spaces instead of dashes are forgiven. Raises
    ValueError (BadCell) for anything that is no code.
    """
    plain = _DASHES.sub("-", unicodedata.normalize("NFKC", _HIDDEN.sub("", text)))
    found = _CODE.fullmatch(" ".join(plain.upper().split()).replace(" -", "-").replace("- ", "-"))
    code = "-".join(found.groups()) if found else ""
    if not 0 < len(code) <= LONGEST_CODE:
        raise BadCell(phrases.NOT_A_CODE)
    return code


def code(cell: object) -> str:
    """Return the code of a dossier in a cell; see `dossier_code`."""
    return dossier_code(_needed(cell))


def procedure(cell: object) -> int:
    """Return the number of a procedure, 1 to 61."""
    text = _needed(cell)
    number = int(text) if text.isascii() and text.isdigit() and len(text) <= 3 else 0
    if number not in _PROCEDURES:
        raise BadCell(phrases.NOT_A_PROCEDURE)
    return number


def phone_tail(cell: object) -> str:
    """Return the last four digits of a phone number; the zero that Excel took is put back."""
    digits = _PHONE_SIGNS.sub("", _needed(cell))
    if digits.startswith("+84") or (digits.startswith("84") and len(digits) in {11, 12}):
        digits = "0" + digits.removeprefix("+").removeprefix("84").removeprefix("0")
    elif not digits.startswith("0") and len(digits) in {9, 10}:
        digits = "0" + digits
    if not _PHONE.fullmatch(digits):
        raise BadCell(phrases.NOT_A_PHONE)
    return digits[-_PHONE_TAIL:]


def day(cell: object) -> date:
    """Return the day in a cell: ``2026-11-23``, ``23/11/2026`` or a date of the spreadsheet."""
    if isinstance(cell, datetime):
        cell = cell.date()
    if isinstance(cell, date):
        if cell.year not in _YEARS:
            raise BadCell(phrases.NOT_A_DAY)
        return cell
    text = _needed(cell)
    if found := _ISO_DAY.fullmatch(text):
        year, month, number = map(int, found.groups())
    elif found := _OUR_DAY.fullmatch(text):
        number, month, year = map(int, found.groups())
    else:
        raise BadCell(phrases.NOT_A_DAY)
    try:
        made = date(year, month, number)
    except ValueError:
        raise BadCell(phrases.NOT_A_DAY) from None
    if made.year not in _YEARS:
        raise BadCell(phrases.NOT_A_DAY)
    return made


def day_or_none(cell: object) -> date | None:
    """Return the day in a cell that may be empty."""
    return day(cell) if _is_there(cell) else None


def score(cell: object) -> Decimal:
    """Return a score from 0 to 10 with two decimals; the comma counts as the point."""
    text = str(round(cell, 6)) if isinstance(cell, float) else _needed(cell)
    if not _SCORE.fullmatch(text):
        raise BadCell(phrases.NOT_A_SCORE)
    exact = Decimal(text.replace(",", "."))
    rounded = exact.quantize(Decimal("0.01"))
    if exact != rounded or exact > 10:
        raise BadCell(phrases.NOT_A_SCORE)
    return rounded


def score_or_none(cell: object) -> Decimal | None:
    """Return the score in a cell that may be empty."""
    return score(cell) if _is_there(cell) else None


def candidate(cell: object) -> str:
    """Return a candidate number, 6 to 10 digits; a number of 7 digits lost its zero in Excel."""
    text = "".join(_needed(cell).split())
    if isinstance(cell, int | float) and len(text) == _USUAL_CANDIDATE - 1:
        text = text.zfill(_USUAL_CANDIDATE)
    if not _CANDIDATE.fullmatch(text):
        raise BadCell(phrases.NOT_A_CANDIDATE)
    return text


def exam(cell: object) -> tuple[str, str]:
    """Return the key of an exam, fit for an address, and its name as it is written."""
    name = _line(cell, LONGEST_NAME)
    key = _key(name)
    if not 0 < len(key) <= LONGEST_KEY:
        raise BadCell(phrases.NOT_AN_EXAM)
    return key, name


def subject(cell: object) -> tuple[str, str]:
    """Return the key of a subject and its name; "Lý" and "vat li" are both ``Vật lí``."""
    written = _line(cell, LONGEST_KEY)
    name = _subjects().get(_key(written), written)
    key = _key(name)
    if not 0 < len(key) <= LONGEST_KEY:
        raise BadCell(phrases.NOT_A_SUBJECT)
    return key, name


def note(cell: object) -> str:
    """Return a note, which may be empty, as one line."""
    return _line(cell, LONGEST_NOTE) if _is_there(cell) else ""


def check_name(cell: object) -> None:
    """Look at the name of a person, which may be empty and is not kept."""
    if _is_there(cell):
        _line(cell, LONGEST_NAME)


def check_paper(cell: object) -> None:
    """Look at the number of an identity paper, which may be empty and is not kept."""
    text = "".join(text_of(cell).split())
    if isinstance(cell, int | float):
        text = text.zfill(9 if len(text) <= 9 else 12)
    if text and not _PAPER.fullmatch(text):
        raise BadCell(phrases.NOT_A_PAPER)


def one_of(kind: type[_Choice], others: dict[str, _Choice], cell: object) -> _Choice:
    """Return the member of `kind` that a cell names, with or without diacritics.

    `others` are further ways of writing, folded.
    """
    folded = fold(_needed(cell)[:LONGEST_NAME])
    found = others.get(folded)
    if found is not None:
        return found
    try:
        return kind(folded.replace(" ", "_"))
    except ValueError:
        raise BadCell(phrases.NOT_AMONG.format(allowed=", ".join(kind))) from None


def text_of(cell: object) -> str:
    """Return what a cell says, in NFC, trimmed, on one line; a whole number has no ``.0``."""
    if cell is None:
        return ""
    if isinstance(cell, float) and math.isfinite(cell) and cell.is_integer():
        cell = int(cell)
    text = str(cell)
    if not text.isprintable():
        text = _HIDDEN.sub("", text)
    if not text.isascii():
        text = unicodedata.normalize("NFC", text)
    return " ".join(text.split())


def _is_there(cell: object) -> bool:
    return bool(text_of(cell))


def _needed(cell: object) -> str:
    text = text_of(cell)
    if not text:
        raise BadCell(phrases.BLANK)
    return text


def _line(cell: object, most: int) -> str:
    text = _needed(cell)
    if len(text) > most:
        raise BadCell(phrases.TOO_LONG.format(most=most))
    return text


@lru_cache(maxsize=256)
def _key(name: str) -> str:
    return fold(name).replace(" ", "-")


@lru_cache(maxsize=1)
def _subjects() -> dict[str, str]:
    listed: dict[str, list[str]] = yaml.safe_load(_SUBJECTS.read_text(encoding="utf-8"))
    return {_key(each): name for name, others in listed.items() for each in (name, *others)}
