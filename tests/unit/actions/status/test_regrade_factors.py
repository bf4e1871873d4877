"""A candidate number and a birth date are found in whatever way they are typed."""

import time
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from actions.status.regrade_factors import read_regrade, tells_candidate
from actions.status.state import Factor
from tests.auxil.turns import TODAY

NUMBER, BORN = "32001234", "2003-09-05"
BOTH = {Factor.CANDIDATE: NUMBER, Factor.BORN_ON: BORN}

WAYS_OF_A_NUMBER = (
    "sbd 32001234",
    "SBD: 32001234",
    "sbđ 32001234",
    "số báo danh là 3200 1234",
    "so bao danh cua em 32 00 1234",
    "số bd 32.001.234",
    "báo danh 32-001-234",
    "sbd ba hai không không một hai ba bốn",
    "số báo danh em là 32 không không một hai ba bốn",
)
WAYS_OF_A_DATE = (
    "5/9/2003",
    "05/09/2003",
    "5-9-2003",
    "5.9.2003",
    "05 09 2003",
    "5 / 9 / 2003",
    "5/9/03",
    "5\\9\\2003",
    "5–9–2003",
    "2003-09-05",
    "5 tháng 9 năm 2003",
    "ngày 5, tháng 9, năm 2003",
    "5/9 năm 2003",
    "mồng 5 tháng chín năm 2003",
    "5 thang 9 nam 2003",
)


@pytest.mark.parametrize("born", WAYS_OF_A_DATE)
@pytest.mark.parametrize("number", WAYS_OF_A_NUMBER)
@pytest.mark.parametrize("both", ["{number} sinh {born}", "sinh {born}, {number} ạ"])
def test_both_are_found_in_one_message_in_any_order(number: str, born: str, both: str) -> None:
    typed = both.format(number=number, born=born)
    reading = read_regrade(typed, (), TODAY)
    assert reading.values == BOTH
    assert reading.plainly
    assert tells_candidate(typed)


@pytest.mark.parametrize("born", [*WAYS_OF_A_DATE, "sinh 05092003", "ns 050903", "e sn 5/9/2003 ạ"])
def test_a_birth_date_alone_is_found(born: str) -> None:
    for known in ((), (Factor.CANDIDATE,)):
        assert read_regrade(born, known, TODAY).values == {Factor.BORN_ON: BORN}
    assert not tells_candidate(born)


@pytest.mark.parametrize("typed", ["32001234 05092003", "05092003 32001234", "32001234 5/9/2003"])
def test_two_numbers_without_a_word_are_told_apart(typed: str) -> None:
    assert read_regrade(typed, (), TODAY).values == BOTH


class TestEightDigitsAlone:
    def test_are_the_candidate_number(self) -> None:
        for known in ((), (Factor.BORN_ON,)):
            read = read_regrade("05092003", known, TODAY)
            assert read.values == {Factor.CANDIDATE: "05092003"}

    def test_are_the_birth_date_once_the_number_is_there(self) -> None:
        for typed in ("05092003", "dạ 05092003 ạ"):
            read = read_regrade(typed, {Factor.CANDIDATE}, TODAY)
            assert read.values == {Factor.BORN_ON: BORN}

    def test_are_another_number_if_they_are_no_day(self) -> None:
        read = read_regrade("con gõ nhầm, 3999 9999", {Factor.CANDIDATE}, TODAY)
        assert read.values == {Factor.CANDIDATE: "39999999"}

    def test_six_are_a_birth_date_once_the_number_is_there(self) -> None:
        assert read_regrade("050903", {Factor.CANDIDATE}, TODAY).values == {Factor.BORN_ON: BORN}


@given(
    number=st.integers(1_000_000, 64_999_999),
    born=st.dates(date(1950, 1, 1), date(2014, 12, 31)),
    form=st.sampled_from(["{d}/{m}/{y}", "{d:02}-{m:02}-{y}", "{d} tháng {m} năm {y}"]),
    swapped=st.booleans(),
)
def test_every_number_and_every_birth_date_is_read(
    number: int, born: date, form: str, swapped: bool
) -> None:
    told = form.format(d=born.day, m=born.month, y=born.year)
    parts = [f"sbd {number:08}", f"sinh {told}"]
    typed = ", ".join(reversed(parts) if swapped else parts)
    values = read_regrade(typed, (), TODAY).values
    assert values == {Factor.CANDIDATE: f"{number:08}", Factor.BORN_ON: born.isoformat()}


@pytest.mark.parametrize(
    ("typed", "slip", "count"),
    [
        ("sbd 3200123", "candidate_length", 7),
        ("sdb 3201 phúc khảo toán", "candidate_length", 4),
        ("1234", "candidate_length", 4),
        ("sinh 31/2/2003", "born_no_such_day", 0),
        ("05/13/2003", "born_no_such_day", 0),
        ("sinh 5/9/2033", "born_ahead", 0),
        ("05/09/2033", "born_ahead", 0),
        ("sinh 5/9", "born_partial", 0),
        ("sinh năm 2003", "born_partial", 0),
        ("là 5/9/2003 hay 6/9/2003 em quên mất", "born_several", 0),
        ("32001234 39999999", "candidate_several", 0),
        ("045301987612", "not_needed", 0),
        ("0912341234", "not_needed", 0),
        ("***", "unread", 0),
    ],
)
def test_a_slip_is_named_for_what_it_is(typed: str, slip: str, count: int) -> None:
    reading = read_regrade(typed, (), TODAY)
    assert reading.values == {}
    assert reading.slip
    assert (reading.slip.key, reading.slip.count) == (slip, count)


def test_a_number_of_an_unusual_length_leaves_the_birth_date() -> None:
    reading = read_regrade("sbd 3200123 sinh 5/9/2003", (), TODAY)
    assert reading.values == {Factor.BORN_ON: BORN}
    assert reading.slip
    assert reading.slip.value == "3200123"


@pytest.mark.parametrize(
    "typed", ["em nộp đơn hôm 20/7/2026 rồi", "toán từ 6,75 lên mấy", "hôm nay 15 ngày rồi đó"]
)
def test_other_days_and_numbers_are_no_birth_date(typed: str) -> None:
    assert read_regrade(typed, (), TODAY).values == {}


def test_the_birth_date_is_the_day_that_is_said_to_be_one() -> None:
    typed = "nộp 20/7/2015, sinh 5/9/2003"
    assert read_regrade(typed, (), TODAY).values == {Factor.BORN_ON: BORN}


@given(st.text(st.sampled_from("sbd sinh 0512/.-39năm thg"), max_size=60) | st.text(max_size=60))
def test_any_text_is_read_without_an_error(typed: str) -> None:
    for known in ((), (Factor.CANDIDATE,), (Factor.BORN_ON,)):
        for value in read_regrade(typed, known, TODAY).values.values():
            assert value.isascii()


@pytest.mark.parametrize(
    "piece", ["1 ", "sbd ", "sinh ", "1/", "12 ", "nam ", "5 thang ", "ba ", "0"]
)
def test_the_longest_message_is_read_at_once(piece: str) -> None:
    began = time.perf_counter()
    read_regrade((piece * 2000)[:2000], (), TODAY)
    assert time.perf_counter() - began < 1
