"""Locks a name or an address out of the console after five wrong passwords."""

from functools import cache, partial
from typing import Final

from limits import RateLimitItemPerMinute
from limits.strategies import FixedWindowRateLimiter

from knowledge.settings import settings
from knowledge.status.counts import Counts, hashed

TRIES: Final = 5
LOCKED_MINUTES: Final = 15

_COUNT: Final = RateLimitItemPerMinute(TRIES, LOCKED_MINUTES)
"""A quarter of an hour, unlike at the look-up: an office shares one address, and slips of the
morning must not lock it in the afternoon. That leaves a guesser 480 tries a day."""
_LOCK: Final = RateLimitItemPerMinute(1, LOCKED_MINUTES)


class Lockout:
    """Counts wrong passwords by name and by address; each is locked at its fifth, for 15 minutes.

    A right password changes nothing, or whoever has an account could clear the count of an
    address between guesses.
    """

    def __init__(self, redis_url: str | None = None) -> None:
        """`redis_url`: counted in that Redis; while it is away, or None, in this process."""
        self._counts = Counts(redis_url)

    def locked(self, name: str, address: str) -> bool:
        keys = _keys(name, address)
        return self._counts.ask(lambda limiter: any(not limiter.test(_LOCK, key) for key in keys))

    def fail(self, name: str, address: str) -> bool:
        """Count a wrong password; return whether that locked the name or the address."""
        keys = _keys(name, address)
        return self._counts.ask(lambda limiter: any(list(map(partial(_fail, limiter), keys))))


@cache
def lockout() -> Lockout:
    """Return the lock-out of this process."""
    return Lockout(settings().redis_url)


def _fail(limiter: FixedWindowRateLimiter, key: str) -> bool:
    limiter.hit(_COUNT, key)
    if limiter.test(_COUNT, key):
        return False
    limiter.hit(_LOCK, key)
    limiter.clear(_COUNT, key)
    return True


def _keys(name: str, address: str) -> tuple[str, str]:
    return hashed(f"staff:name:{name}"), hashed(f"staff:address:{address}")
