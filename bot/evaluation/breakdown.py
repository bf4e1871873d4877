"""The scores of the parts of an evaluation, and how far each part is from another."""

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from math import hypot
from typing import Self

from actions.reply import Kind
from bot.evaluation.questions import OUT_OF_SCOPE
from bot.evaluation.run import Result
from bot.evaluation.scoring import Scores, Share
from knowledge.facets import Facet

PLAIN = "plain"
"""The way of writing that the others are compared with."""
ABOUT_PROCEDURES = {Kind.ANSWER.value, Kind.GUIDE.value}
"""The kinds that must name the right procedures and facets; `clarify` names what may be meant."""
_KINDS = [*(kind.value for kind in Kind if kind is not Kind.FALLBACK), OUT_OF_SCOPE]
_FACETS = [facet.value for facet in Facet]


class By(StrEnum):
    """What the messages can be parted by."""

    STYLE = "style"
    KIND = "kind"
    FACET = "facet"
    PROCEDURE = "procedure"


@dataclass(frozen=True)
class Part:
    """The messages that have something in common; `results` in the order of the file."""

    name: str
    results: tuple[Result, ...]

    @property
    def scores(self) -> Scores:
        return Scores.of((result.expected, result.judgement) for result in self.results)


@dataclass(frozen=True)
class Difference:
    """How much larger one share is than another, with its 95 % interval (Newcombe)."""

    value: float
    low: float
    high: float

    @classmethod
    def between(cls, one: Share, other: Share) -> Self:
        """Return `one` less `other`; the two are of different messages."""
        difference = one.value - other.value
        (low, high), (other_low, other_high) = one.interval, other.interval
        return cls(
            difference,
            difference - hypot(one.value - low, other_high - other.value),
            difference + hypot(high - one.value, other.value - other_low),
        )

    @property
    def clear(self) -> bool:
        """Whether it is more than chance would make it."""
        return self.low > 0 or self.high < 0


def breakdown(results: Iterable[Result], by: By) -> list[Part]:
    """Return the parts in a fixed order; a message about two things is in both parts."""
    parts: defaultdict[str, list[Result]] = defaultdict(list)
    for result in results:
        for name in _NAMES[by](result):
            parts[name].append(result)
    return [Part(name, tuple(parts[name])) for name in sorted(parts, key=_ORDERS[by])]


def conversations(results: Iterable[Result]) -> list[tuple[Result, ...]]:
    """Return the turns of each conversation; questions of their own are left out."""
    found: list[list[Result]] = []
    for result in results:
        if result.turn == 1:
            found.append([])
        if result.turn:
            found[-1].append(result)
    return [tuple(turns) for turns in found]


def whole_conversations(results: Iterable[Result]) -> Share:
    """Return how many conversations were right in every turn."""
    held = conversations(results)
    return Share(sum(all(r.judgement.right for r in turns) for turns in held), len(held))


def _facets(result: Result) -> Sequence[str]:
    expected = result.expected
    if expected.kind not in ABOUT_PROCEDURES:
        return ()
    return sorted({facet.value for facet in (*expected.facets, *expected.facets_any)})


def _procedures(result: Result) -> Sequence[str]:
    expected = result.expected
    if expected.kind not in ABOUT_PROCEDURES:
        return ()
    return sorted({str(procedure) for procedure in expected.procedures})


def _listed(names: Sequence[str]) -> Callable[[str], tuple[int, str]]:
    """Sort as in `names`, then what isn't in them by name."""
    return lambda name: (names.index(name) if name in names else len(names), name)


_NAMES: Mapping[By, Callable[[Result], Sequence[str]]] = {
    By.STYLE: lambda result: (result.style,),
    By.KIND: lambda result: (result.expected.kind,),
    By.FACET: _facets,
    By.PROCEDURE: _procedures,
}
_ORDERS: Mapping[By, Callable[[str], tuple[int, str]]] = {
    By.STYLE: _listed([PLAIN]),
    By.KIND: _listed(_KINDS),
    By.FACET: _listed(_FACETS),
    By.PROCEDURE: lambda name: (int(name), name),
}
