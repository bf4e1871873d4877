"""What an officer did to the workbook is what it would change."""

import pytest

from knowledge.editing.sections import Section, content_of
from knowledge.workbook import phrases
from knowledge.workbook.changes import How, applied
from tests.auxil.procedures import HIGH, UNKNOWN
from tests.auxil.workbook_sample import (
    BOARD,
    NAME,
    PLAIN,
    STEP,
    STEPS,
    after,
    answer,
    content,
    made,
    one,
    taken,
)
from tests.auxil.workbooks import Edited, edited, now_of


def test_an_edited_answer_changes_that_field_alone() -> None:
    change = one(
        lambda book: book.put(
            phrases.ANSWERS, answer(book, "Phí, lệ phí"), **{BOARD: "15.000 đồng."}
        )
    )
    assert (change.how, change.section, change.doubt) == (How.CHANGED, Section.FEE, "")
    assert change.values == {"text": "15.000 đồng."}
    assert taken(change) == {**content(change), "text": "15.000 đồng."}


def test_an_answer_that_is_no_longer_known_says_why() -> None:
    def edit(book: Edited) -> None:
        line = answer(book, "Kết quả")
        told = {"Tình trạng": "chưa rõ", "Lý do chưa có câu trả lời": "Chờ văn bản.", BOARD: None}
        book.put(phrases.ANSWERS, line, **told)

    change = one(edit)
    fields = taken(change)
    assert (fields["knowledge"], fields["reason"]) == ("unknown", "Chờ văn bản.")
    assert "text" not in fields


def test_an_answer_that_became_known_is_stored_as_such() -> None:
    unknown = made(window={**UNKNOWN})

    def edit(book: Edited) -> None:
        line = answer(book, "Khi nào được nộp")
        told = {"Tình trạng": "Có câu trả lời", "Lý do chưa có câu trả lời": None, BOARD: "Tháng 6"}
        book.put(phrases.ANSWERS, line, **told)

    (change,) = edited([unknown], edit).changes
    fields = applied(content_of(unknown, unknown.versions[0], Section.WINDOW), [change])
    assert fields == content_of(
        made(window={**HIGH, "text": "Tháng 6"}),
        made(window={**HIGH, "text": "Tháng 6"}).versions[0],
        Section.WINDOW,
    )


def test_numbers_ticks_lines_and_sources_are_read() -> None:
    def edit(book: Edited) -> None:
        line = answer(book, "Thời hạn giải quyết")
        book.put(
            phrases.ANSWERS,
            line,
            **{"Số ngày": 10.0, "Đơn vị": "ngày làm việc", "Thời hạn chưa chắc": "X"},
        )
        book.put(phrases.ANSWERS, answer(book, "Phí, lệ phí"), **{"Số tiền (đồng)": "15.000"})
        sources = "Nghị định 46/2017/NĐ-CP | Điều 4\nLuật Giáo dục|Điều 9 "
        place = answer(book, "Nơi và cách nộp")
        book.put(phrases.ANSWERS, place, **{"Cách nộp": "trực tiếp\n bưu chính", "Nguồn": sources})

    by_section = {change.section: change.values for change in after(edit).changes}
    assert by_section[Section.PROCESSING_TIME] == {
        "days": 10,
        "unit": "ngày làm việc",
        "unsure": True,
    }
    assert by_section[Section.FEE] == {"amount_vnd": 15000}
    assert by_section[Section.WHERE] == {
        "ways": ["trực tiếp", "bưu chính"],
        "sources": [
            {"document": "Nghị định 46/2017/NĐ-CP", "articles": "Điều 4"},
            {"document": "Luật Giáo dục", "articles": "Điều 9"},
        ],
    }


def test_an_edited_paper_keeps_whom_it_is_for() -> None:
    def edit(book: Edited) -> None:
        (line,) = book.lines(phrases.PAPERS, 61, **{NAME: "Học bạ"})
        assert book.cell(phrases.PAPERS, line, phrases.ONLY).value == "Loại gì? THPT"
        book.put(phrases.PAPERS, line, **{"Số bản": 2})

    items = taken(one(edit))["items"]
    assert items[1] == {
        "name": "Học bạ",
        "when": "nếu có",
        "quantity": 2,
        "only": {"loai": ["thpt"]},
        "source": "Điều 5",
    }


