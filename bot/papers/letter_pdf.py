"""Prints a letter as PDF: values go in, `templates/letter.typ` decides how it looks."""

import json
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, Final

from typst import Compiler

from bot.papers import phrases
from bot.papers.drawable import drawable
from bot.papers.letter_sheet import LetterSheet, Line, Run, RunKind
from bot.papers.render import PaperTooLong, fonts

LONGEST: Final = 30_000
"""Characters of a letter with all its blanks, over three times the longest with the longest
answers: what bounds the time of making it."""

_TEMPLATES: Final = Path(__file__).parent / "templates"
_MADE: Final = datetime(2026, 1, 1, tzinfo=UTC)
"""The day that the file says it was made: always the same, so that it tells nothing."""

_WORDS: Final = {
    "nation": phrases.NATION,
    "motto": phrases.MOTTO,
    "place_and_date": phrases.PLACE_AND_DATE,
    "office": phrases.OFFICE,
    "office_number": phrases.OFFICE_NUMBER,
    "to": phrases.TO,
    "enclosed": phrases.ENCLOSED,
    "copies": phrases.COPIES,
    "copies_to": phrases.COPIES_TO,
}


def letter_pdf(sheet: LetterSheet) -> bytes:
    """Return `sheet` as an A4 document; the same values give the same bytes.

    A letter of a script that our fonts lack is printed as `□`.

    Raises PaperTooLong if the texts are longer than `LONGEST` together.
    """
    values = json.dumps(_values(sheet))
    if len(values) > LONGEST * 2:  # JSON escapes what is not ASCII
        raise PaperTooLong("letter")
    made = Compiler(_TEMPLATES / "letter.typ", root=_TEMPLATES, font_paths=fonts()).compile(
        format="pdf",
        sys_inputs={"letter": values, "words": json.dumps(_WORDS)},
        timestamp=_MADE,
    )
    assert isinstance(made, bytes)
    return made


def _values(sheet: LetterSheet) -> dict[str, Any]:
    return {
        "title": drawable(sheet.title),
        "writer": sheet.writer.value,
        "to": [_line(line) for line in sheet.to],
        "body": [_line(line) for line in sheet.body],
        "enclosed": [drawable(each) for each in sheet.enclosed],
        "signer": drawable(sheet.signer),
        "manner": drawable(sheet.manner),
        "note": drawable(sheet.note),
    }


def _line(line: Line) -> list[dict[str, str]]:
    return [{"kind": run.kind.value, "text": _drawn(run)} for run in line]


def _drawn(run: Run) -> str:
    """Return the text of `run`; the spaces around words of ours part them from the values."""
    drawn = drawable(run.text)
    if run.kind is not RunKind.WORDS or not drawn:
        return drawn or (run.text and " ")
    before = " " if run.text[0].isspace() else ""
    after = " " if run.text[-1].isspace() else ""
    return f"{before}{drawn}{after}"
