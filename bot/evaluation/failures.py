"""The messages that weren't right, and the filters through which a report shows them."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from bot.evaluation import confusions
from bot.evaluation.breakdown import conversations
from bot.evaluation.run import Result


@dataclass(frozen=True)
class Filter:
    """Some of the failures under one title; `id` is its anchor and the class of its failures."""

    id: str
    title: str
    count: int


@dataclass
class Failures:
    """All failures in the order of the files; filters are added by what links to them."""

    results: tuple[Result, ...]
    _filters: dict[tuple[str, frozenset[int]], Filter] = field(default_factory=dict)
    _marks: dict[int, list[str]] = field(default_factory=dict)
    _before: dict[int, tuple[str, ...]] = field(default_factory=dict)

    def filter(self, title: str, results: Iterable[Result]) -> Filter | None:
        """Return the filter for those of `results` that failed; None when none did."""
        failed = frozenset(id(result) for result in results if not result.judgement.right)
        if not failed:
            return None
        if (title, failed) not in self._filters:
            made = Filter(f"loc-{len(self._filters) + 1}", title, len(failed))
            self._filters[title, failed] = made
            for each in failed:
                self._marks.setdefault(each, []).append(made.id)
        return self._filters[title, failed]

    @property
    def filters(self) -> list[Filter]:
        return list(self._filters.values())

    def marks(self, result: Result) -> Sequence[str]:
        """Return the ids of the filters that show `result`."""
        return self._marks.get(id(result), [])

    def before(self, result: Result) -> tuple[str, ...]:
        """Return what was said in the same conversation before."""
        return self._before.get(id(result), ())


def failures(results: Sequence[Result]) -> Failures:
    """Return the messages of `results` that weren't right."""
    before = {
        id(turn): tuple(earlier.text for earlier in turns[: turn.turn - 1])
        for turns in conversations(results)
        for turn in turns
    }
    return Failures(tuple(r for r in results if not r.judgement.right), _before=before)


def reason(result: Result) -> str:
    """Return the one word for why `result` isn't right, gravest first; "" when it is."""
    judgement = result.judgement
    if judgement.right:
        return ""
    for mark in ("wrong", "leak", "miss", "asked"):
        if getattr(judgement, mark):
            return mark
    if confusions.of_kinds([result]):
        return "kind"
    return "facet" if confusions.of_facets([result]) else "other"
