"""Decides what a question is about: answer it, ask back, or own up to not knowing."""

import re
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass

from actions.turn import Memory, Ranked, Understanding
from knowledge.facets import Facet
from knowledge.folding import fold
from knowledge.names import Mention

SURE = 0.5
"""Share from which the likeliest procedure is answered without asking."""
SURE_BY_LEAD = 0.4
"""Share that is enough when it is `LEAD` times that of the next."""
LEAD = 2.5
SEVERAL = 0.4
"""Probability from which a message is taken to be about two procedures."""
ALSO_MEANT = 0.15
"""Own probability that the second of two procedures needs."""
UNCLEAR = 0.3
"""Probability from which a message is taken to leave open which procedure is meant."""
SURE_THOUGH_UNCLEAR = 0.85
"""Share from which the likeliest procedure is answered even then."""
WORTH_OFFERING = 0.05
"""Share from which a procedure is offered as an option, and that of `OFFER_RATIO` to the best."""
OFFER_RATIO = 0.15
TOO_FAINT = 0.12
"""Share of the likeliest procedure under which even asking back would be guessing."""
ALSO_ASKED = 0.15
"""Own probability from which a second facet is told too."""
NAMED = 0.4
"""Share that a procedure gets at least when the message holds an alias of it word for word."""
NAMED_PLAINLY = 0.95
"""The same for its whole official name, or for an alias that is most of the message."""
MOSTLY_A_NAME = 0.4
"""Share of a message from which a name in it outweighs what the model makes of it: an alias that
an officer adds counts before the model has learnt it."""
NOTHING_NAMED = 0.5
"""Probability that a message names no procedure from which it is about the one spoken of."""
NEIGHBOURS = 0.03
"""Share of the menu group of the procedure spoken of from which a vague message is about it."""
MOST_OPTIONS = 5
MOST_PROCEDURES = 2
MOST_FACETS = 2

_ORDINALS = {
    "mot": 1,
    "nhat": 1,
    "dau": 1,
    "dau tien": 1,
    "tren cung": 1,
    "hai": 2,
    "nhi": 2,
    "ba": 3,
    "bon": 4,
    "tu": 4,
    "nam": 5,
}
_LAST = ("cuoi cung", "duoi cung", "cuoi")
_PLACE = "|".join(["[1-9]", *sorted([*_ORDINALS, *_LAST], key=len, reverse=True)])
_UNIT = "so|cai|muc|cau|dong|y|thu|phuong an|lua chon|option"
_POLITE = (
    "da|vang|u|uh|um|ok|oke|minh|toi|tui|em|anh|chi|co|chu|bac|con|chau|chon|lay|la|cho|xin|hoi"
    "|a|ha|nha|nhe|nhen|nghe|ne|hi|he|di|do|ay|rua|voi|ban|oi"
)
_ONLY_A_CHOICE = re.compile(
    rf"(?:(?:{_POLITE}) )*(?P<unit>(?:(?:{_UNIT}) )*)(?P<place>{_PLACE})(?: (?:{_POLITE}))*"
)
_HOLDS_A_CHOICE = re.compile(rf"\b(?P<unit>(?:(?:{_UNIT}) )*)(?P<place>{_PLACE})\b")
_LONGEST_CHOICE = 6
"""Words; a longer message is a question, not the number of an option."""


@dataclass(frozen=True)
class Answer:
    """Tell these facets of these procedures; `carried` when taken from the turns before."""

    procedures: tuple[int, ...]
    facets: tuple[Facet, ...]
    confidence: float
    carried: bool = False


@dataclass(frozen=True)
class Clarify:
    """Ask which of these procedures is meant; none when only a menu helps."""

    candidates: tuple[int, ...]
    facets: tuple[Facet, ...]
    confidence: float


@dataclass(frozen=True)
class NotUnderstood:
    confidence: float


Verdict = Answer | Clarify | NotUnderstood


