"""What wasn't right is listed once, with its reason and the filters that show it."""

import pytest

from actions.reply import Kind, Outcome
from bot.evaluation.failures import failures, reason
from bot.evaluation.run import Result
from tests.auxil.results import (
    ASKED,
    FALLBACK,
    OTHER_FACET,
    RIGHT,
    WRONG,
    conversation,
    result,
)


@pytest.mark.parametrize(
    ("failed", "why"),
    [
        (result(RIGHT), ""),
        (result(WRONG), "wrong"),
        (result(RIGHT, "out_of_scope"), "leak"),
        (result(FALLBACK), "miss"),
        (result(ASKED), "asked"),
        (result(Outcome(kind=Kind.CONTACT)), "kind"),
        (result(OTHER_FACET), "facet"),
        (result(RIGHT, procedures=[7, 8], facets=["fee"]), "other"),
    ],
)
def test_the_gravest_reason_is_told(failed: Result, why: str) -> None:
    assert reason(failed) == why


def test_a_filter_shows_those_that_failed() -> None:
    fine, wrong, asked = result(RIGHT), result(WRONG), result(ASKED)
    found = failures([fine, wrong, asked])
    assert found.results == (wrong, asked)
    made = found.filter("không dấu", [fine, wrong])
    assert made is not None
    assert made.count == 1
    assert found.marks(wrong) == [made.id]
    assert found.marks(asked) == []


def test_there_is_no_filter_where_nothing_failed() -> None:
    found = failures([result(RIGHT)])
    assert found.filter("không dấu", [result(RIGHT)]) is None
    assert found.filters == []


def test_the_same_messages_under_the_same_title_are_one_filter() -> None:
    one, two = result(WRONG), result(WRONG)
    found = failures([one, two])
    first = found.filter("7 → 8", [one, two])
    assert found.filter("7 → 8", [two, one]) == first
    assert found.filter("7 → 8", [one]) != first
    assert found.filter("khác", [one, two]) != first


def test_a_turn_is_shown_with_what_was_said_before() -> None:
    turns = conversation(RIGHT, ASKED, WRONG)
    found = failures([result(WRONG), *turns])
    assert found.before(turns[2]) == ("lượt 1", "lượt 2")
    assert found.before(found.results[0]) == ()