@pytest.mark.parametrize(("above", "expected"), [(0, 1), (1, 2), (2, 3)])
def test_a_row_put_in_stands_where_it_was_put(above: int, expected: int) -> None:
    def edit(book: Edited) -> None:
        lines = book.lines(phrases.STEPS, 61)
        book.insert(phrases.STEPS, lines[above] + 1, **{"Số": 61, STEP: "Đóng phí."})

    change = one(edit)
    assert change.how is How.ADDED
    steps = list(STEPS)
    steps.insert(expected, "Đóng phí.")
    assert taken(change)["items"] == steps


def test_a_row_before_the_first_and_one_at_the_end_of_the_sheet() -> None:
    first = one(lambda book: book.insert(phrases.STEPS, 2, **{"Số": 61, STEP: "Gọi điện."}))
    assert taken(first)["items"] == ["Gọi điện.", *STEPS]
    last = one(lambda book: book.append(phrases.STEPS, **{"Số": "61", STEP: "Ký nhận."}))
    assert taken(last)["items"] == [*STEPS, "Ký nhận."]


def test_new_rows_stand_in_the_order_of_the_sheet() -> None:
    def edit(book: Edited) -> None:
        for step in ("Một", "Hai", "Ba"):
            book.append(phrases.STEPS, **{"Số": 61, STEP: step})

    changes = after(edit).changes
    assert taken(*reversed(changes))["items"] == [*STEPS, "Một", "Hai", "Ba"]
    assert taken(changes[0], changes[2])["items"] == [*STEPS, "Một", "Ba"]


def test_a_sorted_sheet_changes_no_order_and_says_so() -> None:
    def edit(book: Edited) -> None:
        lines = book.lines(phrases.STEPS, 61)
        sheet = book.book[phrases.STEPS]
        rows = [[cell.value for cell in sheet[line]] for line in reversed(lines)]
        for line, row in zip(lines, rows, strict=True):
            for at, value in enumerate(row, start=1):
                sheet.cell(line, at).value = value
        book.insert(phrases.STEPS, lines[0] + 1, **{"Số": 61, STEP: "Ký nhận."})

    found = after(edit)
    (added,) = found.changes
    assert taken(added)["items"] == [*STEPS, "Ký nhận."]
    assert ["61" in note and phrases.STEPS in note for note in found.notes] == [True]


def test_a_deleted_row_drops_the_item() -> None:
    def edit(book: Edited) -> None:
        book.delete(phrases.STEPS, book.lines(phrases.STEPS, 61)[1])

    change = one(edit)
    assert (change.how, change.line, change.doubt) == (How.REMOVED, 0, "")
    assert taken(change)["items"] == [STEPS[0], STEPS[2]]


def test_a_row_whose_cells_were_emptied_drops_the_item_too() -> None:
    change = one(
        lambda book: book.put(phrases.STEPS, book.lines(phrases.STEPS, 61)[1], **{STEP: None})
    )
    assert change.how is How.REMOVED
    assert taken(change)["items"] == [STEPS[0], STEPS[2]]


def test_dropping_all_items_is_doubted() -> None:
    def edit(book: Edited) -> None:
        for line in reversed(book.lines(phrases.NAMES, 61)):
            book.delete(phrases.NAMES, line)

    changes = after(edit).changes
    assert [change.doubt for change in changes] == [phrases.EMPTIES] * 2
    assert taken(*changes) == {"choose_when": "Bạn đã mất bằng."}


def test_a_missing_sheet_leaves_its_part_as_it_is() -> None:
    def edit(book: Edited) -> None:
        for sheet in (phrases.NAMES, phrases.STEPS, phrases.ANSWERS):
            del book.book[sheet]

    found = after(edit)
    assert (found.changes, found.refused) == ((), ())


def test_without_the_list_of_rows_none_counts_as_deleted() -> None:
    def edit(book: Edited) -> None:
        book.delete(phrases.STEPS, 3)
        del book.book["_motcua"]

    found = after(edit)
    assert (found.changes, found.notes) == ((), (phrases.NO_MANIFEST,))


def test_a_row_whose_key_was_deleted_is_still_known_by_its_words() -> None:
    found = after(
        lambda book: book.put(phrases.NAMES, book.lines(phrases.NAMES, 61)[0], **{"Mã dòng": None})
    )
    assert (found.changes, found.refused) == ((), ())


def test_taking_nothing_leaves_everything() -> None:
    for section in Section:
        fields = content_of(PLAIN, PLAIN.versions[0], section)
        assert applied(fields, []) == fields
    assert set(now_of([PLAIN])) == {61}
