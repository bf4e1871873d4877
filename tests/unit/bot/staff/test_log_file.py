"""The log as a file to take away."""

import csv
import io
from collections.abc import Callable

import pytest
from sqlalchemy import Engine, insert

from bot.staff import log
from knowledge.database import session
from knowledge.staff import audit
from knowledge.staff.accounts import Role
from knowledge.staff.audit import Action
from knowledge.staff.tables import AuditEntry
from tests.auxil.console import Officer

Comes = Callable[..., Officer]


def rows(admin: Officer, query: str = "") -> list[list[str]]:
    answer = admin.opens(f"log.csv{query}")
    assert answer.status_code == 200
    assert answer.headers["content-disposition"] == 'attachment; filename="nhat-ky.csv"'
    assert answer.headers["cache-control"] == "no-store"
    assert answer.content.startswith(b"\xef\xbb\xbf")
    return list(csv.reader(io.StringIO(answer.content.decode("utf-8-sig"), newline="")))


def test_the_filtered_log_is_taken_away_in_words(comes: Comes, knowledge_base: Engine) -> None:
    with session(knowledge_base) as opened:
        before, after = {"role": "editor", "x": 1}, {"role": "admin"}
        audit.record(opened, "hoa", Action.CHANGE_ROLE, "nam", before=before, after=after)
    admin = comes(Role.ADMIN)
    head, line = rows(admin, "?who=hoa&action=change_role")
    assert head == ["Lúc", "Ai", "Việc", "Đối tượng", "Thay đổi"]
    assert line[1:] == ["hoa", "Đổi vai trò", "nam", "Vai trò: Biên tập → Quản trị\nx: 1 → bỏ"]
    assert len(rows(admin)) > 2
    assert len(rows(admin, "?who=ai")) == 1
    assert 'href="./log.csv?who=hoa"' in admin.opens("log?who=hoa").text


@pytest.mark.parametrize("bad", ["=1+1", "+1", "-1", "@SUM(A1)", "\t=1", "\r=1", " =1", "＝1"])
def test_no_cell_is_a_formula(comes: Comes, knowledge_base: Engine, bad: str) -> None:
    with session(knowledge_base) as opened:
        audit.record(opened, bad, Action.RESTORE, bad, after={bad: bad})
    line = next(row for row in rows(comes(Role.ADMIN)) if bad in row[1])
    assert line[1] == line[3] == f"'{bad}"
    assert line[4].startswith("'")


def test_a_file_ends_somewhere(
    comes: Comes, knowledge_base: Engine, monkeypatch: pytest.MonkeyPatch
) -> None:
    admin = comes(Role.ADMIN)
    monkeypatch.setattr(log, "MOST", 250)
    lines = [{"who": "x", "action": "restore", "object": f"tệp {at}"} for at in range(320)]
    with session(knowledge_base) as opened:
        opened.execute(insert(AuditEntry), lines)
    found = [row[3] for row in rows(admin)[1:]]
    assert found == [f"tệp {at}" for at in range(319, 119, -1)]
    assert "Tải 250 dòng mới nhất" in admin.opens("log").text


def test_all_lines_are_there_once(comes: Comes, knowledge_base: Engine) -> None:
    admin = comes(Role.ADMIN)
    lines = [{"who": "x", "action": "restore", "object": f"tệp {at}"} for at in range(230)]
    with session(knowledge_base) as opened:
        opened.execute(insert(AuditEntry), lines)
    found = [row[3] for row in rows(admin, "?who=x")[1:]]
    assert [name for name in found if name.startswith("tệp")] == [
        f"tệp {at}" for at in range(229, -1, -1)
    ]


def test_long_changes_fit_into_a_cell(comes: Comes, knowledge_base: Engine) -> None:
    with session(knowledge_base) as opened:
        much = {str(at): "x" * 1000 for at in range(100)}
        audit.record(opened, "y", Action.RESTORE, "tệp", after=much)
    [_, line] = rows(comes(Role.ADMIN), "?who=y")
    assert len(line[4]) == 8_000
