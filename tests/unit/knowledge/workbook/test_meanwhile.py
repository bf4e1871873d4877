"""What was changed on screen since the download is not overwritten unseen."""

from knowledge.content import Steps
from knowledge.editing.sections import Section, content_of
from knowledge.workbook import phrases
from knowledge.workbook.changes import How, applied
from tests.auxil.procedures import HIGH
from tests.auxil.workbook_sample import (
    BOARD,
    PLAIN,
    STEP,
    STEPS,
    answer,
    made,
)
from tests.auxil.workbooks import Edited, compared, written


def test_what_only_changed_live_is_no_change_of_the_file() -> None:
    content = written([PLAIN])
    live = made(steps=Steps(items=("Gọi điện.", *STEPS), **HIGH))
    found = compared(content, [live])
    assert (found.changes, found.refused) == ((), ())


def test_an_item_is_found_though_it_moved() -> None:
    book = Edited(written([PLAIN])).put(phrases.STEPS, 4, **{STEP: "Nhận bằng."})
    live = made(steps=Steps(items=("Gọi điện.", *STEPS), **HIGH))
    (change,) = compared(book.saved(), [live]).changes
    assert (change.at, change.doubt, change.cells[0].old) == (3, "", STEPS[2])


def test_a_row_that_changed_live_meanwhile_is_doubted() -> None:
    book = Edited(written([PLAIN])).put(phrases.STEPS, 3, **{STEP: "Chờ SMS."})
    live = made(steps=Steps(items=(STEPS[0], "Chờ điện thoại.", STEPS[2]), **HIGH))
    (change,) = compared(book.saved(), [live]).changes
    assert change.doubt == phrases.MOVED
    assert (change.cells[0].old, change.cells[0].new) == ("Chờ điện thoại.", "Chờ SMS.")
    book = Edited(written([PLAIN]))
    book.put(phrases.ANSWERS, answer(book, "Phí, lệ phí"), **{BOARD: "15.000 đồng."})
    (change,) = compared(book.saved(), [made(fee={**HIGH, "text": "20.000 đồng."})]).changes
    assert change.doubt == phrases.MOVED


def test_what_was_dropped_live_meanwhile_comes_back_only_on_purpose() -> None:
    content = Edited(written([PLAIN])).put(phrases.STEPS, 4, **{STEP: "Nhận bằng."}).saved()
    live = made(steps=Steps(items=STEPS[:2], **HIGH))
    (change,) = compared(content, [live]).changes
    assert (change.how, change.doubt) == (How.ADDED, phrases.GONE)
    fields = content_of(live, live.versions[0], Section.STEPS)
    assert applied(fields, [change])["items"] == [*STEPS[:2], "Nhận bằng."]


def test_the_same_edit_made_live_meanwhile_is_no_change() -> None:
    content = Edited(written([PLAIN])).put(phrases.STEPS, 3, **{STEP: "Chờ SMS."}).saved()
    live = made(steps=Steps(items=(STEPS[0], "Chờ SMS.", STEPS[2]), **HIGH))
    assert compared(content, [live]).changes == ()
