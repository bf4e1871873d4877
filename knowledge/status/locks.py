"""Locks a code, a candidate number or a conversation after five wrong tries.

Wrong tries are counted in this process, or in Redis for all processes together where one is set.
Names are hashed before they are kept.
"""

from functools import cache, partial
from typing import Final

from limits import RateLimitItemPerDay, RateLimitItemPerMinute
from limits.strategies import FixedWindowRateLimiter

from knowledge.settings import settings
from knowledge.status.counts import Counts, hashed

TRIES: Final = 5
LOCKED_MINUTES: Final = 15

_COUNT: Final = RateLimitItemPerDay(TRIES)
"""A day: no slower guessing goes uncounted, and a family's slips of last week do not add up."""
_LOCK: Final = RateLimitItemPerMinute(1, LOCKED_MINUTES)


class Locks:
    """Counts wrong tries by name and locks each name at its fifth, for 15 minutes from then on.

    A lock isn't prolonged by tries while it holds; when it ends, the count begins anew. A right
    try changes nothing: otherwise whoever knows one right pair could clear the count of a
    conversation between guesses, and a parent that of a code at which a stranger guesses.
    Processes that count at the same moment may let a try or two more through, never fewer.
    """

    def __init__(self, redis_url: str | None = None) -> None:
        """`redis_url`: counted in that Redis; while it is away, or None, in this process."""
        self._counts = Counts(redis_url)

    def locked(self, *names: str) -> bool:
        """Return whether any of `names` is locked."""
        keys = [hashed(name) for name in names]
        return self._counts.ask(lambda limiter: any(not limiter.test(_LOCK, key) for key in keys))

    def fail(self, *names: str) -> bool:
        """Count a wrong try for each of `names`; return whether that locked any."""
        keys = [hashed(name) for name in names]
        return self._counts.ask(lambda limiter: any(list(map(partial(_fail, limiter), keys))))


@cache
def locks() -> Locks:
    """Return the locks of this process."""
    return Locks(settings().redis_url)


def _fail(limiter: FixedWindowRateLimiter, key: str) -> bool:
    limiter.hit(_COUNT, key)
    if limiter.test(_COUNT, key):
        return False
    limiter.hit(_LOCK, key)
    limiter.clear(_COUNT, key)
    return True
