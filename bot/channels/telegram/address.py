"""Seals where a chat is, so that only whoever has the bot's token can read it.

A conversation's name doesn't lead back to the chat, and what is stored beside it must not either.
"""

import base64
import json
from typing import Final

from cryptography.fernet import Fernet, InvalidToken
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

from bot.channels.telegram.parts import Place

_PURPOSE: Final = b"motcua: where a chat is"


def seal_place(token: str, place: Place) -> bytes:
    """Return `place` as a ciphertext, another each time."""
    return _lock(token).encrypt(json.dumps([place.chat_id, place.thread_id]).encode())


def open_place(token: str, sealed: bytes) -> Place | None:
    """Return what `seal_place` sealed; None if that was with another token."""
    try:
        chat_id, thread_id = json.loads(_lock(token).decrypt(sealed))
    except (InvalidToken, ValueError):
        return None
    return Place(chat_id, thread_id)


def _lock(token: str) -> Fernet:
    key = HKDF(SHA256(), 32, salt=None, info=_PURPOSE).derive(token.encode())
    return Fernet(base64.urlsafe_b64encode(key))
