"""Logging in: the right password opens a session; wrong ones are counted, and lock."""

from dataclasses import dataclass
from enum import StrEnum
from typing import Final

from sqlalchemy.orm import Session

from knowledge.staff import passwords
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


@dataclass(frozen=True)
class Entered:
    """Who was let in: the name and the token of the new session."""

    name: str
    token: str


def log_in(
    session: Session, lockout: Lockout, name: str, password: str, address: str
) -> Entered | Refused:
    """Open a session for whoever knows name and password.

    A name that does not exist is locked like any other, and takes as long.
    """
    called = name.strip().casefold()
    if lockout.locked(called, address):
        return Refused.LOCKED
    row = session.get(Account, called, populate_existing=True) if is_name(called) else None
    known = row is not None and row.active
    if not passwords.matches(row.password_hash if row and known else None, password):
        locked = lockout.fail(called, address)
        meant = called if known else _NOBODY
        record(session, _NOBODY, Action.LOG_IN_REFUSED, meant, after={"locked": locked})
        return Refused.LOCKED if locked else Refused.WRONG
    forget_over(session)
    record(session, called, Action.LOG_IN, called)
    return Entered(called, open_session(session, called))
