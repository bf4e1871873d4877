"""The own account, and what an admin changes of others'."""

import re
from collections.abc import Callable

import pytest
from sqlalchemy import Engine

from knowledge.database import session
from knowledge.staff import audit
from knowledge.staff.accounts import Accounts, Role
from knowledge.staff.audit import Wanted
from tests.auxil.console import Officer

Comes = Callable[..., Officer]
WORD = "một câu dễ nhớ"


def newest(database: Engine) -> tuple[str, str, str, object]:
    with session(database) as opened:
        [entry] = audit.entries(opened, Wanted(), 1, 1)
    return entry.who, entry.action, entry.object, entry.after


def test_another_role_holds_from_the_next_log_in(comes: Comes, knowledge_base: Engine) -> None:
    admin, editor = comes(Role.ADMIN), comes(Role.EDITOR)
    assert editor.opens("imports").status_code == 403
    done = admin.sends("accounts/editor/role", "accounts", role="reviewer")
    assert done.status_code == 303
    assert editor.opens("").headers["location"].endswith("login")
    assert newest(knowledge_base)[:3] == ("admin", "change_role", "editor")
    editor.logs_in("editor", WORD)
    assert editor.opens("imports").status_code == 200


def test_nobody_raises_themselves_and_an_admin_stays_one(comes: Comes) -> None:
    editor = comes(Role.EDITOR)
    assert editor.sends("accounts/editor/role", role="admin").status_code == 403
    admin = comes(Role.ADMIN)
    assert "chính mình" in admin.sends("accounts/admin/role", "accounts", role="editor").text
    assert "chính mình" in admin.sends("accounts/ADMIN/role", "accounts", role="editor").text
    assert admin.opens("accounts").status_code == 200


@pytest.mark.parametrize("role", ["", "owner", "Admin", "admin\0x"])
def test_a_role_that_is_none_is_refused(comes: Comes, knowledge_base: Engine, role: str) -> None:
    refused = comes(Role.ADMIN).sends("accounts/editor/role", "accounts", role=role)
    assert refused.status_code == 422
    assert "chưa chọn vai trò" in refused.text
    with session(knowledge_base) as opened:
        [editor] = [o for o in Accounts(opened, "x").listed() if o.name == "editor"]
    assert editor.role is Role.EDITOR


def test_the_role_of_nobody_is_not_changed(comes: Comes) -> None:
    refused = comes(Role.ADMIN).sends("accounts/ai/role", "accounts", role="editor")
    assert "Không có tài khoản ai" in refused.text


def test_the_other_sessions_are_shown_and_ended(comes: Comes, knowledge_base: Engine) -> None:
    here, there = comes(Role.EDITOR), comes(Role.EDITOR)
    shown = here.opens("account").text
    assert "Đang đăng nhập ở 2 nơi" in shown
    assert len(re.findall("Máy này", shown)) == 1
    assert here.sends("account/others", "account").status_code == 303
    assert newest(knowledge_base) == ("editor", "log_out", "editor", {"other_sessions": 1})
    assert there.opens("").headers["location"].endswith("login")
    assert "Đang đăng nhập ở 1 nơi" in here.opens("account").text
    assert "khỏi các máy khác" not in here.opens("account").text


def test_the_sessions_of_others_are_not_shown(comes: Comes) -> None:
    comes(Role.REVIEWER)
    assert "Đang đăng nhập ở 1 nơi" in comes(Role.EDITOR).opens("account").text


def test_a_log_in_gives_a_token_that_nobody_chose(comes: Comes) -> None:
    planted = "a" * 43
    officer = comes()
    officer.browser.cookies.set("motcua_staff", planted)
    entered = officer.logs_in("editor", WORD)
    [kept] = [c for c in entered.headers.get_list("set-cookie") if c.startswith("motcua_staff=")]
    assert planted not in kept
    officer.browser.cookies.clear()
    officer.browser.cookies.set("motcua_staff", planted)
    assert officer.opens("").status_code == 303


def test_a_new_password_gives_a_new_token_and_ends_the_old_one(comes: Comes) -> None:
    editor = comes(Role.EDITOR)
    old = editor.browser.cookies["motcua_staff"]
    new = "một câu khác hẳn"
    assert editor.sends("password", old=WORD, new=new, again=new).status_code == 303
    assert editor.browser.cookies["motcua_staff"] != old
    stolen = comes()
    stolen.browser.cookies.set("motcua_staff", old)
    assert stolen.opens("").status_code == 303
    assert editor.opens("").status_code == 200


def test_a_browser_has_one_session_at_a_time(comes: Comes) -> None:
    editor = comes(Role.EDITOR)
    old = editor.browser.cookies["motcua_staff"]
    editor.logs_in("editor", WORD)
    assert "Đang đăng nhập ở 1 nơi" in editor.opens("account").text
    stolen = comes()
    stolen.browser.cookies.set("motcua_staff", old)
    assert stolen.opens("").status_code == 303
