"""What was taken for what: procedures, kinds and facets."""

from collections import defaultdict
from collections.abc import Callable, Iterable
from dataclasses import dataclass

from actions.reply import Kind
from bot.evaluation.breakdown import ABOUT_PROCEDURES
from bot.evaluation.questions import OUT_OF_SCOPE
from bot.evaluation.run import Result
from bot.evaluation.scoring import facets_fit
from knowledge.facets import Facet

NO_PROCEDURE = 0
"""Stands for what was asked when no procedure was, or when several may have been meant."""


@dataclass(frozen=True)
class Pair:
    """What was asked and what was told, as names; `either`: one of those asked was enough."""

    asked: tuple[str, ...]
    told: tuple[str, ...]
    either: bool = False


@dataclass(frozen=True)
class Confusion:
    """Messages in which the same was taken for the same."""

    pair: Pair
    results: tuple[Result, ...]


def of_procedures(results: Iterable[Result]) -> list[Confusion]:
    """Return answers about procedures that were not meant, commonest first."""
    return _counted(results, _procedures)


def of_kinds(results: Iterable[Result]) -> list[Confusion]:
    """Return messages that were met with another kind of reply, commonest first."""
    return _counted(results, _kinds)


def of_facets(results: Iterable[Result]) -> list[Confusion]:
    """Return answers that told other facets than those asked for, commonest first."""
    return _counted(results, _facets)


def kinds_met(results: Iterable[Result]) -> dict[tuple[str, str], tuple[Result, ...]]:
    """Return the messages by the kind that was expected and the kind that came."""
    met: defaultdict[tuple[str, str], list[Result]] = defaultdict(list)
    for result in results:
        met[_kind_meant(result), result.outcome.kind.value].append(result)
    return {cell: tuple(found) for cell, found in met.items()}


def procedures_met(results: Iterable[Result]) -> dict[tuple[int, int], tuple[Result, ...]]:
    """Return the wrong answers by procedure meant and procedure told, one pair at a time."""
    met: defaultdict[tuple[int, int], list[Result]] = defaultdict(list)
    for result in results:
        if not result.judgement.wrong:
            continue
        told = set(result.outcome.procedures)
        expected = result.expected
        meant = set(expected.procedures) if expected.kind in ABOUT_PROCEDURES else set()
        offered = set(expected.offered)
        for one in sorted(meant - told or meant or {NO_PROCEDURE}):
            for other in sorted(told - meant - offered):
                met[one, other].append(result)
    return {cell: tuple(found) for cell, found in met.items()}


def same_kind(expected: str, told: Kind) -> bool:
    """Say whether a reply of the kind `told` is of the kind that was expected."""
    if expected == OUT_OF_SCOPE:
        return told is Kind.FALLBACK
    return told.value == expected or {told.value, expected} == ABOUT_PROCEDURES


def _counted(
    results: Iterable[Result], pair_of: Callable[[Result], Pair | None]
) -> list[Confusion]:
    found: defaultdict[Pair, list[Result]] = defaultdict(list)
    for result in results:
        pair = pair_of(result)
        if pair:
            found[pair].append(result)
    confusions = [Confusion(pair, tuple(rows)) for pair, rows in found.items()]
    return sorted(confusions, key=lambda confusion: -len(confusion.results))


def _procedures(result: Result) -> Pair | None:
    if not result.judgement.wrong:
        return None
    return Pair(_numbers(result.expected.offered), _numbers(result.outcome.procedures))


def _kinds(result: Result) -> Pair | None:
    meant, told = _kind_meant(result), result.outcome.kind
    return None if same_kind(meant, told) else Pair((meant,), (told.value,))


def _facets(result: Result) -> Pair | None:
    told = set(result.outcome.facets)
    fair = [e for e in result.expected.fair if e.kind in ABOUT_PROCEDURES]
    if result.outcome.kind is not Kind.ANSWER or not fair:
        return None
    if any(facets_fit(expected, told) for expected in fair):
        return None
    first = fair[0]
    asked = first.facets_any or first.facets
    return Pair(_names(asked), _names(result.outcome.facets), bool(first.facets_any))


def _kind_meant(result: Result) -> str:
    """Return the fair kind that the reply is of; if it is of none, the one that was expected."""
    kinds = [expected.kind for expected in result.expected.fair]
    return next((kind for kind in kinds if same_kind(kind, result.outcome.kind)), kinds[0])


def _numbers(procedures: Iterable[int]) -> tuple[str, ...]:
    return tuple(str(procedure) for procedure in sorted(procedures))


def _names(facets: Iterable[Facet]) -> tuple[str, ...]:
    return tuple(facet.value for facet in facets)
