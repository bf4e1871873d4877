"""Locks a code, a candidate number or a conversation after five wrong tries.

Wrong tries are counted in this process, or in Redis for all processes together where one is set.
Names are hashed before they are kept.
"""

import hashlib
import logging
from collections.abc import Callable
from functools import cache, partial
from typing import Final, TypeVar

from limits import RateLimitItemPerDay, RateLimitItemPerMinute
from limits.storage import MemoryStorage, RedisStorage
from limits.strategies import FixedWindowRateLimiter
from redis.exceptions import RedisError

from knowledge.settings import settings

_Found = TypeVar("_Found")

TRIES: Final = 5
LOCKED_MINUTES: Final = 15

_COUNT: Final = RateLimitItemPerDay(TRIES)
"""A day: no slower guessing goes uncounted, and a family's slips of last week do not add up."""
_LOCK: Final = RateLimitItemPerMinute(1, LOCKED_MINUTES)
_PATIENCE: Final = 1.0
"""Seconds until a Redis that doesn't answer counts as away."""
_LOG = logging.getLogger(__name__)


class Locks:
    """Counts wrong tries by name and locks each name at its fifth, for 15 minutes from then on.

    A lock isn't prolonged by tries while it holds; when it ends, the count begins anew. A right
    try changes nothing: otherwise whoever knows one right pair could clear the count of a
    conversation between guesses, and a parent that of a code at which a stranger guesses.
    Processes that count at the same moment may let a try or two more through, never fewer.
    """

    def __init__(self, redis_url: str | None = None) -> None:
        """`redis_url`: counted in that Redis; while it is away, or None, in this process."""
        self._own = FixedWindowRateLimiter(MemoryStorage())
        self._shared = (
            FixedWindowRateLimiter(
                RedisStorage(redis_url, socket_timeout=_PATIENCE, socket_connect_timeout=_PATIENCE)
            )
            if redis_url
            else None
        )

    def locked(self, *names: str) -> bool:
        """Return whether any of `names` is locked."""
        keys = [_hashed(name) for name in names]
        return self._counted(lambda limiter: any(not limiter.test(_LOCK, key) for key in keys))

    def fail(self, *names: str) -> bool:
        """Count a wrong try for each of `names`; return whether that locked any."""
        keys = [_hashed(name) for name in names]
        return self._counted(lambda limiter: any(list(map(partial(_fail, limiter), keys))))

    def _counted(self, count: Callable[[FixedWindowRateLimiter], _Found]) -> _Found:
        if self._shared:
            try:
                return count(self._shared)
            except RedisError as error:
                _LOG.warning("locks are counted in this process: %s", type(error).__name__)
        return count(self._own)


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


def _hashed(name: str) -> str:
    return hashlib.sha256(b"status:" + name.encode()).hexdigest()
