"""Adding a legal document, and whether one holds."""

from datetime import date

import pytest
from sqlalchemy import Engine

from knowledge.content import Confidence
from knowledge.database import session
from knowledge.laws.documents import Law, LawError, Validity, add_law, law, laws, typed_law
from knowledge.reference_files import legal_documents

TYPED = {
    "number": " 9/2027/TT-BGDĐT ",
    "type": "Thông tư",
    "title": "Quy chế\n <b>mới</b>",
    "issuer": "Bộ Giáo dục và Đào tạo",
    "issued": "1/2/2027",
    "effective_from": "03/2027",
    "note": "",
}


def test_what_was_typed_is_kept(database: Engine) -> None:
    with session(database) as opened:
        add_law(opened, "lan", typed_law(TYPED))
    with session(database) as opened:
        added = law(opened, "9/2027/TT-BGDĐT")
    assert (added.title, added.issued, added.effective_from) == (
        "Quy chế <b>mới</b>",
        "2027-02-01",
        "2027-03",
    )
    assert added.note is None
    assert added.confidence is Confidence.HIGH


@pytest.mark.parametrize(
    ("changes", "reason"),
    [
        ({"number": ""}, "Hãy ghi số hiệu"),
        ({"number": "thông tư chín"}, "chưa phải số hiệu"),
        ({"number": "9/2027/TT-BGDĐT và"}, "chưa phải số hiệu"),
        ({"title": "   "}, "Hãy ghi tên văn bản"),
        ({"title": "x" * 5000}, "Tên văn bản dài 5000 ký tự, tối đa 500"),
        ({"type": "x" * 51}, "Loại văn bản dài 51"),
        ({"issued": "31/02/2027"}, "Ngày ban hành: không có ngày"),
        ({"issued": "1/4/2027"}, "không thể trước ngày ban hành"),
    ],
)
def test_what_is_wrong_is_said(changes: dict[str, str], reason: str) -> None:
    with pytest.raises(LawError, match=reason):
        typed_law(TYPED | changes)


def test_all_that_is_wrong_is_said_at_once() -> None:
    with pytest.raises(LawError) as refused:
        typed_law({"number": "x", "issued": "mai"})
    assert len(refused.value.reasons) == 5


def test_a_number_is_added_once(database: Engine) -> None:
    with session(database) as opened, pytest.raises(LawError, match="đã có trong danh sách"):
        add_law(opened, "lan", Law("15/2026/TT-BGDDT", "Thông tư", "x", "y"))


def test_all_laws_of_the_files_are_there(database: Engine) -> None:
    with session(database) as opened:
        assert {each.number for each in laws(opened)} == {d.number for d in legal_documents()}


@pytest.mark.parametrize(
    ("start", "end", "expected"),
    [
        ("2026-11-23", None, Validity.IN_FORCE),
        ("2026-11-24", None, Validity.NOT_YET),
        ("2027", None, Validity.NOT_YET),
        ("2026", "2026", Validity.ENDING),
        (None, "2026-11-23", Validity.ENDING),
        (None, "2026-11-22", Validity.ENDED),
        (None, "2026-10", Validity.ENDED),
        (None, None, Validity.IN_FORCE),
    ],
)
def test_whether_a_law_holds(start: str | None, end: str | None, expected: Validity) -> None:
    one = Law("1/X", "Luật", "t", "i", effective_from=start, effective_to=end)
    assert one.validity(date(2026, 11, 23)) is expected
