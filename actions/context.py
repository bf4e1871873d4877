"""What was said before changes what a message means: ellipsis, switching, coming back."""

import re
import unicodedata
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from math import exp, log
from typing import NamedTuple

from actions.turn import Memory, Ranked, Understanding
from knowledge.facets import Facet
from knowledge.folding import fold


class Clues(NamedTuple):
    """What speaks for a procedure as the one that a message means; zero where nothing does.

    `words`: what the model makes of the message alone. `halves`: its act and its institution are
    named, or are left open and are those spoken of. `other_act`, `other_institution`: how
    plainly the one half is named while the other is the topic's. The last two: how much the
    message asks what to do at all, as one does who begins anew.
    """

    words: float
    halves: float
    topic: float
    visited: float
    offered: float
    group: float
    other_act: float
    other_institution: float
    visited_returning: float
    topic_corrected: float
    topic_beginning: float
    group_beginning: float


WEIGHTS = Clues(
    words=0.60,
    halves=0.41,
    topic=5.45,
    visited=3.16,
    offered=3.32,
    group=1.10,
    other_act=0.45,
    other_institution=0.41,
    visited_returning=0.59,
    topic_corrected=-3.04,
    topic_beginning=-2.28,
    group_beginning=2.31,
)
"""Fitted to the turns of `tests/data/conversations.jsonl` by `bot.evaluation.fitting`."""
_FAINT = 1e-4
"""Least share that a procedure counts with: what the model does not name may still be meant."""
_UNNAMED = 0.002
"""The same of an act or an institution."""
NAMED_AT_ALL = 0.05
"""Share of the likeliest procedure from which a message names one at all."""
_RETURNING = re.compile(
    r"\b((quay|tro) (lai|ve) (vu|chuyen|cai|thu tuc|viec|cau|phan|cho|ben|van de)"
    r"|quay lai (di|nhe|nha)|hoi nay|luc dau|cai truoc|cai dau|hoi hoi|hoi roi|noi tiep"
    r"|vu kia|cai kia)\b"
)
_A_WHILE_AGO = re.compile(r"\b(lúc|ban|khi|hồi) nãy\b", re.IGNORECASE)
"""Without its diacritics it is "now" ("lúc này") as well."""
_CORRECTING = re.compile(
    r"\b(nham|(chon|bam|an|go|hoi) lon|lon roi|a lon|khong phai|khong khong|a quen|doi y"
    r"|chu (khong|hong|ko|k|chua)|thoi(?! (gian|han|diem|ky|tiet|khoa|buoi|vu|gio))"
    r"|y (em|e|toi|tui|minh|mk|chi|co|bac|anh|chau|con|m) (la|hoi|noi|muon|khac))\b"
)


_THE_SAME_OF = re.compile(
    r"^((a|da|u|vang|ok|ma) )*(con|the|the con|vay|vay con|rua|rua con)\b"
    r"|\b(thi sao|thi the nao|cung (vay|rua|the))( a| ha| chu| hi| em| ban)?$"
)
_LONGEST_ELLIPSIS = 8


@dataclass(frozen=True)
class Kin:
    """What makes two procedures akin: the group of the menu, what is done, and for whom."""

    group: str
    act: str
    institution: str


_STRANGER = Kin("", "", "")


def in_context(
    ranking: Sequence[Ranked], understood: Understanding, memory: Memory, kin: Mapping[int, Kin]
) -> tuple[list[Ranked], float]:
    """Return the shares as they are after what was said before, and that of no procedure at all.

    With nothing said before, the shares are those among procedures alone, unless hardly any is
    named.
    """
    if not memory.topic and not memory.options:
        return _among_procedures(ranking, understood.no_procedure)
    known = {r.procedure: r for r in ranking}
    scores = {
        procedure: sum(weight * clue for weight, clue in zip(WEIGHTS, clues, strict=True))
        for procedure, clues in clues_for(ranking, understood, memory, kin).items()
    }
    highest = max(scores.values())
    parts = {procedure: exp(score - highest) for procedure, score in scores.items()}
    total = sum(parts.values())
    after = [
        Ranked(p, part / total, known[p].odds if p in known else 0.0) for p, part in parts.items()
    ]
    return sorted(after, key=lambda r: -r.share), understood.no_procedure


