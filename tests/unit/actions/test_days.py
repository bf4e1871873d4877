"""A birth date is read in every way people write it; anything else is no date."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from actions.days import full_day

TODAY = date(2026, 11, 23)


@pytest.mark.parametrize(
    "text",
    [
        "5/9/2003",
        "05-09-2003",
        "5.9.2003",
        "05 09 2003",
        "05092003",
        "2003-09-05",
        "sinh ngày 5 tháng 9 năm 2003",
        "mong 5 thang 9 2003",
        "5/9/03",
        "ngày sinh của em là 5/9/2003 ạ",
        "5 thg 9, 2003",
        "sinh 5/9/2003, 5/9/2003 nhé",
    ],
)
def test_a_birth_date_however_it_is_written(text: str) -> None:
    assert full_day(text, TODAY) == date(2003, 9, 5)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "mai",
        "31/2/2003",
        "5/13/2003",
        "5/9",
        "năm 2003",
        "5/9/2030",
        "5/9/1850",
        "sinh 5/9/2003 hay 6/9/2003",
        "sbd 32001234",
        "0912345678",
        "046203001234",
    ],
)
def test_what_is_no_past_day_or_not_one(text: str) -> None:
    assert full_day(text, TODAY) is None


def test_two_digits_are_a_year_of_the_last_hundred() -> None:
    assert full_day("1/1/26", TODAY) == date(2026, 1, 1)
    assert full_day("1/1/27", TODAY) == date(1927, 1, 1)


@given(st.dates(min_value=date(1900, 1, 1), max_value=TODAY))
def test_every_day_is_read_back(day: date) -> None:
    for form in ("%d/%m/%Y", "%Y-%m-%d", "%d%m%Y", "%-d tháng %-m năm %Y"):
        assert full_day(day.strftime(form), TODAY) == day


@given(st.text(max_size=100))
def test_any_text_is_taken(text: str) -> None:
    full_day(text, TODAY)
