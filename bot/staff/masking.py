"""Personal numbers as the console shows them: enough to compare, not enough to use."""

from datetime import date


def phone(tail: str) -> str:
    """Return the last four digits with two of them hidden: they are what a citizen proves."""
    return f"•••• ••{tail[-2:]}"


def birth(day: date) -> str:
    return f"••/••/{day.year}"


def number(wanted: str) -> str:
    """Return the number of a dossier or a candidate with all but its last four signs hidden."""
    return f"…{wanted.replace(' ', '')[-4:]}"
