"""One of the options just offered is chosen by its number or its place."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from actions.choices import chosen_option

OPTIONS = (24, 25, 26, 27)


@pytest.mark.parametrize(
    ("said", "chosen"),
    [
        *(("1", 24), ("2.", 25), ("(3)", 26), ("số 4", 27), ("so 2 nha", 25), ("2 nha", 25)),
        *(("số hai nha", 25), ("cái thứ ba ạ", 26), ("thứ tư", 27), ("em chọn số một", 24)),
        *(("cái cuối", 27), ("cai cuoi cung", 27), ("cái dưới cùng", 27), ("cái trên cùng", 24)),
        *(("cái đầu", 24), ("cái đầu tiên", 24), ("mục 3 nhé", 26), ("dạ 2", 25), ("ừ số 1", 24)),
        *(("HAI", 25), ("phương án 3", 26), ("tui lấy cái số 3", 26), ("1 rứa", 24)),
    ],
)
def test_an_option_is_chosen_by_its_number_or_its_place(said: str, chosen: int) -> None:
    assert chosen_option(said, OPTIONS) == chosen


@pytest.mark.parametrize(
    "said",
    [
        *("5", "số 9", "0", "12", "số mấy", "", "???", "có", "không phải các mục này"),
        *("nộp ở đâu", "ở đâu vậy", "trường cấp 3", "lớp 4", "trường tư", "một phần", "năm nay"),
        *("từ tỉnh khác", "mức độ 4", "làm một bản", "mấy bộ hồ sơ"),
        "cho tôi hỏi về thủ tục số 2 trong danh sách của sở",
    ],
)
def test_a_question_is_not_taken_for_the_number_of_an_option(said: str) -> None:
    assert chosen_option(said, OPTIONS) is None


def test_a_message_known_to_be_a_choice_may_wrap_it_in_words() -> None:
    assert chosen_option("chốt cái số 3 luôn", OPTIONS) is None
    assert chosen_option("chốt cái số 3 luôn", OPTIONS, loosely=True) == 26
    assert chosen_option("ở đâu cũng được", OPTIONS, loosely=True) is None


def test_the_last_of_two_is_the_second() -> None:
    assert chosen_option("cái cuối", (8, 9)) == 9


def test_nothing_is_chosen_where_nothing_was_offered() -> None:
    for said in ("1", "cái cuối", "số hai nha"):
        assert chosen_option(said, ()) is None


@given(st.text(max_size=30), st.lists(st.integers(1, 61), max_size=5, unique=True))
def test_any_text_chooses_an_option_that_was_offered_or_none(said: str, options: list[int]) -> None:
    for loosely in (False, True):
        chosen = chosen_option(said, options, loosely)
        assert chosen is None or chosen in options
