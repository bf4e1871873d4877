"""Finds procedures by name or alias, however it is typed."""

from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache

from rapidfuzz import fuzz, process

from knowledge.folding import fold

_MOST_NAMES = 4096
"""Names whose folded form is kept: several times as many as there are. No citizen's words."""
_SHORTEST_MENTION = 2
"""Words; a single word is never enough to name a procedure."""
# fmt: off
_ASKING = frozenset((
    "a", "ad", "anh", "bao", "bo", "cac", "can", "chi", "cho", "co", "cong", "cua", "dau", "de",
    "dieu", "don", "duoc", "em", "gi", "giay", "gom", "ha", "han", "ho", "hoi", "khi", "khong",
    "kien", "lam", "lau", "le", "loai", "mat", "mau", "may", "minh", "muon", "nao", "ngay",
    "nhieu", "nhu", "nhung", "nop", "o", "online", "phai", "phi", "sao", "so", "the", "thi",
    "thu", "tien", "to", "toi", "tuc", "u", "vay", "voi", "xin",
))
# fmt: on
"""Words of a question, whatever it is about."""


@dataclass(frozen=True)
class Name:
    """What a procedure is called: officially, or by an alias of citizens."""

    procedure: int
    text: str
    official: bool = False


@dataclass(frozen=True)
class NameMatch:
    """A procedure and how near its nearest name is, 0 to 100."""

    procedure: int
    score: float


@dataclass(frozen=True)
class Mention:
    """A name that stands in a message word for word.

    `share` is how much it is of what the message is about, the words of the question apart.
    """

    procedure: int
    official: bool
    share: float


@lru_cache(maxsize=_MOST_NAMES)
def _folded(name: str) -> str:
    return fold(name)


class NameIndex:
    """Searches names on folded text."""

    def __init__(self, names: Iterable[Name]) -> None:
        self._names = list(names)
        self._folded = [_folded(name.text) for name in self._names]

    def search(self, text: str, limit: int = 5, at_least: float = 60) -> list[NameMatch]:
        """Return the procedures whose names are nearest to `text`, best first."""
        wanted = fold(text)
        best: dict[int, float] = {}
        for candidate, score, position in process.extract(
            wanted, self._folded, scorer=fuzz.token_set_ratio, limit=limit * 8
        ):
            procedure = self._names[position].procedure
            whole = (score + fuzz.token_sort_ratio(wanted, candidate)) / 2
            best[procedure] = max(best.get(procedure, 0), whole)
        ranked = sorted(best.items(), key=lambda pair: -pair[1])
        return [NameMatch(p, score) for p, score in ranked if score >= at_least][:limit]

    def mentions(self, text: str) -> list[Mention]:
        """Return the procedures that `text` names word for word, the longest name first.

        A name that stands inside a longer one that is also named does not count.
        """
        wanted = fold(text)
        words = wanted.split()
        found = [
            (name, folded)
            for name, folded in zip(self._names, self._folded, strict=True)
            if len(folded.split()) >= _SHORTEST_MENTION and f" {folded} " in f" {wanted} "
        ]
        found.sort(key=lambda pair: -len(pair[1]))
        kept: list[tuple[Name, str]] = []
        for name, folded in found:
            inside = any(f" {folded} " in f" {other} " and other != folded for _, other in kept)
            if not inside and name.procedure not in {other.procedure for other, _ in kept}:
                kept.append((name, folded))
        return [
            Mention(name.procedure, name.official, _share(folded.split(), words))
            for name, folded in kept
        ]


def _share(name: list[str], words: list[str]) -> float:
    others = sum(word not in _ASKING for word in words) - sum(w not in _ASKING for w in name)
    return len(name) / (len(name) + max(0, others))
