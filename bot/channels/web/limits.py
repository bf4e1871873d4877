"""How many messages one address may send: a moving window, shared over Redis where set."""

import ipaddress
import math
import time

from limits import RateLimitItemPerMinute
from limits.aio.storage import MemoryStorage, RedisStorage
from limits.aio.strategies import MovingWindowRateLimiter


class AddressLimit:
    """Counts the messages of an address; the machine's own addresses are not limited."""

    def __init__(self, per_minute: int, redis_url: str | None = None) -> None:
        storage = RedisStorage(f"async+{redis_url}") if redis_url else MemoryStorage()
        self._limiter = MovingWindowRateLimiter(storage)
        self._item = RateLimitItemPerMinute(per_minute)

    async def wait(self, address: str) -> int:
        """Count one message of `address`; return the seconds to wait, 0 if it may be answered."""
        if _is_own(address) or await self._limiter.hit(self._item, address):
            return 0
        reset_at, _ = await self._limiter.get_window_stats(self._item, address)
        return max(1, math.ceil(reset_at - time.time()))


def _is_own(address: str) -> bool:
    try:
        parsed = ipaddress.ip_address(address)
    except ValueError:
        return False
    inner = parsed.ipv4_mapped if isinstance(parsed, ipaddress.IPv6Address) else None
    return (inner or parsed).is_loopback
