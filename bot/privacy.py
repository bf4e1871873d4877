"""Hides personal numbers in what citizens type, before anything passes it on or stores it."""

import re

_LONG_NUMBER = re.compile(r"(?<![\w.-])(?:\+?84|0)?\d(?:[ .]?\d){8,13}(?![\w-])")
"""Phone numbers (10 digits), identity cards (9 or 12 digits), however they are spaced."""
_MAIL = re.compile(r"[\w.+-]+@[\w-]+\.[\w.]+")
HIDDEN = "***"


def hide_personal_numbers(text: str) -> str:
    """Return `text` with phone numbers, identity numbers and mail addresses masked.

    Dossier codes, document numbers, dates and amounts stay: they are what questions are about.
    """
    return _MAIL.sub(HIDDEN, _LONG_NUMBER.sub(HIDDEN, text))
