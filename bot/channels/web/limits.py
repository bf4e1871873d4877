"""How many messages one address may send: a moving window, shared over Redis where set.

In the season of re-marking, when thousands ask within minutes, it is half as many.
"""

import ipaddress
import logging
import math
import time
from collections.abc import Awaitable, Callable

from limits import RateLimitItemPerMinute
from limits.aio.storage import MemoryStorage, RedisStorage
from limits.aio.strategies import MovingWindowRateLimiter
from redis.asyncio import ConnectionPool
from redis.exceptions import RedisError

_LOG = logging.getLogger(__name__)


async def _never() -> bool:
    return False


class AddressLimit:
    """Counts the messages of an address; the machine's own addresses are not limited."""

    def __init__(
        self,
        per_minute: int,
        redis_url: str | None = None,
        is_season: Callable[[], Awaitable[bool]] = _never,
    ) -> None:
        """`is_season`: asked at each message, so it must be cheap."""
        self._pool = ConnectionPool.from_url(redis_url) if redis_url else None
        self._limiter = MovingWindowRateLimiter(
            RedisStorage(
                f"async+{redis_url}",
                implementation="redispy",
                connection_pool=self._pool,  # type: ignore[arg-type]  # as it documents
            )
            if self._pool
            else MemoryStorage()
        )
        self._usual = RateLimitItemPerMinute(per_minute)
        self._in_season = RateLimitItemPerMinute(max(1, per_minute // 2))
        self._is_season = is_season

    async def wait(self, address: str) -> int:
        """Count one message of `address`; return the seconds to wait, 0 if it may be answered.

        While Redis is away nobody is held up: an unanswered citizen is worse than an uncounted one.
        """
        if is_own(address):
            return 0
        item = self._in_season if await self._is_season() else self._usual
        try:
            if await self._limiter.hit(item, address):
                return 0
            reset_at, _ = await self._limiter.get_window_stats(item, address)
        except RedisError as error:
            _LOG.warning("limits are not counted: %s", type(error).__name__)
            return 0
        return max(1, math.ceil(reset_at - time.time()))

    async def close(self) -> None:
        """Let go of Redis."""
        if self._pool:
            await self._pool.disconnect()


def is_own(address: str) -> bool:
    """Return whether `address` is this machine's, as a proxy's is that tells no addresses."""
    try:
        parsed = ipaddress.ip_address(address)
    except ValueError:
        return False
    inner = parsed.ipv4_mapped if isinstance(parsed, ipaddress.IPv6Address) else None
    return (inner or parsed).is_loopback
