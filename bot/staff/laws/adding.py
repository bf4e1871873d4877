"""Adding a legal document to the list."""

from typing import Annotated, Final

from fastapi import APIRouter, Depends, Request
from fastapi.responses import Response

from bot.staff.desk import Posted, may, posting
from bot.staff.laws.addresses import document
from bot.staff.pages import go, page
from bot.staff.rights import Right
from knowledge.database import session
from knowledge.laws.documents import LawError, add_law, typed_law
from knowledge.laws.phrases import KNOWN_TYPES
from knowledge.staff.sessions import Opened

router = APIRouter()
_FIELDS: Final = (
    "number",
    "type",
    "title",
    "issuer",
    "issued",
    "effective_from",
    "note",
    "unsure",
)


@router.get("/laws/new")
def ask(
    request: Request, desk: Annotated[Opened, Depends(may(Right.REVIEW_KNOWLEDGE))]
) -> Response:
    return _form(request, desk, dict.fromkeys(_FIELDS, ""))


@router.post("/laws/new")
def add(
    request: Request, posted: Annotated[Posted, Depends(posting(Right.REVIEW_KNOWLEDGE))]
) -> Response:
    fields = {name: posted.text(name) for name in _FIELDS}
    try:
        added = typed_law(fields)
        with session() as opened:
            add_law(opened, posted.officer.name, added)
    except LawError as error:
        return _form(request, posted.desk, fields, error.reasons)
    return go(request, document(added.number))


def _form(
    request: Request, desk: Opened, fields: dict[str, str], errors: tuple[str, ...] = ()
) -> Response:
    status = 422 if errors else 200
    return page(
        request, "laws/new.html", desk, status, fields=fields, errors=errors, types=KNOWN_TYPES
    )
