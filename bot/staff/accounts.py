"""Accounts: an admin adds, closes, opens them, gives passwords and roles, switches codes off."""

from collections.abc import Callable
from typing import Annotated

from fastapi import APIRouter, Depends, Request
from fastapi.responses import Response

from bot.staff import phrases
from bot.staff.desk import Posted, may, posting
from bot.staff.pages import go, page
from bot.staff.rights import Right
from knowledge.database import session
from knowledge.staff.accounts import AccountError, Accounts, Role
from knowledge.staff.passwords import made_up
from knowledge.staff.sessions import Opened

router = APIRouter()
AccountForm = Annotated[Posted, Depends(posting(Right.MANAGE_ACCOUNTS))]


@router.get("/accounts")
def listed(
    request: Request, desk: Annotated[Opened, Depends(may(Right.MANAGE_ACCOUNTS))]
) -> Response:
    return _list(request, desk)


@router.post("/accounts")
def add(request: Request, posted: AccountForm) -> Response:
    name, password = posted.text("name"), made_up()
    try:
        role = Role(posted.text("role"))
        with session() as opened:
            officer = Accounts(opened, posted.officer.name).add(name, role, password, True)
    except ValueError as error:
        return _list(request, posted.desk, str(error), name)
    return page(request, "new_password.html", posted.desk, name=officer.name, password=password)


@router.post("/accounts/{name}/password")
def reset(request: Request, posted: AccountForm, name: str) -> Response:
    password = made_up()
    error = _done(posted, name, lambda accounts: accounts.set_password(name, password, True))
    if error:
        return _list(request, posted.desk, error)
    return page(request, "new_password.html", posted.desk, name=name, password=password)


@router.post("/accounts/{name}/deactivate")
def deactivate(request: Request, posted: AccountForm, name: str) -> Response:
    error = _done(posted, name, lambda accounts: accounts.deactivate(name))
    return _list(request, posted.desk, error) if error else go(request, "accounts")


@router.post("/accounts/{name}/activate")
def activate(request: Request, posted: AccountForm, name: str) -> Response:
    error = _done(posted, name, lambda accounts: accounts.activate(name))
    return _list(request, posted.desk, error) if error else go(request, "accounts")


@router.post("/accounts/{name}/role")
def set_role(request: Request, posted: AccountForm, name: str) -> Response:
    chosen = posted.text("role")
    if chosen not in set(Role):
        return _list(request, posted.desk, phrases.NO_ROLE)
    error = _done(posted, name, lambda accounts: accounts.set_role(name, Role(chosen)))
    return _list(request, posted.desk, error) if error else go(request, "accounts")


@router.post("/accounts/{name}/codes-off")
def switch_codes_off(request: Request, posted: AccountForm, name: str) -> Response:
    error = _done(posted, name, lambda accounts: accounts.switch_codes_off(name))
    return _list(request, posted.desk, error) if error else go(request, "accounts")


def _done(posted: Posted, name: str, do: Callable[[Accounts], None]) -> str:
    """Do something with another's account; return why it can't be done, or nothing."""
    if name.strip().casefold() == posted.officer.name:
        return phrases.OWN
    try:
        with session() as opened:
            do(Accounts(opened, posted.officer.name))
    except AccountError as error:
        return str(error)
    return ""


def _list(request: Request, desk: Opened, error: str = "", typed: str = "") -> Response:
    with session() as opened:
        officers = Accounts(opened, desk.officer.name).listed()
    status = 422 if error else 200
    return page(
        request,
        "accounts.html",
        desk,
        status,
        officers=officers,
        roles=list(Role),
        error=error,
        typed=typed,
    )
