"""Turns a message into sparse weights of its words, letters and concepts."""

from __future__ import annotations

import re
import unicodedata

from scipy.sparse import csr_matrix, hstack
from sklearn.feature_extraction.text import TfidfVectorizer

from bot.nlu.concepts import Concepts
from knowledge.folding import fold

_SPACES = re.compile(r"\s+")
_DIGITS = re.compile(r"\d{5,}")
_ENDING = 8
"""Words."""
LONGEST = 600
"""Characters of a message that are looked at: its start and its end, where the question stands."""


def spell(text: str) -> str:
    """Return `text` in one spelling, lower case, cut in the middle when very long."""
    one_form = unicodedata.normalize("NFC", text).lower()
    if len(one_form) > LONGEST:
        one_form = one_form[: LONGEST // 2] + " " + one_form[-LONGEST // 2 :]
    return _SPACES.sub(" ", _DIGITS.sub("00000", one_form)).strip()


def bare(text: str) -> str:
    """Return `text` as `spell` does, folded to what can be typed without diacritics."""
    return fold(spell(text))


def ending(text: str) -> str:
    """Return the last words of `bare`: after a long story the question stands there."""
    return " ".join(bare(text).split()[-_ENDING:])


class Ngrams:
    """Four views of a folded message side by side, each weighed by TF-IDF.

    Its words, its letters, its last words, and the concepts behind them. Diacritics count for
    nothing, so a message is understood alike with and without them.
    """

    def __init__(self) -> None:
        self._views = [
            (
                1.0,
                TfidfVectorizer(
                    preprocessor=bare,
                    token_pattern=r"\w+",
                    ngram_range=(1, 3),
                    sublinear_tf=True,
                    min_df=2,
                ),
            ),
            (
                1.0,
                TfidfVectorizer(
                    preprocessor=bare,
                    analyzer="char_wb",
                    ngram_range=(2, 5),
                    sublinear_tf=True,
                    min_df=3,
                ),
            ),
            (
                0.5,
                TfidfVectorizer(
                    preprocessor=ending,
                    token_pattern=r"\w+",
                    ngram_range=(1, 3),
                    sublinear_tf=True,
                    min_df=2,
                ),
            ),
            (
                0.3,
                TfidfVectorizer(
                    preprocessor=bare,
                    tokenizer=Concepts.read().tokens,
                    token_pattern=None,
                    lowercase=False,
                    min_df=2,
                ),
            ),
        ]

    def fit(self, texts: list[str]) -> csr_matrix:
        """Learn the vocabulary of `texts`; return their features (texts, features)."""
        return hstack([weight * view.fit_transform(texts) for weight, view in self._views]).tocsr()

    def transform(self, texts: list[str]) -> csr_matrix:
        return hstack([weight * view.transform(texts) for weight, view in self._views]).tocsr()

    def knows(self, text: str) -> float:
        """Return the share of the words of `text`, 0 to 1, that the vocabulary has."""
        words = bare(text).split()
        vocabulary = self._views[0][1].vocabulary_
        return sum(word in vocabulary for word in words) / len(words) if words else 0.0
