"""The own account: how one logs in, where one is logged in, another password."""

from typing import Annotated

from fastapi import APIRouter, Depends, Request
from fastapi.responses import Response

from bot.staff import phrases
from bot.staff.cookies import keep_session
from bot.staff.desk import Posted, address_of, may, posting, settled
from bot.staff.pages import go, page
from bot.staff.rights import Right
from knowledge.database import session
from knowledge.staff import passwords
from knowledge.staff.accounts import Accounts
from knowledge.staff.audit import Action, record
from knowledge.staff.lockout import Lockout
from knowledge.staff.log_in import Entered
from knowledge.staff.passwords import BadPassword
from knowledge.staff.sessions import Opened, close_others, open_session, sessions_of
from knowledge.staff.tables import Account

OwnForm = Annotated[Posted, Depends(posting(Right.OWN_ACCOUNT))]


def own_account_router(lockout: Lockout) -> APIRouter:
    """Routes that need no right but the own account."""
    router = APIRouter()

    @router.get("/account")
    def show(request: Request, desk: Annotated[Opened, Depends(settled)]) -> Response:
        with session() as opened:
            held = sessions_of(opened, desk)
        return page(request, "account.html", desk, held=held)

    @router.post("/account/others")
    def log_others_out(request: Request, posted: OwnForm) -> Response:
        name = posted.officer.name
        with session() as opened:
            ended = close_others(opened, posted.desk)
            if ended:
                record(opened, name, Action.LOG_OUT, name, after={"other_sessions": ended})
        return go(request, "account")

    @router.get("/password")
    def ask_for_password(
        request: Request, desk: Annotated[Opened, Depends(may(Right.OWN_ACCOUNT))]
    ) -> Response:
        return page(request, "password.html", desk, error="")

    @router.post("/password")
    def change_password(request: Request, posted: OwnForm) -> Response:
        changed = _change(lockout, posted, address_of(request))
        if not isinstance(changed, Entered):
            return page(request, "password.html", posted.desk, 422, error=changed)
        response = go(request, "")
        keep_session(request, response, changed.token)
        return response

    return router


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
