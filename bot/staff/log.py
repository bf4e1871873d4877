"""The log of changes, by person, action and day, to read and to take away."""

import csv
import io
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Annotated, Final
from urllib.parse import urlencode

from fastapi import APIRouter, Depends, Request
from fastapi.responses import Response, StreamingResponse

from bot.staff import phrases
from bot.staff.desk import may
from bot.staff.log_words import told
from bot.staff.pages import page
from bot.staff.rights import Right
from knowledge.database import session
from knowledge.staff.audit import HERE, Action, Entry, Wanted, count, entries
from knowledge.staff.sessions import Opened

router = APIRouter()
Reader = Annotated[Opened, Depends(may(Right.READ_LOG))]
_SIZE: Final = 30
_AT_ONCE: Final = 100
MOST: Final = 5_000
"""Lines in a file, the newest; whoever wants older ones names the days."""
_LONGEST_CELL: Final = 8_000
"""Characters; Excel takes 32,767."""
_FORMULA: Final = ("=", "+", "-", "@", "＝", "＋", "－", "＠", "\t", "\r", "\n", " ")
"""What a spreadsheet may take for the beginning of a formula."""


@dataclass(frozen=True)
class Asked:
    """The filters of an address, as typed and as understood."""

    wanted: Wanted
    query: str


def asked(who: str = "", action: str = "", since: str = "", until: str = "") -> Asked:
    """Return what is asked for; what can't be understood is left out."""
    known = action if action in set(Action) else ""
    wanted = Wanted(who.strip().replace("\0", ""), known, _day(since), _day(until))
    kept = {"who": wanted.who, "action": known, "since": wanted.since, "until": wanted.until}
    return Asked(wanted, urlencode({name: value for name, value in kept.items() if value}))


Filter = Annotated[Asked, Depends(asked)]


@router.get("/log")
def show(request: Request, desk: Reader, asked: Filter, number: str = "1") -> Response:
    with session() as opened:
        total = count(opened, asked.wanted)
        last = max(1, -(-total // _SIZE))
        at = min(int(number), last) if number.isdecimal() and len(number) < 7 else 1
        found = entries(opened, asked.wanted, max(1, at), _SIZE)
    return page(
        request,
        "log.html",
        desk,
        lines=[(entry, told(entry)) for entry in found],
        wanted=asked.wanted,
        actions=list(Action),
        number=max(1, at),
        last=last,
        total=total,
        most=MOST,
        query=asked.query,
    )


@router.get("/log.csv", dependencies=[Depends(may(Right.READ_LOG))])
def take_away(asked: Filter) -> Response:
    headers = {"Content-Disposition": 'attachment; filename="nhat-ky.csv"'}
    return StreamingResponse(
        _as_csv(asked.wanted), media_type="text/csv; charset=utf-8", headers=headers
    )


def _as_csv(wanted: Wanted) -> Iterator[bytes]:
    """Return the newest lines, with the mark by which Excel knows UTF-8."""
    yield _rows([phrases.LOG_COLUMNS]).encode("utf-8-sig")
    for _ in range(MOST // _AT_ONCE):
        with session() as opened:
            found = entries(opened, wanted, 1, _AT_ONCE)
        yield _rows([_cells(entry) for entry in found]).encode()
        if len(found) < _AT_ONCE:
            return
        wanted = replace(wanted, before=found[-1].id)


def _cells(entry: Entry) -> tuple[str, ...]:
    changes = "\n".join(
        f"{change.place}: {change.before} → {change.after or phrases.GONE_FROM_LOG}"
        if change.before
        else f"{change.place}: {change.after}"
        for change in told(entry)
    )
    at = f"{entry.at.astimezone(HERE):%Y-%m-%d %H:%M:%S}"
    action = phrases.ACTIONS.get(entry.action, entry.action)  # type: ignore[call-overload]
    return tuple(map(_safe, (at, entry.who, action, entry.object, changes[:_LONGEST_CELL])))


def _safe(cell: str) -> str:
    return f"'{cell}" if cell.startswith(_FORMULA) else cell


def _rows(rows: Iterable[Sequence[str]]) -> str:
    out = io.StringIO(newline="")
    csv.writer(out).writerows(rows)
    return out.getvalue()


def _day(typed: str) -> date | None:
    try:
        return date.fromisoformat(typed)
    except ValueError:
        return None
