"""Accounts of officers: made, given another password or role, closed, opened; all is logged."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Any, Final

from sqlalchemy import Select, delete, func, select
from sqlalchemy.orm import Session

from knowledge.staff import codes, passwords, phrases
from knowledge.staff.audit import Action, record
from knowledge.staff.tables import Account, StaffSession, in_utc

_NAME: Final = re.compile(r"[a-z][a-z0-9._-]{1,39}")
FIRST_ADMIN: Final = "admin"


class Role(StrEnum):
    """What an officer may do; see `bot/staff/rights.py`."""

    EDITOR = "editor"
    REVIEWER = "reviewer"
    ADMIN = "admin"


class AccountError(ValueError):
    """What can't be done with an account; says in Vietnamese why."""


@dataclass(frozen=True)
class Officer:
    """An account without its secrets; `codes`: whether logging in takes a code too."""

    name: str
    role: Role
    active: bool
    must_change: bool
    codes: bool
    created_at: datetime


class Accounts:
    """Reads and writes accounts through one session; `who` is named in the log."""

    def __init__(self, session: Session, who: str) -> None:
        self._session = session
        self._who = who

    def listed(self) -> list[Officer]:
        return [officer_of(row) for row in self._session.scalars(_all().order_by(Account.name))]

    def are_none(self) -> bool:
        return not self._session.scalar(select(func.count()).select_from(Account))

    def add(self, name: str, role: Role, password: str, must_change: bool = False) -> Officer:
        """Make an account. Raises AccountError or BadPassword."""
        called = name.strip().casefold()
        if not is_name(called):
            raise AccountError(phrases.NOT_A_NAME.format(name=name.strip()[:40]))
        if self._session.get(Account, called):
            raise AccountError(phrases.TAKEN.format(name=called))
        passwords.check(password, called)
        row = Account(
            name=called,
            role=role.value,
            password_hash=passwords.hashed(password),
            must_change=must_change,
        )
        self._session.add(row)
        self._session.flush()
        self._record(Action.ADD_ACCOUNT, row, None)
        return officer_of(row)

    def set_password(self, name: str, password: str, must_change: bool = False) -> None:
        """Give an account another password and end its sessions. Raises as `add` does."""
        row = self._account(name)
        passwords.check(password, row.name)
        before = _told(row)
        row.password_hash = passwords.hashed(password)
        row.must_change = must_change
        self._end_sessions(row)
        own = row.name == self._who
        self._record(Action.CHANGE_PASSWORD if own else Action.RESET_PASSWORD, row, before)

    def set_role(self, name: str, role: Role) -> None:
        """Give an account another role and end its sessions. Raises as `deactivate` does."""
        row = self._account(name)
        if row.role == role:
            return
        self._check_not_last(row)
        before = _told(row)
        row.role = role.value
        self._end_sessions(row)
        self._record(Action.CHANGE_ROLE, row, before)

    def switch_codes_on(self, name: str, secret: str, typed: str) -> None:
        """Ask for codes of `secret` from now on; `typed` is the first, which counts as used.

        Raises AccountError if it is none of now, or if codes are on already.
        """
        row = self._account(name)
        if row.totp_secret is not None:
            raise AccountError(phrases.CODES_ARE_ON)
        step = codes.step_of(secret, typed)
        if step is None:
            raise AccountError(phrases.WRONG_CODE)
        before = _told(row)
        row.totp_secret, row.totp_used = secret, step
        self._record(Action.CODES_ON, row, before)

    def switch_codes_off(self, name: str) -> None:
        """Ask for no codes any more. Raises AccountError."""
        row = self._account(name)
        if row.totp_secret is None:
            return
        before = _told(row)
        row.totp_secret = row.totp_used = None
        self._record(Action.CODES_OFF, row, before)

    def deactivate(self, name: str) -> None:
        """Let nobody in by this account any more. Raises AccountError, also for the last admin."""
        row = self._account(name)
        if not row.active:
            return
        self._check_not_last(row)
        before = _told(row)
        row.active = False
        self._end_sessions(row)
        self._record(Action.DEACTIVATE, row, before)

    def activate(self, name: str) -> None:
        """Open a deactivated account again. Raises AccountError."""
        row = self._account(name)
        if row.active:
            return
        before = _told(row)
        row.active = True
        self._record(Action.ACTIVATE, row, before)

    def _account(self, name: str) -> Account:
        called = name.strip().casefold()
        row = (
            self._session.get(Account, called, populate_existing=True) if is_name(called) else None
        )
        if row is None:
            raise AccountError(phrases.NO_ACCOUNT.format(name=name.strip()[:40]))
        return row

    def _check_not_last(self, row: Account) -> None:
        if row.active and row.role == Role.ADMIN and self._admins() == 1:
            raise AccountError(phrases.LAST_ADMIN.format(name=row.name))

    def _admins(self) -> int:
        active = self._session.scalars(
            _all().where(Account.role == Role.ADMIN.value, Account.active).with_for_update()
        )
        return len(list(active))

    def _end_sessions(self, row: Account) -> None:
        self._session.execute(delete(StaffSession).where(StaffSession.account == row.name))

    def _record(self, action: Action, row: Account, before: Mapping[str, object] | None) -> None:
        record(self._session, self._who, action, row.name, before=before, after=_told(row))


def make_first_admin(session: Session, given: str | None) -> str | None:
    """Make `admin` if there is no account at all; return its password if one had to be made up.

    Raises BadPassword if `given` is not accepted.
    """
    accounts = Accounts(session, "motcua run")
    if not accounts.are_none():
        return None
    password = given or passwords.made_up()
    accounts.add(FIRST_ADMIN, Role.ADMIN, password, must_change=given is None)
    return None if given else password


def _all() -> Select[Any]:
    return select(Account)


def is_name(text: str) -> bool:
    """Return whether an account may be called `text`."""
    return bool(_NAME.fullmatch(text))


def officer_of(row: Account) -> Officer:
    """Return the account in `row`."""
    return Officer(
        row.name,
        Role(row.role),
        row.active,
        row.must_change,
        row.totp_secret is not None,
        in_utc(row.created_at),
    )


def _told(row: Account) -> dict[str, object]:
    """Return what the log keeps of an account: everything but the hash and the secret."""
    return {
        "role": row.role,
        "active": row.active,
        "must_change": row.must_change,
        "codes": row.totp_secret is not None,
    }
