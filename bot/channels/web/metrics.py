"""Counts turns for Prometheus: how many of each kind, and how long they took. No words, no ids."""

import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager

from prometheus_client import Counter, Histogram

from actions.reply import Reply

TURNS = Counter("motcua_turns", "Turns answered", ["kind"])
SECONDS = Histogram(
    "motcua_turn_seconds",
    "Seconds from message to whole reply",
    buckets=(0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 15),
)


@contextmanager
def observe() -> Iterator[Callable[[Reply], None]]:
    """Time the block; the yielded function counts its reply."""
    start = time.perf_counter()

    def seen(reply: Reply) -> None:
        TURNS.labels(reply.outcome.kind.value).inc()
        SECONDS.observe(time.perf_counter() - start)

    yield seen
