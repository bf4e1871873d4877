"""An address may send so many messages in any minute; over Redis, to all workers together."""

import asyncio
import time
from collections.abc import AsyncIterator

import pytest

from bot.channels.web.limits import AddressLimit

CITIZEN = "203.0.113.7"


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


async def _answered(limit: AddressLimit, times: int, address: str = CITIZEN) -> list[bool]:
    return [await limit.wait(address) == 0 for _ in range(times)]


async def test_as_many_as_allowed_are_answered(clock: Clock) -> None:
    assert await _answered(AddressLimit(3), 5) == [True, True, True, False, False]


async def test_each_address_is_counted_by_itself(clock: Clock) -> None:
    limit = AddressLimit(1)
    for address in (CITIZEN, "203.0.113.8", "2001:db8::1", ""):
        assert await _answered(limit, 2, address) == [True, False]


async def test_the_window_moves_message_by_message(clock: Clock) -> None:
    limit = AddressLimit(2)
    assert await limit.wait(CITIZEN) == 0
    clock.now += 40
    assert await limit.wait(CITIZEN) == 0
    clock.now += 15
    assert await limit.wait(CITIZEN) > 0
    clock.now += 6
    assert await _answered(limit, 2) == [True, False]
    clock.now += 40
    assert await _answered(limit, 2) == [True, False]


async def test_the_wait_is_as_long_as_it_takes(clock: Clock) -> None:
    limit = AddressLimit(1)
    await limit.wait(CITIZEN)
    clock.now += 17.5
    wait = await limit.wait(CITIZEN)
    assert 42 <= wait <= 43
    clock.now += wait - 2
    assert 1 <= await limit.wait(CITIZEN) <= 3
    clock.now += 3
    assert await limit.wait(CITIZEN) == 0


async def test_a_refused_message_does_not_lengthen_the_wait(clock: Clock) -> None:
    limit = AddressLimit(1)
    await limit.wait(CITIZEN)
    clock.now += 30
    await _answered(limit, 10)
    clock.now += 31
    assert await limit.wait(CITIZEN) == 0


@pytest.mark.parametrize("own", ["127.0.0.1", "127.8.8.8", "::1", "::ffff:127.0.0.1"])
async def test_the_machines_own_addresses_are_not_limited(own: str) -> None:
    assert await _answered(AddressLimit(1), 5, own) == [True] * 5


@pytest.mark.parametrize("other", ["10.0.0.1", "::ffff:10.0.0.1", "128.0.0.1", "localhost", "::"])
async def test_all_other_addresses_are_limited(other: str) -> None:
    assert await _answered(AddressLimit(1), 2, other) == [True, False]


async def test_messages_at_the_same_moment_are_all_counted(clock: Clock) -> None:
    limit = AddressLimit(5)
    waits = await asyncio.gather(*(limit.wait(CITIZEN) for _ in range(20)))
    assert waits.count(0) == 5


@pytest.mark.parametrize(("usual", "in_season"), [(10, 5), (5, 2), (1, 1)])
async def test_in_the_season_of_re_marking_it_is_half_as_many(
    clock: Clock, usual: int, in_season: int
) -> None:
    runs = True

    async def is_season() -> bool:
        return runs

    limit = AddressLimit(usual, is_season=is_season)
    assert (await _answered(limit, 20)).count(True) == in_season
    wait = await limit.wait(CITIZEN)
    assert 59 <= wait <= 60
    runs = False
    clock.now += 61
    assert (await _answered(limit, 20)).count(True) == usual


async def test_without_redis_each_worker_counts_alone(clock: Clock) -> None:
    for limit in (AddressLimit(1), AddressLimit(1)):
        assert await limit.wait(CITIZEN) == 0


@pytest.fixture
async def workers(redis_url: str) -> AsyncIterator[list[AddressLimit]]:
    """Two workers that allow five messages a minute together."""
    made = [AddressLimit(5, redis_url), AddressLimit(5, redis_url)]
    yield made
    for worker in made:
        await worker.close()


@pytest.mark.redis
async def test_two_workers_share_the_count_over_redis(workers: list[AddressLimit]) -> None:
    one, other = workers
    address = "198.51.100.1"
    assert await _answered(one, 2, address) == [True, True]
    assert await _answered(other, 2, address) == [True, True]
    assert await _answered(one, 2, address) == [True, False]
    assert 1 <= await other.wait(address) <= 60
    assert await other.wait("198.51.100.2") == 0


@pytest.mark.redis
async def test_two_workers_at_the_same_moment_never_answer_too_many(
    workers: list[AddressLimit],
) -> None:
    waits = await asyncio.gather(*(workers[n % 2].wait("198.51.100.3") for n in range(20)))
    assert waits.count(0) == 5
