"""Turns the plain words of a message into sparse weights of its words, letters and concepts."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from scipy.sparse import csr_matrix, hstack
from sklearn.feature_extraction.text import TfidfVectorizer

from bot.nlu.concepts import Concepts

_ENDING = 8
"""Words."""


def ending(plain: str) -> str:
    """Return the last words: after a long story the question stands there."""
    return " ".join(plain.split()[-_ENDING:])


def _as_it_is(plain: str) -> str:
    return plain


class Ngrams:
    """Four views of a plain message side by side, each weighed by TF-IDF.

    Its words, its letters, its last words, and the concepts behind them.
    """

    def __init__(self) -> None:
        words: dict[str, Any] = {"tokenizer": str.split, "ngram_range": (1, 3)}
        letters = {"analyzer": "char_wb", "ngram_range": (3, 5), "min_df": 6}
        self._views = [
            (1.0, _view(_as_it_is, **words)),
            (1.0, _view(_as_it_is, **letters)),
            (0.5, _view(ending, **words)),
            (0.3, _view(_as_it_is, tokenizer=Concepts.read().tokens, sublinear_tf=False)),
        ]

    def fit(self, texts: list[str]) -> csr_matrix:
        """Learn the vocabulary of plain `texts`; return their features (texts, features)."""
        return hstack([weight * view.fit_transform(texts) for weight, view in self._views]).tocsr()

    def transform(self, texts: list[str]) -> csr_matrix:
        return hstack([weight * view.transform(texts) for weight, view in self._views]).tocsr()


def _view(preprocessor: Callable[[str], str], **options: Any) -> TfidfVectorizer:
    common = {"min_df": 3, "sublinear_tf": True, "token_pattern": None, "lowercase": False}
    return TfidfVectorizer(preprocessor=preprocessor, **{**common, **options})
