"""Locks a name or an address out of the console after five wrong passwords or codes."""

from typing import Final

from limits import RateLimitItemPerMinute

from knowledge.status.locks import LOCKED_MINUTES, TRIES, Locks

__all__ = ["LOCKED_MINUTES", "TRIES", "Lockout"]

_COUNT: Final = RateLimitItemPerMinute(TRIES, LOCKED_MINUTES)
"""A quarter of an hour, unlike at the look-up: an office shares one address, and slips of the
morning must not lock it in the afternoon. That leaves a guesser 480 tries a day."""


class Lockout:
    """Counts wrong passwords by name and by address; each is locked at its fifth, for 15 minutes.

    A right password changes nothing, or whoever has an account could clear the count of an
    address between guesses.
    """

    def __init__(self, redis_url: str | None = None) -> None:
        """`redis_url`: counted in that Redis; while it is away, or None, in this process."""
        self._locks = Locks(redis_url, _COUNT)

    def locked(self, name: str, address: str) -> bool:
        return self._locks.locked(*_names(name, address))

    def fail(self, name: str, address: str) -> bool:
        """Count a wrong password; return whether that locked the name or the address."""
        return self._locks.fail(*_names(name, address))


def _names(name: str, address: str) -> tuple[str, str]:
    return f"staff:name:{name}", f"staff:address:{address}"
