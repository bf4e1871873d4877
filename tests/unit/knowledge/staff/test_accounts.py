"""Accounts are made, changed and closed, and the log says who did it."""

import pytest
from sqlalchemy import Engine, update

from knowledge.database import session
from knowledge.models import now
from knowledge.staff import audit
from knowledge.staff.accounts import AccountError, Accounts, Role, make_first_admin
from knowledge.staff.audit import Wanted
from knowledge.staff.passwords import BadPassword, made_up
from knowledge.staff.sessions import IDLE, close_others, open_session, resume, sessions_of
from knowledge.staff.tables import Account, StaffSession

WORD = "một câu dễ nhớ"


def log(database: Engine) -> list[tuple[str, str, str]]:
    with session(database) as opened:
        found = audit.entries(opened, Wanted(), 1, 50)
    return [(entry.who, entry.action, entry.object) for entry in reversed(found)]


def test_an_account_is_made_and_its_hash_is_told_nowhere(either: Engine) -> None:
    with session(either) as opened:
        made = Accounts(opened, "lan").add(" Hoa.Nguyen ", Role.EDITOR, WORD)
        assert (made.name, made.role, made.active, made.must_change) == (
            "hoa.nguyen",
            Role.EDITOR,
            True,
            False,
        )
    with session(either) as opened:
        assert opened.get_one(Account, "hoa.nguyen").password_hash.startswith("$argon2id$")
        [entry] = audit.entries(opened, Wanted(), 1, 10)
        assert (entry.who, entry.action, entry.object) == ("lan", "add_account", "hoa.nguyen")
        assert entry.before is None
        assert entry.after == {
            "role": "editor",
            "active": True,
            "must_change": False,
            "codes": False,
        }


@pytest.mark.parametrize(
    "name", ["", "a", "Lan Anh", "lân", "1lan", "a" * 41, "lan\0", "../lan", "lan\n"]
)
def test_a_name_that_is_none_is_refused(database: Engine, name: str) -> None:
    with session(database) as opened:
        accounts = Accounts(opened, "lan")
        if name == "lan\n":  # the end of a line is only space around it
            accounts.add(name, Role.EDITOR, WORD)
            return
        with pytest.raises(AccountError, match="không đúng dạng"):
            accounts.add(name, Role.EDITOR, WORD)
    assert log(database) == []


def test_a_name_is_taken_once(either: Engine) -> None:
    with session(either) as opened:
        Accounts(opened, "lan").add("hoa", Role.EDITOR, WORD)
        with pytest.raises(AccountError, match="Đã có tài khoản hoa"):
            Accounts(opened, "lan").add("HOA", Role.ADMIN, WORD)


@pytest.mark.parametrize("password", ["", "ngắn", "aaaaaaaaaaaaaa", "hoa-hoa-hoa-hoa", "x" * 201])
def test_a_poor_password_is_refused(database: Engine, password: str) -> None:
    with pytest.raises(BadPassword), session(database) as opened:
        Accounts(opened, "lan").add("hoa", Role.EDITOR, password)
    assert log(database) == []


def test_passwords_that_are_made_up_are_accepted_and_differ() -> None:
    made = {made_up() for _ in range(200)}
    assert len(made) == 200
    assert all(len(password) > 20 for password in made)


def test_another_password_ends_all_sessions(either: Engine) -> None:
    with session(either) as opened:
        accounts = Accounts(opened, "lan")
        accounts.add("hoa", Role.EDITOR, WORD)
        token = open_session(opened, "hoa")
        accounts.set_password("hoa", "một câu khác hẳn", must_change=True)
    with session(either) as opened:
        assert resume(opened, token) is None
        assert opened.get_one(Account, "hoa").must_change
    assert log(either)[-1] == ("lan", "reset_password", "hoa")


def test_ones_own_password_is_logged_as_such(database: Engine) -> None:
    with session(database) as opened:
        Accounts(opened, "hoa").add("hoa", Role.EDITOR, WORD)
        Accounts(opened, "hoa").set_password("hoa", "một câu khác hẳn")
    assert log(database)[-1] == ("hoa", "change_password", "hoa")


