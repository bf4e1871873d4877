"""Where citizens can turn to: looked at by all officers, changed by reviewers, told at once."""

from dataclasses import dataclass
from typing import Annotated

from fastapi import APIRouter, Depends, HTTPException, Request
from fastapi.responses import Response

from actions.clock import today
from actions.wording import phrase
from bot.staff.desk import Posted, may, posting
from bot.staff.pages import go, page
from bot.staff.rights import Right
from knowledge.contacts import (
    LONGEST,
    ChangedMeanwhile,
    Reach,
    WrongContact,
    change_contact,
    reach_of,
    typed_reach,
)
from knowledge.database import session
from knowledge.repository import Repository
from knowledge.staff.sessions import Opened

router = APIRouter()
_TOLD = ("phone", "address", "hours", "email", "website")


@dataclass(frozen=True)
class Typed:
    """A form that was not taken: of which contact, what was typed, and why by field.

    `theirs`: the names of the fields that somebody else changed to something else meanwhile.
    """

    key: str
    reach: Reach
    wrong: dict[str, str]
    theirs: frozenset[str] = frozenset()


@router.get("/contacts")
def listed(
    request: Request,
    desk: Annotated[Opened, Depends(may(Right.READ_KNOWLEDGE))],
    changed: str = "",
    same: str = "",
) -> Response:
    return _list(request, desk, changed=changed, same=same)


@router.post("/contacts/{key}")
def change(
    request: Request,
    posted: Annotated[Posted, Depends(posting(Right.REVIEW_KNOWLEDGE))],
    key: str,
) -> Response:
    if "\0" in key:
        raise HTTPException(404)
    typed = typed_reach({name: posted.text(name) for name in (*LONGEST, "as_of")})
    try:
        with session() as opened:
            changed = change_contact(
                opened, posted.officer.name, key, typed, seen=posted.text("seen"), on=today()
            )
    except LookupError as error:
        raise HTTPException(404) from error
    except WrongContact as error:
        return _list(request, posted.desk, Typed(key, typed, error.wrong))
    except ChangedMeanwhile as error:
        theirs = frozenset(
            name for name in _TOLD if getattr(typed, name) != getattr(error.theirs, name)
        )
        return _list(request, posted.desk, Typed(key, typed, {}, theirs))
    return go(request, f"contacts?{'changed' if changed else 'same'}={key}#{key}")


def _list(
    request: Request, desk: Opened, typed: Typed | None = None, *, changed: str = "", same: str = ""
) -> Response:
    with session() as opened:
        contacts = [(each, reach_of(each)) for each in Repository(opened).contacts()]
        opened.expunge_all()
    return page(
        request,
        "contacts.html",
        desk,
        (409 if typed.theirs else 422) if typed else 200,
        contacts=contacts,
        typed=typed,
        told=_TOLD,
        longest=LONGEST,
        labels={name: phrase(f"contact_labels.{name}") for name in _TOLD},
        changed=changed,
        same=same,
        today=today(),
    )
