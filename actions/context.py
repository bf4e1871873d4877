"""What was said before changes what a message means: ellipsis, switching, coming back."""

import re
import unicodedata
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from actions.turn import Memory, Ranked, Understanding
from knowledge.folding import fold

TOPIC = 200.0
"""How much likelier the procedure just spoken of is than a stranger, words being equal."""
VISITED = 6.0
"""The same for one spoken of before that."""
SAME_GROUP = 55.0
"""The same for one of the same group of the menu: another step with the same school or centre."""
SAME_ACT = 1.5
"""The same for one that does the same for another school or centre."""
OPEN_TO_KIN = 40.0
"""Added to the two above for a message that leaves open what is done, or for whom: it does so
because that was said before."""
STAYS = 0.55
"""Share that the topic has though the words don't say so, as far as they name no stranger: people
stay with it more often than they say."""
FAINT = 0.0001
"""Share below which the words say nothing about which of the procedures spoken of is meant."""
HELD = 4.0
"""How much likelier the topic is than one visited before, when a message names neither."""
LEFT = 0.1
"""The same when the message says that it goes back."""
NAMED_AT_ALL = 0.05
"""Share of the likeliest procedure from which a message names one at all."""
_RETURNING = re.compile(
    r"\b((quay|tro) (lai|ve) (vu|chuyen|cai|thu tuc|viec|cau|phan|cho|ben|van de)"
    r"|quay lai (di|nhe|nha)|hoi nay|luc dau|cai truoc|cai dau|hoi hoi|hoi roi|noi tiep"
    r"|vu kia|cai kia)\b"
)
_A_WHILE_AGO = re.compile(r"\b(lúc|ban|khi|hồi) nãy\b", re.IGNORECASE)
"""Without its diacritics it is "now" ("lúc này") as well."""


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
    known = {r.procedure: r for r in ranking}
    spoken_of = tuple(dict.fromkeys((*memory.topic, *memory.visited)))
    words = dict.fromkeys(spoken_of, 0.0) | {r.procedure: r.share for r in ranking}
    returning = _goes_back(understood.text)
    weights = {
        p: share * _weight(p, understood, memory, kin, returning) for p, share in words.items()
    }
    stranger = max((share for p, share in words.items() if p not in spoken_of), default=0.0)
    unnamed = understood.no_procedure + (FAINT if returning else STAYS * (1 - stranger))
    for procedure, part in _recalled(words, spoken_of, memory.topic, returning).items():
        weights[procedure] += unnamed * part
    total = sum(weights.values())
    after = [
        Ranked(p, weight / total, known[p].odds if p in known else 0.0)
        for p, weight in weights.items()
    ]
    return sorted(after, key=lambda r: -r.share), understood.no_procedure


def _goes_back(text: str) -> bool:
    spelled = unicodedata.normalize("NFC", text)
    return bool(_RETURNING.search(fold(text)) or _A_WHILE_AGO.search(spelled))


def _recalled(
    words: Mapping[int, float],
    spoken_of: Sequence[int],
    topic: Sequence[int],
    returning: bool,
) -> dict[int, float]:
    """Return how likely each procedure spoken of is meant by a message that names none."""
    held = LEFT if returning else HELD
    weights = {p: max(words[p], FAINT) * (held if p in topic else 1.0) for p in spoken_of}
    total = sum(weights.values())
    return {procedure: weight / total for procedure, weight in weights.items()}


def _weight(
    procedure: int,
    understood: Understanding,
    memory: Memory,
    kin: Mapping[int, Kin],
    returning: bool,
) -> float:
    if returning:
        return VISITED if procedure in (*memory.topic, *memory.visited) else 1.0
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


def _among_procedures(ranking: Sequence[Ranked], no_procedure: float) -> tuple[list[Ranked], float]:
    if not ranking or ranking[0].share < NAMED_AT_ALL:
        return list(ranking), no_procedure
    scale = 1 / max(1 - no_procedure, ranking[0].share)
    return [Ranked(r.procedure, r.share * scale, r.odds) for r in ranking], 0.0
