"""What is answered to a field is put right where it can be, and refused where it can't."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from actions.letters.fields import LONGEST_PROSE, Unreadable, read
from actions.wording import phrases
from knowledge.letters import FieldKind, LetterField

TODAY = date(2026, 11, 23)


def _read(kind: FieldKind, text: str) -> str:
    return read(LetterField(key="muc", label="Mục", ask="Gì?", kind=kind), text, TODAY)


@pytest.mark.parametrize(
    ("kind", "text", "value"),
    [
        (FieldKind.NAME, "Nguyễn Thị Ánh", "Nguyễn Thị Ánh"),
        (FieldKind.NAME, "nguyen van a", "Nguyen Van A"),
        (FieldKind.NAME, "TRẦN VĂN B", "Trần Văn B"),
        (FieldKind.NAME, "dạ tên cháu là Hồ Văn Cơ ạ", "Hồ Văn Cơ"),
        (FieldKind.NAME, "họ tên: Lê Văn Tám", "Lê Văn Tám"),
        (FieldKind.NAME, "  họ và tên: là Lê  Thị   D. ", "Lê Thị D"),
        (FieldKind.NAME, "Nguye\u0302\u0303n Va\u0306n A", "Nguyễn Văn A"),
        (FieldKind.DAY, "5 tháng 9 năm 2008", "05/09/2008"),
        (FieldKind.PHONE, "0912 345 678", "0912345678"),
        (FieldKind.PHONE, "+84 912.345.678", "0912345678"),
        (FieldKind.PHONE, "sđt em 0912345678 ạ", "0912345678"),
        (FieldKind.PHONE, "0233 385 1234", "02333851234"),
        (FieldKind.CITIZEN_ID, "045 203 001 234", "045203001234"),
        (FieldKind.CANDIDATE, "sbd 32001234", "32001234"),
        (FieldKind.TEXT, "12/3 Lê Lợi,\nĐông Hà", "12/3 Lê Lợi, Đông Hà"),
        (FieldKind.PROSE, "Dòng một\nDòng hai", "Dòng một\nDòng hai"),
        (FieldKind.TEXT, '=HYPERLINK("http://x")', '=HYPERLINK("http://x")'),
    ],
)
def test_what_is_answered_is_put_right(kind: FieldKind, text: str, value: str) -> None:
    assert _read(kind, text) == value


@pytest.mark.parametrize(
    ("kind", "text"),
    [
        (FieldKind.NAME, "An"),
        (FieldKind.NAME, "ba mươi 3"),
        (FieldKind.NAME, "x" * 90 + " y"),
        (FieldKind.DAY, "hôm qua"),
        (FieldKind.DAY, "31/2/2008"),
        (FieldKind.PHONE, "12345"),
        (FieldKind.PHONE, "0912345678 hoặc 0987654321"),
        (FieldKind.CITIZEN_ID, "12345"),
        (FieldKind.CANDIDATE, "123"),
        (FieldKind.TEXT, "…"),
        (FieldKind.TEXT, "x" * 201),
        (FieldKind.PROSE, "x" * (LONGEST_PROSE + 1)),
    ],
)
def test_what_cannot_stand_there_is_refused_with_a_reason(kind: FieldKind, text: str) -> None:
    with pytest.raises(Unreadable) as refused:
        _read(kind, text)
    assert phrases()["letter"]["unreadable"][str(refused.value)]


@given(st.sampled_from(FieldKind), st.text(max_size=1500))
def test_any_text_is_read_or_refused(kind: FieldKind, text: str) -> None:
    try:
        value = _read(kind, text)
    except Unreadable as refused:
        assert str(refused) in phrases()["letter"]["unreadable"]
    else:
        assert value.strip()
        assert _read(kind, value) == value


def test_five_hundred_characters_of_reason_are_taken_whole() -> None:
    reason = ("Gia đình chuyển nơi ở theo công tác của bố. " * 12)[:500].strip()
    assert _read(FieldKind.PROSE, reason) == reason
