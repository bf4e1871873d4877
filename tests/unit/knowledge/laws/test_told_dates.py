"""Dates of laws as people type them."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from knowledge.laws.told_dates import first_day, last_day, told_date

DAYS = st.dates(date(1945, 1, 1), date(2100, 12, 31))


@pytest.mark.parametrize(
    ("typed", "told"),
    [
        ("09/05/2026", "2026-05-09"),
        ("9/5/2026", "2026-05-09"),
        (" 9. 5. 2026 ", "2026-05-09"),
        ("09-05-2026", "2026-05-09"),
        ("2026-05-09", "2026-05-09"),
        ("05/2026", "2026-05"),
        ("2026-05", "2026-05"),
        ("2026", "2026"),
        ("29/02/2024", "2024-02-29"),
    ],
)
def test_each_way_of_writing_is_understood(typed: str, told: str) -> None:
    assert told_date(typed) == told


@pytest.mark.parametrize(
    "typed",
    ["", "31/02/2026", "29/02/2026", "13/2026", "00/2026", "0000", "1944", "2101", "hôm qua",
     "9/5", "9/5/26", "²/5/2026", "٠٩/٠٥/٢٠٢٦", "2026-05-09T00:00", "<b>2026", "1" * 5000],
)  # fmt: skip
def test_what_is_no_day_is_refused(typed: str) -> None:
    with pytest.raises(ValueError):
        told_date(typed)


@given(DAYS)
def test_a_day_means_itself_however_it_is_written(day: date) -> None:
    for typed in (day.isoformat(), f"{day:%d/%m/%Y}"):
        told = told_date(typed)
        assert first_day(told) == last_day(told) == day


@given(DAYS)
def test_a_month_and_a_year_hold_their_days_and_no_others(day: date) -> None:
    for length in (4, 7):
        told = day.isoformat()[:length]
        assert first_day(told) <= day <= last_day(told)
        assert (last_day(told) - first_day(told)).days < (366 if length == 4 else 31)


@given(st.text(max_size=30))
def test_anything_is_a_date_or_refused(typed: str) -> None:
    try:
        told = told_date(typed)
    except ValueError:
        return
    assert told_date(told) == told
