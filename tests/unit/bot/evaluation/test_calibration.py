"""Confidence is held against being right."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.evaluation.calibration import BINS, Said, bin_of, calibrate, right_at_all, right_procedure
from bot.evaluation.scoring import Share
from tests.auxil.results import ASKED, FALLBACK, OTHER_FACET, RIGHT, WRONG, result

SAID = st.lists(st.builds(Said, st.floats(0, 1), st.booleans()), max_size=60)


def test_the_sums_are_those_of_the_textbook() -> None:
    found = calibrate([Said(0.95, True), Said(0.95, False), Said(0.55, True), Said(0.15, False)])
    assert found.total == 4
    assert found.expected_error == pytest.approx((2 * 0.45 + 0.45 + 0.15) / 4)
    assert found.brier == pytest.approx((0.05**2 + 0.95**2 + 0.45**2 + 0.15**2) / 4)
    last = found.bins[-1]
    assert (last.low, last.high, last.right) == (0.9, 1.0, Share(1, 2))
    assert last.confidence == pytest.approx(0.95)


@pytest.mark.parametrize(
    ("confidence", "number"), [(0, 0), (0.0999, 0), (0.1, 1), (0.3, 3), (0.7, 7), (0.9, 9), (1, 9)]
)
def test_a_bin_begins_with_its_lower_bound_and_the_last_holds_one(
    confidence: float, number: int
) -> None:
    assert bin_of(confidence) == number


def test_without_answers_nothing_is_claimed() -> None:
    found = calibrate([])
    assert (found.total, found.expected_error, found.brier) == (0, 0, 0)
    assert len(found.bins) == BINS


@given(SAID)
def test_every_answer_is_in_one_bin_and_the_sums_stay_within_bounds(said: list[Said]) -> None:
    found = calibrate(said)
    assert sorted(map(repr, said)) == sorted(repr(s) for b in found.bins for s in b.said)
    assert 0 <= found.expected_error <= 1
    assert 0 <= found.brier <= 1
    for each in found.bins:
        assert all(each.low - 1e-9 <= s.confidence <= each.high + 1e-9 for s in each.said)


@given(st.lists(st.booleans(), min_size=1))
def test_who_is_certain_and_right_errs_by_nothing(right: list[bool]) -> None:
    found = calibrate(Said(float(one), one) for one in right)
    assert (found.expected_error, found.brier) == (0, 0)


def test_only_answers_count_and_facets_only_in_the_first_measure() -> None:
    results = [
        result(RIGHT),
        result(OTHER_FACET),
        result(WRONG),
        result(ASKED),
        result(FALLBACK),
        result(WRONG, "out_of_scope"),
    ]
    whole, procedure = right_at_all(results), right_procedure(results)
    assert (whole.total, procedure.total) == (4, 4)
    assert [s.right for b in whole.bins for s in b.said] == [False, False, False, True]
    assert [s.right for b in procedure.bins for s in b.said] == [False, False, True, True]
