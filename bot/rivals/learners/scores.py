"""Makes an answer of the scores that a rival gives its labels."""

from __future__ import annotations

from collections.abc import Mapping

from bot.rivals.answer import Answer
from bot.rivals.learners.examples import OUTSIDE, procedure_of


def answer_of(scores: Mapping[str, float], facet: str | None = None, lowest: float = 0.0) -> Answer:
    """Return the procedure scored highest; it is inside by its lead over `outside`.

    A label that isn't scored counts as `lowest`.
    """
    named = {label: score for label, score in scores.items() if procedure_of(label) is not None}
    outside = scores.get(OUTSIDE, lowest)
    if not named:
        return Answer(None, lowest - outside, facet)
    first = max(named, key=named.__getitem__)
    return Answer(procedure_of(first), float(named[first] - outside), facet)
