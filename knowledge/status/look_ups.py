"""How often a conversation may be told a state in the season of re-marking."""

from functools import cache
from typing import Final

from limits import RateLimitItemPerMinute

from knowledge.settings import settings
from knowledge.status.counts import Counts, hashed

MOST: Final = 10
"""A teacher looks up a class by turns; whoever works through lists waits."""
MINUTES: Final = 15

_LIMIT: Final = RateLimitItemPerMinute(MOST, MINUTES, namespace="LOOK_UPS")


class LookUps:
    """Counts what a conversation is told: ten in fifteen minutes, reckoned from the first."""

    def __init__(self, redis_url: str | None = None) -> None:
        """`redis_url`: counted in that Redis; while it is away, or None, in this process."""
        self._counts = Counts(redis_url)

    def count(self, conversation: str) -> bool:
        """Count one and return whether it may be told."""
        key = hashed(f"told:{conversation}")
        return self._counts.ask(lambda limiter: limiter.hit(_LIMIT, key))


@cache
def look_ups() -> LookUps:
    """Return the counts of this process."""
    return LookUps(settings().redis_url)
