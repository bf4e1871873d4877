"""Prints a checklist as PDF or PNG: values go in, the templates decide how they look."""

import io
import json
from collections.abc import Callable
from datetime import UTC, date, datetime, time
from functools import cache
from pathlib import Path
from typing import Any, Final

import segno
from typst import Compiler, Fonts

from actions.checklist import Checklist
from actions.papers import Form
from bot.papers.drawable import drawable

_HERE: Final = Path(__file__).parent
_TEMPLATES: Final = _HERE / "templates"

LONGEST: Final = 13_000
"""Characters of a checklist, about three times the longest. Memory is what more would cost: a
picture of this length has 23 million pixels, and drawing it takes 200 MB."""

LONGEST_LINK: Final = 300
"""Characters; a longer one makes squares of the code that a phone can't tell apart on paper."""

_PPI: Final = 216.0
"""Pixels per inch: the page of the phone is 360 points wide, 1080 pixels."""


class PaperTooLong(Exception):
    """The texts of a paper are longer than `LONGEST` together."""


def render(checklist: Checklist, link: str, form: Form) -> bytes:
    """Return `checklist` as an A4 document or as one picture of 1080 pixels in width.

    The same values give the same bytes. `link` leads back to the procedure; it is printed as a
    QR code.

    Raises:
        ValueError: `link` is no web address or longer than `LONGEST_LINK`.
        PaperTooLong: the texts are longer than `LONGEST` together.
    """
    if not link.startswith(("http://", "https://")) or len(link) > LONGEST_LINK:
        raise ValueError("the link of a paper must be a short web address")
    values = checklist.model_dump(mode="json")
    if len(json.dumps(values, ensure_ascii=False)) > LONGEST:
        raise PaperTooLong(f"procedure {checklist.procedure}")
    values = _each_text(values, drawable) | {
        "in_force_from": _day(checklist.in_force_from),
        "as_of": _day(checklist.as_of),
        "link": link,
        "code": _code(link),
    }
    made = _compiler().compile(
        format=form.value,
        ppi=_PPI,
        sys_inputs={
            "checklist": json.dumps(values),
            "form": "paper" if form is Form.PDF else "phone",
        },
        timestamp=datetime.combine(checklist.as_of, time(), UTC),
    )
    assert isinstance(made, bytes)
    return made


def _compiler() -> Compiler:
    return Compiler(_TEMPLATES / "checklist.typ", root=_TEMPLATES, font_paths=fonts())


@cache
def fonts() -> Fonts:
    """Only ours, so that a paper looks the same wherever it is made."""
    return Fonts(
        include_system_fonts=False, include_embedded_fonts=False, font_paths=[_HERE / "fonts"]
    )


def _code(link: str) -> str:
    drawn = io.BytesIO()
    segno.make(link, error="m", micro=False).save(drawn, kind="svg", border=2, dark="#1c2a29")
    return drawn.getvalue().decode()


def _each_text(value: Any, change: Callable[[str], str]) -> Any:
    if isinstance(value, str):
        return change(value)
    if isinstance(value, dict):
        return {key: _each_text(inner, change) for key, inner in value.items()}
    if isinstance(value, list):
        return [_each_text(inner, change) for inner in value]
    return value


def _day(day: date) -> str:
    return f"{day:%d/%m/%Y}"
