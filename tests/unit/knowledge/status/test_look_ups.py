"""In season a conversation is told ten states in fifteen minutes."""

import time

import pytest

from knowledge.status.look_ups import MINUTES, MOST, LookUps


class Clock:
    """A clock that the test turns on by hand."""

    def __init__(self) -> None:
        self.now = 1_700_000_000.0

    def __call__(self) -> float:
        return self.now


@pytest.fixture
def clock(monkeypatch: pytest.MonkeyPatch) -> Clock:
    made = Clock()
    monkeypatch.setattr(time, "time", made)
    return made


def test_ten_are_told_and_the_next_after_a_quarter_of_an_hour(clock: Clock) -> None:
    look_ups = LookUps()
    assert [look_ups.count("c1") for _ in range(MOST + 2)] == [True] * MOST + [False] * 2
    assert look_ups.count("c2")
    clock.now += MINUTES * 60 - 1
    assert not look_ups.count("c1")
    clock.now += 2
    assert look_ups.count("c1")


@pytest.mark.redis
def test_processes_count_together_over_redis(redis_url: str) -> None:
    one, other = LookUps(redis_url), LookUps(redis_url)
    told = [(one, other)[n % 2].count("c-redis") for n in range(MOST + 1)]
    assert told == [True] * MOST + [False]


def test_without_redis_it_counts_in_its_own_process() -> None:
    nobody = LookUps("redis://127.0.0.1:1/0")
    assert [nobody.count("c1") for _ in range(MOST + 1)] == [True] * MOST + [False]
