"""Whatever is understood, named and remembered, the verdict is one that can be acted on."""

import math

from hypothesis import example, given
from hypothesis import strategies as st

from actions.context import Kin, in_context
from actions.decision import Answer, Clarify, NotUnderstood, decide
from actions.turn import Memory, Understanding
from knowledge.facets import Facet
from knowledge.names import Mention
from tests.auxil.turns import understood

LIKELY = st.floats(0, 1)
IDS = st.integers(1, 61)
TEXTS = st.sampled_from(["", "?", "lệ phí", "quay lại", "cái trước", "2"]) | st.text(max_size=20)
HALVES = st.dictionaries(st.sampled_from([*"cdef", "none", "open"]), LIKELY)
QUESTIONS = st.builds(
    understood,
    text=TEXTS,
    meant=st.dictionaries(IDS, LIKELY, max_size=15),
    asked=st.dictionaries(st.sampled_from(Facet), LIKELY, max_size=3),
    odds=st.dictionaries(IDS, LIKELY, max_size=5),
    no_procedure=LIKELY,
    several=LIKELY,
    unclear=LIKELY,
    open_act=LIKELY,
    open_institution=LIKELY,
    acts=HALVES,
    institutions=HALVES,
)


def ids(most: int, least: int = 0) -> st.SearchStrategy[tuple[int, ...]]:
    return st.lists(IDS, min_size=least, max_size=most, unique=True).map(tuple)


TOLD = st.just((Facet.FEE,))
MEMORIES = st.builds(
    Memory,
    topic=ids(2),
    visited=ids(4),
    options=ids(5).filter(lambda offered: len(offered) != 1),
    facets=TOLD,
)
WITH_A_TOPIC = st.builds(Memory, topic=ids(2, least=1), visited=ids(4))
NAMED = st.lists(st.builds(Mention, IDS, st.booleans(), st.floats(0.1, 1)), max_size=2)
KIN = st.dictionaries(IDS, st.builds(Kin, *map(st.sampled_from, ("ab", "cd", "ef"))))


@given(QUESTIONS, WITH_A_TOPIC, KIN)
@example(understood("quay lại"), Memory(topic=(3,)), {})
def test_with_a_topic_the_shares_are_those_of_one_whole(
    question: Understanding, memory: Memory, kin: dict[int, Kin]
) -> None:
    ranking, _ = in_context(question.ranking, question, memory, kin)
    shares = [ranked.share for ranked in ranking]
    assert all(share >= 0 for share in shares)
    assert math.isclose(sum(shares), 1, abs_tol=1e-9)
    assert shares == sorted(shares, reverse=True)
    procedures = [ranked.procedure for ranked in ranking]
    assert len(set(procedures)) == len(procedures)
    assert {*memory.topic, *memory.visited} <= set(procedures)


@given(QUESTIONS, MEMORIES, NAMED, KIN)
def test_nothing_is_told_or_offered_that_was_neither_meant_named_spoken_of_nor_akin(
    question: Understanding, memory: Memory, named: list[Mention], kin: dict[int, Kin]
) -> None:
    verdict = decide(question, memory, named, kin)
    meant = {ranked.procedure for ranked in question.ranking}
    spoken_of = {*memory.topic, *memory.visited, *memory.options}
    known = meant | spoken_of | {mention.procedure for mention in named} | set(kin)
    match verdict:
        case Answer():
            assert set(verdict.procedures) <= known
        case Clarify():
            assert set(verdict.candidates) <= known


@given(QUESTIONS, MEMORIES, NAMED, KIN)
def test_the_verdict_is_within_its_bounds(
    question: Understanding, memory: Memory, named: list[Mention], kin: dict[int, Kin]
) -> None:
    verdict = decide(question, memory, named, kin)
    assert -1e-9 <= verdict.confidence <= 1 + 1e-9
    match verdict:
        case Answer():
            assert 1 <= len(verdict.procedures) == len(set(verdict.procedures)) <= 2
            assert 1 <= len(verdict.facets) <= 2
        case Clarify():
            assert len(verdict.candidates) == len(set(verdict.candidates)) != 1
            assert len(verdict.candidates) <= 5
            assert verdict.facets
        case NotUnderstood():
            assert not memory.topic


@given(QUESTIONS, MEMORIES, NAMED, st.integers(-5, 99))
def test_a_button_is_about_the_procedure_that_it_carries(
    question: Understanding, memory: Memory, named: list[Mention], procedure: int
) -> None:
    button = Understanding("/ask_fee", "ask_fee", entities={"procedure": procedure})
    assert decide(button, memory, named) == Answer((procedure,), (Facet.FEE,), 1.0)
