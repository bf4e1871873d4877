"""What a rival says to a question, and how it is timed; the same for all, in both environments."""

from __future__ import annotations

import time
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Protocol


@dataclass(frozen=True)
class Answer:
    """The procedure and the facet put first, none where the rival can't say.

    `inside` is larger the surer the rival is that the question is about one of the 61; its scale
    is the rival's own.
    """

    procedure: int | None
    inside: float
    facet: str | None = None


class Contestant(Protocol):
    """A rival that can be trained and asked."""

    def learn(self) -> None: ...

    def answer(self, text: str) -> Answer: ...


def train(contestant: Contestant) -> float:
    """Train; return how many seconds it took."""
    start = time.perf_counter()
    contestant.learn()
    return time.perf_counter() - start


def ask(contestant: Contestant, texts: Iterable[str]) -> Iterator[tuple[Answer, float]]:
    """Ask one question after the other; yield each answer and the milliseconds it took."""
    for text in texts:
        start = time.perf_counter()
        answer = contestant.answer(text)
        yield answer, 1000 * (time.perf_counter() - start)
