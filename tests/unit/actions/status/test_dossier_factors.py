"""The code of a dossier and the end of a phone number are found in whatever way they are typed."""

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from actions.status.dossier_factors import read_dossier, tells_code
from actions.status.state import Factor

CODE, TAIL = "H48.12-210119-0007", "1234"

WAYS_OF_A_CODE = (
    "H48.12-210119-0007",
    "h48.12-210119-0007",
    "H48 12 210119 0007",
    "h48.12.210119.0007",
    "H48-12-210119-0007",
    "H48.12 - 210119 - 0007",
    "H48.12/210119/0007",
    "H48.12–210119—0007",
    "H48_12_210119_0007",
    "H4812-210119-0007",
    "H48122101190007",
    "H48.122101190007",
    "H48.12-2101190007",
    "H48.12-21O119-OOO7",
    "Ｈ48.12-２10119-0007",
)
WAYS_OF_A_TAIL = (
    "1234",
    "đuôi 1234",
    "4 số cuối 1234",
    "bốn số cuối là: 1234 ạ",
    "4 so cuoi 1 2 3 4",
    "bốn số cuối một hai ba bốn",
    "sdt em 0912 341 234",
    "số điện thoại 0912.341.234",
    "+84 912 341 234",
    "84912341234",
    "0912341234",
    "09xxxx1234",
    "091***1234",
    "điện thoại 1234",
)


@pytest.mark.parametrize("written", WAYS_OF_A_CODE)
@pytest.mark.parametrize("around", ["{}", "mã {} ạ", "hồ sơ của tôi {} tới đâu rồi", "mã:{}."])
def test_a_code_is_found_however_it_is_written(written: str, around: str) -> None:
    typed = around.format(written)
    assert read_dossier(typed, ()).values == {Factor.CODE: CODE}
    assert tells_code(typed)


@pytest.mark.parametrize("written", WAYS_OF_A_TAIL)
def test_the_end_of_a_phone_number_is_found_however_it_is_written(written: str) -> None:
    assert read_dossier(written, {Factor.CODE}).values == {Factor.TAIL: TAIL}
    assert not tells_code(written)


@pytest.mark.parametrize("tail", WAYS_OF_A_TAIL)
@pytest.mark.parametrize("code", WAYS_OF_A_CODE)
@pytest.mark.parametrize("both", ["{code} {tail}", "{code} / {tail}", "{tail}, mã {code}"])
def test_both_are_found_in_one_message_in_any_order(code: str, tail: str, both: str) -> None:
    typed = both.format(code=code, tail=tail)
    assert read_dossier(typed, ()).values == {Factor.CODE: CODE, Factor.TAIL: TAIL}


@given(
    heads=st.lists(st.integers(10, 99), min_size=1, max_size=3),
    day=st.dates().filter(lambda day: day.year >= 1970),
    end=st.integers(0, 9999),
    separators=st.tuples(*[st.sampled_from([" ", ".", "-", " - "])] * 2),
    tail=st.integers(0, 9999),
)
def test_every_code_and_every_end_is_read(
    heads: list[int], day: object, end: int, separators: tuple[str, str], tail: int
) -> None:
    head, filed = ".".join(map(str, heads)), f"{day:%y%m%d}"
    typed = f"mã g{head}{separators[0]}{filed}{separators[1]}{end:04}, 4 số cuối {tail:04}"
    values = read_dossier(typed, ()).values
    assert values[Factor.CODE] == f"G{head}-{filed}-{end:04}"
    assert values[Factor.TAIL] == f"{tail:04}"


@pytest.mark.parametrize(
    ("typed", "slip", "count"),
    [
        ("H48.12-210119-007", "code_end", 3),
        ("H48.12-211319-0007", "code_day", 0),
        ("H48.12-210119", "code_no_end", 0),
        ("G22.99.26-000345", "code_no_end", 0),
        ("H48.12-0007", "code_no_day", 0),
        ("mã H50-88231", "code_no_day", 0),
        ("210119-0007", "code_no_head", 0),
        ("hồ sơ của em mã 0042", "code_part", 0),
        ("hs 0089 xong chua", "code_part", 0),
        ("đuôi 234", "tail_length", 3),
        ("12345", "tail_length", 5),
        ("sđt 091234123", "phone_length", 9),
        ("1234 5678", "tail_several", 0),
        ("045301987612", "not_needed", 0),
        ("05/09/2008", "unread", 0),
        ("***", "unread", 0),
    ],
)
def test_a_slip_is_named_for_what_it_is(typed: str, slip: str, count: int) -> None:
    reading = read_dossier(typed, ())
    assert reading.values == {}
    assert reading.slip
    assert (reading.slip.key, reading.slip.count) == (slip, count)


def test_an_unusual_code_is_doubted_with_what_it_would_be() -> None:
    slip = read_dossier("K7 210119 12", ()).slip
    assert slip
    assert slip.value == "K7-210119-12"


@pytest.mark.parametrize("typed", ["nộp năm 2026, đuôi 1234", "nộp ngày 5/9/2026, 1234"])
def test_years_and_days_are_no_end_of_a_phone_number(typed: str) -> None:
    assert read_dossier(typed, {Factor.CODE}).values == {Factor.TAIL: TAIL}


@pytest.mark.parametrize("typed", ["29/2012/TT-BGDĐT", "A4", "B1 2026", "120/KH-SGDĐT", "THPT2021"])
def test_other_numbers_are_no_code(typed: str) -> None:
    assert not tells_code(typed)


@given(st.text(st.sampled_from("h48.12-/ *x0+9omãnăm cuối"), max_size=60) | st.text(max_size=60))
def test_any_text_is_read_without_an_error(typed: str) -> None:
    for known in ((), (Factor.CODE,), (Factor.TAIL,)):
        for value in read_dossier(typed, known).values.values():
            assert value.isascii()


@pytest.mark.parametrize(
    "piece", ["1 ", "a1.", "0.", "h48 ", "x", "84 ", "cuoi ", "ba ", "1-", "o"]
)
def test_the_longest_message_is_read_at_once(piece: str) -> None:
    began = time.perf_counter()
    read_dossier((piece * 2000)[:2000], ())
    assert time.perf_counter() - began < 1
