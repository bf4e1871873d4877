"""Finds names of persons in what citizens type, by family names, kinship and capitals."""

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Final

from bot import person_words
from bot.privacy import HIDDEN
from knowledge.folding import fold

_WORD: Final = re.compile(r"[^\W\d_]+")
_LONGEST_NAME: Final = 5
"""Words."""
_TITLED: Final = 0.6
"""Share of capitalised words from which capitals say nothing."""


@dataclass(frozen=True)
class _Word:
    """`joined`: no more than a space parts it from the word before; `place`: names no person."""

    text: str
    start: int
    end: int
    joined: bool
    place: bool = False

    @property
    def capital(self) -> bool:
        return self.text[0].isupper() and not self.place

    @property
    def folded(self) -> str:
        return fold(self.text)

    @property
    def lower(self) -> str:
        return self.text.lower()


_Words = Sequence[_Word]
_Span = tuple[int, int]
_Finder = Callable[[_Words, int], _Span]
_NOBODY: Final[_Span] = (0, 0)


def hide_names(text: str) -> str:
    """Return `text` with what looks like the name of a person masked."""
    words = _with_places(list(_words(text)))
    hidden = text
    for start, end in reversed(_spans(_found(words))):
        hidden = hidden[: words[start].start] + HIDDEN + hidden[words[end - 1].end :]
    return hidden


def _words(text: str) -> Iterator[_Word]:
    before, end = "", 0
    for match in _WORD.finditer(text):
        gap = text[end : match.start()]
        initial = len(before) == 1 and gap in {".", ". "}
        joined = bool(before) and (not gap.strip(" ") or initial or gap in {"-", ".", "_"})
        yield _Word(match[0], match.start(), match.end(), joined)
        before, end = match[0], match.end()


def _found(words: _Words) -> set[int]:
    """Return the positions of all words that belong to a name."""
    others = [word for word in words if not word.place]
    capitals = sum(word.capital for word in others)
    if capitals == len(others) == len(words) and 2 <= capitals <= _LONGEST_NAME:
        return set(range(len(words)))
    titled = len(words) > _LONGEST_NAME and capitals >= _TITLED * max(1, len(others))
    finders = _IN_TITLE_CASE if titled else _IN_SENTENCES
    return {
        position
        for at in range(len(words))
        for find in finders
        for position in range(*find(words, at))
    }


def _with_family(words: _Words, at: int) -> _Span:
    """A family name and what is capitalised after it."""
    if not (words[at].capital and words[at].lower in person_words.FAMILIES):
        return _NOBODY
    end = _end_of_capitals(words, at)
    return (at, end) if end - at > 1 else _NOBODY


def _in_title_case(words: _Words, at: int) -> _Span:
    """Where every word is capitalised: three at most after a sure family name."""
    if not (words[at].capital and words[at].lower in person_words.SURE_FAMILIES):
        return _NOBODY
    end = min(_end_of_capitals(words, at), at + 4)
    return (at, end) if end - at > 1 else _NOBODY


def _in_small_letters(words: _Words, at: int) -> _Span:
    """A name in small letters, known by its middle: "lê thị hoa"."""
    family, middle = words[at].lower, _lower(words, at + 1)
    accented = family in person_words.FAMILIES and middle in {"thị", "văn"}
    plain = family in person_words.PLAIN_FAMILIES and middle in {"thi", "van"}
    joined = _joined(words, at + 1) and _joined(words, at + 2)
    if words[at].place or not (accented or plain) or not joined or words[at + 1].capital:
        return _NOBODY
    more = _joined(words, at + 3) and words[at + 3].folded not in person_words.NO_NAMES
    return at, at + (4 if more else 3)


def _introduced(words: _Words, at: int) -> _Span:
    """What "tên là" or the like leads to, up to a word that is in no name."""
    said = tuple(word.folded for word in words[at : at + 4])
    lengths = (len(each) for each in person_words.INTRODUCTIONS if said[: len(each)] == each)
    length = next(lengths, 0)
    if not length:
        return _NOBODY
    first = end = at + length
    while (
        end < len(words)
        and end - first < _LONGEST_NAME
        and (end == first or words[end].joined)
        and words[end].folded not in person_words.NO_NAMES
    ):
        end += 1
    return first, end


def _after_kin(words: _Words, at: int) -> _Span:
    """A capitalised name after a word such as "em" or "thầy", which stays."""
    kin = words[at]
    if kin.folded not in person_words.KIN or (kin.capital and kin.joined):
        return _NOBODY
    first = at + 2 if _lower(words, at + 1) in {"là", "la"} else at + 1
    if not (_joined(words, first) and words[first].capital) or _lower(words, at - 1) == "tiếng":
        return _NOBODY
    return first, _end_of_capitals(words, first)


def _in_capitals(words: _Words, at: int) -> _Span:
    """Two or more capitalised words, whoever that may be."""
    if not words[at].capital or (at and words[at].joined and words[at - 1].capital):
        return _NOBODY
    end = _end_of_capitals(words, at)
    first = at + 1 if words[at].lower in person_words.OPENINGS else at
    return (first, end) if end - first > 1 else _NOBODY


_ANYWHERE: Final[tuple[_Finder, ...]] = (_introduced, _in_small_letters)
_IN_SENTENCES: Final = (*_ANYWHERE, _after_kin, _with_family, _in_capitals)
_IN_TITLE_CASE: Final = (*_ANYWHERE, _in_title_case)


def _with_places(words: list[_Word]) -> list[_Word]:
    """Return `words` with those marked that name a school, a street, a place or an office."""
    places: set[int] = set()
    for at in range(len(words)):
        for length in range(1, 4):
            if tuple(word.lower for word in words[at : at + length]) in person_words.KNOWN:
                places |= set(range(at, at + length))
        if _leads_to_place(words[at]) and _joined(words, at + 1):
            places |= set(range(at + 1, _end_of_place(words, at + 1)))
    return [replace(word, place=at in places) for at, word in enumerate(words)]


def _leads_to_place(word: _Word) -> bool:
    plain = not word.capital and word.lower in person_words.PLAIN_BEFORE_PLACES
    return plain or word.lower in person_words.BEFORE_PLACES


def _end_of_place(words: _Words, at: int) -> int:
    """Return where the name ends; a person named after it isn't part of it."""
    end = at
    while end < len(words) and words[end].capital and words[end].joined and end - at < 4:
        sure = words[end].lower in person_words.SURE_FAMILIES
        if end - at > 1 and sure and _joined(words, end + 1) and words[end + 1].capital:
            break
        end += 1
    return end


def _end_of_capitals(words: _Words, at: int) -> int:
    end = at + 1
    while end < len(words) and words[end].capital and words[end].joined:
        end += 1
    return end


def _lower(words: _Words, at: int) -> str:
    return words[at].lower if 0 <= at < len(words) else ""


def _joined(words: _Words, at: int) -> bool:
    return at < len(words) and words[at].joined


def _spans(positions: set[int]) -> list[_Span]:
    spans: list[_Span] = []
    for at in sorted(positions):
        if spans and spans[-1][1] == at:
            spans[-1] = (spans[-1][0], at + 1)
        else:
            spans.append((at, at + 1))
    return spans
