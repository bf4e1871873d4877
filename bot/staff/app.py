"""The console as an application of its own, to be mounted at /staff."""

import logging
from collections.abc import Awaitable, Callable
from http import HTTPStatus
from pathlib import Path
from typing import Final

from fastapi import FastAPI, Request
from fastapi.exceptions import RequestValidationError
from fastapi.responses import Response
from sqlalchemy.exc import OperationalError
from starlette.exceptions import HTTPException

from bot.staff import (
    accounts,
    assets,
    contacts,
    entrance,
    guide,
    imports,
    log,
    look_up,
    overview,
    own_account,
    own_codes,
    phrases,
)
from bot.staff import procedures as procedure_pages
from bot.staff.desk import Forbidden, Forged, MustChange, NotLoggedIn
from bot.staff.editing import draft_pages, history_pages, review_pages, section_pages
from bot.staff.laws import adding, listing, marking, reviews, tasks
from bot.staff.pages import go, page
from bot.staff.trying.pages import trying_router
from bot.staff.trying.phrases import NO_DRAFT
from bot.staff.trying.preview import NoDraft
from bot.staff.trying.rasa import NO_RASA, Rasa
from bot.staff.waiting import WaitingRoom
from bot.staff.workbook.pages import workbook_router
from knowledge.staff.lockout import Lockout

_HEADERS: Final = {
    "Content-Security-Policy": (
        "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; "
        "connect-src 'self'; form-action 'self'; frame-ancestors 'none'; base-uri 'none'"
    ),
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    "Referrer-Policy": "no-referrer",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Permissions-Policy": "camera=(), geolocation=(), microphone=()",
}
_LOG: Final = logging.getLogger(__name__)


def console(lockout: Lockout, uploads: Path, rasa: Rasa = NO_RASA) -> FastAPI:
    """Return the console.

    `uploads` is the folder of files that wait to be imported; `rasa` understands what officers try.
    """
    app = FastAPI(openapi_url=None, docs_url=None, redoc_url=None)
    room = WaitingRoom(uploads)
    room.forget_old()
    app.include_router(assets.router)
    app.include_router(entrance.entrance_router(lockout))
    app.include_router(own_account.own_account_router(lockout))
    app.include_router(own_codes.own_codes_router(lockout))
    app.include_router(overview.router)
    app.include_router(guide.router)
    app.include_router(procedure_pages.router)
    for pages in (listing, adding, marking, tasks, reviews, contacts):
        app.include_router(pages.router)
    app.include_router(look_up.router)
    app.include_router(imports.imports_router(room))
    app.include_router(workbook_router(room))
    app.include_router(log.router)
    app.include_router(accounts.router)
    for editing in (draft_pages, review_pages, history_pages):
        app.include_router(editing.router)
    app.include_router(trying_router(rasa))
    app.include_router(section_pages.router)  # last: its {section} stands where others have words
    _add_handlers(app)

    @app.middleware("http")
    async def guarded(
        request: Request, answer: Callable[[Request], Awaitable[Response]]
    ) -> Response:
        response = await answer(request)
        for name, value in _HEADERS.items():
            response.headers[name] = value
        response.headers.setdefault("Cache-Control", "no-store")
        return response

    return app


def _add_handlers(app: FastAPI) -> None:
    @app.exception_handler(NotLoggedIn)
    async def outside(request: Request, _error: NotLoggedIn) -> Response:
        return go(request, "login")

    @app.exception_handler(MustChange)
    async def change_first(request: Request, _error: MustChange) -> Response:
        return go(request, "password")

    @app.exception_handler(Forbidden)
    async def forbidden(request: Request, _error: Forbidden) -> Response:
        return _told(request, 403, phrases.FORBIDDEN_TITLE, phrases.FORBIDDEN)

    @app.exception_handler(Forged)
    async def forged(request: Request, _error: Forged) -> Response:
        return _told(request, 403, phrases.FORGED_TITLE, phrases.FORGED)

    @app.exception_handler(NoDraft)
    async def without_draft(request: Request, error: NoDraft) -> Response:
        (number,) = error.args
        told = {"number": number, "message": NO_DRAFT.format(number=number)}
        return page(request, "editing/refused.html", status=404, **told)

    @app.exception_handler(RequestValidationError)
    async def invalid(request: Request, _error: RequestValidationError) -> Response:
        return _told(request, 404, phrases.NOT_FOUND_TITLE, phrases.NOT_FOUND)

    @app.exception_handler(HTTPException)
    async def plain(request: Request, error: HTTPException) -> Response:
        if error.status_code == HTTPStatus.REQUEST_ENTITY_TOO_LARGE:
            return _told(request, 413, phrases.TOO_LARGE_TITLE, phrases.TOO_LARGE)
        return _told(request, error.status_code, phrases.NOT_FOUND_TITLE, phrases.NOT_FOUND)

    @app.exception_handler(OperationalError)
    async def busy(request: Request, error: OperationalError) -> Response:
        _LOG.warning("the database refused: %s", type(error.orig).__name__)
        return _told(request, 503, phrases.BROKEN_TITLE, phrases.BUSY)

    @app.exception_handler(Exception)
    async def unexpected(request: Request, _error: Exception) -> Response:
        return _told(request, 500, phrases.BROKEN_TITLE, phrases.BROKEN)


def _told(request: Request, status: int, title: str, text: str) -> Response:
    return page(request, "told.html", status=status, title=title, text=text)
