"""The checklists to keep, as files to download."""

from collections.abc import Callable
from datetime import date
from http import HTTPStatus
from typing import Annotated, Any, Final

from fastapi import APIRouter, Header, Request
from fastapi.responses import Response

from actions.papers import CALENDAR, FILED, Form, Wanted, WantedDay, single
from bot.channels.web import phrases
from bot.channels.web.downloads import admit, kept, made
from bot.channels.web.limits import AddressLimit
from bot.channels.web.links import back_to
from bot.channels.web.problems import Problem
from bot.papers.press import Press

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
        await admit(request, limit)
        try:
            wanted = want()
            link = back_to(request, number)
        except LookupError as error:
            raise Problem(HTTPStatus.NOT_FOUND, phrases.NOT_FOUND) from error
        except ValueError as error:
            raise Problem(_UNPROCESSABLE, phrases.UNKNOWN_ANSWER) from error
        return kept(await made(press, wanted, link), known)

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
        return await paper(number, lambda: _day(number, filed, request), request, known)

    return router


def _checklist(number: int, form: Form, request: Request) -> Wanted:
    return Wanted(number, form, single(request.query_params.multi_items()))


def _day(number: int, filed: date, request: Request) -> WantedDay:
    answers = single(request.query_params.multi_items())
    return WantedDay(number, filed, {key: answers[key] for key in answers if key != FILED})
