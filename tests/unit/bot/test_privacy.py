"""What citizens type loses its personal numbers, and nothing else, before it goes anywhere."""

import re
import string
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.privacy import HIDDEN, hide_personal_numbers

SEPARATORS = ("", " ", ".", "-", " - ", "  ", "\u00a0")
DIGITS = st.sampled_from(string.digits)
DATES = st.dates(date(1900, 1, 1), date(2099, 12, 31))
LIKE_A_DATE = re.compile(r"\d{1,2}[.-]\d{1,2}[.-](19|20)\d\d|(19|20)\d\d-\d{1,2}-\d{1,2}")


def _digits(count: int) -> st.SearchStrategy[str]:
    return st.text(DIGITS, min_size=count, max_size=count)


def _spaced(numbers: st.SearchStrategy[str], separators: tuple[str, ...]) -> st.SearchStrategy[str]:
    """The same digits with any of `separators` between any of them."""

    @st.composite
    def build(draw: st.DrawFn) -> str:
        number = draw(numbers)
        gaps = [draw(st.sampled_from(separators)) for _ in number[1:]]
        return number[0] + "".join(gap + digit for gap, digit in zip(gaps, number[1:], strict=True))

    return build()


MOBILE = st.builds(str.__add__, st.sampled_from(["03", "05", "07", "08", "09"]), _digits(8))
LANDLINE = st.builds(str.__add__, st.just("02"), _digits(9))
CITIZEN_CARD = st.builds(str.__add__, st.sampled_from(["00", "01", "04", "06"]), _digits(10))
OLD_CARD = st.builds(str.__add__, st.sampled_from(["194", "197"]), _digits(6)).filter(
    lambda number: not number.endswith("000")
)
PERSONAL = st.one_of(
    _spaced(MOBILE, SEPARATORS),
    _spaced(LANDLINE, SEPARATORS),
    st.builds("+84 {}".format, _spaced(MOBILE.map(lambda number: number[1:]), SEPARATORS)),
    _spaced(CITIZEN_CARD, SEPARATORS),
    st.builds(
        lambda number, gap: gap.join((number[:3], number[3:6], number[6:])),
        OLD_CARD,
        st.sampled_from(["", " ", "."]),
    ),
).filter(lambda number: not LIKE_A_DATE.search(number))
KEPT = st.one_of(
    st.builds("H48.12-{}-{}".format, _digits(6), _digits(4)),
    st.builds("000.00.12.H48-{}-{}".format, _digits(6), _digits(4)),
    DATES.map(lambda day: f"{day:%d/%m/%Y}"),
    DATES.map(lambda day: f"{day.day}.{day.month}.{day.year}"),
    DATES.map(lambda day: day.isoformat()),
    st.integers(1, 999_999).map(lambda thousand: f"{thousand:,}.000 đồng".replace(",", ".")),
    st.integers(1, 99_999).map(lambda million: f"{million}000000đ"),
    _digits(8).filter(lambda number: number[0] != "0"),
    st.builds("{}/{}/TT-BGDĐT".format, st.integers(1, 999), st.integers(1990, 2030)),
)
WORDS = st.sampled_from(
    ["sđt", "của tôi là", "CCCD:", "nộp ở Đồng Hới,", "nhé", "đồng ý", "xin hỏi"]
)


@given(PERSONAL, WORDS, WORDS)
def test_a_phone_or_identity_number_is_hidden_however_it_is_spaced(
    number: str, before: str, after: str
) -> None:
    hidden = hide_personal_numbers(f"{before} {number} {after}")
    assert hidden == f"{before} {HIDDEN} {after}"


@given(st.lists(KEPT, min_size=1, max_size=4), WORDS)
def test_what_questions_are_about_stays_even_side_by_side(said: list[str], word: str) -> None:
    for text in (f"{word} {' '.join(said)}", f"{', '.join(said)} {word}"):
        assert hide_personal_numbers(text) == text


@given(PERSONAL, KEPT)
def test_a_phone_number_beside_a_code_or_date_takes_nothing_with_it(number: str, kept: str) -> None:
    assert hide_personal_numbers(f"{kept}, {number}") == f"{kept}, {HIDDEN}"
    assert hide_personal_numbers(f"{number}, {kept}") == f"{HIDDEN}, {kept}"


@given(
    st.lists(st.one_of(PERSONAL, KEPT, st.text(), st.text("0123456789 .-/@a*", max_size=30))).map(
        "".join
    )
)
def test_hiding_twice_is_hiding_once(text: str) -> None:
    once = hide_personal_numbers(text)
    assert hide_personal_numbers(once) == once


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("32001234 05/09/2003", "32001234 05/09/2003"),
        ("sbd 32001234 5.9.2003", "sbd 32001234 5.9.2003"),
        ("0912345678 05/09/2003", "*** 05/09/2003"),
        ("0912345678 32001234", "*** 32001234"),
        ("H48.12-210119-0007 1234", "H48.12-210119-0007 1234"),
        ("h48.12 210119 0007", "h48.12 210119 0007"),
        ("H48.12-210119-0007 0912345678", "H48.12-210119-0007 ***"),
        ("vốn 500.000.000 đồng", "vốn 500.000.000 đồng"),
        ("cmnd 197 123 456 Đồng Hới", "cmnd *** Đồng Hới"),
        ("sđt0912345678nhé", "sđt***nhé"),
        ("ĐT.0912-345-678.", "ĐT.***."),
        ("năm học 2020-2021, 2021-2022", "năm học 2020-2021, 2021-2022"),
    ],
)
def test_the_ways_people_really_write_numbers(typed: str, kept: str) -> None:
    assert hide_personal_numbers(typed) == kept


@pytest.mark.parametrize("address", ["an.nguyen@gmail.com", "0912345678@yahoo.com.vn", "a+b@x.vn"])
def test_a_mail_address_is_hidden_whole(address: str) -> None:
    assert hide_personal_numbers(f"gửi về {address} nhé") == f"gửi về {HIDDEN} nhé"


def test_numbers_of_full_width_digits_are_hidden_too() -> None:
    assert hide_personal_numbers("０９１２３４５６７８９０") == HIDDEN


@given(st.integers(1990, 2030), st.integers(1990, 2030))
def test_two_years_are_not_a_phone_number(first: int, second: int) -> None:
    assert hide_personal_numbers(f"năm {first} {second}") == f"năm {first} {second}"
