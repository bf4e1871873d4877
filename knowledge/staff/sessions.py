"""Log-ins that last: a random token in the browser, its SHA-256 in the database."""

import hashlib
import hmac
import secrets
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Final

from sqlalchemy import delete, or_, select
from sqlalchemy.orm import Session

from knowledge.models import now
from knowledge.staff.accounts import Officer, officer_of
from knowledge.staff.tables import Account, StaffSession, in_utc

IDLE: Final = timedelta(minutes=30)
"""How long a session lasts after the last page: somebody left the desk."""
LONGEST: Final = timedelta(hours=12)
"""How long it lasts at most: a working day, so that everyone logs in once a day."""
_STEP: Final = timedelta(minutes=1)
"""How old `seen_at` may be; not every page needs a write."""
_BYTES: Final = 32


@dataclass(frozen=True)
class Opened:
    """A session that holds: whose, and the token of it."""

    token: str
    officer: Officer

    @property
    def csrf(self) -> str:
        """The token that every form of this session carries; tells nothing of the session's."""
        return csrf_of(self.token)

    def key_for(self, purpose: str) -> bytes:
        """Return 32 bytes that only this session has, for one purpose."""
        return hashlib.sha256(f"{purpose}:{self.token}".encode()).digest()


@dataclass(frozen=True)
class Seen:
    """A session that holds, without its token; times in UTC. `own`: it is the one that asks."""

    since: datetime
    seen_at: datetime
    own: bool


def open_session(session: Session, name: str) -> str:
    """Open a session of account `name`; return its token, 43 characters."""
    token = secrets.token_urlsafe(_BYTES)
    session.add(StaffSession(id=_id(token), account=name))
    session.flush()
    return token


def resume(session: Session, token: str) -> Opened | None:
    """Return the session of `token`, seen now; None if it is over, closed, or never was."""
    row = session.get(StaffSession, _id(token), populate_existing=True) if token else None
    if row is None:
        return None
    moment = now()
    account = session.get(Account, row.account, populate_existing=True)
    if account is None or not account.active or _is_over(row):
        session.delete(row)
        return None
    if moment - in_utc(row.seen_at) > _STEP:
        row.seen_at = moment
    return Opened(token, officer_of(account))


def close(session: Session, token: str) -> None:
    """End the session of `token`."""
    session.execute(delete(StaffSession).where(StaffSession.id == _id(token)))


def close_others(session: Session, opened: Opened) -> int:
    """End all sessions of the account but `opened`; return how many still held."""
    held = sum(not seen.own for seen in sessions_of(session, opened))
    session.execute(
        delete(StaffSession).where(
            StaffSession.account == opened.officer.name, StaffSession.id != _id(opened.token)
        )
    )
    return held


def sessions_of(session: Session, opened: Opened) -> list[Seen]:
    """Return the sessions that hold of the account of `opened`, the last seen first."""
    rows = session.scalars(
        select(StaffSession)
        .where(StaffSession.account == opened.officer.name)
        .order_by(StaffSession.seen_at.desc(), StaffSession.id)
    )
    own = _id(opened.token)
    return [
        Seen(in_utc(row.created_at), in_utc(row.seen_at), row.id == own)
        for row in rows
        if not _is_over(row)
    ]


def forget_over(session: Session) -> None:
    """Delete the sessions whose time is over."""
    moment = now()
    session.execute(
        delete(StaffSession).where(
            or_(StaffSession.seen_at < moment - IDLE, StaffSession.created_at < moment - LONGEST)
        )
    )


def csrf_of(token: str) -> str:
    return hashlib.sha256(f"csrf:{token}".encode()).hexdigest()


def is_csrf_of(token: str, given: str) -> bool:
    """Return whether `given` is the token that the forms of session `token` carry."""
    return hmac.compare_digest(csrf_of(token).encode(), given.encode())


def _is_over(row: StaffSession) -> bool:
    moment = now()
    return moment - in_utc(row.seen_at) > IDLE or moment - in_utc(row.created_at) > LONGEST


def _id(token: str) -> str:
    return hashlib.sha256(f"session:{token}".encode()).hexdigest()
