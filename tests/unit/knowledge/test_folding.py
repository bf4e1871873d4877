"""Folding makes two ways of typing the same Vietnamese alike."""

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from knowledge.folding import fold

_LETTERS = "aăâeêioôơuưyđbcdghklmnpqrstvx" + "".join(
    unicodedata.normalize("NFC", vowel + tone)
    for vowel in "aăâeêioôơuưy"
    for tone in "\u0300\u0301\u0303\u0309\u0323"
)
VIETNAMESE = st.text(_LETTERS + _LETTERS.upper() + " .,?-0123456789", max_size=60)


def bare(text: str) -> str:
    """Return `text` as typed without a Vietnamese keyboard."""
    decomposed = unicodedata.normalize("NFD", text.replace("đ", "d").replace("Đ", "D"))
    return "".join(letter for letter in decomposed if not unicodedata.combining(letter))


@pytest.mark.parametrize(
    ("typed", "folded"),
    [
        ("Chuyển trường cấp 3, ở Đông Hà?", "chuyen truong cap 3 o dong ha"),
        ("  CẤP   BẢN SAO\tvăn bằng ", "cap ban sao van bang"),
        ("Sở GD&ĐT", "so gd dt"),
        ("46/2017/NĐ-CP", "46 2017 nd cp"),
        ("...", ""),
        ("", ""),
    ],
)
def test_what_folding_leaves(typed: str, folded: str) -> None:
    assert fold(typed) == folded


@pytest.mark.parametrize(
    ("one", "other"),
    [("hoà nhập", "hòa nhập"), ("thuỷ", "thủy"), ("uỷ quyền", "ủy quyền"), ("hoá", "hóa")],
)
def test_the_old_and_the_new_place_of_the_tone_are_alike(one: str, other: str) -> None:
    assert one != other
    assert fold(one) == fold(other)


@given(st.text())
def test_folding_twice_changes_nothing_more(text: str) -> None:
    assert fold(fold(text)) == fold(text)


@given(st.text())
def test_only_plain_words_one_space_apart_are_left(text: str) -> None:
    folded = fold(text)
    assert set(folded) <= set("0123456789abcdefghijklmnopqrstuvwxyz ")
    assert folded == " ".join(folded.split())


@given(VIETNAMESE)
def test_text_with_and_without_diacritics_folds_alike(text: str) -> None:
    assert fold(text) == fold(bare(text))


@given(VIETNAMESE)
def test_upper_and_lower_case_fold_alike(text: str) -> None:
    assert fold(text) == fold(text.upper()) == fold(text.lower())


@given(st.text())
def test_composed_and_decomposed_text_folds_alike(text: str) -> None:
    assert fold(unicodedata.normalize("NFC", text)) == fold(unicodedata.normalize("NFD", text))


@given(st.text("abcdefghijklmnopqrstuvwxyz0123456789", min_size=1))
def test_plain_words_are_left_as_they_are(word: str) -> None:
    assert fold(word) == word