def clues_for(
    ranking: Sequence[Ranked], understood: Understanding, memory: Memory, kin: Mapping[int, Kin]
) -> dict[int, Clues]:
    """Return what speaks for each procedure that may be meant while a topic or a choice is open."""
    shares = {r.procedure: r.share for r in ranking}
    returns = _goes_back(understood.text) and bool(memory.visited)
    spoken_of = memory.visited if returns else memory.options or memory.topic
    before = [kin[p] for p in spoken_of if p in kin]
    groups = {one.group for one in before}
    act = _Half(understood.acts, {one.act for one in before})
    institution = _Half(understood.institutions, {one.institution for one in before})
    corrected = float(corrects(understood.text))
    begins = dict(understood.facets).get(Facet.OVERVIEW, 0.0)

    def clues(procedure: int) -> Clues:
        own = kin.get(procedure, _STRANGER)
        topic = float(procedure in memory.topic)
        visited = float(procedure in memory.visited)
        offered = float(procedure in memory.options)
        group = float(not topic and own.group in groups)
        return Clues(
            words=log(max(shares.get(procedure, 0.0), _FAINT)),
            halves=act.meant(own.act) + institution.meant(own.institution),
            topic=topic,
            visited=visited,
            offered=offered,
            group=group,
            other_act=(1 - topic) * institution.is_topics(own.institution) * act.named(own.act),
            other_institution=(1 - topic)
            * act.is_topics(own.act)
            * institution.named(own.institution),
            visited_returning=visited * returns,
            topic_corrected=topic * corrected,
            topic_beginning=topic * begins,
            group_beginning=group * begins,
        )

    heard = (*memory.topic, *memory.visited, *memory.options)
    return {p: clues(p) for p in dict.fromkeys((*heard, *shares, *kin))}


class _Half:
    """One half of what a message means, its act or its institution, beside that of the topic."""

    def __init__(self, chances: Mapping[str, float], of_topic: set[str]) -> None:
        self._chances = chances
        self._of_topic = of_topic
        self._left_open = min(1.0, sum(chances.get(name, 0.0) for name in ("none", "open")))

    def meant(self, name: str) -> float:
        """Return the logarithm of how likely `name` is meant, said or left open."""
        return log(self._chance(name) + self._left_open * (name in self._of_topic))

    def named(self, name: str) -> float:
        """Return how plainly `name` is said, from 0."""
        return log(self._chance(name) / _UNNAMED)

    def is_topics(self, name: str) -> bool:
        return name in self._of_topic

    def _chance(self, name: str) -> float:
        return max(self._chances.get(name, 0.0), _UNNAMED)


def corrects(text: str) -> bool:
    """Return whether `text` takes back what was said before."""
    return bool(_CORRECTING.search(fold(text)))


def corrects_shortly(text: str) -> bool:
    """Return whether `text` says hardly more than what is meant instead."""
    return len(fold(text).split()) <= _LONGEST_ELLIPSIS and corrects(text)


def asks_the_same(text: str) -> bool:
    """Return whether `text` asks of another what was asked before: "còn tiểu học thì sao"."""
    words = fold(text)
    return len(words.split()) <= _LONGEST_ELLIPSIS and bool(_THE_SAME_OF.search(words))


def _goes_back(text: str) -> bool:
    spelled = unicodedata.normalize("NFC", text)
    return bool(_RETURNING.search(fold(text)) or _A_WHILE_AGO.search(spelled))


def _among_procedures(ranking: Sequence[Ranked], no_procedure: float) -> tuple[list[Ranked], float]:
    if not ranking or ranking[0].share < NAMED_AT_ALL:
        return list(ranking), no_procedure
    scale = 1 / max(1 - no_procedure, ranking[0].share)
    return [Ranked(r.procedure, r.share * scale, r.odds) for r in ranking], 0.0
