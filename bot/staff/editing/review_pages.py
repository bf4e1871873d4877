"""What reviewers do: approve a draft, give it back, confirm what is told."""

from collections.abc import Callable
from datetime import UTC, date, datetime
from typing import Annotated, Final

from fastapi import APIRouter, Depends, HTTPException, Request
from fastapi.responses import Response
from sqlalchemy.orm import Session

from actions.clock import today
from bot.staff.desk import Posted, posting
from bot.staff.editing.draft_views import applies_from, draft_page
from bot.staff.editing.path import Number
from bot.staff.pages import go, page
from bot.staff.rights import Right
from knowledge.database import session
from knowledge.editing.drafts import DraftError, Drafts
from knowledge.editing.reviewing import confirm, mark_reviewed
from knowledge.laws.tasks import close_tasks_of

router = APIRouter()
ReviewForm = Annotated[Posted, Depends(posting(Right.REVIEW_KNOWLEDGE))]
_REFUSED = 409
_NEVER: Final = datetime.min.replace(tzinfo=UTC)


@router.post("/drafts/{number}/publish")
def approve(request: Request, posted: ReviewForm, number: Number) -> Response:
    """Tell citizens what the draft says."""
    who = posted.officer.name
    try:
        with session() as opened:
            drafts = Drafts(opened, who)
            draft = drafts.of(number)
            day = applies_from(posted)
            drafts.publish(
                number,
                applies_from=day,
                confirmed=posted.text("confirmed") == "on",
                looked_at=_moment(posted.text("seen")),
            )
            if draft and not (day and day > today()):  # what is told until then rests on it yet
                close_tasks_of(opened, who, number, [*draft.sections])
    except DraftError as error:
        return draft_page(request, posted.desk, number, str(error), posted)
    done = "announced" if day and day > today() else "published"
    return go(request, f"procedures/{number}?done={done}")


@router.post("/drafts/{number}/return")
def give_back(request: Request, posted: ReviewForm, number: Number) -> Response:
    """Give the draft back to its authors."""
    try:
        with session() as opened:
            Drafts(opened, posted.officer.name).give_back(number, posted.text("why"))
    except DraftError as error:
        return draft_page(request, posted.desk, number, str(error), posted)
    return go(request, f"drafts/{number}")


@router.post("/procedures/{number}/confirm")
def confirm_for_the_department(request: Request, posted: ReviewForm, number: Number) -> Response:
    return _marked(request, posted, number, confirm, "confirmed")


@router.post("/procedures/{number}/reviewed")
def still_right(request: Request, posted: ReviewForm, number: Number) -> Response:
    return _marked(request, posted, number, mark_reviewed, "reviewed")


def _marked(
    request: Request,
    posted: Posted,
    number: int,
    mark: Callable[[Session, str, int, date, str], None],
    done: str,
) -> Response:
    try:
        since = date.fromisoformat(posted.text("version"))
        with session() as opened:
            mark(opened, posted.officer.name, number, since, posted.text("seen"))
    except DraftError as error:
        message = str(error)
        return page(
            request, "editing/refused.html", posted.desk, _REFUSED, number=number, message=message
        )
    except (ValueError, LookupError) as error:
        raise HTTPException(404) from error
    return go(request, f"procedures/{number}?done={done}")


def _moment(typed: str) -> datetime:
    """Return the moment in a form that was shown; one at which nothing was for any other."""
    try:
        return datetime.fromisoformat(typed)
    except ValueError:
        return _NEVER
