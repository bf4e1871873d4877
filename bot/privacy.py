"""Hides personal numbers in what citizens type, before anything passes it on or stores it."""

import re

_DAY, _MONTH, _YEAR = r"(?:0?[1-9]|[12]\d|3[01])", r"(?:0?[1-9]|1[0-2])", r"(?:19|20)\d\d"
_DATE = rf"{_DAY}[/.-]{_MONTH}[/.-]{_YEAR}(?!\d)|{_YEAR}-{_MONTH}-{_DAY}(?!\d)"
_DOSSIER = r"[a-z]\d{1,3}(?:[. ]\d{1,3})*[ .-]\d{6}[ .-]\d{1,5}(?!\d)"
_CANDIDATE = r"\d{8}(?!\d)"
_THOUSANDS = r"[1-9]\d{0,2}(?:\.\d{3})*\.000(?![\d.]\d|\d)"
_MILLIONS = r"(?<!\+)[1-9]\d{0,2}(?: ?\d{3})*(?: ?000){2}(?! ?\d)"
_GAP = rf"(?:[ .\t\u00a0-]{{1,3}}(?!{_DATE}))?"
_LOOSE_GAP = rf"(?:[ .\t\u00a0]{{1,3}}(?!{_DATE}|{_CANDIDATE}))?"
_PHONE = rf"(?:\+?84[ .)-]{{0,2}}|0{_GAP})(?:[35789](?:{_GAP}\d){{8}}|2(?:{_GAP}\d){{9}})(?!\d)"
_CITIZEN = rf"0(?:{_GAP}\d){{11}}(?!\d)"
_LONG = rf"\d(?:{_LOOSE_GAP}\d){{8,}}"
_NUMBER = re.compile(
    rf"(?<!\d)(?:(?P<kept>{_DOSSIER}|{_DATE}|{_THOUSANDS}|{_MILLIONS})"
    rf"|{_PHONE}|{_CITIZEN}|(?P<candidate>{_CANDIDATE})|{_LONG})",
    re.IGNORECASE,
)
"""Phone numbers (10 or 11 digits), identity cards (9 or 12), however they are spaced; and before
them, what looks alike and stays."""
_MAIL = re.compile(r"[\w.+-]+@[\w-]+\.[\w.]+")
HIDDEN = "***"


def hide_personal_numbers(text: str) -> str:
    """Return `text` with phone numbers, identity numbers and mail addresses masked.

    Dossier codes, candidate numbers, document numbers, dates and amounts stay: they are what
    questions are about.
    """
    return _NUMBER.sub(_mask, _MAIL.sub(HIDDEN, text))


def _mask(found: re.Match[str]) -> str:
    return found[0] if found["kept"] or found["candidate"] else HIDDEN
