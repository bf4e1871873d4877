"""What nobody has looked through for a year."""

from datetime import date

import pytest

from knowledge.laws.due_reviews import a_year_before, due_reviews
from tests.auxil.procedures import procedure, version


def due(reviewed_on: date | None, on: date) -> bool:
    return bool(due_reviews([procedure(version(reviewed_on=reviewed_on))], on))


def test_a_year_is_enough_and_a_day_more_too_much() -> None:
    assert not due(date(2025, 11, 23), date(2026, 11, 23))
    assert due(date(2025, 11, 22), date(2026, 11, 23))
    assert due(None, date(2026, 11, 23))


@pytest.mark.parametrize(
    ("day", "before"),
    [(date(2024, 2, 29), date(2023, 2, 28)), (date(2025, 2, 28), date(2024, 2, 28))],
)
def test_a_year_before_a_leap_day(day: date, before: date) -> None:
    assert a_year_before(day) == before


def test_never_comes_first_then_the_oldest() -> None:
    days = {1: date(2025, 1, 1), 2: None, 3: date(2024, 1, 1), 4: date(2026, 1, 1)}
    made = [procedure(version(reviewed_on=day), id=number) for number, day in days.items()]
    assert [each.procedure_id for each in due_reviews(made, date(2026, 11, 23))] == [2, 3, 1]


def test_only_the_version_of_the_day_counts() -> None:
    made = procedure(
        version(in_force_to=date(2026, 6, 30), reviewed_on=date(2026, 6, 1)),
        version(in_force_from=date(2026, 7, 1)),
    )
    assert due_reviews([made], date(2026, 6, 30)) == []
    [each] = due_reviews([made], date(2026, 7, 1))
    assert each.reviewed_on is None
