"""The lists of what must be looked at again."""

import re
from collections.abc import Callable
from datetime import date

import pytest
from sqlalchemy import Engine

from knowledge.database import session
from knowledge.laws.marking import mark_replaced
from knowledge.laws.tasks import count_open, open_tasks
from knowledge.repository import Repository
from knowledge.staff import audit
from knowledge.staff.accounts import Role
from tests.auxil.console import Officer
from tests.auxil.laws import NEW, OLD, ON

Comes = Callable[..., Officer]


@pytest.fixture
def marked(one_procedure: Engine) -> list[int]:
    """The tasks that a mark opened."""
    with session(one_procedure) as opened:
        mark_replaced(opened, "lan", OLD.number, "2026", (NEW.number,), note="", on=ON)
        return [task.id for task in open_tasks(opened)]


def test_at_the_beginning_there_is_nothing_to_do(comes: Comes) -> None:
    assert "Không có việc nào đang mở" in comes(Role.EDITOR).opens("tasks").text


def test_each_task_says_why_and_leads_to_the_draft(comes: Comes, marked: list[int]) -> None:
    html = comes(Role.EDITOR).opens("tasks").text
    assert set(re.findall(r"drafts/61/(\w+)\"", html)) >= {"fee", "documents", "window"}
    assert html.count("drafts/61/") == 12
    assert "hết hiệu lực sau 2026, thay bằng" in html
    assert "Đã rà, vẫn đúng" not in html
    assert "<strong>12</strong> việc cần rà soát" in comes(Role.EDITOR).opens("").text


def test_tasks_are_closed_for_a_reason_that_is_logged(
    comes: Comes, marked: list[int], knowledge_base: Engine
) -> None:
    reviewer = comes(Role.REVIEWER)
    chosen = [str(number) for number in marked[:3]]
    closed = reviewer.sends("tasks/close", task=chosen, procedure="61", reason="đã đối chiếu")
    assert closed.status_code == 303
    assert "Đã đóng 3 việc" in reviewer.opens(closed.headers["location"].split("/", 1)[1]).text
    with session(knowledge_base) as opened:
        assert [task.id for task in open_tasks(opened)] == marked[3:]
        [entry, *_] = audit.entries(opened, audit.Wanted(action="close_task"), 1, 5)
    assert entry.who == "reviewer"
    assert entry.after is not None
    assert (entry.after["reason"], entry.after["closed_as"]) == ("đã đối chiếu", "still_right")


@pytest.mark.parametrize(
    ("fields", "said"),
    [
        ({"reason": "vì <b>thế</b>"}, "chưa chọn nội dung nào"),
        ({"task": "all"}, "Hãy ghi vì sao"),
        ({"task": "all", "reason": "x" * 5000}, "tối đa 500"),
    ],
)
def test_no_task_is_closed_without_reason(
    comes: Comes, marked: list[int], knowledge_base: Engine, fields: dict[str, str], said: str
) -> None:
    tasks = [str(number) for number in marked] if fields.get("task") else []
    answer = comes(Role.REVIEWER).sends(
        "tasks/close", task=tasks, procedure="61", reason=fields.get("reason", "")
    )
    assert answer.status_code == 422
    assert said in answer.text
    assert answer.text.count(" checked>") == len(tasks)
    assert "<b>thế" not in answer.text
    with session(knowledge_base) as opened:
        assert count_open(opened) == 12


@pytest.mark.parametrize("task", ["0", "-1", "x", "9" * 30, "²"])
def test_what_is_no_task_closes_none(comes: Comes, marked: list[int], task: str) -> None:
    answer = comes(Role.REVIEWER).sends("tasks/close", task=task, procedure="61", reason="r")
    assert answer.status_code == 303
    assert "closed=0" in answer.headers["location"]


def test_tasks_are_filtered_by_law(comes: Comes, marked: list[int]) -> None:
    editor = comes(Role.EDITOR)
    assert editor.opens(f"tasks?law={OLD.number}").text.count("drafts/61/") == 12
    assert editor.opens("tasks?law=1/1/X").text.count("drafts/61/") == 0


def test_at_the_beginning_all_are_to_be_reviewed(comes: Comes) -> None:
    html = comes(Role.EDITOR).opens("reviews").text
    assert html.count("chưa từng rà soát;") == 61
    assert "61 trong 61 thủ tục đang chờ" in html
    assert html.count("<h2>") > 3


def test_reviews_are_filtered(comes: Comes, knowledge_base: Engine) -> None:
    with session(knowledge_base) as opened:
        repository = Repository(opened)
        for number, day in ((3, date(2025, 1, 2)), (4, date(2026, 11, 1))):
            procedure = repository.procedure(number)
            *past, current = procedure.versions
            reviewed = current.model_copy(update={"reviewed_on": day})
            repository.put([procedure.model_copy(update={"versions": (*past, reviewed)})])
    editor = comes(Role.EDITOR)
    html = editor.opens("reviews").text
    assert 'href="./procedures/4"' not in html
    assert "60 trong 61 thủ tục" in html
    old = editor.opens("reviews?state=old").text
    assert "rà ngày 02/01/2025, 690 ngày trước" in old
    assert "chưa từng rà soát;" not in old
    never = editor.opens("reviews?state=never&group=chuyen-truong-hoc-lai").text
    assert 'href="./procedures/3"' not in never
    assert editor.opens("reviews?state=x&group=<b>").status_code == 200
