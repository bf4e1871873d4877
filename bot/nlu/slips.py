"""Mends slips of the keyboard: letters doubled, swapped or lost, raw telex, words run together."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Collection, Iterable

from rapidfuzz import process
from rapidfuzz.distance import OSA

SEEN = 2
"""Times that a word must stand in the examples to be known at all."""
_TRUSTED = 4
"""Times from which a word is taken to be meant as it stands."""
_COMMON = 8
"""Times from which a word may be what an unknown one was meant to be."""
_RUN_TOGETHER = 25
"""Times from which a word may be half of two run together."""
_SHORTEST = 4
"""Letters of a word that may have one letter wrong; of a shorter one too little is left."""
_DOUBLED = re.compile(r"(.)\1+")
_TONE = re.compile(r"([aeiouy][a-z]*?)[sfrxj](?=[a-z]{0,3}$)")
_MARKED = re.compile(r"([aeo])\1|(d)d|([auo])w")
_NUMBER = re.compile(r"(?<=\d)(?=[a-z])|(?<=[a-z])(?=\d)")


def undoubled(word: str) -> str:
    """Return `word` with each run of a letter as one: "trungg" was "trung"."""
    return _DOUBLED.sub(r"\1", word)


def decoded(word: str) -> str:
    """Return what was meant when telex keys stayed in a folded word: "truwowngf" was "truong"."""
    return _MARKED.sub(lambda keys: next(filter(None, keys.groups())), _TONE.sub(r"\1", word))


class Slips:
    """Knows the words of the examples, and what an unknown word was probably meant to be."""

    def __init__(self, texts: Iterable[str], kept: Collection[str] = ()) -> None:
        """`texts` are folded; the words of `kept` are meant as they stand, however rare."""
        self._counts = Counter(word for text in texts for word in text.split())
        self._common = [
            word
            for word, count in self._counts.most_common()
            if count >= _COMMON and len(word) >= _SHORTEST - 1
        ]
        self._kept = frozenset(kept)

    def known(self, text: str) -> float:
        """Return the share of the words of a folded text, 0 to 1, that the examples hold.

        A word in telex counts as what it stands for; one key too many is no telex yet.
        """
        words = text.split()
        return sum(map(self._is_known, words)) / len(words) if words else 0.0

    def mend(self, text: str) -> str:
        """Return a folded text with each unknown word replaced by what it was meant to be."""
        return " ".join(
            word if word in self._kept or self._counts[word] >= _TRUSTED else self._meant(word)
            for word in text.split()
        )

    def _is_known(self, word: str) -> bool:
        if word in self._kept or self._counts[word] >= SEEN:
            return True
        meant = decoded(word)
        return len(word) - len(meant) > 1 and self._counts[meant] >= SEEN

    def _meant(self, word: str) -> str:
        if not word.isalpha():
            return self._beside_number(word)
        likely = (undoubled(word), decoded(word), undoubled(decoded(word)))
        meant = max(likely, key=self._counts.__getitem__)
        if self._counts[meant] >= _TRUSTED:
            return meant
        if len(word) < _SHORTEST:
            return word
        near = process.extract(
            word, self._common, scorer=OSA.distance, score_cutoff=1, limit=len(self._common)
        )
        if near:
            return max(near, key=lambda candidate: self._counts[candidate[0]])[0]
        return self._apart(word) or word

    def _beside_number(self, word: str) -> str:
        """Return a number and the common word it was run together with apart: "lop10"."""
        parts = _NUMBER.split(word)
        letters = max(parts, key=str.isalpha)
        common = len(letters) > 1 and self._counts[letters] >= _RUN_TOGETHER
        return " ".join(parts) if len(parts) == 2 and common else word

    def _apart(self, word: str) -> str | None:
        """Return two common words that `word` is made of: "chuyentruong"."""
        halves = [(word[:at], word[at:]) for at in range(2, len(word) - 1)]
        rarer = {
            f"{one} {other}": min(self._counts[one], self._counts[other]) for one, other in halves
        }
        best = max(rarer, key=rarer.__getitem__, default="")
        return best if best and rarer[best] >= _RUN_TOGETHER else None
