"""The statistics of a comparison, against what can be counted by hand."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.rivals.statistics import area_under_curve, best_threshold, paired_difference

SCORES = st.lists(st.integers(-5, 5).map(float), min_size=1, max_size=12)


def test_a_rival_equal_to_ours_differs_by_nothing() -> None:
    marks = [True, False, True, True]
    difference = paired_difference(marks, marks)
    assert (difference.value, difference.low, difference.high) == (0.0, 0.0, 0.0)


def test_the_difference_is_of_the_same_questions_and_the_interval_around_it() -> None:
    mine = [True] * 80 + [False] * 20
    yours = [True] * 60 + [False] * 40
    difference = paired_difference(mine, yours)
    assert difference.value == pytest.approx(0.2)
    assert difference.low == pytest.approx(0.2 - 1.96 * 0.04, abs=0.02)
    assert difference.high == pytest.approx(0.2 + 1.96 * 0.04, abs=0.02)


def test_the_same_marks_give_the_same_interval_again() -> None:
    mine, yours = [True, True, False, True] * 20, [True, False, True, True] * 20
    assert paired_difference(mine, yours) == paired_difference(mine, yours)


def test_without_questions_nothing_is_known_of_the_difference() -> None:
    difference = paired_difference([], [])
    assert (difference.value, difference.low, difference.high) == (0.0, -1.0, 1.0)


def test_marks_of_different_questions_are_refused() -> None:
    with pytest.raises(ValueError, match="longer"):
        paired_difference([True], [True, False])


@given(SCORES, SCORES)
def test_no_threshold_tells_more_apart_than_the_best(
    inside: list[float], outside: list[float]
) -> None:
    def told_apart(threshold: float) -> int:
        return sum(s >= threshold for s in inside) + sum(s < threshold for s in outside)

    every = [float("-inf"), *inside, *outside, float("inf")]
    best = told_apart(best_threshold(inside, outside))
    assert best == max(told_apart(threshold) for threshold in every)


@given(SCORES, SCORES)
def test_the_area_is_the_share_of_pairs_in_the_right_order(
    inside: list[float], outside: list[float]
) -> None:
    pairs = [(a > b) + (a == b) / 2 for a in inside for b in outside]
    assert area_under_curve(inside, outside) == pytest.approx(sum(pairs) / len(pairs))


def test_the_area_is_a_coin_toss_where_one_side_is_missing() -> None:
    assert area_under_curve([1.0], []) == 0.5
