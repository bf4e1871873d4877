"""What can't be taken is said to be wrong, with sheet, row, column and reason."""

from datetime import datetime

import pytest

from knowledge.content import Standing
from knowledge.workbook import comparing, phrases
from knowledge.workbook.reading import WorkbookError
from tests.auxil.procedures import procedure, version
from tests.auxil.workbook_sample import (
    ALIAS,
    BOARD,
    NAME,
    STEP,
    after,
    refusal,
)
from tests.auxil.workbooks import Edited, edited


def test_a_copied_row_is_refused_and_the_original_stays() -> None:
    def edit(book: Edited) -> None:
        key = book.cell(phrases.STEPS, 2, "Mã dòng").value
        book.append(phrases.STEPS, **{"Mã dòng": key, "Số": 61, STEP: "Bản chép."})

    sheet, line, column, reason = refusal(edit)
    assert (sheet, line, column) == (phrases.STEPS, 5, "Mã dòng")
    assert reason == phrases.TWICE.format(line=2)


def test_two_edited_rows_with_one_key_are_both_refused() -> None:
    def edit(book: Edited) -> None:
        key = book.cell(phrases.STEPS, 2, "Mã dòng").value
        book.put(phrases.STEPS, 2, **{STEP: "Sửa."})
        book.append(phrases.STEPS, **{"Mã dòng": key, "Số": 61, STEP: "Bản chép."})

    found = after(edit)
    assert found.changes == ()
    assert [row.line for row in found.refused] == [2, 5]


WRONG: list[tuple[str, int, str, object, str]] = [
    (phrases.STEPS, 2, STEP, "=1+1", phrases.FORMULA),
    (phrases.STEPS, 2, STEP, "#REF!", phrases.ERROR_CELL),
    (phrases.STEPS, 2, STEP, 12, phrases.NEEDS_WORDS),
    (phrases.STEPS, 2, STEP, True, phrases.NEEDS_WORDS),
    (phrases.STEPS, 2, STEP, datetime(2026, 5, 1), phrases.BECAME_A_DATE),
    (phrases.STEPS, 2, STEP, "x" * 501, phrases.TOO_LONG.format(length=501, most=500)),
    (phrases.STEPS, 2, "Số", 3, phrases.OTHER_PROCEDURE.format(number=3, key=61)),
    (phrases.STEPS, 2, "Mã dòng", "61-step", phrases.BAD_KEY),
    (phrases.STEPS, 2, "Mã dòng", "=A3", phrases.FORMULA),
    (phrases.STEPS, 2, "Mã dòng", "61-law-1-00000000", phrases.KEY_OF_ANOTHER_SHEET),
    (
        phrases.STEPS,
        2,
        "Mã dòng",
        "7-step-1-00000000",
        phrases.NO_SUCH_PROCEDURE.format(number=7),
    ),
    (phrases.PAPERS, 2, NAME, None, phrases.BLANK),
    (phrases.PAPERS, 2, "Số bản", 0, phrases.NOT_A_NUMBER.format(least=1, most=20)),
    (phrases.PAPERS, 2, "Số bản", 1.5, phrases.NOT_A_NUMBER.format(least=1, most=20)),
    (phrases.PAPERS, 2, "Số bản", "hai", phrases.NOT_A_NUMBER.format(least=1, most=20)),
    (phrases.PAPERS, 2, "Số bản", False, phrases.NOT_A_NUMBER.format(least=1, most=20)),
    (phrases.PAPERS, 2, "Chưa chắc", "chắc", phrases.NOT_YES),
    (phrases.NAMES, 2, ALIAS, "mất bằng", phrases.NAME_TWICE),
    (phrases.ANSWERS, 2, "Tình trạng", "Đang dùng", "không có trong danh sách, cần một trong: "),
    (phrases.ANSWERS, 2, BOARD, None, phrases.CONTENT_MISSING),
    (phrases.ANSWERS, 2, "Mức độ chắc chắn", None, phrases.BLANK),
    (phrases.ANSWERS, 2, "Nguồn", None, phrases.BLANK),
    (phrases.ANSWERS, 2, "Nguồn", "| Điều 4", phrases.NO_DOCUMENT),
    (phrases.ANSWERS, 2, "Nguồn", "a\n" * 51, phrases.TOO_MANY_LINES.format(most=50)),
    (phrases.ANSWERS, 2, "Số ngày", 5, phrases.NOT_FOR_THIS.format(facet="Cách làm")),
    (phrases.ANSWERS, 2, "Mã dòng", None, phrases.NO_NEW_ANSWERS),
]


