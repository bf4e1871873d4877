"""Answers that must be looked at again because a law on which they rest was marked."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Annotated, Final
from urllib.parse import urlencode

from fastapi import APIRouter, Depends, Request
from fastapi.responses import Response

from actions.wording import day
from bot.staff.desk import Posted, may, posting
from bot.staff.laws import phrases, views
from bot.staff.laws.addresses import document
from bot.staff.pages import go, page
from bot.staff.rights import Right
from knowledge.database import session
from knowledge.laws.documents import tidy
from knowledge.laws.tasks import Closing, Task, close_task, open_tasks
from knowledge.repository import Heading, Repository
from knowledge.staff.sessions import Opened

router = APIRouter()
Reader = Annotated[Opened, Depends(may(Right.READ_KNOWLEDGE))]
_LONGEST_REASON: Final = 500
_MOST_CLOSED: Final = 200
"""Tasks of one procedure that one form may close."""


@dataclass(frozen=True)
class OfProcedure:
    id: int
    name: str
    tasks: tuple[Task, ...]


@dataclass(frozen=True)
class Refused:
    """A form that was not taken: of which procedure, why, and what was typed."""

    procedure: int
    error: str
    reason: str
    chosen: frozenset[int]


@router.get("/tasks")
def listed(request: Request, desk: Reader, law: str = "", closed: str = "") -> Response:
    return _list(request, desk, law[:100], closed=_number(closed))


@router.post("/tasks/close")
def close(
    request: Request,
    posted: Annotated[Posted, Depends(posting(Right.REVIEW_KNOWLEDGE, _MOST_CLOSED))],
) -> Response:
    """Close the chosen tasks as still right, for the reason given."""
    law, reason = posted.text("law")[:100], tidy(posted.text("reason"))
    chosen = frozenset(map(_number, map(str, posted.form.getlist("task"))))
    error = _wrong(reason, chosen)
    if error:
        refused = Refused(_number(posted.text("procedure")), error, reason, chosen)
        return _list(request, posted.desk, law, refused)
    with session() as opened:
        there = {task.id for task in open_tasks(opened)}
        done = sum(
            close_task(opened, posted.officer.name, number, Closing.STILL_RIGHT, reason)
            for number in sorted(chosen & there)
        )
    return go(request, f"tasks?{urlencode({'closed': done, 'law': law})}")


def _list(
    request: Request,
    desk: Opened,
    law: str,
    refused: Refused | None = None,
    closed: int = 0,
) -> Response:
    with session() as opened:
        waiting = open_tasks(opened)
        headings = Repository(opened).headings()
    laws: dict[str, int] = {}
    for task in waiting:
        laws[task.law] = laws.get(task.law, 0) + 1
    return page(
        request,
        "laws/tasks.html",
        desk,
        422 if refused else 200,
        procedures=_grouped([task for task in waiting if law in ("", task.law)], headings),
        total=len(waiting),
        laws=laws,
        law=law,
        refused=refused,
        closed=closed,
        title_of=views.title_of,
        document=document,
        told_day=day,
    )


def _grouped(waiting: Sequence[Task], headings: Sequence[Heading]) -> list[OfProcedure]:
    return [
        OfProcedure(heading.id, heading.name, mine)
        for heading in headings
        if (mine := tuple(task for task in waiting if task.procedure_id == heading.id))
    ]


def _wrong(reason: str, chosen: frozenset[int]) -> str:
    if not chosen:
        return phrases.NOTHING_CHOSEN
    if not reason:
        return phrases.NO_REASON
    if len(reason) > _LONGEST_REASON:
        return phrases.REASON_TOO_LONG.format(length=len(reason), most=_LONGEST_REASON)
    return ""


def _number(typed: str) -> int:
    return int(typed) if typed.isascii() and typed.isdecimal() and len(typed) < 10 else 0
