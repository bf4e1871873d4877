"""Passwords: what is accepted, how one is made up, hashed and checked."""

import secrets
from functools import cache
from typing import Final

from argon2 import PasswordHasher
from argon2.exceptions import InvalidHashError, VerificationError

from knowledge.staff import phrases

LEAST: Final = 10
"""Characters; length is what makes guessing dear, so nothing else is prescribed."""
MOST: Final = 200
"""Characters; hashing a book would keep the server busy."""
_FEWEST_DIFFERENT: Final = 4
_LEAST_BESIDE_NAME: Final = 6
"""Characters beside the name of the account, which may be a part of a long password."""
_HASHER: Final = PasswordHasher()
"""Argon2id as RFC 9106 has it for machines with little memory: 64 MiB, three rounds."""
# fmt: off
_SYLLABLES: Final = (
    "ba", "bo", "ca", "chi", "co", "da", "do", "ga", "gio", "ha", "hoa", "ke", "khe", "la", "lo",
    "lua", "ma", "mo", "na", "nho", "nu", "oi", "pho", "qua", "ro", "sa", "sen", "so", "ta", "tho",
    "tre", "tu", "va", "ve", "vo", "xa", "xe", "xu", "yen", "me",
)
# fmt: on


class BadPassword(ValueError):
    """A password that is not accepted; says in Vietnamese why."""


def check(password: str, name: str) -> None:
    """Raise BadPassword if `password` is too short, too long or too easy for account `name`."""
    if len(password) < LEAST:
        raise BadPassword(phrases.TOO_SHORT.format(least=LEAST))
    if len(password) > MOST:
        raise BadPassword(phrases.TOO_LONG.format(most=MOST))
    beside_name = password.casefold().replace(name, "")
    if len(beside_name) < _LEAST_BESIDE_NAME or len(set(password)) < _FEWEST_DIFFERENT:
        raise BadPassword(phrases.TOO_EASY)


def made_up() -> str:
    """Return a random password that can be read out over the telephone; 60 bits and more."""
    words = ["".join(secrets.choice(_SYLLABLES) for _ in range(2)) for _ in range(5)]
    return "-".join([*words, f"{secrets.randbelow(10_000):04d}"])


def hashed(password: str) -> str:
    return _HASHER.hash(password)


def matches(stored: str | None, password: str) -> bool:
    """Return whether `password` is the one of the hash; takes as long where there is none."""
    try:
        right = _HASHER.verify(stored or _dummy(), password[: MOST + 1])
    except (VerificationError, InvalidHashError):
        return False
    return right and stored is not None


@cache
def _dummy() -> str:
    return _HASHER.hash(secrets.token_urlsafe())
