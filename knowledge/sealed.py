"""What a citizen or officer told for one purpose, kept for minutes, readable only by the token.

The database holds a ciphertext under the hash of the token; the token itself, which is also the
key, is nowhere on disk. So a copy of the database opens nothing.
"""

import base64
import hashlib
import json
import secrets
from collections.abc import Mapping
from datetime import timedelta
from typing import Final

from cryptography.fernet import Fernet, InvalidToken
from sqlalchemy import delete
from sqlalchemy.orm import Session

from knowledge.models import Sealed, now

_KEY_BYTES: Final = 32


def seal(session: Session, values: Mapping[str, str], lasts: timedelta) -> str:
    """Keep `values` for as long as `lasts`; return the token, 43 characters, that opens them."""
    token = secrets.token_urlsafe(_KEY_BYTES)
    session.add(Sealed(id=_id(token), content=_locked(token, values), expires_at=now() + lasts))
    session.flush()
    return token


def unseal(session: Session, token: str) -> dict[str, str] | None:
    """Return what `token` opens; None if it was forgotten, is too old, or never was."""
    row = session.get(Sealed, _id(token), populate_existing=True)
    if row is None or row.expires_at_utc <= now():
        return None
    try:
        opened = json.loads(_lock(token).decrypt(row.content))
    except (InvalidToken, ValueError):
        return None
    return {str(key): str(value) for key, value in opened.items()}


def reseal(session: Session, token: str, values: Mapping[str, str], lasts: timedelta) -> None:
    """Keep `values` under `token` in place of what it opened before."""
    session.merge(Sealed(id=_id(token), content=_locked(token, values), expires_at=now() + lasts))
    session.flush()


def forget(session: Session, token: str) -> None:
    """Delete what `token` opens."""
    session.execute(delete(Sealed).where(Sealed.id == _id(token)))


def forget_expired(session: Session) -> None:
    """Delete all whose time is over."""
    session.execute(delete(Sealed).where(Sealed.expires_at <= now()))


def _id(token: str) -> str:
    return hashlib.sha256(b"id:" + token.encode()).hexdigest()


def _lock(token: str) -> Fernet:
    digest = hashlib.sha256(b"key:" + token.encode()).digest()
    return Fernet(base64.urlsafe_b64encode(digest))


def _locked(token: str, values: Mapping[str, str]) -> bytes:
    return _lock(token).encrypt(json.dumps(dict(values), ensure_ascii=False).encode())
