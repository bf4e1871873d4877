"""What a message says it is not about is left out; what asks, or is all there is, stays."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from knowledge.denials import without_denials
from knowledge.folding import fold


@pytest.mark.parametrize(
    ("text", "left"),
    [
        ("lập trường THPT chứ không phải trường chuyên", "lap truong thpt"),
        ("giai the truong noi tru chu khong phai truong chuyen", "giai the truong noi tru"),
        ("không phải trường chuyên, trường nội trú", "truong noi tru"),
        ("dạ không phải bằng cấp 2, bằng cấp 3 ạ", "bang cap 3 a"),
        ("trường công lập, chứ hổng phải tư", "truong cong lap"),
    ],
)
def test_what_is_denied_is_left_out(text: str, left: str) -> None:
    assert fold(without_denials(text)) == left


@pytest.mark.parametrize(
    "text",
    [
        *("nộp qua mạng được chứ không biết có mất phí không", "chứ không phải sao", "không phải"),
        *("không phải tư thục mà là công lập, nộp ở đâu", "có phải công chứng không", "", "công"),
        "xin học chứ không phải là tôi muốn nói về mấy chuyện đã qua từ hồi xưa kia đâu",
    ],
)
def test_what_asks_or_goes_on_or_is_all_there_is_stays(text: str) -> None:
    assert without_denials(text) == text


@given(st.text())
def test_any_text_loses_words_at_most(text: str) -> None:
    left = without_denials(text)
    assert set(fold(left).split()) <= set(fold(text).split())
    assert bool(fold(left)) == bool(fold(text))
