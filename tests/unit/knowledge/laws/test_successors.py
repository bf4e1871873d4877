"""What replaces a law, as officers type it."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from knowledge.laws.documents import LawError
from knowledge.laws.successors import typed_successors

KNOWN = {"15/2026/TT-BGDĐT", "57/2026/TT-BGDĐT"}


@pytest.mark.parametrize(
    "typed",
    [
        "15/2026/TT-BGDĐT\n57/2026/TT-BGDĐT",
        "15/2026/TT-BGDĐT, 57/2026/TT-BGDĐT",
        "Thông tư 15/2026/TT-BGDĐT và Thông tư 57/2026/TT-BGDĐT",
        "\r\n 15/2026/TT-BGDĐT \r\n\r\n57/2026/TT-BGDĐT; 15/2026/TT-BGDĐT",
    ],
)
def test_known_ones_are_named_in_many_ways(typed: str) -> None:
    found = typed_successors(typed, KNOWN)
    assert found.numbers == ("15/2026/TT-BGDĐT", "57/2026/TT-BGDĐT")
    assert found.new == ()


def test_a_number_in_a_title_is_not_meant() -> None:
    found = typed_successors("15/2026/TT-BGDĐT Điều lệ, thay 57/2026/TT-BGDĐT", KNOWN)
    assert found.numbers == ("15/2026/TT-BGDĐT",)


def test_a_new_one_comes_with_its_type_and_title() -> None:
    typed = "Thông tư 99/2026/TT-BGDĐT: Sửa đổi Thông tư 15/2026/TT-BGDĐT"
    [new] = typed_successors(typed, KNOWN).new
    assert (new.number, new.type) == ("99/2026/TT-BGDĐT", "Thông tư")
    assert new.title == "Sửa đổi Thông tư 15/2026/TT-BGDĐT"
    assert new.issuer == "Bộ Giáo dục và Đào tạo"


@pytest.mark.parametrize(
    ("typed", "kind", "issuer"),
    [
        ("Luật 9/2027/QH16 Luật Nhà giáo", "Luật", "Quốc hội"),
        ("nghi quyet 9/2027/QH16 Về học phí", "Nghị quyết", "Quốc hội"),
        ("9/2027/NĐ-CP Về học phí", "Nghị định", "Chính phủ"),
        ("9/QĐ-UBND Về học phí", "Quyết định", "Chưa rõ (ký hiệu UBND)"),
    ],
)
def test_what_a_new_one_is_is_told_by_its_sign(typed: str, kind: str, issuer: str) -> None:
    [new] = typed_successors(typed, KNOWN).new
    assert (new.type, new.issuer) == (kind, issuer)


@pytest.mark.parametrize(
    ("typed", "reason"),
    [
        ("99/2026/TT-BGDĐT", "99/2026/TT-BGDĐT chưa có trong danh sách"),
        ("15/2026/TT-BGDĐT, 99/2026/TT-BGDĐT", "99/2026/TT-BGDĐT chưa có trong danh sách"),
        ("9/2027/QH16 Về học phí", "Hãy viết cả loại văn bản"),
        ("thông tư mới", "“thông tư mới” không có số hiệu"),
        ("Thông tư 99/2026/TT-BGDĐT " + "x" * 5000, "dài 5000 ký tự, tối đa 500"),
    ],
)
def test_what_can_not_be_understood_is_said(typed: str, reason: str) -> None:
    with pytest.raises(LawError, match=reason):
        typed_successors(typed, KNOWN)


@given(st.text(max_size=60))
def test_anything_is_understood_or_refused(typed: str) -> None:
    try:
        found = typed_successors(typed, KNOWN)
    except LawError as error:
        assert error.reasons
    else:
        assert {law.number for law in found.new} <= set(found.numbers)
