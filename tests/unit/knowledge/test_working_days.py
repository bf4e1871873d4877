"""Terms end where a hand on a wall calendar ends them."""

import csv
from datetime import date, timedelta
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from knowledge.reference_files import holidays
from knowledge.working_days import (
    Passed,
    add_days,
    add_working_days,
    is_working_day,
    left,
    new_years,
    working_day,
)

TABLE = Path(__file__).parents[2] / "data" / "deadlines.csv"
ROWS = list(csv.DictReader(TABLE.read_text("utf-8").splitlines()))
TERMS = {"ngày làm việc": add_working_days, "ngày": add_days}
DAYS = st.dates(date(2024, 1, 1), date(2030, 12, 31))
TERM = st.integers(0, 60)


@pytest.mark.parametrize("row", ROWS, ids=[f"{r['start']}+{r['days']}" for r in ROWS])
def test_a_term_ends_on_the_day_found_by_hand(row: dict[str, str]) -> None:
    due = TERMS[row["unit"]](date.fromisoformat(row["start"]), int(row["days"]))
    assert due.day == date.fromisoformat(row["due"]), row["why"]
    assert due.tentative is (row["tentative"] == "yes"), row["why"]


def test_the_table_is_large_enough_to_trust() -> None:
    assert len(ROWS) >= 40


def test_all_days_off_between_monday_and_friday_are_those_of_the_notices() -> None:
    """From Bộ luật Lao động 2019 and the notices named in holidays.yml, day by day."""
    off = {
        2025: "01-01 01-27 01-28 01-29 01-30 01-31 04-07 04-30 05-01 05-02 09-01 09-02",
        2026: "01-01 01-02 02-16 02-17 02-18 02-19 02-20 04-27 04-30 05-01 08-31 09-01 09-02 11-24",
    }
    worked = {2025: "04-26", 2026: "01-10 08-22"}
    for year, days in off.items():
        all_year = [date(year, 1, 1) + timedelta(days=number) for number in range(365)]
        assert days.split() == [
            f"{day:%m-%d}" for day in all_year if day.weekday() < 5 and not is_working_day(day)
        ]
        assert worked[year].split() == [
            f"{day:%m-%d}" for day in all_year if day.weekday() >= 5 and is_working_day(day)
        ]


def test_culture_day_is_off_from_2026() -> None:
    assert is_working_day(date(2025, 11, 24))
    assert not is_working_day(date(2026, 11, 24))


def test_the_days_off_on_the_way_are_named_as_people_call_them() -> None:
    due = add_working_days(date(2026, 4, 23), 5)
    assert due.passed == (
        Passed("Giỗ Tổ Hùng Vương", date(2026, 4, 27), date(2026, 4, 27)),
        Passed("lễ 30/4 và 01/5", date(2026, 4, 30), date(2026, 5, 1)),
    )
    (swapped,) = add_working_days(date(2026, 8, 28), 3).passed
    assert swapped == Passed("Quốc khánh", date(2026, 8, 31), date(2026, 9, 2))
    (new_year,) = add_working_days(date(2025, 12, 31), 1).passed
    assert new_year == Passed("Tết Dương lịch", date(2026, 1, 1), date(2026, 1, 2))


def test_what_is_not_decided_is_named() -> None:
    assert add_working_days(date(2027, 2, 3), 1).unsettled == ("Tết Nguyên Đán",)
    assert add_working_days(date(2026, 11, 23), 3).unsettled == ("Ngày Văn hóa Việt Nam",)
    assert not add_working_days(date(2026, 2, 13), 5).tentative


def test_every_decision_and_proposal_names_its_document_and_a_known_occasion() -> None:
    known = {occasion.name for occasion in holidays().occasions}
    for entry in (*holidays().decisions, *holidays().proposals):
        assert entry.document
        assert entry.holiday is None or entry.holiday in known
        assert entry.holiday or not (entry.day_off or entry.worked)


def test_the_lunar_year_begins_as_in_vietnam_not_as_in_china() -> None:
    assert new_years(2026) == date(2026, 2, 17)
    assert new_years(2027) == date(2027, 2, 6)
    assert new_years(2030) == date(2030, 2, 2)


def test_days_left_count_the_last_day_but_not_today() -> None:
    friday, monday = date(2026, 12, 4), date(2026, 12, 7)
    assert (left(monday, friday).days, left(monday, friday).working_days) == (3, 1)
    assert (left(friday, friday).days, left(friday, friday).working_days) == (0, 0)
    assert (left(friday, monday).days, left(friday, monday).working_days) == (-3, 0)


def test_a_term_is_never_negative() -> None:
    for term in TERMS.values():
        with pytest.raises(ValueError, match="-1 days"):
            term(date(2026, 11, 23), -1)


@given(DAYS, TERM)
def test_a_term_ends_on_a_working_day_and_not_before_it_began(start: date, days: int) -> None:
    for term in TERMS.values():
        due = term(start, days)
        assert is_working_day(due.day)
        assert due.day >= start + timedelta(days=days if term is add_days else 0)
        assert due.day >= start


@given(DAYS, TERM)
def test_a_longer_term_ends_later(start: date, days: int) -> None:
    assert add_working_days(start, days).day < add_working_days(start, days + 1).day
    assert add_days(start, days).day <= add_days(start, days + 1).day


@given(DAYS, TERM)
def test_working_days_counted_out_are_the_working_days_left(start: date, days: int) -> None:
    received = working_day(start)
    assert left(add_working_days(start, days).day, received).working_days == days


@given(DAYS, TERM)
def test_filing_on_a_day_off_is_filing_on_the_next_working_day(start: date, days: int) -> None:
    assert add_working_days(start, days).day == add_working_days(working_day(start), days).day
