"""The scores are those of the public contract, rule by rule."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from actions.reply import Kind, Outcome
from bot.evaluation.questions import Expectation
from bot.evaluation.scoring import Judgement, Scores, Share, judge

ANY_KIND = st.sampled_from(Kind)
IDS = st.lists(st.integers(1, 61), max_size=4).map(tuple)
FACETS = st.lists(st.sampled_from(["overview", "documents", "fee", "steps"]), max_size=3).map(tuple)


def _wanted(kind: str = "answer", **fields: object) -> Expectation:
    return Expectation.model_validate({"kind": kind, **fields})


def _told(kind: Kind = Kind.ANSWER, **fields: object) -> Outcome:
    return Outcome.model_validate({"kind": kind, **fields})


def _marks(judgement: Judgement) -> set[str]:
    return {name for name, value in vars(judgement).items() if value}


FEE_OF_7 = _wanted(procedures=[7], facets=["fee"])


@pytest.mark.parametrize(
    ("wanted", "told", "right"),
    [
        (["fee"], ["fee"], True),
        (["fee"], ["fee", "documents"], True),
        (["fee"], ["documents", "fee"], True),
        (["fee"], ["fee", "documents", "where"], False),
        (["fee"], ["documents"], False),
        (["fee"], [], False),
        (["fee", "where"], ["where", "fee"], True),
        (["fee", "where"], ["fee", "where", "forms"], True),
        (["fee", "where"], ["fee"], False),
        (["fee", "where"], ["fee", "where", "forms", "online"], False),
        (["overview"], ["steps"], True),
        (["overview"], ["steps", "documents"], True),
        (["overview"], ["steps", "documents", "fee"], False),
        (["steps"], ["overview"], False),
        (["overview", "fee"], ["steps", "fee"], True),
    ],
)
def test_the_facets_asked_for_are_told_with_at_most_one_more(
    wanted: list[str], told: list[str], right: bool
) -> None:
    expected = _wanted(procedures=[7], facets=wanted)
    assert judge(expected, _told(procedures=[7], facets=told)).right is right


@pytest.mark.parametrize(
    ("told", "right"),
    [
        (["documents"], True),
        (["steps"], True),
        (["documents", "fee"], True),
        (["documents", "overview"], True),
        (["fee"], False),
        (["fee", "where"], False),
        (["documents", "fee", "where"], False),
    ],
)
def test_one_of_several_facets_is_enough(told: list[str], right: bool) -> None:
    expected = _wanted(procedures=[7], facets_any=["documents", "overview"])
    assert judge(expected, _told(procedures=[7], facets=told)).right is right


@pytest.mark.parametrize(
    ("facets", "right"),
    [
        (["overview"], True),
        (["documents"], True),
        (["conditions"], True),
        (["steps"], True),
        (["documents", "conditions"], True),
        (["fee"], False),
        (["documents", "fee"], False),
        ([], True),
    ],
)
def test_the_guide_counts_for_what_it_guides_through(facets: list[str], right: bool) -> None:
    guided = _told(Kind.GUIDE, procedures=[7])
    assert judge(_wanted(procedures=[7], facets=facets), guided).right is right
    assert not judge(_wanted(procedures=[8], facets=facets), guided).right


def test_the_guide_is_enough_for_one_of_several_facets() -> None:
    guided = _told(Kind.GUIDE, procedures=[7])
    assert judge(_wanted(procedures=[7], facets_any=["fee", "documents"]), guided).right
    assert not judge(_wanted(procedures=[7], facets_any=["fee", "where"]), guided).right


@pytest.mark.parametrize("told", [[7, 8], [], [8]])
def test_all_procedures_meant_and_no_others_are_told(told: list[int]) -> None:
    assert not judge(FEE_OF_7, _told(procedures=told, facets=["fee"])).right


def test_the_order_of_procedures_does_not_matter() -> None:
    both = _wanted(procedures=[3, 4], facets=["documents"])
    assert judge(both, _told(procedures=[4, 3], facets=["documents"])).right


@pytest.mark.parametrize("kind", [k for k in Kind if k not in {Kind.ANSWER, Kind.GUIDE}])
def test_another_kind_is_not_right(kind: Kind) -> None:
    assert not judge(FEE_OF_7, _told(kind, procedures=[7], facets=["fee"])).right


@pytest.mark.parametrize(
    "kind", ["list", "contact", "smalltalk", "handoff", "feedback", "status_dossier"]
)
def test_for_the_other_kinds_the_kind_alone_is_right(kind: str) -> None:
    assert _marks(judge(_wanted(kind), _told(Kind(kind)))) == {"right"}
    assert _marks(judge(_wanted(kind), _told(procedures=[7], facets=["fee"]))) == {"wrong"}


@pytest.mark.parametrize("field", ["procedures", "candidates"])
def test_a_clarifying_question_is_right_when_it_offers_what_a_good_one_does(field: str) -> None:
    expected = _wanted("clarify", **{field: [24, 25]})
    assert _marks(judge(expected, _told(Kind.CLARIFY, candidates=[25, 9]))) == {"right"}
    assert _marks(judge(expected, _told(Kind.CLARIFY, candidates=[9]))) == set()
    assert _marks(judge(expected, _told(Kind.CLARIFY))) == set()
    assert _marks(judge(expected, _told(procedures=[25], facets=["fee"]))) == set()
    assert _marks(judge(expected, _told(procedures=[9], facets=["fee"]))) == {"wrong"}


@pytest.mark.parametrize(
    ("candidates", "marks"),
    [
        ([6, 7], {"asked"}),
        ([1, 2, 3, 4, 7], {"asked"}),
        ([1, 2, 3, 4, 5, 7], set[str]()),
        ([6], set[str]()),
        ([], set[str]()),
    ],
)
def test_asking_back_counts_with_the_right_one_among_at_most_five(
    candidates: list[int], marks: set[str]
) -> None:
    assert _marks(judge(FEE_OF_7, _told(Kind.CLARIFY, candidates=candidates))) == marks


@pytest.mark.parametrize("kind", [Kind.ANSWER, Kind.GUIDE])
def test_telling_of_a_procedure_that_was_not_meant_is_wrong(kind: Kind) -> None:
    assert _marks(judge(FEE_OF_7, _told(kind, procedures=[8], facets=["fee"]))) == {"wrong"}
    assert _marks(judge(FEE_OF_7, _told(kind, procedures=[7, 8], facets=["fee"]))) == {"wrong"}


def test_another_facet_of_the_right_procedure_is_neither_right_nor_wrong() -> None:
    assert _marks(judge(FEE_OF_7, _told(procedures=[7], facets=["where"]))) == set()


@pytest.mark.parametrize("kind", list(Kind))
def test_what_is_out_of_scope_must_end_in_a_fallback(kind: Kind) -> None:
    leaks = {"answer", "guide", "clarify", "list", "status_dossier", "status_regrade"}
    marks = {"right"} if kind is Kind.FALLBACK else {"leak"} if kind.value in leaks else set()
    told = _told(kind, procedures=[7], candidates=[7])
    assert _marks(judge(_wanted("out_of_scope"), told)) == marks


def test_a_fallback_on_a_question_in_scope_is_a_miss() -> None:
    for expected in (FEE_OF_7, _wanted("list"), _wanted("clarify", procedures=[7])):
        assert _marks(judge(expected, _told(Kind.FALLBACK))) == {"miss"}


def test_an_equally_fair_label_is_as_right() -> None:
    expected = _wanted(
        procedures=[7],
        facets=["fee"],
        also=[{"procedures": [6], "facets": ["fee"]}, {"kind": "out_of_scope"}],
    )
    for told in (
        _told(procedures=[6], facets=["fee"]),
        _told(procedures=[7], facets=["fee"]),
        _told(Kind.FALLBACK),
    ):
        assert _marks(judge(expected, told)) == {"right"}
    assert _marks(judge(expected, _told(Kind.CLARIFY, candidates=[6, 9]))) == {"asked"}
    assert _marks(judge(expected, _told(procedures=[6], facets=["where"]))) == set()
    assert _marks(judge(expected, _told(procedures=[9], facets=["fee"]))) == {"wrong"}


@given(
    st.sampled_from([*(kind.value for kind in Kind if kind is not Kind.FALLBACK), "out_of_scope"]),
    IDS,
    FACETS,
    st.builds(Outcome, kind=ANY_KIND, procedures=IDS, facets=FACETS, candidates=IDS),
)
def test_a_message_has_at_most_one_mark(
    kind: str, procedures: tuple[int, ...], facets: tuple[str, ...], told: Outcome
) -> None:
    marks = _marks(judge(_wanted(kind, procedures=procedures, facets=facets), told))
    assert len(marks) <= 1
    assert not (kind == "out_of_scope" and marks & {"asked", "wrong", "miss"})
    assert not (kind != "out_of_scope" and "leak" in marks)


def test_scores_are_shares_of_the_questions_they_are_about() -> None:
    outside = _wanted("out_of_scope")
    said = [
        (FEE_OF_7, _told(procedures=[7], facets=["fee"])),
        (FEE_OF_7, _told(Kind.CLARIFY, candidates=[7])),
        (FEE_OF_7, _told(procedures=[8], facets=["fee"])),
        (FEE_OF_7, _told(Kind.FALLBACK)),
        (outside, _told(Kind.FALLBACK)),
        (outside, _told(procedures=[7], facets=["fee"])),
    ]
    assert Scores.of((expected, judge(expected, told)) for expected, told in said) == Scores(
        right=Share(2, 6),
        asked=Share(1, 4),
        right_or_asked=Share(2, 4),
        wrong=Share(1, 4),
        leak=Share(1, 2),
        miss=Share(1, 4),
    )


def test_the_interval_is_wilsons() -> None:
    low, high = Share(8, 10).interval
    assert (low, high) == pytest.approx((0.4902, 0.9433), abs=1e-4)
    assert Share(0, 0).value == 0
    assert Share(0, 0).interval == (0, 1)


@given(st.integers(1, 5000).flatmap(lambda n: st.tuples(st.integers(0, n), st.just(n))))
def test_the_interval_holds_the_share_and_shrinks_with_more_questions(
    counted: tuple[int, int],
) -> None:
    count, total = counted
    low, high = Share(count, total).interval
    assert 0 <= low <= count / total + 1e-12
    assert count / total - 1e-12 <= high <= 1
    narrow_low, narrow_high = Share(4 * count, 4 * total).interval
    assert narrow_high - narrow_low < high - low
    other_low, other_high = Share(total - count, total).interval
    assert (1 - other_high, 1 - other_low) == pytest.approx((low, high), abs=1e-9)
