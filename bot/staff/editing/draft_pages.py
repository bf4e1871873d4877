"""The pages of drafts: which there are, what each changes, and where it goes next."""

from typing import Annotated

from fastapi import APIRouter, Depends, Request
from fastapi.responses import Response

from bot.staff.desk import Posted, may, posting
from bot.staff.editing.draft_views import applies_from, draft_page, listed
from bot.staff.editing.path import Number, procedure_of
from bot.staff.pages import go, page
from bot.staff.rights import Right
from knowledge.database import session
from knowledge.editing.drafts import DraftError, Drafts
from knowledge.repository import Repository
from knowledge.staff.sessions import Opened

router = APIRouter()
Editor = Annotated[Opened, Depends(may(Right.EDIT_KNOWLEDGE))]
EditForm = Annotated[Posted, Depends(posting(Right.EDIT_KNOWLEDGE))]


@router.get("/drafts")
def all_drafts(request: Request, desk: Editor) -> Response:
    with session() as opened:
        shown = listed(opened, desk.officer)
    return page(request, "editing/drafts.html", desk, listed=shown)


@router.get("/drafts/{number}")
def show(request: Request, desk: Editor, number: Number) -> Response:
    return draft_page(request, desk, number)


@router.post("/drafts/{number}/terms")
def terms(request: Request, posted: EditForm, number: Number) -> Response:
    """Keep from when the draft applies and what the reviewer is told; then send it, if wanted."""
    try:
        with session() as opened:
            drafts = Drafts(opened, posted.officer.name)
            drafts.set_terms(number, applies_from(posted), posted.text("note"))
            if posted.text("do") == "send":
                drafts.send(number)
    except DraftError as error:
        return draft_page(request, posted.desk, number, str(error), posted)
    return go(request, f"drafts/{number}")


@router.post("/drafts/{number}/withdraw")
def withdraw(request: Request, posted: EditForm, number: Number) -> Response:
    """Take the draft back from review."""
    try:
        with session() as opened:
            Drafts(opened, posted.officer.name).withdraw(number)
    except DraftError as error:
        return draft_page(request, posted.desk, number, str(error))
    return go(request, f"drafts/{number}")


@router.get("/drafts/{number}/discard")
def ask_to_discard(request: Request, desk: Editor, number: Number) -> Response:
    with session() as opened:
        procedure = procedure_of(Repository(opened), number)
        draft = Drafts(opened, desk.officer.name).of(number)
    if draft is None:
        return go(request, f"drafts/{number}")
    return page(request, "editing/discard.html", desk, procedure=procedure, draft=draft)


@router.post("/drafts/{number}/discard")
def discard(request: Request, posted: EditForm, number: Number) -> Response:
    """Throw the draft away."""
    try:
        with session() as opened:
            Drafts(opened, posted.officer.name).discard(number)
    except DraftError as error:
        return draft_page(request, posted.desk, number, str(error))
    return go(request, "drafts")
