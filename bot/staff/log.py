"""The log of changes, by person, action and day."""

from datetime import date
from typing import Annotated, Final
from urllib.parse import urlencode

from fastapi import APIRouter, Depends, Request
from fastapi.responses import Response

from bot.staff.desk import may
from bot.staff.differences import differences
from bot.staff.pages import page
from bot.staff.rights import Right
from knowledge.database import session
from knowledge.staff.audit import Action, Wanted, count, entries
from knowledge.staff.sessions import Opened

router = APIRouter()
_SIZE: Final = 30


@router.get("/log")
def show(
    request: Request,
    desk: Annotated[Opened, Depends(may(Right.READ_LOG))],
    *,
    who: str = "",
    action: str = "",
    since: str = "",
    until: str = "",
    number: str = "1",
) -> Response:
    known = action if action in set(Action) else ""
    wanted = Wanted(who.strip().replace("\0", ""), known, _day(since), _day(until))
    with session() as opened:
        total = count(opened, wanted)
        last = max(1, -(-total // _SIZE))
        at = min(int(number), last) if number.isdecimal() and len(number) < 7 else 1
        found = entries(opened, wanted, max(1, at), _SIZE)
    kept = {"who": who, "action": known, "since": since, "until": until}
    return page(
        request,
        "log.html",
        desk,
        lines=[(entry, differences(entry.before, entry.after)) for entry in found],
        wanted=wanted,
        actions=list(Action),
        number=max(1, at),
        last=last,
        total=total,
        query=urlencode({name: value for name, value in kept.items() if value}),
    )


def _day(typed: str) -> date | None:
    try:
        return date.fromisoformat(typed)
    except ValueError:
        return None
