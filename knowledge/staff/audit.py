"""The log of what people changed: who, when, what, from what to what. It is only added to."""

import getpass
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from enum import StrEnum
from typing import Any, Final
from zoneinfo import ZoneInfo

from sqlalchemy import Connection, Select, func, insert, select
from sqlalchemy.orm import Session

from knowledge.staff.tables import AuditEntry, in_utc

HERE: Final = ZoneInfo("Asia/Ho_Chi_Minh")
_LONGEST_WHO: Final = 80
_LONGEST_OBJECT: Final = 200


class Action(StrEnum):
    """What can be done that is worth a line in the log."""

    ADD_ACCOUNT = "add_account"
    RESET_PASSWORD = "reset_password"
    CHANGE_PASSWORD = "change_password"
    CHANGE_ROLE = "change_role"
    CODES_ON = "codes_on"
    CODES_OFF = "codes_off"
    DEACTIVATE = "deactivate_account"
    ACTIVATE = "activate_account"
    LOG_IN = "log_in"
    LOG_IN_REFUSED = "log_in_refused"
    LOG_OUT = "log_out"
    OPEN_DRAFT = "open_draft"
    DROP_SECTION = "drop_section"
    SEND_DRAFT = "send_draft"
    WITHDRAW_DRAFT = "withdraw_draft"
    RETURN_DRAFT = "return_draft"
    DISCARD_DRAFT = "discard_draft"
    PUBLISH = "publish"
    CONFIRM = "confirm"
    REVIEWED = "reviewed"
    TAKE_WORKBOOK = "take_workbook"
    MARK_LAW = "mark_law"
    CLOSE_TASK = "close_task"
    CHANGE_CONTACT = "change_contact"
    IMPORT_CATALOGUE = "import_catalogue"
    IMPORT_DOSSIERS = "import_dossiers"
    IMPORT_REGRADES = "import_regrades"
    LOOK_UP = "look_up"
    FORGET = "forget"
    SEASON_ON = "season_on"
    SEASON_OFF = "season_off"
    BACKUP = "backup"
    RESTORE = "restore"


@dataclass(frozen=True)
class Entry:
    """One line of the log; `at` in UTC."""

    id: int
    at: datetime
    who: str
    action: str
    object: str
    before: Mapping[str, Any] | None
    after: Mapping[str, Any] | None


@dataclass(frozen=True)
class Wanted:
    """Which lines to show; empty means all. Days are those of Việt Nam, inclusive.

    `before`: only lines that were written before the one of this id.
    """

    who: str = ""
    action: str = ""
    since: date | None = None
    until: date | None = None
    before: int | None = None


def operator() -> str:
    """Return who runs a command: the user of the machine."""
    try:
        return f"lệnh:{getpass.getuser()}"
    except (KeyError, OSError):  # a user id without a name, as in containers
        return "lệnh"


def record(
    session: Session | Connection,
    who: str,
    action: Action,
    object_: str,
    *,
    before: Mapping[str, Any] | None = None,
    after: Mapping[str, Any] | None = None,
) -> None:
    """Add a line in the transaction of `session`: it stands or falls with what it tells of."""
    line = {
        "who": who[:_LONGEST_WHO],
        "action": action.value,
        "object": object_[:_LONGEST_OBJECT],
        "before": None if before is None else dict(before),
        "after": None if after is None else dict(after),
    }
    session.execute(insert(AuditEntry).values(line))


def entries(session: Session, wanted: Wanted, page: int, size: int) -> list[Entry]:
    """Return the `page`-th `size` lines, from 1 and the newest on."""
    found = session.scalars(
        _where(select(AuditEntry), wanted)
        .order_by(AuditEntry.id.desc())
        .limit(size)
        .offset((page - 1) * size)
    )
    return [
        Entry(row.id, in_utc(row.at), row.who, row.action, row.object, row.before, row.after)
        for row in found
    ]


def count(session: Session, wanted: Wanted) -> int:
    return session.scalar(_where(select(func.count()).select_from(AuditEntry), wanted)) or 0


def _where(query: Select[Any], wanted: Wanted) -> Select[Any]:
    if wanted.who:
        query = query.where(AuditEntry.who == wanted.who)
    if wanted.action:
        query = query.where(AuditEntry.action == wanted.action)
    if wanted.since:
        query = query.where(AuditEntry.at >= _midnight(wanted.since))
    if wanted.until:
        query = query.where(AuditEntry.at < _midnight(wanted.until + timedelta(days=1)))
    if wanted.before is not None:
        query = query.where(AuditEntry.id < wanted.before)
    return query


def _midnight(day: date) -> datetime:
    return in_utc(datetime.combine(day, time(), HERE))
