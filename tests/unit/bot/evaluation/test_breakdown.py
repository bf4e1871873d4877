"""An evaluation is parted by style, kind, facet and procedure; conversations count as wholes."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.evaluation.breakdown import By, Difference, breakdown, whole_conversations
from bot.evaluation.scoring import Share
from tests.auxil.results import (
    ASKED,
    FALLBACK,
    OTHER_FACET,
    RIGHT,
    WRONG,
    conversation,
    result,
)

COUNTS = st.integers(1, 3000).flatmap(lambda n: st.tuples(st.integers(0, n), st.just(n)))
SHARES = COUNTS.map(lambda counted: Share(*counted))


def _right(by: By, *results: object) -> dict[str, tuple[int, int]]:
    parts = breakdown(results, by)  # type: ignore[arg-type]
    return {part.name: (part.scores.right.count, part.scores.right.total) for part in parts}


def test_plain_questions_stand_before_the_other_styles() -> None:
    scores = _right(
        By.STYLE, result(WRONG, style="nodiac"), result(RIGHT), result(RIGHT, style="nodiac")
    )
    assert list(scores.items()) == [("plain", (1, 1)), ("nodiac", (1, 2))]


def test_kinds_stand_in_their_usual_order_and_unknown_ones_last() -> None:
    scores = _right(
        By.KIND,
        result(FALLBACK, "weather"),
        result(FALLBACK, "out_of_scope"),
        result(ASKED, "clarify", procedures=[6, 7]),
        result(ASKED),
    )
    assert list(scores) == ["answer", "clarify", "out_of_scope", "weather"]
    assert scores["out_of_scope"] == (1, 1)


def test_a_message_about_two_things_counts_for_both() -> None:
    both = result(RIGHT, procedures=[7, 12], facets=["where", "fee"])
    assert _right(By.PROCEDURE, both, result(RIGHT)) == {"7": (1, 2), "12": (0, 1)}
    assert _right(By.FACET, both, result(RIGHT)) == {"fee": (1, 2), "where": (0, 1)}


def test_each_of_several_facets_that_would_do_counts_once() -> None:
    either = result(RIGHT, procedures=[7], facets=["fee"], facets_any=["fee", "documents"])
    assert _right(By.FACET, either) == {"documents": (1, 1), "fee": (1, 1)}


def test_what_should_be_asked_back_is_about_no_one_procedure_or_facet() -> None:
    open_question = result(ASKED, "clarify", procedures=[6, 7], facets=["fee"])
    assert _right(By.PROCEDURE, open_question) == {}
    assert _right(By.FACET, open_question) == {}


def test_a_conversation_is_right_when_every_turn_is() -> None:
    results = [
        *conversation(RIGHT, RIGHT, RIGHT),
        result(WRONG),
        *conversation(RIGHT, OTHER_FACET),
        *conversation(RIGHT),
    ]
    assert whole_conversations(results) == Share(2, 3)
    assert whole_conversations([result(RIGHT)]) == Share(0, 0)


def test_the_distance_has_newcombes_interval() -> None:
    found = Difference.between(Share(56, 70), Share(48, 80))
    assert (found.value, found.low, found.high) == pytest.approx((0.2, 0.0524, 0.3339), abs=1e-4)
    assert found.clear
    assert not Difference.between(Share(5, 6), Share(4, 6)).clear


@given(SHARES, SHARES)
def test_the_distance_lies_in_its_interval_and_turns_round(one: Share, other: Share) -> None:
    there, back = Difference.between(one, other), Difference.between(other, one)
    assert there.low - 1e-12 <= there.value <= there.high + 1e-12
    assert (back.low, back.high) == pytest.approx((-there.high, -there.low))
    assert not Difference.between(one, one).clear
