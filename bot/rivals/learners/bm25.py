"""The rivals that look for the nearest text: BM25 over the names, or over all examples."""

from __future__ import annotations

from collections.abc import Sequence

import bm25s
import numpy as np

from bot.rivals.answer import Answer
from bot.rivals.learners.examples import Labelled
from bot.rivals.learners.scores import answer_of
from knowledge.folding import fold


class Index:
    """Folded texts, and for each label the score of its text nearest to a question."""

    def __init__(self, labelled: Sequence[Labelled]) -> None:
        ordered = sorted(labelled, key=lambda one: one.label)
        labels, self._firsts = np.unique([one.label for one in ordered], return_index=True)
        self._labels = labels.tolist()
        self._texts = bm25s.BM25()
        self._texts.index([fold(one.text).split() for one in ordered], show_progress=False)

    def nearest(self, words: Sequence[str]) -> dict[str, float]:
        """Return the score of each label for the words of a folded question."""
        known = [word for word in words if word in self._texts.vocab_dict]
        if not known:
            return dict.fromkeys(self._labels, 0.0)
        best = np.maximum.reduceat(self._texts.get_scores(known), self._firsts)
        return dict(zip(self._labels, best.tolist(), strict=True))


class Nearest:
    """Takes the label of the nearest text, of the procedures and, if given, of the facets."""

    def __init__(self, procedures: Sequence[Labelled], facets: Sequence[Labelled] = ()) -> None:
        self._given = procedures, facets

    def learn(self) -> None:
        procedures, facets = self._given
        self._procedures = Index(procedures)
        self._facets = Index(facets) if facets else None

    def answer(self, text: str) -> Answer:
        words = fold(text).split()
        facet = None
        if self._facets is not None:
            scores = self._facets.nearest(words)
            facet = max(scores, key=scores.__getitem__)
        return answer_of(self._procedures.nearest(words), facet)
