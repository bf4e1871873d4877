"""What was said before changes what a message means: ellipsis, switching, coming back."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from actions.turn import Memory, Ranked, Understanding
from knowledge.folding import fold

TOPIC = 80.0
"""How much likelier the procedure just spoken of is than a stranger, words being equal."""
VISITED = 6.0
"""The same for one spoken of before that."""
SAME_GROUP = 20.0
"""The same for one of the same group of the menu: another step with the same school or centre."""
SAME_ACT = 2.5
"""The same for one that does the same for another school or centre."""
OPEN_TO_KIN = 100.0
"""Added to the two above for a message that leaves open what is done, or for whom: it does so
because that was said before."""
STAYS = 0.45
"""Share that the topic has whatever the words: people stay with it more often than they say."""
FAINT = 0.0002
"""Share below which the words say nothing about which of the procedures spoken of is meant."""
HELD = 5.0
"""How much likelier the topic is than one visited before, when a message names neither."""
LEFT = 0.6
"""The same when the message says that it goes back."""
_RETURNING = re.compile(
    r"\b(quay (lai|ve)|tro (lai|ve)|hoi nay|luc nay|luc dau|ban dau|ban nay|cai truoc|cai dau|hoi hoi"
    r"|hoi roi|noi tiep|khi nay|vu kia|cai kia|van la)\b"
)


@dataclass(frozen=True)
class Kin:
    """What makes two procedures akin: the group of the menu, and what is done."""

    group: str
    act: str


def in_context(
    ranking: Sequence[Ranked], understood: Understanding, memory: Memory, kin: Mapping[int, Kin]
) -> tuple[list[Ranked], float]:
    """Return the shares as they are after what was said before, and that of no procedure at all.

    With nothing said before, the shares are those among procedures alone, unless hardly any is
    named.
    """
    if not memory.topic:
        return _among_procedures(ranking, understood.no_procedure)
    words = {r.procedure: r for r in ranking}
    spoken_of = dict.fromkeys((*memory.topic, *memory.visited))
    weights = {
        p: words.get(p, Ranked(p, 0.0, 0.0)).share * _weight(p, understood, memory, kin)
        for p in (*spoken_of, *(p for p in words if p not in spoken_of))
    }
    returning = bool(_RETURNING.search(fold(understood.text)))
    held = LEFT if returning else HELD
    recalled = {
        p: max(words[p].share if p in words else 0.0, FAINT) * (held if p in memory.topic else 1.0)
        for p in spoken_of
    }
    unnamed = understood.no_procedure + (0.0 if returning else STAYS)
    for p, weight in recalled.items():
        weights[p] += unnamed * weight / sum(recalled.values())
    total = sum(weights.values())
    posterior = [
        Ranked(p, weight / total, words[p].odds if p in words else 0.0)
        for p, weight in weights.items()
    ]
    return sorted(posterior, key=lambda r: -r.share), understood.no_procedure


def _weight(
    procedure: int, understood: Understanding, memory: Memory, kin: Mapping[int, Kin]
) -> float:
    if procedure in memory.topic:
        return TOPIC
    own = kin.get(procedure)
    near = [kin[p] for p in memory.topic if p in kin]
    weight = VISITED if procedure in memory.visited else 1.0
    if own and any(own.group == other.group for other in near):
        weight = max(weight, SAME_GROUP + OPEN_TO_KIN * understood.open_institution)
    if own and any(own.act == other.act for other in near):
        weight = max(weight, SAME_ACT + OPEN_TO_KIN * understood.open_act)
    return weight


def _among_procedures(
    ranking: Sequence[Ranked], no_procedure: float
) -> tuple[list[Ranked], float]:
    if not ranking or ranking[0].share * 20 < no_procedure:
        return list(ranking), no_procedure
    scale = 1 / max(1 - no_procedure, ranking[0].share)
    return [Ranked(r.procedure, r.share * scale, r.odds) for r in ranking], 0.0
