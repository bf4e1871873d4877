"""The way in and out: logging in, logging out, changing the own password."""

import secrets
from functools import partial
from typing import Annotated, Final

from anyio import CapacityLimiter, to_thread
from fastapi import APIRouter, Depends, Request
from fastapi.responses import Response

from bot.staff import phrases
from bot.staff.desk import SESSION_COOKIE, Forged, Posted, may, posting
from bot.staff.pages import go, page
from bot.staff.rights import Right
from knowledge.database import session
from knowledge.staff import passwords
from knowledge.staff.accounts import Accounts
from knowledge.staff.audit import Action, record
from knowledge.staff.lockout import Lockout
from knowledge.staff.log_in import Entered, Refused, log_in
from knowledge.staff.passwords import BadPassword
from knowledge.staff.sessions import LONGEST, Opened, close, csrf_of, is_csrf_of, open_session
from knowledge.staff.tables import Account

DOOR_COOKIE: Final = "motcua_door"
"""Before there is a session: a random value that the form of the log-in must match."""
_AT_ONCE: Final = 2
"""Passwords checked at once; each takes 64 MB and a core."""
_SAID: Final = {Refused.WRONG: (phrases.WRONG, 401), Refused.LOCKED: (phrases.LOCKED, 429)}


def entrance_router(lockout: Lockout) -> APIRouter:
    """Routes that need no right but the own account."""
    router = APIRouter()
    limiter = CapacityLimiter(_AT_ONCE)

    @router.get("/login")
    def door(request: Request) -> Response:
        return _door(request)

    @router.post("/login")
    async def enter(request: Request) -> Response:
        form = await request.form(max_files=0, max_fields=5)
        name, password, csrf = (_text(form.get(key)) for key in ("name", "password", "csrf"))
        cookie = request.cookies.get(DOOR_COOKIE, "")
        if not cookie or not is_csrf_of(cookie, csrf):
            raise Forged
        address = request.client.host if request.client else ""
        tried = await to_thread.run_sync(
            partial(_try, lockout, name, password, address), limiter=limiter
        )
        if isinstance(tried, Refused):
            said, status = _SAID[tried]
            return _door(request, name=name, error=said, status=status)
        response = go(request, "")
        _keep(request, response, tried.token)
        response.delete_cookie(DOOR_COOKIE)
        return response

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

    @router.get("/password")
    def ask_for_password(
        request: Request, desk: Annotated[Opened, Depends(may(Right.OWN_ACCOUNT))]
    ) -> Response:
        return page(request, "password.html", desk, error="")

    @router.post("/password")
    def change_password(
        request: Request, posted: Annotated[Posted, Depends(posting(Right.OWN_ACCOUNT))]
    ) -> Response:
        address = request.client.host if request.client else ""
        changed = _change(lockout, posted, address)
        if not isinstance(changed, Entered):
            return page(request, "password.html", posted.desk, 422, error=changed)
        response = go(request, "")
        _keep(request, response, changed.token)
        return response

    return router


def _try(lockout: Lockout, name: str, password: str, address: str) -> Entered | Refused:
    with session() as opened:
        return log_in(opened, lockout, name, password, address)


def _change(lockout: Lockout, posted: Posted, address: str) -> Entered | str:
    """Change the password and begin a new session, or return why not."""
    name = posted.officer.name
    old, new = posted.text("old"), posted.text("new")
    if new != posted.text("again"):
        return phrases.DIFFERENT
    if new == old:
        return phrases.SAME
    if lockout.locked(name, address):
        return phrases.LOCKED
    try:
        with session() as opened:
            if not passwords.matches(opened.get_one(Account, name).password_hash, old):
                lockout.fail(name, address)
                return phrases.OLD_WRONG
            Accounts(opened, name).set_password(name, new)
            return Entered(name, open_session(opened, name))
    except BadPassword as error:
        return str(error)


def _door(request: Request, name: str = "", error: str = "", status: int = 200) -> Response:
    cookie = request.cookies.get(DOOR_COOKIE) or secrets.token_urlsafe(32)
    shown = page(request, "login.html", status=status, door=csrf_of(cookie), name=name, error=error)
    _set(request, shown, DOOR_COOKIE, cookie)
    return shown


def _keep(request: Request, response: Response, token: str) -> None:
    _set(request, response, SESSION_COOKIE, token, int(LONGEST.total_seconds()))


def _set(
    request: Request, response: Response, name: str, value: str, lasts: int | None = None
) -> None:
    secure = request.url.scheme == "https"
    response.set_cookie(name, value, lasts, secure=secure, httponly=True, samesite="strict")


def _text(value: object) -> str:
    return value if isinstance(value, str) else ""
