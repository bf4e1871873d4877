"""Counts by name, in this process or in Redis for all processes together where one is set.

Names are hashed before they are kept.
"""

import hashlib
import logging
from collections.abc import Callable
from typing import Final, TypeVar

from limits.storage import MemoryStorage, RedisStorage
from limits.strategies import FixedWindowRateLimiter
from redis.exceptions import RedisError

_Found = TypeVar("_Found")

_PATIENCE: Final = 1.0
"""Seconds until a Redis that doesn't answer counts as away."""
_LOG = logging.getLogger(__name__)


class Counts:
    """Keeps counts in Redis; while that is away, or where there is none, in this process."""

    def __init__(self, redis_url: str | None = None) -> None:
        self._own = FixedWindowRateLimiter(MemoryStorage())
        self._shared = (
            FixedWindowRateLimiter(
                RedisStorage(redis_url, socket_timeout=_PATIENCE, socket_connect_timeout=_PATIENCE)
            )
            if redis_url
            else None
        )

    def ask(self, count: Callable[[FixedWindowRateLimiter], _Found]) -> _Found:
        """Return what `count` finds where the counts are kept."""
        if self._shared:
            try:
                return count(self._shared)
            except RedisError as error:
                _LOG.warning("counted in this process: %s", type(error).__name__)
        return count(self._own)


def hashed(name: str) -> str:
    """Return what stands for `name` among the counts."""
    return hashlib.sha256(b"status:" + name.encode()).hexdigest()
