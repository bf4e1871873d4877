"""The few statistics of a comparison: a paired difference, a threshold, the area under a curve."""

import random
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from statistics import fmean

_RESAMPLES = 2_000
_SEED = 20261123


@dataclass(frozen=True)
class Difference:
    """A difference of two shares of the same questions, with its 95 % interval; each -1..1."""

    value: float
    low: float
    high: float


def paired_difference(one: Sequence[bool], other: Sequence[bool]) -> Difference:
    """Return by how much `one` is more often right than `other`, by the paired bootstrap.

    Both hold a mark for each of the same questions, which are drawn anew together.
    """
    gains = [int(mine) - int(yours) for mine, yours in zip(one, other, strict=True)]
    if not gains:
        return Difference(0.0, -1.0, 1.0)
    values, weights = zip(*sorted(Counter(gains).items()), strict=True)
    dice = random.Random(_SEED)  # noqa: S311  nothing is kept secret by it
    means = sorted(fmean(dice.choices(values, weights, k=len(gains))) for _ in range(_RESAMPLES))
    tail = round(0.025 * _RESAMPLES)
    return Difference(fmean(gains), means[tail], means[-tail - 1])


def best_threshold(inside: Sequence[float], outside: Sequence[float]) -> float:
    """Return the score from which a question is best taken to be inside.

    Of those that tell as many apart, the lowest.
    """
    right = len(inside)
    best, chosen = right, float("-inf")
    marks = sorted([(score, 1) for score in outside] + [(score, -1) for score in inside])
    for position, (score, change) in enumerate(marks):
        right += change
        following = marks[position + 1][0] if position + 1 < len(marks) else float("inf")
        if following > score and right > best:
            best, chosen = right, following
    return chosen


def area_under_curve(inside: Sequence[float], outside: Sequence[float]) -> float:
    """Return how often a question inside scores above one outside; a tie counts half."""
    if not inside or not outside:
        return 0.5
    above, ties, passed = 0, 0, 0
    tied: Counter[float] = Counter(outside)
    lower = sorted(outside)
    for score in sorted(inside):
        while passed < len(lower) and lower[passed] < score:
            passed += 1
        above += passed
        ties += tied[score]
    return (above + ties / 2) / (len(inside) * len(outside))
