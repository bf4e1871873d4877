"""Whatever a text holds, what is printed is one line that our fonts can draw."""

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.papers.drawable import drawable

ALPHABET = "aàáảãạăằắẳẵặâầấẩẫậeèéẻẽẹêềếểễệiìíỉĩịoòóỏõọôồốổỗộơờớởỡợuùúủũụưừứửữựyỳýỷỹỵđ"


def test_every_letter_of_the_language_is_printed_as_it_is() -> None:
    letters = ALPHABET + ALPHABET.upper()
    assert drawable(letters) == letters
    assert drawable(unicodedata.normalize("NFD", letters)) == letters


@pytest.mark.parametrize(
    ("text", "printed"),
    [
        ("  một\n\thai  ", "một hai"),
        ("bằng 😀 👩‍👩‍👧 cấp 3", "bằng cấp 3"),
        ("Zalgo e\u0321\u0322\u0327", "Zalgo e"),
        ("tên 中文", "tên □□"),
        ("50.000 ₫ ≤ 5 m² – “ngoặc”…", "50.000 ₫ ≤ 5 m² – “ngoặc”…"),
    ],
)
def test_what_cannot_be_drawn_is_left_out_or_marked(text: str, printed: str) -> None:
    assert drawable(text) == printed


@given(st.text())
def test_any_text_becomes_one_clean_line(text: str) -> None:
    printed = drawable(text)
    assert printed == printed.strip() == drawable(printed)
    assert not any(unicodedata.category(letter).startswith("C") for letter in printed)
    assert "\n" not in printed
