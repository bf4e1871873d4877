"""Whether the confidence of an answer says how likely the answer is right."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from actions.reply import Kind
from bot.evaluation.breakdown import ABOUT_PROCEDURES
from bot.evaluation.run import Result
from bot.evaluation.scoring import Share

BINS = 10
_ANSWERED = {Kind.ANSWER, Kind.GUIDE}


@dataclass(frozen=True)
class Said:
    """The confidence of an answer, 0..1, and whether the answer was right."""

    confidence: float
    right: bool


@dataclass(frozen=True)
class Bin:
    """The answers with a confidence from `low` up to `high`; the last bin holds 1 too."""

    low: float
    high: float
    said: tuple[Said, ...]

    @property
    def right(self) -> Share:
        return Share(sum(answer.right for answer in self.said), len(self.said))

    @property
    def confidence(self) -> float:
        """Return the mean confidence, 0 for an empty bin."""
        return sum(answer.confidence for answer in self.said) / max(1, len(self.said))


@dataclass(frozen=True)
class Calibration:
    """Ten bins of the same width, and two sums over them; both are 0 at best and 1 at worst."""

    bins: tuple[Bin, ...]

    @property
    def total(self) -> int:
        return sum(len(each.said) for each in self.bins)

    @property
    def expected_error(self) -> float:
        """Return the mean distance of confidence and share of right answers, bin by bin."""
        apart = (abs(b.confidence - b.right.value) * len(b.said) for b in self.bins)
        return sum(apart) / max(1, self.total)

    @property
    def brier(self) -> float:
        """Return the mean square of the distance of each confidence from 1 or 0."""
        squares = ((s.confidence - s.right) ** 2 for b in self.bins for s in b.said)
        return sum(squares) / max(1, self.total)


def calibrate(said: Iterable[Said]) -> Calibration:
    """Sort answers into the bins."""
    bins: list[list[Said]] = [[] for _ in range(BINS)]
    for answer in said:
        bins[bin_of(answer.confidence)].append(answer)
    return Calibration(
        tuple(Bin(n / BINS, (n + 1) / BINS, tuple(found)) for n, found in enumerate(bins))
    )


def bin_of(confidence: float) -> int:
    """Return the number of the bin, from 0."""
    return min(BINS - 1, int(confidence * BINS))


def answers(results: Iterable[Result]) -> list[Result]:
    """Return the messages that were answered rather than asked back or refused."""
    return [result for result in results if result.outcome.kind in _ANSWERED]


def right_at_all(results: Sequence[Result]) -> Calibration:
    """Hold the confidences against whether procedure and facets were right."""
    return calibrate(Said(r.outcome.confidence, r.judgement.right) for r in answers(results))


def right_procedure(results: Sequence[Result]) -> Calibration:
    """Hold the confidences against whether the procedures were right, whatever was told of them.

    This is what the model means by them.
    """
    return calibrate(Said(r.outcome.confidence, _about(r)) for r in answers(results))


def _about(result: Result) -> bool:
    told = set(result.outcome.procedures)
    fair = [e for e in result.expected.fair if e.kind in ABOUT_PROCEDURES]
    return any(told == set(expected.procedures) for expected in fair)
