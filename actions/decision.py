"""Decides what a question is about: answer it, ask back, or own up to not knowing."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, replace

from actions.context import Kin, asks_the_same, corrects, corrects_shortly, in_context
from actions.turn import Memory, Ranked, Understanding
from knowledge.facets import Facet
from knowledge.names import Mention

SURE = 0.68
"""Share from which the likeliest procedure is answered without asking."""
SURE_IN_CONTEXT = 0.58
"""The same once something has been spoken of: it is in the shares already."""
SURE_BY_LEAD = 0.45
"""Share that is enough when it is `LEAD` times that of the next."""
LEAD = 2.2
BOTH = 0.14
"""Probability of two procedures times that of the second from which both are answered."""
OPEN = -0.07
"""How far what speaks for an open question must outweigh the likeliest procedure: the probability
that the message leaves open which is meant, plus that of an open act or institution, less the
procedure's own."""
WORTH_OFFERING = 0.03
"""Share from which a procedure is offered as an option, and that of `OFFER_RATIO` to the best."""
OFFER_RATIO = 0.03
HINTED = 0.005
"""Share from which a message written instead of a number points to one of the options."""
TOO_FAINT = 0.11
"""Share of the likeliest procedure under which even asking back would be guessing."""
ALSO_ASKED = 0.06
"""Own probability from which a second facet is told too."""
NAMED = 0.25
"""Share that a procedure gets at least when the message holds an alias of it word for word."""
NAMED_PLAINLY = 0.95
"""The same for its whole official name, or for an alias that is most of the message."""
MOSTLY_A_NAME = 0.7
"""Share of a message from which a name in it outweighs what the model makes of it: an alias that
an officer adds counts before the model has learnt it."""
MOST_OPTIONS = 5
MOST_PROCEDURES = 2
MOST_FACETS = 2


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
    kin: Mapping[int, Kin] | None = None,
) -> Verdict:
    """Return what to do with a question.

    `named` are the names that the message holds word for word, longest first; `kin` says which
    procedures are akin.
    """
    facets = asked_facets(understood)
    if "procedure" in understood.entities:
        return Answer((understood.entities["procedure"],), facets, 1.0)
    if memory.topic and corrects_shortly(understood.text):
        facets = _still_asked(facets, memory)
    elif memory.topic and (corrects(understood.text) or asks_the_same(understood.text)):
        facets = _asked_of_another(facets, memory)
    understood = _with_names(understood, named, kin or {})
    both = _both(understood)
    if both and not memory.options:
        return Answer(tuple(r.procedure for r in both), facets, both[0].share)
    after, nothing = in_context(understood.ranking, understood, memory, kin or {})
    best = after[0] if after else Ranked(0, 0.0, 0.0)
    sure = SURE_IN_CONTEXT if memory.topic or memory.options else SURE
    if memory.options and best.procedure in memory.options and best.share >= sure:
        return Answer((best.procedure,), _still_asked(facets, memory), best.share)
    stays = sum(r.share for r in after if r.procedure in memory.topic)
    if stays >= sure and (nothing >= sure or best.share >= sure):
        about = memory.topic if nothing >= sure else (best.procedure,)
        return Answer(about, facets, stays, carried=True)
    if not named and nothing >= sure and (memory.options or best.share < WORTH_OFFERING):
        return Clarify(memory.options, facets, nothing)
    left_open = _left_open(understood, best, memory)
    about = tuple(r.procedure for r in after[:MOST_OPTIONS]) if memory.topic else ()
    return _answer_or_ask(after, left_open, sure, facets, about)


def _both(understood: Understanding) -> list[Ranked]:
    """Return the two procedures that are asked about at once, none if it is but one."""
    likely = sorted(understood.ranking, key=lambda r: -r.odds)[:MOST_PROCEDURES]
    if len(likely) == MOST_PROCEDURES and understood.several * likely[-1].odds >= BOTH:
        return likely
    return []


def _left_open(understood: Understanding, best: Ranked, memory: Memory) -> bool:
    """Return whether the message itself leaves open which procedure is meant."""
    if memory.topic or memory.options:
        return False
    half = max(understood.open_act, understood.open_institution)
    return understood.unclear + half - best.odds >= OPEN


def _answer_or_ask(
    after: Sequence[Ranked],
    left_open: bool,
    sure: float,
    facets: tuple[Facet, ...],
    about: tuple[int, ...],
) -> Verdict:
    best, second = (*after, Ranked(0, 0.0, 0.0), Ranked(0, 0.0, 0.0))[:2]
    leads = best.share >= SURE_BY_LEAD and best.share >= LEAD * second.share
    if not left_open and (best.share >= sure or leads):
        return Answer((best.procedure,), facets, best.share)
    if best.share < TOO_FAINT:
        return Clarify(about, facets, best.share) if about else NotUnderstood(best.share)
    least = max(WORTH_OFFERING, OFFER_RATIO * best.share)
    offered = tuple(r.procedure for r in after if r.share >= least)[:MOST_OPTIONS]
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


def _still_asked(facets: tuple[Facet, ...], memory: Memory) -> tuple[Facet, ...]:
    """Return what was asked before where the message only says what it was about."""
    return (memory.facets or facets) if facets[0] is Facet.OVERVIEW else facets


def _asked_of_another(facets: tuple[Facet, ...], memory: Memory) -> tuple[Facet, ...]:
    """Return what is asked of another procedure: what was before, and beside it how it is done."""
    asked = _still_asked(facets, memory)
    return asked if asked == facets else (*asked, Facet.OVERVIEW)[:MOST_FACETS]


def _with_names(
    understood: Understanding, named: Sequence[Mention], kin: Mapping[int, Kin]
) -> Understanding:
    """Return what is understood when the first name counts: it takes its share from all else."""
    if not named:
        return understood
    first = named[0].procedure
    shares = {r.procedure: r for r in understood.ranking}
    known = shares.get(first, Ranked(first, 0.0, 0.0))
    certain = named[0].official or named[0].share >= MOSTLY_A_NAME
    own = kin.get(first) if certain else None
    lift = max(known.share, NAMED_PLAINLY if certain else NAMED)
    rest = (1 - lift) / max(1e-9, 1 - known.share)
    lifted = [replace(r, share=r.share * rest) for r in understood.ranking if r.procedure != first]
    lifted.append(Ranked(first, lift, max(known.odds, lift)))
    return replace(
        understood,
        ranking=tuple(sorted(lifted, key=lambda r: -r.share)),
        no_procedure=understood.no_procedure * rest,
        acts={own.act: lift} if own else understood.acts,
        institutions={own.institution: lift} if own else understood.institutions,
    )


def among(ranking: Sequence[Ranked], options: Collection[int]) -> Ranked | None:
    """Return the option that a message written instead of a number points to, if it is clear."""
    inside = [r for r in ranking if r.procedure in options]
    if not inside or inside[0].share < HINTED:
        return None
    if inside[0] is not ranking[0] and ranking[0].share >= SURE:
        return None
    total = sum(r.share for r in inside)
    return inside[0] if inside[0].share >= SURE * total else None
