"""Judges the rivals by the same questions."""

from collections.abc import Sequence
from dataclasses import dataclass
from statistics import median

from bot.evaluation.scoring import Share
from bot.rivals.answer import Answer
from bot.rivals.questions import Case
from bot.rivals.roster import Rival
from bot.rivals.statistics import (
    Difference,
    area_under_curve,
    best_threshold,
    paired_difference,
)
from knowledge.facets import Facet

_SERVES_AS = {Facet.STEPS: Facet.OVERVIEW}
"""As in the evaluation: who is told the steps has been told what it is about."""


@dataclass(frozen=True)
class Heard:
    """What a rival said to the questions, in their order, and the time it took."""

    rival: Rival
    training_seconds: float
    answers: tuple[Answer, ...]
    milliseconds: tuple[float, ...]

    def part(self, first: int, count: int) -> "Heard":
        """Return what was said to some of the questions."""
        chosen = slice(first, first + count)
        return Heard(
            self.rival, self.training_seconds, self.answers[chosen], self.milliseconds[chosen]
        )


@dataclass(frozen=True)
class Score:
    """How a rival fared; `facet` is none where it tells no facets.

    `difference` is that of the right procedures to ours. `scope` counts the questions that are
    told to be in or out of scope at a threshold chosen on other questions; `auc` needs none.
    """

    rival: Rival
    procedure: Share
    difference: Difference
    scope: Share
    auc: float
    facet: Share | None
    training_seconds: float
    milliseconds: float


def threshold(cases: Sequence[Case], heard: Heard) -> float:
    """Return the score of a rival from which a question is best taken to be in scope."""
    return best_threshold(*_scores(cases, heard.answers))


def judge(cases: Sequence[Case], heard: Heard, ours: Heard, in_scope_from: float) -> Score:
    """Return how a rival fared with `cases`."""
    right = _right(cases, heard.answers)
    inside, outside = _scores(cases, heard.answers)
    told_apart = sum(score >= in_scope_from for score in inside) + sum(
        score < in_scope_from for score in outside
    )
    return Score(
        rival=heard.rival,
        procedure=Share(sum(right), len(right)),
        difference=paired_difference(right, _right(cases, ours.answers)),
        scope=Share(told_apart, len(cases)),
        auc=area_under_curve(inside, outside),
        facet=_facets(cases, heard.answers),
        training_seconds=heard.training_seconds,
        milliseconds=median(heard.milliseconds),
    )


def _right(cases: Sequence[Case], answers: Sequence[Answer]) -> list[bool]:
    return [
        answer.procedure == case.procedure
        for case, answer in zip(cases, answers, strict=True)
        if case.procedure is not None
    ]


def _scores(cases: Sequence[Case], answers: Sequence[Answer]) -> tuple[list[float], list[float]]:
    pairs = list(zip(cases, answers, strict=True))
    return (
        [answer.inside for case, answer in pairs if case.procedure is not None],
        [answer.inside for case, answer in pairs if case.procedure is None],
    )


def _facets(cases: Sequence[Case], answers: Sequence[Answer]) -> Share | None:
    told = [
        (case, Facet(answer.facet))
        for case, answer in zip(cases, answers, strict=True)
        if case.facets and answer.facet is not None
    ]
    if not told:
        return None
    right = sum(not case.facets.isdisjoint({facet, _SERVES_AS.get(facet)}) for case, facet in told)
    return Share(right, sum(bool(case.facets) for case in cases))
