"""Locks a code, a candidate number or a conversation after five wrong tries.

Wrong tries are counted in this process, or in Redis for all processes together where one is set.
Names are hashed before they are kept.
"""

from functools import cache, partial
from typing import Final

from limits import RateLimitItem, RateLimitItemPerDay, RateLimitItemPerMinute
from limits.strategies import FixedWindowRateLimiter

from knowledge.settings import settings
from knowledge.status.counts import Counts, hashed

TRIES: Final = 5
LOCKED_MINUTES: Final = 15

_BY_DAY: Final = RateLimitItemPerDay(TRIES)
"""A day: no slower guessing goes uncounted, and a family's slips of last week do not add up."""
_LOCK: Final = RateLimitItemPerMinute(1, LOCKED_MINUTES)


class Locks:
    """Counts wrong tries by name and locks each name at its fifth, for 15 minutes from then on.

    A lock isn't prolonged by tries while it holds; when it ends, the count begins anew. A right
    try changes nothing: otherwise whoever knows one right pair could clear the count of a
    conversation between guesses, and a parent that of a code at which a stranger guesses.
    Processes that count at the same moment may let a try or two more through, never fewer.
    """

    def __init__(self, redis_url: str | None = None, count: RateLimitItem = _BY_DAY) -> None:
        """`redis_url`: counted in that Redis; while it is away, or None, in this process.

        `count`: how many wrong tries in how long lock a name.
        """
        self._counts = Counts(redis_url)
        self._count = count

    def locked(self, *names: str) -> bool:
        """Return whether any of `names` is locked."""
        keys = [hashed(name) for name in names]
        return self._counts.ask(lambda limiter: any(not limiter.test(_LOCK, key) for key in keys))

    def fail(self, *names: str) -> bool:
        """Count a wrong try for each of `names`; return whether that locked any."""
        keys = [hashed(name) for name in names]
        return self._counts.ask(lambda limiter: any(list(map(partial(self._fail, limiter), keys))))

    def _fail(self, limiter: FixedWindowRateLimiter, key: str) -> bool:
        limiter.hit(self._count, key)
        if limiter.test(self._count, key):
            return False
        limiter.hit(_LOCK, key)
        limiter.clear(self._count, key)
        return True


@cache
def locks() -> Locks:
    """Return the locks of this process."""
    return Locks(settings().redis_url)
