"""The rival of every textbook: a linear support vector machine on words and letters."""

from __future__ import annotations

import unicodedata
from collections.abc import Callable, Sequence

from scipy.sparse import csr_matrix
from sklearn.feature_extraction.text import TfidfVectorizer
from sklearn.pipeline import FeatureUnion
from sklearn.svm import LinearSVC
from underthesea import word_tokenize

from bot.rivals.answer import Answer
from bot.rivals.learners.examples import Labelled
from bot.rivals.learners.scores import answer_of

Writing = Callable[[str], str]
"""How a text is written down before its words and letters are counted."""


def as_spelled(text: str) -> str:
    """Return `text` in one Unicode form and lower case, with its diacritics."""
    return unicodedata.normalize("NFC", text).lower()


def segmented(text: str) -> str:
    """Return `text` as spelled, the syllables of a word joined: "bản_sao"."""
    return str(word_tokenize(as_spelled(text), format="text"))


class Svm:
    """Two machines on the same features, one for the procedure and one for the facet."""

    def __init__(
        self, procedures: Sequence[Labelled], facets: Sequence[Labelled], writing: Writing
    ) -> None:
        self._given = procedures, facets
        self._writing = writing

    def learn(self) -> None:
        procedures, facets = self._given
        self._features = _features()
        self._features.fit([self._writing(one.text) for one in procedures])
        self._procedures = self._machine(procedures)
        self._facets = self._machine(facets)

    def answer(self, text: str) -> Answer:
        row = self._features.transform([self._writing(text)])
        facet = self._facets.predict(row)[0]
        return answer_of(_scores(self._procedures, row), str(facet))

    def _machine(self, labelled: Sequence[Labelled]) -> LinearSVC:
        rows = self._features.transform([self._writing(one.text) for one in labelled])
        return LinearSVC(random_state=0).fit(rows, [one.label for one in labelled])


def _features() -> FeatureUnion:
    common = {"lowercase": False, "sublinear_tf": True, "min_df": 2}
    words = TfidfVectorizer(tokenizer=str.split, token_pattern=None, ngram_range=(1, 2), **common)
    letters = TfidfVectorizer(analyzer="char_wb", ngram_range=(2, 5), **common)
    return FeatureUnion([("words", words), ("letters", letters)])


def _scores(machine: LinearSVC, row: csr_matrix) -> dict[str, float]:
    margins = machine.decision_function(row)[0]
    return dict(zip(machine.classes_.tolist(), margins.tolist(), strict=True))
