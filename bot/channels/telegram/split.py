"""Cuts rendered HTML into parts that Telegram accepts, between paragraphs when it can."""

import unicodedata
from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass
from html import escape
from html.parser import HTMLParser
from itertools import accumulate
from typing import Final

from bot.channels.telegram.measure import is_blank, utf16_units

MAX_UNITS: Final = 4096
"""Telegram's limit for one message: UTF-16 units of visible text."""

MAX_ENTITIES: Final = 100
"""Telegram silently drops formatting and links beyond this many in one message."""

_SENTENCE_ENDS: Final = ".!?…;:"
_JOINER: Final = "\u200d"


@dataclass(frozen=True)
class _Run:
    """Visible text under one set of open tags; `tags` are start tags, outermost first."""

    text: str
    tags: tuple[str, ...]


class _Reader(HTMLParser):
    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.runs: list[_Run] = []
        self._open: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self._open.append(self.get_starttag_text() or f"<{tag}>")

    def handle_endtag(self, tag: str) -> None:
        self._open.pop()

    def handle_data(self, data: str) -> None:
        self.runs.append(_Run(data, tuple(self._open)))


def _read(html: str) -> list[_Run]:
    reader = _Reader()
    reader.feed(html)
    reader.close()
    return reader.runs


def visible_text(html: str) -> str:
    """What a reader sees of `html`, without tags."""
    return "".join(run.text for run in _read(html))


def split(html: str, limit: int = MAX_UNITS, max_entities: int = MAX_ENTITIES) -> list[str]:
    """Parts of `html` of at most `limit` UTF-16 units of visible text each, in order.

    `html` is as `markup.to_html` makes it. Cuts come between paragraphs, else lines, else
    sentences, else words, else characters; tags open at a cut are closed and opened again.
    Only white space at cuts is dropped; text that shows nothing gives no part.

    Raises:
        ValueError: `limit` < 2 or `max_entities` < 1, too small for any character.
    """
    if limit < 2 or max_entities < 1:
        raise ValueError("no character fits into such a limit")
    runs = _read(html)
    text = "".join(run.text for run in runs)
    ranges = _ranges(text, runs, limit, max_entities)
    return [_write(runs, start, end) for start, end in ranges if not is_blank(text[start:end])]


def _ranges(
    text: str, runs: list[_Run], limit: int, max_entities: int
) -> Iterator[tuple[int, int]]:
    units = list(accumulate((utf16_units(char) for char in text), initial=0))
    start = 0
    while start < len(text):
        fits = bisect_right(units, units[start] + limit) - 1
        fits = min(fits, _entities_end(runs, start, max_entities))
        end = fits if fits == len(text) else _cut(text, start, fits)
        tail = len(text[start:end].rstrip())
        yield start, start + tail
        start = end + len(text[end:]) - len(text[end:].lstrip("\n "))


def _entities_end(runs: list[_Run], start: int, max_entities: int) -> int:
    """How far text from `start` reaches with at most `max_entities` tags opened."""
    previous: tuple[str, ...] = ()
    opened = position = 0
    for run in runs:
        run_end = position + len(run.text)
        if run_end > start:
            opened += len(run.tags) - _common(previous, run.tags)
            if opened > max_entities and position > start:
                return position
            previous = run.tags
        position = run_end
    return position


def _cut(text: str, start: int, fits: int) -> int:
    """The best place to cut in `text[start:fits + 1]`; at least a quarter goes before it."""
    least = start + (fits - start) // 4
    for mark in ("\n\n", "\n"):
        found = text.rfind(mark, least, fits + len(mark))
        if found > start:
            return found
    spaces = [at for at in range(fits, max(least, start), -1) if text[at].isspace()]
    for at in spaces:
        if text[at - 1] in _SENTENCE_ENDS:
            return at
    return spaces[0] if spaces else _between_characters(text, start, fits)


def _between_characters(text: str, start: int, fits: int) -> int:
    """Steps back from `fits` so that accents and joined emoji stay with their letter."""
    for at in range(fits, start, -1):
        joined = unicodedata.category(text[at]) in {"Mn", "Me"} or _JOINER in text[at - 1 : at + 1]
        if not joined:
            return at
    return fits


def _common(left: tuple[str, ...], right: tuple[str, ...]) -> int:
    same = 0
    while same < min(len(left), len(right)) and left[same] == right[same]:
        same += 1
    return same


def _write(runs: list[_Run], start: int, end: int) -> str:
    pieces: list[str] = []
    opened: tuple[str, ...] = ()
    position = 0
    for run in runs:
        text = run.text[max(start - position, 0) : max(end - position, 0)]
        position += len(run.text)
        if text:
            pieces += _retag(opened, run.tags)
            pieces.append(escape(text, quote=False))
            opened = run.tags
    return "".join(pieces + _retag(opened, ()))


def _retag(before: tuple[str, ...], after: tuple[str, ...]) -> list[str]:
    same = _common(before, after)
    closing = [f"</{tag.strip('<>').split()[0]}>" for tag in reversed(before[same:])]
    return closing + list(after[same:])
