"""Officers log in; whoever guesses is locked out and learns nothing."""

import time
from datetime import timedelta

import pytest
from sqlalchemy import Engine, select, update

from knowledge.database import session
from knowledge.models import now
from knowledge.staff import audit, passwords
from knowledge.staff.accounts import Accounts, Role
from knowledge.staff.audit import Wanted
from knowledge.staff.lockout import LOCKED_MINUTES, TRIES, Lockout
from knowledge.staff.log_in import Entered, Refused, log_in
from knowledge.staff.sessions import (
    IDLE,
    LONGEST,
    close,
    csrf_of,
    forget_over,
    is_csrf_of,
    open_session,
    resume,
)
from knowledge.staff.tables import StaffSession

WORD = "một câu dễ nhớ"
HERE = "203.0.113.5"


@pytest.fixture
def office(either: Engine) -> Engine:
    with session(either) as opened:
        Accounts(opened, "lan").add("hoa", Role.EDITOR, WORD)
    return either


class Door:
    """Somebody at the log-in page."""

    def __init__(self, office: Engine, redis_url: str | None = None) -> None:
        self.office = office
        self.lockout = Lockout(redis_url)

    def tries(self, name: str, password: str, address: str = HERE) -> Entered | Refused:
        with session(self.office) as opened:
            return log_in(opened, self.lockout, name, password, address)


def test_the_right_password_opens_a_session(office: Engine) -> None:
    entered = Door(office).tries(" HOA ", WORD)
    assert isinstance(entered, Entered)
    with session(office) as opened:
        found = resume(opened, entered.token)
        assert found
        assert found.officer.name == "hoa"
        [stored] = opened.scalars(select(StaffSession.id))
        assert entered.token not in stored
        assert audit.entries(opened, Wanted(), 1, 1)[0].action == "log_in"


def test_wrong_name_wrong_password_and_closed_account_look_the_same(office: Engine) -> None:
    with session(office) as opened:
        accounts = Accounts(opened, "lan")
        accounts.add("nam", Role.EDITOR, WORD)
        accounts.deactivate("nam")
    door = Door(office)
    said = [
        door.tries(*pair, f"a{at}")
        for at, pair in enumerate(
            (
                ("hoa", "sai"),
                ("khong.co", WORD),
                ("nam", WORD),
                ("hoa\0", WORD),
                ("", ""),
            )
        )
    ]
    assert set(said) == {Refused.WRONG}


def test_whoever_is_refused_waits_for_one_hash(
    office: Engine, monkeypatch: pytest.MonkeyPatch
) -> None:
    checked: list[str] = []
    verify = type(passwords._HASHER).verify

    def counted(self: object, stored: str, password: str) -> bool:
        checked.append(stored)
        return verify(self, stored, password)  # type: ignore[arg-type]

    with session(office) as opened:
        Accounts(opened, "lan").add("nam", Role.EDITOR, WORD)
        Accounts(opened, "lan").deactivate("nam")
    monkeypatch.setattr(type(passwords._HASHER), "verify", counted)
    for name in ("khong.co", "hoa", "nam", "không phải tên"):
        Door(office).tries(name, "sai mất rồi")
    assert len(checked) == 4
    assert len({stored.rsplit("$", 2)[0] for stored in checked}) == 1


def test_five_wrong_passwords_lock_the_name_wherever_they_come_from(
    office: Engine, monkeypatch: pytest.MonkeyPatch
) -> None:
    door = Door(office)
    said = [door.tries("hoa", "sai", f"192.0.2.{at}") for at in range(TRIES)]
    assert said == [Refused.WRONG] * (TRIES - 1) + [Refused.LOCKED]
    assert door.tries("hoa", WORD, "198.51.100.1") is Refused.LOCKED
    later = time.time() + LOCKED_MINUTES * 60 + 1
    monkeypatch.setattr(time, "time", lambda: later)
    assert isinstance(door.tries("hoa", WORD), Entered)


def test_five_wrong_names_lock_the_address(office: Engine) -> None:
    door = Door(office)
    said = [door.tries(f"ten.{at}", "sai") for at in range(TRIES)]
    assert said[-1] is Refused.LOCKED
    assert door.tries("hoa", WORD) is Refused.LOCKED
    assert isinstance(door.tries("hoa", WORD, "198.51.100.1"), Entered)


def test_a_name_that_nobody_has_is_locked_like_any_other(office: Engine) -> None:
    door = Door(office)
    said = [door.tries("khong.co", "sai", f"192.0.2.{at}") for at in range(TRIES + 1)]
    assert said == [Refused.WRONG] * (TRIES - 1) + [Refused.LOCKED] * 2


@pytest.mark.redis
def test_processes_lock_together_over_redis(database: Engine, redis_url: str) -> None:
    with session(database) as opened:
        Accounts(opened, "lan").add("hoa", Role.EDITOR, WORD)
    doors = [Door(database, redis_url), Door(database, redis_url)]
    for at in range(TRIES):
        doors[at % 2].tries("hoa", "sai", f"192.0.2.{at}")
    assert doors[0].tries("hoa", WORD, "198.51.100.9") is Refused.LOCKED


def test_a_refusal_is_logged_without_what_was_typed(office: Engine) -> None:
    Door(office).tries("mat-khau-go-nham-o", "sai")
    Door(office).tries("hoa", "sai mất rồi")
    with session(office) as opened:
        known, unknown = audit.entries(opened, Wanted(action="log_in_refused"), 1, 5)
    assert (unknown.who, unknown.object) == ("?", "?")
    assert (known.who, known.object) == ("?", "hoa")


def test_a_session_ends_when_nobody_is_there(office: Engine) -> None:
    for column, age in (("seen_at", IDLE), ("created_at", LONGEST)):
        with session(office) as opened:
            token = open_session(opened, "hoa")
            opened.execute(
                update(StaffSession).values({column: now() - age + timedelta(seconds=30)})
            )
            assert resume(opened, token)
            opened.execute(
                update(StaffSession).values({column: now() - age - timedelta(seconds=1)})
            )
            assert resume(opened, token) is None
            assert resume(opened, token) is None


def test_a_page_prolongs_the_session(office: Engine) -> None:
    with session(office) as opened:
        token = open_session(opened, "hoa")
        opened.execute(update(StaffSession).values(seen_at=now() - IDLE / 2))
        assert resume(opened, token)
    with session(office) as opened:
        [seen] = opened.scalars(select(StaffSession))
        assert now() - (
            seen.seen_at if seen.seen_at.tzinfo else seen.seen_at.replace(tzinfo=now().tzinfo)
        ) < timedelta(minutes=1)


def test_logging_out_ends_one_session_and_old_ones_are_forgotten(office: Engine) -> None:
    with session(office) as opened:
        one, two = open_session(opened, "hoa"), open_session(opened, "hoa")
        close(opened, one)
        assert resume(opened, one) is None
        assert resume(opened, two)
        assert resume(opened, "") is None
        opened.execute(update(StaffSession).values(seen_at=now() - IDLE * 2))
        forget_over(opened)
        assert list(opened.scalars(select(StaffSession))) == []


def test_the_token_of_forms_belongs_to_one_session() -> None:
    assert is_csrf_of("a", csrf_of("a"))
    assert not is_csrf_of("a", csrf_of("b"))
    assert not is_csrf_of("a", "không phải")