def decide(
    understood: Understanding,
    memory: Memory,
    named: Sequence[Mention] = (),
    groups: Mapping[int, str] | None = None,
) -> Verdict:
    """Return what to do with a question.

    `named` are the names that the message holds word for word, longest first; `groups` gives
    the menu group of each procedure.
    """
    facets = asked_facets(understood)
    if "procedure" in understood.entities:
        return Answer((understood.entities["procedure"],), facets, 1.0)
    ranking = _with_names(understood.ranking, named)
    if not memory.topic:
        ranking = _as_if_one_is_named(ranking, understood.no_procedure)
    best = ranking[0] if ranking else Ranked(0, 0.0, 0.0)
    if memory.options:
        chosen = _among(ranking, memory.options)
        if chosen is not None:
            told = memory.facets if facets == (Facet.OVERVIEW,) else facets
            return Answer((chosen.procedure,), told, chosen.share)
    if best.share < SURE:
        carried = _from_context(understood, ranking, memory, groups or {})
        if carried:
            sure = max(best.share, understood.no_procedure)
            return Answer(carried, facets, sure, carried=True)
        if not named and best.share < min(WORTH_OFFERING, understood.no_procedure):
            return Clarify((), facets, understood.no_procedure)
    second = ranking[1].share if len(ranking) > 1 else 0.0
    both = tuple(r.procedure for r in ranking if r.odds >= ALSO_MEANT)[:MOST_PROCEDURES]
    if understood.several >= SEVERAL and len(both) > 1:
        return Answer(both, facets, best.share)
    open_question = understood.unclear >= UNCLEAR and best.share < SURE_THOUGH_UNCLEAR
    if not open_question and (
        best.share >= SURE or (best.share >= SURE_BY_LEAD and best.share >= LEAD * second)
    ):
        return Answer((best.procedure,), facets, best.share)
    offered = tuple(
        r.procedure
        for r in ranking
        if r.share >= WORTH_OFFERING and r.share >= OFFER_RATIO * best.share
    )[:MOST_OPTIONS]
    if best.share < TOO_FAINT:
        return NotUnderstood(best.share)
    if len(offered) < 2:
        return Answer((best.procedure,), facets, best.share)
    return Clarify(offered, facets, best.share)


def asked_facets(understood: Understanding) -> tuple[Facet, ...]:
    """Return the facets asked for, likeliest first, at least one."""
    prefix = "ask_"
    if not understood.facets or understood.pressed:
        name = understood.intent.removeprefix(prefix)
        return (Facet(name) if name in set(Facet) else Facet.OVERVIEW,)
    likeliest = understood.facets[0][0]
    also = tuple(facet for facet, odds in understood.facets[1:] if odds >= ALSO_ASKED)
    return (likeliest, *also)[:MOST_FACETS]


def chosen_option(text: str, options: Collection[int], loosely: bool = False) -> int | None:
    """Return the option that `text` chooses by number or place ("số 2", "cái cuối"), if any.

    The text may hold nothing else ("trường cấp 3" and "nộp ở đâu" choose nothing), unless read
    `loosely`, when it is already known to be a choice.
    """
    ordered = list(options)
    words = fold(text)
    if not ordered or len(words.split()) > _LONGEST_CHOICE:
        return None
    found = _ONLY_A_CHOICE.fullmatch(words)
    if found is None and loosely:
        found = _HOLDS_A_CHOICE.search(words)
    if found is None or (found["place"] == "dau" and not found["unit"]):
        return None
    place = found["place"]
    if place in _LAST:
        return ordered[-1]
    position = int(place) if place.isdecimal() else _ORDINALS[place]
    return ordered[position - 1] if position <= len(ordered) else None


def _with_names(ranking: Sequence[Ranked], named: Sequence[Mention]) -> list[Ranked]:
    if not named:
        return list(ranking)
    shares = {r.procedure: r for r in ranking}
    first = named[0].procedure
    known = shares.get(first, Ranked(first, 0.0, 0.0))
    certain = named[0].official or named[0].share >= MOSTLY_A_NAME
    lift = max(known.share, NAMED_PLAINLY if certain else NAMED)
    rest = (1 - lift) / max(1e-9, 1 - known.share)
    lifted = [Ranked(r.procedure, r.share * rest, r.odds) for r in ranking if r.procedure != first]
    lifted.append(Ranked(first, lift, max(known.odds, lift)))
    return sorted(lifted, key=lambda r: -r.share)


def _as_if_one_is_named(ranking: Sequence[Ranked], no_procedure: float) -> list[Ranked]:
    """Return the shares among procedures alone: with nothing spoken of, a question names one."""
    if not ranking or ranking[0].share < WORTH_OFFERING:
        return list(ranking)
    scale = 1 / max(1 - no_procedure, ranking[0].share)
    return [Ranked(r.procedure, r.share * scale, r.odds) for r in ranking]


def _from_context(
    understood: Understanding,
    ranking: Sequence[Ranked],
    memory: Memory,
    groups: Mapping[int, str],
) -> tuple[int, ...]:
    """Return the procedure that a message means only because of what was spoken of before."""
    if not memory.topic:
        return ()
    if understood.no_procedure >= NOTHING_NAMED:
        return memory.topic
    near = {groups.get(procedure) for procedure in memory.topic}
    neighbours = [r for r in ranking if groups.get(r.procedure) in near]
    total = sum(r.share for r in neighbours)
    if total >= NEIGHBOURS and neighbours[0].share >= SURE * total:
        return (neighbours[0].procedure,)
    best = ranking[0].share if ranking else 0.0
    return memory.topic if understood.no_procedure >= best else ()


def _among(ranking: Sequence[Ranked], options: Collection[int]) -> Ranked | None:
    """Return the option that a message written instead of a number points to, if it is clear."""
    inside = [r for r in ranking if r.procedure in options]
    if not inside or inside[0].share < WORTH_OFFERING:
        return None
    if inside[0] is not ranking[0] and ranking[0].share >= SURE:
        return None
    total = sum(r.share for r in inside)
    return inside[0] if inside[0].share >= SURE * total else None
