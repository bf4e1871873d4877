"""Judges what the bot decided against what was expected."""

from collections.abc import Iterable
from dataclasses import dataclass
from math import sqrt
from typing import Self

from actions.reply import Kind, Outcome
from bot.evaluation.questions import OUT_OF_SCOPE, Expectation
from knowledge.facets import Facet

_GUIDE_COVERS = {Facet.OVERVIEW, Facet.DOCUMENTS, Facet.CONDITIONS, Facet.STEPS}
_AS_IF_IN_SCOPE = {
    Kind.ANSWER,
    Kind.GUIDE,
    Kind.CLARIFY,
    Kind.LIST,
    Kind.STATUS_DOSSIER,
    Kind.STATUS_REGRADE,
}
_MOST_CANDIDATES = 5


@dataclass(frozen=True)
class Judgement:
    """How one message fared; the five marks are those of the public contract."""

    right: bool
    asked: bool
    wrong: bool
    leak: bool
    miss: bool


def judge(question: Expectation, outcome: Outcome) -> Judgement:
    """Return how `outcome` fares against a question, or against one turn of a conversation."""
    fair = question.fair
    outside = question.kind == OUT_OF_SCOPE
    right = any(_is_right(expected, outcome) for expected in fair)
    return Judgement(
        right=right,
        asked=not right and not outside and any(_asks_for(e, outcome) for e in fair),
        wrong=not right and not outside and _is_wrong(fair, outcome),
        leak=not right and outside and outcome.kind in _AS_IF_IN_SCOPE,
        miss=not right and not outside and outcome.kind is Kind.FALLBACK,
    )


def _is_right(expected: Expectation, outcome: Outcome) -> bool:
    match expected.kind:
        case "answer" | "guide":
            if set(outcome.procedures) != set(expected.procedures):
                return False
            if outcome.kind is Kind.GUIDE:
                wanted = set(expected.facets)
                either = set(expected.facets_any)
                return wanted <= _GUIDE_COVERS and (not either or bool(either & _GUIDE_COVERS))
            return outcome.kind is Kind.ANSWER and facets_fit(expected, set(outcome.facets))
        case "clarify":
            return outcome.kind is Kind.CLARIFY and (
                not expected.offered or bool(set(expected.offered) & set(outcome.candidates))
            )
        case "out_of_scope":
            return outcome.kind is Kind.FALLBACK
        case kind:
            return outcome.kind.value == kind


def facets_fit(expected: Expectation, told: set[Facet]) -> bool:
    """Say whether what was told is what was asked for, with at most one facet more."""
    serving = told | ({Facet.OVERVIEW} if Facet.STEPS in told else set())
    if expected.facets_any:
        return bool(serving & set(expected.facets_any)) and len(told) <= 2
    wanted = set(expected.facets)
    return wanted <= serving and len(told) <= len(wanted) + 1


def _asks_for(expected: Expectation, outcome: Outcome) -> bool:
    return (
        outcome.kind is Kind.CLARIFY
        and len(outcome.candidates) <= _MOST_CANDIDATES
        and bool(set(expected.procedures) & set(outcome.candidates))
    )


def _is_wrong(fair: Iterable[Expectation], outcome: Outcome) -> bool:
    if outcome.kind not in {Kind.ANSWER, Kind.GUIDE}:
        return False
    meant = {procedure for e in fair for procedure in (*e.procedures, *e.candidates)}
    return not set(outcome.procedures) <= meant


@dataclass(frozen=True)
class Share:
    """A count out of a total, with its 95 % interval (Wilson)."""

    count: int
    total: int

    @property
    def value(self) -> float:
        return self.count / self.total if self.total else 0.0

    @property
    def interval(self) -> tuple[float, float]:
        """Return the lower and upper bound, each 0..1."""
        if not self.total:
            return 0.0, 1.0
        z, n, p = 1.96, self.total, self.value
        centre = (p + z * z / (2 * n)) / (1 + z * z / n)
        half = z * sqrt(p * (1 - p) / n + z * z / (4 * n * n)) / (1 + z * z / n)
        return max(0.0, centre - half), min(1.0, centre + half)


@dataclass(frozen=True)
class Scores:
    """The scores of a set of questions: wrong, asked, miss are shares of those in scope."""

    right: Share
    asked: Share
    right_or_asked: Share
    wrong: Share
    leak: Share
    miss: Share

    @classmethod
    def of(cls, judged: Iterable[tuple[Expectation, Judgement]]) -> Self:
        rows = list(judged)
        inside = [j for e, j in rows if e.kind != OUT_OF_SCOPE]
        outside = [j for e, j in rows if e.kind == OUT_OF_SCOPE]
        return cls(
            right=Share(sum(j.right for _, j in rows), len(rows)),
            asked=Share(sum(j.asked for j in inside), len(inside)),
            right_or_asked=Share(sum(j.right or j.asked for j in inside), len(inside)),
            wrong=Share(sum(j.wrong for j in inside), len(inside)),
            leak=Share(sum(j.leak for j in outside), len(outside)),
            miss=Share(sum(j.miss for j in inside), len(inside)),
        )
