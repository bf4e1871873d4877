"""What was typed into a section's form, as the fields of a draft: right or wrong, nothing lost."""

import re
from collections.abc import Iterator
from typing import Any, Final

from starlette.datastructures import FormData

from bot.staff.editing.fields import FIELDS, Field, Kind
from knowledge.editing.sections import Section

_ROW: Final = re.compile(r"[0-9]{1,4}")


def read(section: Section, form: FormData) -> dict[str, Any]:
    """Return the fields of `section` as typed; a row that was left blank is {} or ""."""
    return _inside(FIELDS[section], "", form)


def read_row(field: Field, name: str, form: FormData) -> Any:
    """Return one row of the list `field`, which the form has under `name`."""
    if field.kind is Kind.TEXTS:
        return _text(form, name)
    return _inside(field.inside, f"{name}.", form)


def _inside(fields: tuple[Field, ...], prefix: str, form: FormData) -> dict[str, Any]:
    typed = {field.key: _value(field, prefix + field.key, form) for field in fields}
    return {key: value for key, value in typed.items() if value not in (None, "", False, [], {})}


def _value(field: Field, name: str, form: FormData) -> Any:
    match field.kind:
        case Kind.CHOICE:
            chosen = _text(form, name)
            return None if chosen == field.default else chosen
        case Kind.TICK:
            return name in form
        case Kind.LINES:
            return [line for line in _text(form, name).split("\n") if line.strip()]
        case Kind.TEXTS:
            return [_text(form, f"{name}.{row}") for row in _rows(form, name)]
        case Kind.ROWS:
            return [_inside(field.inside, f"{name}.{row}.", form) for row in _rows(form, name)]
        case Kind.GROUP:
            return _inside(field.inside, f"{name}.", form)
        case Kind.ONLY:
            return dict(_answers(form, f"{name}."))
    return _text(form, name)


def _rows(form: FormData, name: str) -> list[int]:
    """Return the numbers of the rows of a list, in order."""
    start = f"{name}."
    found = {key.removeprefix(start).split(".")[0] for key in form if key.startswith(start)}
    return sorted(int(number) for number in found if _ROW.fullmatch(number))


def _answers(form: FormData, start: str) -> Iterator[tuple[str, list[str]]]:
    for name in dict.fromkeys(form.keys()):
        if name.startswith(start):
            chosen = [value for value in form.getlist(name) if isinstance(value, str)]
            yield name.removeprefix(start), chosen


def _text(form: FormData, name: str) -> str:
    typed = form.get(name, "")
    plain = typed if isinstance(typed, str) else ""
    return plain.replace("\0", "").replace("\r\n", "\n").strip()
