"""Logging in: a password, and a code where they are on, open a session; wrong ones lock."""

from dataclasses import dataclass
from enum import StrEnum
from typing import Final

from sqlalchemy.orm import Session

from knowledge.sealed import forget
from knowledge.staff import codes, half_way, passwords
from knowledge.staff.accounts import is_name
from knowledge.staff.audit import Action, record
from knowledge.staff.lockout import Lockout
from knowledge.staff.sessions import forget_over, open_session
from knowledge.staff.tables import Account

_NOBODY: Final = "?"
"""Stands in the log for a name that no account has; it may be a password in the wrong box."""


class Refused(StrEnum):
    """Why nobody was let in."""

    WRONG = "wrong"
    """Name or password, or a closed account: which of them is not told."""
    LOCKED = "locked"
    OVER = "over"
    """The second step took too long, or the account changed meanwhile."""


@dataclass(frozen=True)
class Entered:
    """Who was let in: the name and the token of the new session."""

    name: str
    token: str


@dataclass(frozen=True)
class HalfWay:
    """Who knew the password and still owes a code: the token that opens the second step."""

    token: str


def log_in(
    session: Session, lockout: Lockout, name: str, password: str, address: str
) -> Entered | HalfWay | Refused:
    """Open a session, or the second step, for whoever knows name and password.

    A name that does not exist is locked like any other, and takes as long.
    """
    called = name.strip().casefold()
    if lockout.locked(called, address):
        return Refused.LOCKED
    row = session.get(Account, called, populate_existing=True) if is_name(called) else None
    known = row if row and row.active else None
    right = passwords.matches(known.password_hash if known else None, password)
    if known is None or not right:
        locked = lockout.fail(called, address)
        return _refused(session, called if known else _NOBODY, "password", locked)
    if known.totp_secret:
        return HalfWay(half_way.begin(session, known))
    return _entered(session, called)


def give_code(
    session: Session, lockout: Lockout, token: str, typed: str, address: str
) -> Entered | Refused:
    """Open a session for whoever is half way by `token` and typed the code of now."""
    account = half_way.account_of(session, token)
    if account is None:
        return Refused.OVER
    if lockout.locked(account.name, address):
        forget(session, token)
        return Refused.LOCKED
    if not codes.take(session, account, typed):
        locked = lockout.fail(account.name, address)
        if locked:
            forget(session, token)
        return _refused(session, account.name, "code", locked)
    forget(session, token)
    return _entered(session, account.name)


def _refused(session: Session, meant: str, wrong: str, locked: bool) -> Refused:
    told = {"wrong": wrong, "locked": locked}
    record(session, _NOBODY, Action.LOG_IN_REFUSED, meant, after=told)
    return Refused.LOCKED if locked else Refused.WRONG


def _entered(session: Session, name: str) -> Entered:
    forget_over(session)
    record(session, name, Action.LOG_IN, name)
    return Entered(name, open_session(session, name))
