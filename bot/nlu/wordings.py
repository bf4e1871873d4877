"""Brings what people write in many ways (shorthand, dialect, abbreviations) to one wording."""

from __future__ import annotations

import re
import unicodedata
from pathlib import Path

import yaml

from knowledge.folding import fold

WORDINGS = Path(__file__).parent.parent.parent / "nlu_data" / "wordings.yml"
LONGEST = 600
"""Characters of a message that are looked at: its start and its end, where the question stands."""
_SPACES = re.compile(r"\s+")
_DIGITS = re.compile(r"\d{5,}")
_WORD = re.compile(r"[^\W_]+")


def spell(text: str) -> str:
    """Return `text` in one spelling, lower case, cut in the middle when very long."""
    one_form = unicodedata.normalize("NFC", text).lower()
    if len(one_form) > LONGEST:
        one_form = one_form[: LONGEST // 2] + " " + one_form[-LONGEST // 2 :]
    return _SPACES.sub(" ", _DIGITS.sub("00000", one_form)).strip()


class Wordings:
    """The wordings of ``wordings.yml``: for each, what else is written for it."""

    def __init__(self, spelled: dict[str, list[str]], folded: dict[str, list[str]]) -> None:
        self._spelled = {
            variant: word for word, variants in spelled.items() for variant in variants
        }
        self._folded = {
            tuple(variant.split()): wording
            for wording, variants in folded.items()
            for variant in variants
        }
        self.words = frozenset(word for variant in self._folded for word in variant)
        """The words that the folded variants are made of."""
        for wording in folded:
            self._folded.setdefault(tuple(wording.split()), wording)
        self._longest = max(map(len, self._folded), default=1)

    @classmethod
    def read(cls, path: Path = WORDINGS) -> Wordings:
        listed = yaml.safe_load(path.read_text(encoding="utf-8"))
        return cls(listed["spelled"], listed["folded"])

    def folded(self, text: str) -> str:
        """Return `text` folded, words of the dialect that need their diacritics replaced first."""
        return fold(_WORD.sub(lambda word: self._spelled.get(word[0], word[0]), spell(text)))

    def plain(self, folded: str) -> str:
        """Return a folded text with each variant replaced by its wording, the longest first.

        A wording that stands there already is left whole.
        """
        words = folded.split()
        plain: list[str] = []
        while words:
            for length in range(min(self._longest, len(words)), 0, -1):
                wording = self._folded.get(tuple(words[:length]))
                if wording is not None:
                    break
            plain.append(words[0] if wording is None else wording)
            del words[:length]
        return " ".join(plain)
