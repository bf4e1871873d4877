"""The Vietnamese name of every place in a procedure, for forms, differences and the log."""

from collections.abc import Iterator, Sequence
from datetime import date
from typing import Final

from bot.staff.editing.names import PROCEDURE, SECTIONS, VERSIONS, Name

_SEPARATOR: Final = " · "


def label(path: Sequence[str | int]) -> str:
    """Return what officers call a place: "Giấy tờ cần nộp · Giấy tờ số 2 · Số lượng".

    `path` leads from a procedure, or from a section of one whose value stands first. A version
    is named by its index, or by the day (ISO) since when it is in force. Keys that the schema
    lacks stand as they are.
    """
    start, *rest = path or ("",)
    if start in SECTIONS and (start not in PROCEDURE.inside or rest[:1] == [start]):
        section = SECTIONS[str(start)]
        return _SEPARATOR.join([section.name, *_parts(section, rest)])
    return _SEPARATOR.join(_parts(PROCEDURE, path))


def within(section: str, path: Sequence[str | int]) -> str:
    """Return the name of a place in a section, without that of the section."""
    return _SEPARATOR.join(_parts(SECTIONS[section], path))


def title(section: str) -> str:
    """Return the name of a section."""
    return SECTIONS[section].name


def field(section: str, path: Sequence[str | int]) -> str:
    """Return the name of the last place of `path` alone."""
    place = SECTIONS[section]
    for step in path:
        place = place if isinstance(step, int) else place.inside[step]
    return place.name


def row(section: str, key: str) -> str:
    """Return what a row of a section's list is called, before its number."""
    return SECTIONS[section].inside[key].row.removesuffix(" số").lower()


def _parts(place: Name, path: Sequence[str | int]) -> Iterator[str]:
    steps = list(path)
    while steps and not place.closed:
        key = str(steps.pop(0))
        place = place.inside.get(key) or Name(key)
        if place.row and steps:
            yield _row(place, steps.pop(0))
        elif place.name:
            yield place.name


def _row(place: Name, which: str | int) -> str:
    if isinstance(which, int):
        return f"{place.row} {which + 1}"
    try:
        return f"{VERSIONS} từ {date.fromisoformat(which):%d/%m/%Y}"
    except ValueError:
        return which
