"""Lays out what stands in a letter, line by line, before anything decides how it looks."""

import re
import unicodedata
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Final

from bot.papers import phrases
from bot.papers.clean import clean
from bot.papers.drawable import drawable
from knowledge.letters import FieldKind, Letter, Writer, pieces

PROSE_LINES: Final = 3
"""Empty lines to write on, under the place where a blank of prose begins."""

_ENDS_AFTER: Final = re.compile(r"[.;,:]?\s*")
_COUNTED: Final = re.compile(r"\s[^\W\d_A-ZĐ]")
_MANNER: Final = re.compile(r"(?P<signer>.*\S)\s*\((?P<manner>ký\b.*)\)", re.IGNORECASE)


class RunKind(StrEnum):
    """What a piece of a line is.

    A leader is a blank that takes the rest of the line; a count is one for a number.
    """

    WORDS = "words"
    FILLED = "filled"
    GAP = "gap"
    COUNT = "count"
    LEADER = "leader"


@dataclass(frozen=True)
class Run:
    """Words of ours, words of the citizen, or a blank, which has none."""

    kind: RunKind
    text: str = ""


Line = tuple[Run, ...]
"""What stands in one paragraph. One of a leader alone is a line to write on."""

_TO_WRITE_ON: Final[Line] = (Run(RunKind.LEADER),)


@dataclass(frozen=True)
class LetterSheet:
    """A letter as it is to be drawn; all plain text.

    `manner`: how `signer` signs. `note`: where the text comes from, for the foot of the page.
    """

    title: str
    writer: Writer
    to: tuple[Line, ...]
    body: tuple[Line, ...]
    enclosed: tuple[str, ...]
    signer: str
    manner: str
    note: str


def lay_out(letter: Letter, values: Mapping[str, str]) -> LetterSheet:
    """Return `letter` with `values`, field keys to what was confirmed; the rest are blanks.

    A value is words whatever it holds; one without anything that can be seen is a blank.
    """
    prose = {field.key for field in letter.fields if field.kind is FieldKind.PROSE}
    told = {key: lines for key, text in values.items() if (lines := _lines(text))}
    manner = _MANNER.fullmatch(letter.signer)
    organisation = letter.writer is Writer.ORGANISATION
    usual = phrases.SIGN_AND_STAMP if organisation else phrases.SIGN
    return LetterSheet(
        title=_seen(letter.title),
        writer=letter.writer,
        to=tuple(line for each in letter.to for line in _laid(each, told, frozenset())),
        body=tuple(line for each in letter.body for line in _laid(each, told, prose)),
        enclosed=tuple(map(_seen, letter.enclosed)),
        signer=_seen(manner["signer"] if manner else letter.signer),
        manner=f"({_capital(_seen(manner['manner']))})" if manner else usual,
        note=_note(letter),
    )


def _laid(
    words: str, told: Mapping[str, tuple[str, ...]], prose: frozenset[str] | set[str]
) -> Iterator[Line]:
    """Yield the lines of a paragraph: more than one where prose stands in it, or may."""
    line: list[Run] = []
    for key, text in pieces(words):
        if key is None:
            line.append(Run(RunKind.WORDS, " ".join(re.split(r"\s+", text))))
        elif key in told and key in prose:
            first, *more = told[key]
            line.append(Run(RunKind.FILLED, first))
            for each in more:
                yield _finished(line)
                line = [Run(RunKind.FILLED, each)]
        elif key in told:
            line.append(Run(RunKind.FILLED, " ".join(told[key])))
        elif key in prose:
            yield (*_finished(line), *_TO_WRITE_ON)
            yield from (_TO_WRITE_ON,) * PROSE_LINES
            line = []
        else:
            line.append(Run(RunKind.GAP))
    if any(run.text.strip(" .;,:") or run.kind is not RunKind.WORDS for run in line):
        yield _finished(line)


def _finished(line: list[Run]) -> Line:
    """Return `line` with each blank as wide as its place asks."""
    runs = list(line)
    for at, run in enumerate(runs):
        before = runs[at - 1].text if at else ""
        after = "".join(later.text for later in runs[at + 1 :])
        if run.kind is RunKind.WORDS and before.endswith(".") and run.text.startswith("."):
            runs[at] = Run(RunKind.WORDS, run.text[1:])
        elif run.kind is RunKind.GAP and _is_last_blank(runs, at, after):
            rest = after.strip(". ")
            return (*runs[:at], *_TO_WRITE_ON, *((Run(RunKind.WORDS, rest),) if rest else ()))
        elif run.kind is RunKind.GAP and _COUNTED.match(after) and _begins_a_part(before, at):
            runs[at] = Run(RunKind.COUNT)
    return tuple(run for run in runs if run.text or run.kind not in (RunKind.WORDS, RunKind.FILLED))


def _is_last_blank(runs: list[Run], at: int, after: str) -> bool:
    only_words = all(run.kind is RunKind.WORDS for run in runs[at + 1 :])
    return only_words and _ENDS_AFTER.fullmatch(after) is not None


def _begins_a_part(before: str, at: int) -> bool:
    return at == 0 or before.rstrip().endswith((",", ";"))


def _lines(text: str) -> tuple[str, ...]:
    return tuple(line for each in clean(text).split("\n") if drawable(line := _seen(each)))


def _seen(text: str) -> str:
    """Return `text` in one line, without what is no character at all, which no file may hold."""
    kept = "".join(letter for letter in clean(text) if unicodedata.category(letter) != "Cn")
    return " ".join(kept.split())


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]


def _note(letter: Letter) -> str:
    note = phrases.LETTER_NOTE.format(source=_seen(letter.source).rstrip(". "))
    if letter.template is None:
        return note
    official = phrases.LETTER_TEMPLATE.format(template=_seen(letter.template).rstrip(". "))
    return f"{note} {official}"
