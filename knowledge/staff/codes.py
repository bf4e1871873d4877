"""Codes of an authenticator (RFC 6238): six digits, others every 30 seconds, each taken once."""

import base64
import hmac
import re
import secrets
import time
from typing import Final

from cryptography.hazmat.primitives.hashes import SHA1
from cryptography.hazmat.primitives.twofactor.totp import TOTP
from sqlalchemy import or_, update
from sqlalchemy.orm import Session

from knowledge.staff.tables import Account

SECONDS: Final = 30
"""How long one time step is."""
DRIFT: Final = 1
"""Steps by which the clock of a telephone may be wrong, either way."""
_DIGITS: Final = 6
_SECRET_BYTES: Final = 20
"""160 bits, as RFC 4226 recommends; a multiple of five, so that base32 needs no padding."""
_ISSUER: Final = "Motcua"
_CODE: Final = re.compile(rf"[0-9]{{{_DIGITS}}}")


def new_secret() -> str:
    """Return a random secret, 32 characters of base32."""
    return base64.b32encode(secrets.token_bytes(_SECRET_BYTES)).decode()


def address(secret: str, name: str) -> str:
    """Return the `otpauth:` address that an authenticator scans."""
    return _totp(secret).get_provisioning_uri(name, _ISSUER)


def step_of(secret: str, typed: str) -> int | None:
    """Return the time step whose code was typed, spaces or not; None if none of now is it."""
    code = "".join(typed.split())
    if not _CODE.fullmatch(code):
        return None
    totp = _totp(secret)
    now = int(time.time()) // SECONDS
    steps = range(now - DRIFT, now + DRIFT + 1)
    right = [
        step for step in steps if hmac.compare_digest(totp.generate(step * SECONDS), code.encode())
    ]
    return max(right, default=None)


def take(session: Session, account: Account, typed: str) -> bool:
    """Return whether a right code of `account` was typed that nobody used before; it is used now.

    One statement decides, so that of two who type the same code at once only one gets in.
    """
    step = step_of(account.totp_secret, typed) if account.totp_secret else None
    if step is None:
        return False
    used = session.scalars(
        update(Account)
        .where(
            Account.name == account.name,
            Account.totp_secret == account.totp_secret,
            or_(Account.totp_used.is_(None), Account.totp_used < step),
        )
        .values(totp_used=step)
        .returning(Account.name)
    )
    return used.one_or_none() is not None


def _totp(secret: str) -> TOTP:
    # SHA-1 is what authenticators know; some read no other, and tell it nowhere.
    return TOTP(base64.b32decode(secret), _DIGITS, SHA1(), SECONDS)  # noqa: S303
