"""Marking a law as replaced: tasks, bad input, marking again and undoing."""

from datetime import date

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from knowledge.facets import Facet
from knowledge.laws.documents import LawError, law
from knowledge.laws.marking import digest, mark_replaced, unmark
from knowledge.laws.tables import ReviewTask
from knowledge.laws.tasks import Closing, close_task, close_tasks_of, open_tasks
from knowledge.repository import Repository
from knowledge.staff import audit
from tests.auxil.laws import NEW, OLD, ON, resting_on_old
from tests.auxil.procedures import procedure, version


def marks(opened: Session, until: str = "31/12/2026", by: tuple[str, ...] = (NEW.number,)) -> int:
    return mark_replaced(opened, "lan", OLD.number, until, by, note="", on=ON)


def test_a_task_is_opened_for_each_answer_once(opened: Session) -> None:
    assert marks(opened) == 12
    assert {task.facet for task in open_tasks(opened, 61)} == {facet.value for facet in Facet}
    assert marks(opened) == 0
    assert marks(opened, "30/11/2026") == 0
    assert len(open_tasks(opened)) == 12
    [task, *_] = open_tasks(opened, law=OLD.number)
    assert (task.until, task.replaced_by, task.opened_by) == ("2026-11-30", (NEW.number,), "lan")


def test_a_version_that_ends_with_the_law_needs_no_review(opened: Session) -> None:
    ending = procedure(
        version(facets=resting_on_old(), in_force_to=date(2026, 12, 31)),
        version(in_force_from=date(2027, 1, 1)),
    )
    Repository(opened).put([ending])
    assert marks(opened, "31/12/2026") == 0
    assert marks(opened, "30/12/2026") == 12
    assert marks(opened, "31/12/2026") == 0
    assert open_tasks(opened) == []


def test_a_task_closed_as_right_comes_again_only_if_the_mark_changes(opened: Session) -> None:
    marks(opened)
    first = open_tasks(opened)[0]
    assert close_task(opened, "hoa", first.id, Closing.STILL_RIGHT, "đã đối chiếu")
    assert not close_task(opened, "minh", first.id, Closing.STILL_RIGHT)
    assert marks(opened) == 0
    assert len(open_tasks(opened)) == 11
    assert marks(opened, "01/12/2026") == 1
    closed = opened.get_one(ReviewTask, first.id)
    assert (closed.closed_as, closed.closed_by) == ("still_right", "hoa")


def test_publishing_closes_the_tasks_of_what_was_published(opened: Session) -> None:
    marks(opened)
    assert close_tasks_of(opened, "minh", 61, [Facet.FEE, "names", Facet.WINDOW]) == 2
    assert close_tasks_of(opened, "minh", 60, [Facet.STEPS]) == 0
    assert len(open_tasks(opened)) == 10
    closed = opened.scalars(select(ReviewTask.closed_as).where(ReviewTask.closed_as.is_not(None)))
    assert set(closed) == {"published"}


def test_undoing_withdraws_what_is_open(opened: Session) -> None:
    marks(opened)
    close_task(opened, "hoa", open_tasks(opened)[0].id, Closing.STILL_RIGHT)
    assert unmark(opened, "minh", OLD.number, "nhầm") == 11
    assert open_tasks(opened) == []
    one = law(opened, OLD.number)
    assert (one.effective_to, one.replaced_by, one.note) == (None, (), "nhầm")
    assert Repository(opened).replacements([OLD.number], date(2030, 1, 1)) == []
    with pytest.raises(LawError, match="không có dấu nào"):
        unmark(opened, "minh", OLD.number, "")
    assert marks(opened) == 12


def test_the_log_has_before_and_after(opened: Session) -> None:
    marks(opened)
    unmark(opened, "minh", OLD.number, "")
    newest, older, *_ = audit.entries(opened, audit.Wanted(action="mark_law"), 1, 5)
    assert (newest.who, older.who) == ("minh", "lan")
    assert newest.object == older.object == f"văn bản {OLD.number}"
    assert older.before is not None and "effective_to" not in older.before
    assert older.after is not None and older.after["replaced_by"] == [NEW.number]
    assert older.after["tasks_opened"] == 12
    assert newest.before is not None and newest.before["effective_to"] == "2026-12-31"
    assert newest.after is not None and newest.after["tasks_withdrawn"] == 12


@pytest.mark.parametrize(
    ("until", "by", "note", "reason"),
    [
        ("31/02/2026", (NEW.number,), "", "không có ngày “31/02/2026”"),
        ("", (NEW.number,), "", "Hãy ghi ngày cuối"),
        ("<b>mai</b>", (NEW.number,), "", "không có ngày"),
        ("29/02/2020", (NEW.number,), "", "trước ngày văn bản có hiệu lực"),
        ("2019", (NEW.number,), "", "trước ngày văn bản có hiệu lực"),
        ("2026", (OLD.number,), "", "chính nó"),
        ("2026", ("9/9999/TT-X",), "", "Không có văn bản 9/9999/TT-X"),
        ("2026", (NEW.number,), "x" * 5000, "dài 5000 ký tự, tối đa 2000"),
        ("2026", tuple(f"{n}/2020/TT-X" for n in range(6)), "", "Nhiều nhất 5"),
    ],
)
def test_a_wrong_mark_is_refused_and_changes_nothing(
    opened: Session, until: str, by: tuple[str, ...], note: str, reason: str
) -> None:
    before = law(opened, OLD.number)
    with pytest.raises(LawError, match=reason):
        mark_replaced(opened, "lan", OLD.number, until, by, note=note, on=ON)
    assert law(opened, OLD.number) == before
    assert open_tasks(opened) == []


def test_a_month_in_which_it_began_may_be_its_last(opened: Session) -> None:
    marks(opened, "2020")
    marks(opened, "03/2020")


def test_no_circles(opened: Session) -> None:
    marks(opened)
    with pytest.raises(LawError, match="vòng tròn"):
        mark_replaced(opened, "lan", NEW.number, "2030", (OLD.number,), note="", on=ON)
    mark_replaced(opened, "lan", NEW.number, "2030", ("57/2026/TT-BGDĐT",), note="", on=ON)
    with pytest.raises(LawError, match="qua văn bản khác"):
        mark_replaced(opened, "lan", "57/2026/TT-BGDĐT", "2031", (OLD.number,), note="", on=ON)


def test_a_law_nobody_knows_is_not_marked(opened: Session) -> None:
    with pytest.raises(LookupError):
        mark_replaced(opened, "lan", "9/9999/TT-X", "2026", (), note="", on=ON)


def test_what_is_seen_differs_with_each_mark(opened: Session) -> None:
    seen = {digest(law(opened, OLD.number))}
    for until in ("2026", "2027"):
        marks(opened, until)
        seen.add(digest(law(opened, OLD.number)))
    unmark(opened, "lan", OLD.number, "khác")
    assert len(seen | {digest(law(opened, OLD.number))}) == 4
