"""What reviewers do with a draft and with what is told, over HTTP."""

import re
from collections.abc import Callable
from datetime import timedelta

import pytest
from sqlalchemy import Engine

from actions.clock import today
from knowledge.database import session
from knowledge.facets import Facet
from knowledge.laws import tasks
from knowledge.repository import Repository
from knowledge.staff.accounts import Role
from tests.auxil.console import Officer
from tests.auxil.editor import STEPS, approves, drafted, edits, form, told
from tests.auxil.html_forms import fields_of

Comes = Callable[..., Officer]
SEEN = re.compile(r'name="seen" value="([0-9a-f]{16})"')
WORD = "một câu dễ nhớ"


def test_the_author_does_not_approve(reviewer: Officer, comes: Comes) -> None:
    edits(reviewer, STEPS, {"items.0": "Một"})
    reviewer.sends("drafts/3/terms", do="send")
    page = reviewer.opens("drafts/3").text
    assert "Bạn đã sửa bản này nên người khác phải duyệt" in page
    assert "Duyệt và công bố" not in page
    admin = comes(Role.ADMIN)
    shown = fields_of(admin.opens("drafts/3").text, "publish")
    own = reviewer.sends("drafts/3/publish", when="now", seen=shown["seen"])
    assert own.status_code == 409
    assert "người khác duyệt" in own.text
    assert "Duyệt và công bố" not in comes(Role.EDITOR).opens("drafts/3").text


def test_it_is_given_back_with_a_reason(editor: Officer, reviewer: Officer) -> None:
    edits(editor, STEPS, {"items.0": "Một"})
    editor.sends("drafts/3/terms", do="send")
    locked = edits(editor, STEPS, {"items.0": "Hai"})
    assert locked.status_code == 422
    assert "chờ duyệt" in locked.text
    assert reviewer.sends("drafts/3/return", why=" ").status_code == 409
    assert reviewer.sends("drafts/3/return", why="Thiếu nguồn.").status_code == 303
    assert "Thiếu nguồn." in editor.opens("drafts/3").text
    editor.sends("drafts/3/terms", do="send")
    assert editor.sends("drafts/3/withdraw").status_code == 303
    assert edits(editor, STEPS, {"items.0": "Hai"}).status_code == 200


def test_a_change_that_applies_from_a_day(
    editor: Officer, reviewer: Officer, knowledge_base: Engine
) -> None:
    day = today() + timedelta(days=30)
    edits(editor, STEPS, {"items.0": "Nộp đơn tại phòng một cửa."})
    wrong = editor.sends("drafts/3/terms", when="from", applies_from="31/02/2027", note="Giữ nhé")
    assert wrong.status_code == 409
    assert "Không có ngày “31/02/2027”" in wrong.text
    assert "Giữ nhé" in wrong.text
    editor.sends("drafts/3/terms", when="from", applies_from=day.isoformat(), do="send")
    page = reviewer.opens("drafts/3").text
    assert f'value="{day.isoformat()}"' in page
    approves(reviewer)
    with session(knowledge_base) as opened:
        *_, current, newest = Repository(opened).procedure(3).versions
    assert "phòng một cửa" not in str(current)
    assert "phòng một cửa" in str(newest)
    assert (current.in_force_to, newest.in_force_from) == (day - timedelta(days=1), day)
    assert not newest.confirmed


def test_history_is_told_in_words_and_an_old_state_comes_back(
    editor: Officer, reviewer: Officer, knowledge_base: Engine
) -> None:
    was = form(editor, STEPS)["items.0"].strip()
    edits(editor, STEPS, {"items.0": "Nộp đơn tại phòng một cửa."})
    editor.sends("drafts/3/terms", do="send")
    approves(reviewer)
    page = editor.opens("procedures/3/history").text
    assert "reviewer duyệt và công bố" in page
    assert "Quy định từ 10/05/2026 · Các bước · Bước 1" in page
    assert "in_force" not in page
    [change] = set(re.findall(r"procedures/3/history/(\d+)", page))
    assert "phòng một cửa" in editor.opens(f"procedures/3/history/{change}").text
    assert editor.opens("procedures/4/history/" + change).status_code == 404
    address = f"procedures/3/history/{change}/restore"
    assert editor.sends(address, side="before").headers["location"].endswith("drafts/3")
    assert drafted(knowledge_base).sections["steps"].fields["items"][0] == was
    assert editor.sends(address, side="before").status_code == 409
    assert editor.opens("procedures/3/history?at=99999").status_code == 200
    assert editor.opens("procedures/3/history?at=²").status_code == 200


