"""Between the right password and the code: a token of the browser's for five minutes, no session.

It opens the second step and nothing else, and no longer once the password or the account changed.
"""

import hashlib
import hmac
from datetime import timedelta
from typing import Final

from sqlalchemy.orm import Session

from knowledge.sealed import seal, unseal
from knowledge.staff.tables import Account

LASTS: Final = timedelta(minutes=5)
_PURPOSE: Final = "staff: second step"


def begin(session: Session, account: Account) -> str:
    """Return the token of somebody who knew the password of `account`, 43 characters."""
    told = {"for": _PURPOSE, "account": account.name, "password": _mark(account)}
    return seal(session, told, LASTS)


def account_of(session: Session, token: str) -> Account | None:
    """Return whose second step `token` opens; None if it is over, or the account has changed."""
    told = unseal(session, token) if token else None
    if told is None or told.get("for") != _PURPOSE:
        return None
    account = session.get(Account, told["account"], populate_existing=True)
    if account is None or not account.active or account.totp_secret is None:
        return None
    return account if hmac.compare_digest(_mark(account), told["password"]) else None


def _mark(account: Account) -> str:
    return hashlib.sha256(account.password_hash.encode()).hexdigest()
