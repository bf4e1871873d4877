"""Who changed a procedure, what and when; and getting an old state back."""

from dataclasses import dataclass
from typing import Annotated, Any, Final, Literal

from fastapi import APIRouter, Depends, HTTPException, Request
from fastapi import Path as InPath
from fastapi.responses import Response

from bot.staff.desk import Posted, may, posting
from bot.staff.editing import phrases
from bot.staff.editing.changes import Change as Difference
from bot.staff.editing.changes import by_day, changes
from bot.staff.editing.path import Number, procedure_of
from bot.staff.editing.values import with_answers
from bot.staff.pages import go, page
from bot.staff.rights import Right
from knowledge.content import ProcedureContent
from knowledge.database import session
from knowledge.editing import history
from knowledge.editing.drafts import DraftError
from knowledge.repository import Repository
from knowledge.staff.audit import Action
from knowledge.staff.sessions import Opened

router = APIRouter()
Reader = Annotated[Opened, Depends(may(Right.READ_KNOWLEDGE))]
EditForm = Annotated[Posted, Depends(posting(Right.EDIT_KNOWLEDGE))]
Id = Annotated[int, InPath(ge=1, lt=2**31)]
_SIZE: Final = 20
_SHOWN: Final = 4
"""Differences of each change in the list; its own page has all."""
_REFUSED: Final = 409


@dataclass(frozen=True)
class Entry:
    """One change in words."""

    change: history.Change
    did: str
    differences: list[Difference]


@router.get("/procedures/{number}/history")
def show(request: Request, desk: Reader, number: Number, at: str = "1") -> Response:
    wanted = max(1, int(at)) if at.isdecimal() and at.isascii() and len(at) < 6 else 1
    with session() as opened:
        procedure = procedure_of(Repository(opened), number)
        found = history.changes(opened, number, wanted, _SIZE)
    return page(
        request,
        "editing/history.html",
        desk,
        procedure=procedure,
        entries=[_entry(each) for each in found],
        number=wanted,
        more=len(found) == _SIZE,
        shown=_SHOWN,
    )


@router.get("/procedures/{number}/history/{change_id}")
def show_one(request: Request, desk: Reader, number: Number, change_id: Id) -> Response:
    with session() as opened:
        procedure = procedure_of(Repository(opened), number)
        try:
            found = history.change(opened, number, change_id)
        except LookupError as error:
            raise HTTPException(404) from error
    entry = _entry(found)
    return page(request, "editing/change.html", desk, procedure=procedure, entry=entry)


@router.post("/procedures/{number}/history/{change_id}/restore")
def restore(request: Request, posted: EditForm, number: Number, change_id: Id) -> Response:
    """Make a draft of what was told before or after a change."""
    side: Literal["before", "after"] = "before" if posted.text("side") == "before" else "after"
    try:
        with session() as opened:
            history.restore(opened, posted.officer.name, number, change_id, side)
    except LookupError as error:
        raise HTTPException(404) from error
    except DraftError as error:
        return page(
            request,
            "editing/refused.html",
            posted.desk,
            _REFUSED,
            number=number,
            message=str(error),
        )
    return go(request, f"drafts/{number}")


def _entry(change: history.Change) -> Entry:
    did = phrases.CHANGES[Action(change.action)]
    old, new = _state(change.before), _state(change.after)
    return Entry(change, did, changes(old, new) if old and new else [])


def _state(procedure: ProcedureContent | None) -> dict[str, Any] | None:
    if procedure is None:
        return None
    content = procedure.model_dump(mode="json", exclude_defaults=True)
    return by_day(with_answers(content, procedure.cases))
