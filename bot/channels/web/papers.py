"""The checklists to keep, as files to download."""

import hashlib
from collections.abc import Callable
from datetime import date
from http import HTTPStatus
from typing import Annotated, Any, Final
from urllib.parse import quote

from fastapi import APIRouter, Header, Request
from fastapi.responses import Response

from actions.papers import CALENDAR, Form, Wanted, WantedDay, single
from bot.channels.web import phrases
from bot.channels.web.limits import AddressLimit
from bot.channels.web.links import back_to
from bot.channels.web.problems import Problem
from bot.papers.press import Paper, Press, UnknownAnswer, UnknownProcedure

_LASTS: Final = 300
"""Seconds that a browser may show the same paper; an edit of the procedure waits no longer."""

_BUSY_FOR: Final = 10
"""Seconds after which to try again."""

_UNPROCESSABLE: Final = HTTPStatus.UNPROCESSABLE_ENTITY
_MADE: Final[dict[int | str, dict[str, Any]]] = {
    200: {"content": {form.media_type: {} for form in Form}},
    304: {"description": "Not Modified"},
}

_CALENDAR: Final[dict[int | str, dict[str, Any]]] = {
    200: {"content": {CALENDAR: {}}},
    304: {"description": "Not Modified"},
}

KnownTag = Annotated[str, Header(alias="if-none-match")]


def papers_router(press: Press, limit: AddressLimit) -> APIRouter:
    """Return the routes of the papers; the answers to the cases come as the query."""
    router = APIRouter(prefix="/api/procedures", tags=["papers"])

    async def paper(
        number: int, want: Callable[[], Wanted | WantedDay], request: Request, known: str
    ) -> Response:
        pause = await limit.wait(request.client.host if request.client else "")
        if pause:
            raise Problem(HTTPStatus.TOO_MANY_REQUESTS, phrases.TOO_MANY, retry_after=pause)
        try:
            wanted = want()
            link = back_to(request, number)
        except LookupError as error:
            raise Problem(HTTPStatus.NOT_FOUND, phrases.NOT_FOUND) from error
        except ValueError as error:
            raise Problem(_UNPROCESSABLE, phrases.UNKNOWN_ANSWER) from error
        return _response(await _made(press, wanted, link), known)

    @router.get("/{number:int}/checklist.pdf", response_class=Response, responses=_MADE)
    async def pdf(number: int, request: Request, known: KnownTag = "") -> Response:
        """Return the checklist to print."""
        return await paper(number, lambda: _checklist(number, Form.PDF, request), request, known)

    @router.get("/{number:int}/checklist.png", response_class=Response, responses=_MADE)
    async def png(number: int, request: Request, known: KnownTag = "") -> Response:
        """Return the checklist as a picture for the phone."""
        return await paper(number, lambda: _checklist(number, Form.PNG, request), request, known)

    @router.get("/{number:int}/due.ics", response_class=Response, responses=_CALENDAR)
    async def due(number: int, filed: date, request: Request, known: KnownTag = "") -> Response:
        """Return the day on which what is handed in on `filed` is due, for a calendar."""
        return await paper(number, lambda: WantedDay(number, filed), request, known)

    return router


def _checklist(number: int, form: Form, request: Request) -> Wanted:
    return Wanted(number, form, single(request.query_params.multi_items()))


async def _made(press: Press, wanted: Wanted | WantedDay, link: str) -> Paper:
    try:
        return await press.make(wanted, link)
    except UnknownProcedure as error:
        raise Problem(HTTPStatus.NOT_FOUND, phrases.NOT_FOUND) from error
    except UnknownAnswer as error:
        raise Problem(_UNPROCESSABLE, phrases.UNKNOWN_ANSWER) from error
    except TimeoutError as error:
        busy = HTTPStatus.SERVICE_UNAVAILABLE
        raise Problem(busy, phrases.PAPERS_BUSY, retry_after=_BUSY_FOR) from error


def _response(paper: Paper, known: str) -> Response:
    tag = f'"{hashlib.sha256(paper.content).hexdigest()[:32]}"'
    headers = {
        "Cache-Control": f"private, max-age={_LASTS}",
        "ETag": tag,
        "X-Content-Type-Options": "nosniff",
        "Content-Disposition": (
            f'attachment; filename="{paper.plain_name}"; '
            f"filename*=UTF-8''{quote(paper.name, safe='')}"
        ),
    }
    if tag in (each.strip().removeprefix("W/") for each in known.split(",")):
        return Response(status_code=HTTPStatus.NOT_MODIFIED, headers=headers)
    return Response(paper.content, media_type=paper.media_type, headers=headers)