def test_a_closed_account_keeps_nobody_in_and_can_be_opened(either: Engine) -> None:
    with session(either) as opened:
        accounts = Accounts(opened, "lan")
        accounts.add("hoa", Role.EDITOR, WORD)
        token = open_session(opened, "hoa")
        accounts.deactivate("hoa")
        accounts.deactivate("hoa")
        assert resume(opened, token) is None
        assert [officer.active for officer in accounts.listed()] == [False]
        accounts.activate("hoa")
        accounts.activate("hoa")
    actions = ["add_account", "deactivate_account", "activate_account"]
    assert [action for _, action, _ in log(either)] == actions


def test_the_last_admin_stays(either: Engine) -> None:
    with session(either) as opened:
        accounts = Accounts(opened, "lan")
        accounts.add("mot", Role.ADMIN, WORD)
        accounts.add("hai", Role.ADMIN, WORD)
        accounts.deactivate("mot")
        with pytest.raises(AccountError, match="cuối cùng"):
            accounts.deactivate("hai")


def test_what_is_not_there_is_said_so(database: Engine) -> None:
    with session(database) as opened:
        for name in ("khong", "không\0"):
            with pytest.raises(AccountError, match="Không có tài khoản"):
                Accounts(opened, "lan").deactivate(name)


def test_the_first_admin_is_made_once(either: Engine) -> None:
    with session(either) as opened:
        password = make_first_admin(opened, None)
        assert password
        assert make_first_admin(opened, None) is None
        assert make_first_admin(opened, "mật khẩu đã đặt") is None
        [admin] = Accounts(opened, "x").listed()
        assert (admin.name, admin.role, admin.must_change) == ("admin", Role.ADMIN, True)


def test_the_first_admin_takes_the_password_that_is_set(database: Engine) -> None:
    with session(database) as opened:
        assert make_first_admin(opened, WORD) is None
        [admin] = Accounts(opened, "x").listed()
        assert not admin.must_change


def test_another_role_ends_all_sessions_and_is_logged(either: Engine) -> None:
    with session(either) as opened:
        accounts = Accounts(opened, "lan")
        accounts.add("hoa", Role.EDITOR, WORD)
        token = open_session(opened, "hoa")
        accounts.set_role("hoa", Role.EDITOR)
        assert resume(opened, token)
        accounts.set_role("hoa", Role.REVIEWER)
        assert resume(opened, token) is None
        assert [officer.role for officer in accounts.listed()] == [Role.REVIEWER]
        newest, *_ = audit.entries(opened, Wanted(), 1, 1)
    assert (newest.action, newest.object) == ("change_role", "hoa")
    assert newest.before and newest.after
    assert (newest.before["role"], newest.after["role"]) == ("editor", "reviewer")


def test_the_last_admin_stays_an_admin(either: Engine) -> None:
    with session(either) as opened:
        accounts = Accounts(opened, "lan")
        accounts.add("mot", Role.ADMIN, WORD)
        accounts.add("hai", Role.ADMIN, WORD)
        accounts.deactivate("mot")
        with pytest.raises(AccountError, match="cuối cùng"):
            accounts.set_role("hai", Role.EDITOR)
        accounts.set_role("mot", Role.EDITOR)
        assert [officer.role for officer in accounts.listed()] == [Role.ADMIN, Role.EDITOR]


def test_one_session_stays_when_the_others_are_ended(either: Engine) -> None:
    with session(either) as opened:
        accounts = Accounts(opened, "lan")
        accounts.add("hoa", Role.EDITOR, WORD)
        accounts.add("nam", Role.EDITOR, WORD)
        own, other, foreign = (open_session(opened, name) for name in ("hoa", "hoa", "nam"))
        here = resume(opened, own)
        assert here
        assert [seen.own for seen in sessions_of(opened, here)].count(True) == 1
        assert len(sessions_of(opened, here)) == 2
        assert close_others(opened, here) == 1
        assert [seen.own for seen in sessions_of(opened, here)] == [True]
        assert resume(opened, own)
        assert resume(opened, other) is None
        assert resume(opened, foreign)


def test_a_session_whose_time_is_over_is_not_listed(either: Engine) -> None:
    with session(either) as opened:
        Accounts(opened, "lan").add("hoa", Role.EDITOR, WORD)
        open_session(opened, "hoa")
        opened.execute(update(StaffSession).values(seen_at=now() - IDLE * 2))
        here = resume(opened, open_session(opened, "hoa"))
        assert here
        assert [seen.own for seen in sessions_of(opened, here)] == [True]
        assert close_others(opened, here) == 0
