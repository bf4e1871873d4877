"""What nobody sees is taken out of texts; all that is seen stays."""

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.papers.clean import clean


@pytest.mark.parametrize(
    ("text", "seen"),
    [
        ("Nguyễn Thị Hòa", "Nguyễn Thị Hòa"),
        (unicodedata.normalize("NFD", "Quảng Trị"), "Quảng Trị"),
        ("a\u202eb\u2066c\u200fd", "abcd"),
        ("x\0y\x07z\ufeff", "xyz"),
        ("một\r\nhai\nba", "một\nhai\nba"),
        ("cột\tcột", "cột cột"),
        ("e\u200d\u0301", "é"),
        ("😀", "😀"),
    ],
)
def test_the_unseen_goes_and_the_seen_stays(text: str, seen: str) -> None:
    assert clean(text) == seen


@given(st.text())
def test_cleaning_twice_is_cleaning_once(text: str) -> None:
    assert clean(clean(text)) == clean(text)