def test_reviewers_confirm_and_find_it_still_right(
    editor: Officer, reviewer: Officer, knowledge_base: Engine
) -> None:
    assert "Đã rà soát, vẫn đúng" not in editor.opens("procedures/3").text
    seen, *_ = SEEN.findall(reviewer.opens("procedures/3").text)
    for path in ("reviewed", "confirm"):
        done = reviewer.sends(f"procedures/3/{path}", version="2026-05-10", seen=seen)
        assert done.status_code == 303
    with session(knowledge_base) as opened:
        version = Repository(opened).procedure(3).versions[-1]
    assert (version.reviewed_on, version.confirmed) == (today(), True)
    page = reviewer.opens("procedures/3").text
    assert f"Rà soát ngày {today():%d/%m/%Y}" in page
    assert reviewer.sends("procedures/3/confirm", version="hôm qua").status_code == 404
    assert reviewer.sends("procedures/3/confirm", version="1999-01-01").status_code == 409


def test_what_was_sent_anew_is_not_approved_as_what_was_looked_at(
    editor: Officer, reviewer: Officer, knowledge_base: Engine
) -> None:
    edits(editor, STEPS, {"items.0": "Bước được xem."})
    editor.sends("drafts/3/terms", do="send")
    looked_at = reviewer.opens("drafts/3")
    editor.sends("drafts/3/withdraw")
    edits(editor, STEPS, {"items.0": "Bước tráo vào sau."})
    editor.sends("drafts/3/terms", do="send")
    refused = approves(reviewer, looked_at, confirmed="on")
    assert refused.status_code == 409
    assert "gửi lại" in refused.text
    assert "Bước tráo vào sau." in refused.text
    assert reviewer.sends("drafts/3/publish", when="now").status_code == 409
    assert "tráo" not in told(knowledge_base, Facet.STEPS)
    assert approves(reviewer, refused).status_code == 303
    assert "tráo" in told(knowledge_base, Facet.STEPS)


@pytest.mark.parametrize("path", ["confirm", "reviewed"])
def test_only_what_was_looked_at_is_confirmed(
    path: str, editor: Officer, reviewer: Officer, knowledge_base: Engine
) -> None:
    seen, *_ = SEEN.findall(reviewer.opens("procedures/3").text)
    edits(editor, STEPS, {"items.0": "Bước mới công bố."})
    editor.sends("drafts/3/terms", do="send")
    approves(reviewer)
    address = f"procedures/3/{path}"
    for stale in ({"seen": seen}, {}):
        refused = reviewer.sends(address, version="2026-05-10", **stale)
        assert refused.status_code == 409
        assert "vừa thay đổi" in refused.text
    with session(knowledge_base) as opened:
        assert not Repository(opened).procedure(3).versions[-1].confirmed
    seen, *_ = SEEN.findall(reviewer.opens("procedures/3").text)
    assert reviewer.sends(address, version="2026-05-10", seen=seen).status_code == 303


@pytest.mark.parametrize(("days", "open_then"), [(0, 0), (30, 1)])
def test_a_task_is_closed_once_citizens_are_told_the_new_answer(
    editor: Officer, reviewer: Officer, knowledge_base: Engine, days: int, open_then: int
) -> None:
    with session(knowledge_base) as opened:
        tasks.open_for(opened, "duyet", "15/2026/TT-BGDĐT", [(3, Facet.STEPS), (3, Facet.FEE)])
    edits(editor, STEPS, {"items.0": "Nộp đơn tại phòng một cửa."})
    editor.sends("drafts/3/terms", do="send")
    day = (today() + timedelta(days=days)).isoformat()
    approves(reviewer, when="from" if days else "now", applies_from=day)
    with session(knowledge_base) as opened:
        left = [task.facet for task in tasks.open_tasks(opened, 3)]
    assert left.count(Facet.STEPS) == open_then
    assert left.count(Facet.FEE) == 1
