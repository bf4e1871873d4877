"""Procedures whose rules nobody has looked through for a year."""

from dataclasses import dataclass
from typing import Annotated

from fastapi import APIRouter, Depends, Request
from fastapi.responses import Response

from actions.clock import today
from bot.staff.desk import may
from bot.staff.pages import page
from bot.staff.rights import Right
from knowledge.database import session
from knowledge.laws.due_reviews import Due, due_reviews
from knowledge.repository import Repository
from knowledge.staff.sessions import Opened

router = APIRouter()


@dataclass(frozen=True)
class Overdue:
    """A procedure to be reviewed; `days` since it was last, None if it never was."""

    due: Due
    days: int | None


@router.get("/reviews")
def reviews(
    request: Request,
    desk: Annotated[Opened, Depends(may(Right.READ_KNOWLEDGE))],
    group: str = "",
    state: str = "",
) -> Response:
    on = today()
    with session() as opened:
        repository = Repository(opened)
        due = due_reviews(repository.procedures(), on)
        total = len(repository.headings())
        groups = [(each.key, each.name) for each in repository.groups()]
    wanted = [each for each in due if group in ("", each.group) and _is_of(each, state)]
    return page(
        request,
        "laws/reviews.html",
        desk,
        overdue=[
            Overdue(each, (on - each.reviewed_on).days if each.reviewed_on else None)
            for each in wanted
        ],
        due=len(due),
        never=sum(each.reviewed_on is None for each in due),
        total=total,
        groups=groups,
        group=group,
        state=state,
    )


def _is_of(due: Due, state: str) -> bool:
    never = due.reviewed_on is None
    return {"never": never, "old": not never}.get(state, True)
