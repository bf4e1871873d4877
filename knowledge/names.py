"""Finds procedures by name or alias, however it is typed."""

from collections.abc import Iterable
from dataclasses import dataclass

from rapidfuzz import fuzz, process

from knowledge.folding import fold

_SHORTEST_MENTION = 2
"""Words; a single word is never enough to name a procedure."""


@dataclass(frozen=True)
class NameMatch:
    """A procedure and how near its nearest name is, 0 to 100."""

    procedure: int
    score: float


class NameIndex:
    """Searches (procedure id, name) pairs on folded text."""

    def __init__(self, names: Iterable[tuple[int, str]]) -> None:
        self._ids: list[int] = []
        self._folded: list[str] = []
        for procedure, name in names:
            self._ids.append(procedure)
            self._folded.append(fold(name))

    def search(self, text: str, limit: int = 5, at_least: float = 60) -> list[NameMatch]:
        """Return the procedures whose names are nearest to `text`, best first."""
        best: dict[int, float] = {}
        for _, score, position in process.extract(
            fold(text), self._folded, scorer=fuzz.token_set_ratio, limit=limit * 8
        ):
            procedure = self._ids[position]
            best[procedure] = max(best.get(procedure, 0), score)
        ranked = sorted(best.items(), key=lambda pair: -pair[1])
        return [NameMatch(p, score) for p, score in ranked if score >= at_least][:limit]

    def mentioned(self, text: str) -> list[int]:
        """Return the procedures that `text` names word for word, the longest name first.

        A name that stands inside a longer one that is also named does not count.
        """
        padded = f" {fold(text)} "
        found: list[tuple[int, str]] = [
            (self._ids[position], name)
            for position, name in enumerate(self._folded)
            if len(name.split()) >= _SHORTEST_MENTION and f" {name} " in padded
        ]
        found.sort(key=lambda pair: -len(pair[1]))
        kept: list[tuple[int, str]] = []
        for procedure, name in found:
            inside = any(f" {name} " in f" {longer} " and longer != name for _, longer in kept)
            if not inside and procedure not in (p for p, _ in kept):
                kept.append((procedure, name))
        return [procedure for procedure, _ in kept]
