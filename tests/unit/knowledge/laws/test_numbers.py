"""Numbers of laws in what is written."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from knowledge.laws.numbers import LAW_NUMBER, numbers_in
from knowledge.reference_files import legal_documents

ALL = [document.number for document in legal_documents()]


@pytest.mark.parametrize("number", ALL)
def test_every_number_of_the_list_is_one_alone_and_in_a_sentence(number: str) -> None:
    assert LAW_NUMBER.fullmatch(number)
    assert numbers_in(f"Theo (văn bản {number}), Điều 5; ngày 19/01/2021.") == [number]


@given(st.lists(st.sampled_from(ALL), max_size=4))
def test_all_numbers_are_found_in_order(numbers: list[str]) -> None:
    assert numbers_in("; ".join(f"Thông tư {number}, Điều 1" for number in numbers)) == numbers


@pytest.mark.parametrize("text", ["ngày 19/01/2021", "Điều 4/2026", "3/4", "thủ tục 2.002478", "/"])
def test_what_only_looks_like_one_is_none(text: str) -> None:
    assert numbers_in(text) == []
