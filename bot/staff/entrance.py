"""The way in and out: logging in by password and, where they are on, by code; logging out."""

import secrets
from dataclasses import dataclass
from functools import partial
from typing import Annotated, Final, Self, TypeVar

from anyio import CapacityLimiter, to_thread
from fastapi import APIRouter, Depends, Request
from fastapi.responses import Response
from sqlalchemy.orm import Session

from bot.staff import phrases
from bot.staff.cookies import DOOR_COOKIE, HALF_WAY_COOKIE, keep, keep_session
from bot.staff.desk import SESSION_COOKIE, Forged, Posted, address_of, posting
from bot.staff.pages import go, page
from bot.staff.rights import Right
from knowledge.database import session
from knowledge.staff import half_way
from knowledge.staff.audit import Action, record
from knowledge.staff.lockout import Lockout
from knowledge.staff.log_in import Entered, HalfWay, Refused, give_code, log_in
from knowledge.staff.sessions import close, csrf_of, is_csrf_of

_AT_ONCE: Final = 2
"""Passwords checked at once; each takes 64 MB and a core."""
_SAID: Final = {
    Refused.WRONG: (phrases.WRONG, 401),
    Refused.LOCKED: (phrases.LOCKED, 429),
    Refused.OVER: (phrases.OVER, 401),
}


_Tried = TypeVar("_Tried")


@dataclass(frozen=True)
class _Comes:
    """Who knocks: the address, and the session that the browser still has."""

    address: str
    token: str

    @classmethod
    def by(cls, request: Request) -> Self:
        return cls(address_of(request), request.cookies.get(SESSION_COOKIE, ""))


def entrance_router(lockout: Lockout) -> APIRouter:
    """Routes that lead in and out."""
    router = APIRouter()
    limiter = CapacityLimiter(_AT_ONCE)

    @router.get("/login")
    def door(request: Request) -> Response:
        return _door(request)

    @router.post("/login")
    async def enter(request: Request) -> Response:
        form = await request.form(max_files=0, max_fields=5)
        name, password, csrf = (_text(form.get(key)) for key in ("name", "password", "csrf"))
        _check(request.cookies.get(DOOR_COOKIE, ""), csrf)
        tried = await to_thread.run_sync(
            partial(_try, lockout, name, password, _Comes.by(request)), limiter=limiter
        )
        if isinstance(tried, Refused):
            return _door(request, tried, name)
        if isinstance(tried, HalfWay):
            response = go(request, "login/code")
            keep(request, response, HALF_WAY_COOKIE, tried.token, half_way.LASTS)
            return response
        return _let_in(request, tried)

    @router.get("/login/code")
    def ask_for_code(request: Request) -> Response:
        token = request.cookies.get(HALF_WAY_COOKIE, "")
        with session() as opened:
            known = half_way.account_of(opened, token) is not None
        return _second_door(request, token) if known else go(request, "login")

    @router.post("/login/code")
    async def enter_code(request: Request) -> Response:
        form = await request.form(max_files=0, max_fields=5)
        token = request.cookies.get(HALF_WAY_COOKIE, "")
        if not token:
            return _door(request, Refused.OVER)
        _check(token, _text(form.get("csrf")))
        code = _text(form.get("code"))
        tried = await to_thread.run_sync(
            partial(_try_code, lockout, token, code, _Comes.by(request))
        )
        if tried is Refused.WRONG:
            return _second_door(request, token, phrases.WRONG_CODE)
        if isinstance(tried, Refused):
            return _door(request, tried)
        return _let_in(request, tried)

    @router.post("/logout")
    def leave(
        request: Request, posted: Annotated[Posted, Depends(posting(Right.OWN_ACCOUNT))]
    ) -> Response:
        name = posted.officer.name
        with session() as opened:
            close(opened, posted.desk.token)
            record(opened, name, Action.LOG_OUT, name)
        response = go(request, "login")
        response.delete_cookie(SESSION_COOKIE)
        return response

    return router


def _check(cookie: str, csrf: str) -> None:
    if not cookie or not is_csrf_of(cookie, csrf):
        raise Forged


def _try(lockout: Lockout, name: str, password: str, comes: _Comes) -> Entered | HalfWay | Refused:
    with session() as opened:
        return _alone(opened, comes, log_in(opened, lockout, name, password, comes.address))


def _try_code(lockout: Lockout, token: str, code: str, comes: _Comes) -> Entered | Refused:
    with session() as opened:
        return _alone(opened, comes, give_code(opened, lockout, token, code, comes.address))


def _alone(opened: Session, comes: _Comes, tried: _Tried) -> _Tried:
    """End the session that the browser had before: it has one at a time."""
    if isinstance(tried, Entered) and comes.token:
        close(opened, comes.token)
    return tried


def _let_in(request: Request, entered: Entered) -> Response:
    response = go(request, "")
    keep_session(request, response, entered.token)
    response.delete_cookie(DOOR_COOKIE)
    response.delete_cookie(HALF_WAY_COOKIE)
    return response


def _door(request: Request, refused: Refused | None = None, name: str = "") -> Response:
    cookie = request.cookies.get(DOOR_COOKIE) or secrets.token_urlsafe(32)
    error, status = _SAID[refused] if refused else ("", 200)
    shown = page(request, "login.html", status=status, door=csrf_of(cookie), name=name, error=error)
    keep(request, shown, DOOR_COOKIE, cookie)
    return shown


def _second_door(request: Request, token: str, error: str = "") -> Response:
    status = 401 if error else 200
    return page(request, "login_code.html", status=status, door=csrf_of(token), error=error)


def _text(value: object) -> str:
    return value if isinstance(value, str) else ""
