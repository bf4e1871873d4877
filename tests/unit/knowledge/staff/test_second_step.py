"""Between the password and the code nobody is in, and not for long."""

import json
import time
from datetime import timedelta

import pytest
from sqlalchemy import Engine, select, update

from knowledge.database import session
from knowledge.models import Sealed, now
from knowledge.sealed import seal
from knowledge.staff import audit, codes, half_way
from knowledge.staff.accounts import Accounts, Role
from knowledge.staff.audit import Wanted
from knowledge.staff.lockout import LOCKED_MINUTES, TRIES, Lockout
from knowledge.staff.log_in import Entered, HalfWay, Refused, give_code, log_in
from knowledge.staff.sessions import open_session, resume
from knowledge.staff.tables import Account, StaffSession
from tests.auxil.authenticator import code, stop_clocks

WORD = "một câu dễ nhớ"
HERE = "203.0.113.5"


@pytest.fixture(autouse=True)
def still(monkeypatch: pytest.MonkeyPatch) -> None:
    stop_clocks(monkeypatch)


class Door:
    """Somebody at the log-in of hoa, whose codes are on."""

    def __init__(self, office: Engine) -> None:
        self.office = office
        self.lockout = Lockout()
        self.secret = codes.new_secret()
        with session(office) as opened:
            Accounts(opened, "lan").add("hoa", Role.EDITOR, WORD)
            opened.get_one(Account, "hoa").totp_secret = self.secret

    def knows(self, password: str = WORD, address: str = HERE) -> Entered | HalfWay | Refused:
        with session(self.office) as opened:
            return log_in(opened, self.lockout, "hoa", password, address)

    def half_way(self) -> str:
        known = self.knows()
        assert isinstance(known, HalfWay)
        return known.token

    def types(self, token: str, typed: str, address: str = HERE) -> Entered | Refused:
        with session(self.office) as opened:
            return give_code(opened, self.lockout, token, typed, address)

    def wrong(self) -> str:
        right = {code(self.secret, late) for late in (-1, 0, 1, 2)}
        return next(
            typed for typed in ("000000", "1" * 6, "2" * 6, "3" * 6, "4" * 6) if typed not in right
        )


@pytest.fixture
def door(either: Engine) -> Door:
    return Door(either)


def log(door: Door) -> list[tuple[str, str, object]]:
    with session(door.office) as opened:
        found = audit.entries(opened, Wanted(), 1, 50)
    return [(entry.action, entry.object, entry.after) for entry in reversed(found)][1:]


def test_the_password_alone_opens_nothing(door: Door) -> None:
    token = door.half_way()
    with session(door.office) as opened:
        assert resume(opened, token) is None
        assert list(opened.scalars(select(StaffSession))) == []
    assert log(door) == []


def test_the_code_opens_a_session_of_a_token_of_its_own(door: Door) -> None:
    token = door.half_way()
    entered = door.types(token, code(door.secret))
    assert isinstance(entered, Entered)
    assert entered.token != token
    with session(door.office) as opened:
        found = resume(opened, entered.token)
        assert found
        assert found.officer.name == "hoa"
        assert half_way.account_of(opened, entered.token) is None
    assert log(door) == [("log_in", "hoa", None)]


def test_it_opens_one_session_only(door: Door) -> None:
    token = door.half_way()
    door.types(token, code(door.secret))
    assert door.types(token, code(door.secret, 1)) is Refused.OVER


def test_a_code_that_was_seen_over_the_shoulder_is_worth_nothing(door: Door) -> None:
    shown = code(door.secret)
    door.types(door.half_way(), shown)
    assert door.types(door.half_way(), shown) is Refused.WRONG


def test_after_five_minutes_it_is_over(door: Door) -> None:
    token = door.half_way()
    with session(door.office) as opened:
        [sealed] = opened.scalars(select(Sealed))
        assert sealed.expires_at_utc <= now() + timedelta(minutes=5)
        opened.execute(update(Sealed).values(expires_at=now() - timedelta(seconds=1)))
    assert door.types(token, code(door.secret)) is Refused.OVER


@pytest.mark.parametrize("change", ["deactivate", "set_password", "switch_codes_off"])
def test_it_is_over_when_the_account_changes_meanwhile(door: Door, change: str) -> None:
    token = door.half_way()
    with session(door.office) as opened:
        new = ("một câu khác hẳn",) if change == "set_password" else ()
        getattr(Accounts(opened, "lan"), change)("hoa", *new)
    assert door.types(token, code(door.secret)) is Refused.OVER


@pytest.mark.parametrize("token", ["", "x", "a" * 43, "\0"])
def test_a_made_up_token_opens_nothing(door: Door, token: str) -> None:
    assert door.types(token, code(door.secret)) is Refused.OVER


def test_neither_a_session_nor_what_a_citizen_sealed_opens_the_second_step(door: Door) -> None:
    with session(door.office) as opened:
        tokens = [
            open_session(opened, "hoa"),
            seal(opened, {"account": "hoa", "password": "x"}, timedelta(minutes=5)),
            seal(
                opened,
                {"for": "staff: second step", "account": "hoa", "password": "x"},
                timedelta(minutes=5),
            ),
        ]
    assert {door.types(token, code(door.secret)) for token in tokens} == {Refused.OVER}


def test_wrong_codes_lock_and_then_the_right_one_is_too_late(
    door: Door, monkeypatch: pytest.MonkeyPatch
) -> None:
    token = door.half_way()
    said = [door.types(token, door.wrong()) for _ in range(TRIES)]
    assert said == [Refused.WRONG] * (TRIES - 1) + [Refused.LOCKED]
    assert door.types(token, code(door.secret)) is Refused.OVER
    assert door.knows() is Refused.LOCKED
    assert door.knows(address="198.51.100.1") is Refused.LOCKED
    assert log(door)[-1] == ("log_in_refused", "hoa", {"wrong": "code", "locked": True})
    later = time.time() + LOCKED_MINUTES * 60 + 1
    monkeypatch.setattr(time, "time", lambda: later)
    assert isinstance(door.knows(), HalfWay)


def test_passwords_and_codes_are_counted_together(door: Door) -> None:
    token = door.half_way()
    for _ in range(TRIES - 2):
        assert door.knows("sai mất rồi", "192.0.2.1") is Refused.WRONG
    assert door.types(token, door.wrong()) is Refused.WRONG
    assert door.types(token, door.wrong()) is Refused.LOCKED


def test_a_lock_by_wrong_passwords_holds_for_who_is_half_way(door: Door) -> None:
    token = door.half_way()
    for at in range(TRIES):
        door.knows("sai mất rồi", f"192.0.2.{at}")
    assert door.types(token, code(door.secret)) is Refused.LOCKED


def test_a_wrong_password_says_nothing_of_codes(door: Door) -> None:
    assert door.knows("sai mất rồi") is Refused.WRONG
    assert log(door) == [("log_in_refused", "hoa", {"wrong": "password", "locked": False})]


def test_the_secret_and_the_codes_are_not_in_the_log(door: Door) -> None:
    with session(door.office) as opened:
        Accounts(opened, "hoa").switch_codes_off("hoa")
        Accounts(opened, "hoa").switch_codes_on("hoa", door.secret, code(door.secret))
    door.types(door.half_way(), door.wrong())
    with session(door.office) as opened:
        found = audit.entries(opened, Wanted(), 1, 50)
    written = json.dumps([[e.who, e.object, e.before, e.after] for e in found])
    assert "codes_on" in {entry.action for entry in found}
    assert door.secret not in written
    assert door.wrong() not in written
