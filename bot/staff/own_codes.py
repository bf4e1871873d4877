"""Codes for the own log-in: switched on with an authenticator, and off again."""

from datetime import timedelta
from typing import Annotated, Final

import segno
from fastapi import APIRouter, Depends, Request
from fastapi.responses import Response
from sqlalchemy.orm import Session

from bot.staff import phrases
from bot.staff.desk import Posted, address_of, settled, settled_posting
from bot.staff.pages import go, page
from knowledge.database import session
from knowledge.sealed import forget, seal, unseal
from knowledge.staff import codes, passwords
from knowledge.staff.accounts import AccountError, Accounts
from knowledge.staff.lockout import Lockout
from knowledge.staff.sessions import Opened
from knowledge.staff.tables import Account

OwnForm = Annotated[Posted, Depends(settled_posting)]
_LASTS: Final = timedelta(minutes=10)
"""How long a new secret waits for its first code."""
_PURPOSE: Final = "staff: new codes"
_GROUP: Final = 4
"""Characters of the secret that are typed in one go."""


class _Unproven(Exception):
    """Password or code are wrong, or locked; says so in Vietnamese."""


def own_codes_router(lockout: Lockout) -> APIRouter:
    """Routes by which officers look after their own codes."""
    router = APIRouter()

    @router.get("/codes")
    def show(request: Request, desk: Annotated[Opened, Depends(settled)]) -> Response:
        return page(request, "codes.html", desk, error="")

    @router.post("/codes/begin")
    def begin(request: Request, posted: OwnForm) -> Response:
        secret = codes.new_secret()
        try:
            with session() as opened:
                account = _proven(opened, lockout, posted, address_of(request))
                told = {"for": _PURPOSE, "account": account.name, "secret": secret}
                setup = seal(opened, told, _LASTS)
        except _Unproven as error:
            return page(request, "codes.html", posted.desk, 422, error=str(error))
        return _to_scan(request, posted.desk, setup, secret)

    @router.post("/codes/on")
    def switch_on(request: Request, posted: OwnForm) -> Response:
        name, setup = posted.officer.name, posted.text("setup")
        with session() as opened:
            told = unseal(opened, setup) or {}
        if (told.get("for"), told.get("account")) != (_PURPOSE, name):
            return page(request, "codes.html", posted.desk, 422, error=phrases.CODES_OVER)
        try:
            with session() as opened:
                Accounts(opened, name).switch_codes_on(name, told["secret"], posted.text("code"))
                forget(opened, setup)
        except AccountError as error:
            return _to_scan(request, posted.desk, setup, told["secret"], str(error))
        return go(request, "account")

    @router.post("/codes/off")
    def switch_off(request: Request, posted: OwnForm) -> Response:
        name, address = posted.officer.name, address_of(request)
        try:
            with session() as opened:
                account = _proven(opened, lockout, posted, address)
                if account.totp_secret and not codes.take(opened, account, posted.text("code")):
                    lockout.fail(name, address)
                    raise _Unproven(phrases.WRONG_CODE)
                Accounts(opened, name).switch_codes_off(name)
        except _Unproven as error:
            return page(request, "codes.html", posted.desk, 422, error=str(error))
        return go(request, "account")

    return router


def _proven(opened: Session, lockout: Lockout, posted: Posted, address: str) -> Account:
    """Return the own account once its password was typed. Raises _Unproven."""
    name = posted.officer.name
    if lockout.locked(name, address):
        raise _Unproven(phrases.LOCKED)
    account = opened.get_one(Account, name)
    if not passwords.matches(account.password_hash, posted.text("password")):
        lockout.fail(name, address)
        raise _Unproven(phrases.OLD_WRONG)
    return account


def _to_scan(request: Request, desk: Opened, setup: str, secret: str, error: str = "") -> Response:
    """Show a secret that is being set up, as a picture to scan and as text to type."""
    picture = segno.make(codes.address(secret, desk.officer.name), error="m", micro=False)
    groups = [secret[at : at + _GROUP] for at in range(0, len(secret), _GROUP)]
    return page(
        request,
        "codes_setup.html",
        desk,
        422 if error else 200,
        setup=setup,
        picture=picture.png_data_uri(scale=8),
        secret=" ".join(groups),
        error=error,
    )