@pytest.mark.parametrize(("sheet", "line", "column", "value", "reason"), WRONG)
def test_what_a_cell_cannot_hold_refuses_its_row(
    sheet: str, line: int, column: str, value: object, reason: str
) -> None:
    found = after(lambda book: book.put(sheet, line, **{column: value}))
    assert [change for change in found.changes if change.line] == []
    assert all(change.doubt for change in found.changes)
    (only,) = found.refused
    assert (only.sheet, only.line, only.column) == (sheet, line, column)
    assert only.reason.startswith(reason)


@pytest.mark.parametrize(
    ("number", "reason"),
    [
        (None, phrases.NOT_A_PROCEDURE),
        ("ba", phrases.NOT_A_PROCEDURE),
        (62, phrases.NO_SUCH_PROCEDURE.format(number=62)),
        (3, phrases.NO_SUCH_PROCEDURE.format(number=3)),
    ],
)
def test_a_new_row_needs_a_procedure(number: object, reason: str) -> None:
    told = refusal(lambda book: book.append(phrases.STEPS, **{"Số": number, STEP: "Ký."}))
    assert told == (phrases.STEPS, 5, "Số", reason)


def test_what_is_not_known_needs_a_reason() -> None:
    told = refusal(lambda book: book.put(phrases.ANSWERS, 2, **{"Tình trạng": "Chưa rõ"}))
    assert told == (phrases.ANSWERS, 2, "Lý do chưa có câu trả lời", phrases.REASON_MISSING)


def test_a_key_that_was_tampered_with_deletes_nothing_by_itself() -> None:
    key = "61-step-1-00000000"
    found = after(lambda book: book.put(phrases.STEPS, 2, **{"Mã dòng": key}))
    assert found.changes
    assert all(change.doubt for change in found.changes)


def test_a_refused_row_is_not_taken_for_deleted() -> None:
    found = after(lambda book: book.put(phrases.STEPS, 2, **{STEP: "=1+1"}))
    assert found.changes == ()


def test_one_wrong_cell_refuses_the_row_and_no_other() -> None:
    def edit(book: Edited) -> None:
        book.put(phrases.PAPERS, 2, **{NAME: "Đơn mới", "Số bản": 99})
        book.put(phrases.PAPERS, 3, **{NAME: "Học bạ gốc"})

    found = after(edit)
    assert [change.line for change in found.changes] == [3]
    assert [(row.line, row.column) for row in found.refused] == [(2, "Số bản")]


def test_grey_cells_are_not_taken_and_that_is_said() -> None:
    found = after(lambda book: book.put(phrases.STEPS, 3, **{phrases.PROCEDURE: "Tên khác"}))
    assert found.changes == ()
    assert found.notes == (phrases.GREY_CHANGED.format(sheet=phrases.STEPS, lines="3"),)


def test_an_abolished_procedure_has_no_answers_but_names() -> None:
    gone = procedure(
        version(standing=Standing.ABOLISHED, facets=None, note="Hỏi Sở."), aliases=("cũ",)
    )

    def edit(book: Edited) -> None:
        book.append(phrases.STEPS, **{"Số": 61, STEP: "Ký nhận."})
        book.append(phrases.NAMES, **{"Số": 61, ALIAS: "xin"})

    found = edited([gone], edit)
    assert [(row.sheet, row.reason) for row in found.refused] == [
        (phrases.STEPS, phrases.ABOLISHED)
    ]
    assert [change.values for change in found.changes] == [{"text": "xin"}]


def test_too_many_changes_are_refused_as_a_whole(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(comparing, "MOST_CHANGES", 2)
    with pytest.raises(WorkbookError, match="Tệp có 3 dòng thay đổi"):
        after(lambda book: [book.append(phrases.STEPS, **{"Số": 61, STEP: s}) for s in "abc"])
