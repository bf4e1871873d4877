"""Five wrong tries lock a name for a quarter of an hour, in one process or over Redis."""

import logging
import time

import pytest
import redis

from knowledge.status.locks import LOCKED_MINUTES, TRIES, Locks

CODE, OTHER, TALK = "dossier:H48.12-210119-0007", "dossier:H48.12-210119-0008", "conversation:c"
LOCKED = LOCKED_MINUTES * 60


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


def test_the_fifth_wrong_try_locks_and_nothing_else(clock: Clock) -> None:
    locks = Locks()
    assert [locks.fail(CODE) for _ in range(TRIES)] == [False] * (TRIES - 1) + [True]
    assert locks.locked(CODE)
    assert not locks.locked(OTHER)
    assert locks.locked(OTHER, CODE)
    assert not locks.locked()


def test_the_lock_lasts_from_the_fifth_try_on(clock: Clock) -> None:
    locks = Locks()
    for _ in range(TRIES):
        clock.now += 100
        locks.fail(CODE)
    clock.now += LOCKED - 1
    assert locks.locked(CODE)
    clock.now += 2
    assert not locks.locked(CODE)


def test_tries_while_it_is_locked_prolong_nothing(clock: Clock) -> None:
    locks = Locks()
    for _ in range(TRIES):
        locks.fail(CODE)
    clock.now += LOCKED - 10
    locks.locked(CODE)
    locks.fail(CODE)
    clock.now += 11
    assert not locks.locked(CODE)


def test_the_count_begins_anew_after_a_lock(clock: Clock) -> None:
    locks = Locks()
    for _ in range(TRIES):
        locks.fail(CODE)
    clock.now += LOCKED + 1
    assert [locks.fail(CODE) for _ in range(TRIES)] == [False] * (TRIES - 1) + [True]


def test_slow_guesses_are_counted_for_a_day(clock: Clock) -> None:
    locks = Locks()
    told = []
    for _ in range(TRIES):
        told.append(locks.fail(CODE))
        clock.now += 60 * 60
    assert told[-1]
    for _ in range(TRIES - 1):
        locks.fail(OTHER)
    clock.now += 25 * 60 * 60
    assert not locks.fail(OTHER)


def test_each_name_is_counted_by_itself() -> None:
    locks = Locks()
    for number in range(TRIES - 1):
        assert not locks.fail(TALK, f"dossier:{number}")
    assert locks.fail(TALK, CODE)
    assert locks.locked(TALK)
    assert not locks.locked(CODE)


@pytest.mark.redis
def test_processes_share_their_locks_over_redis(redis_url: str) -> None:
    here, there = Locks(redis_url), Locks(redis_url)
    with redis.Redis.from_url(redis_url) as client:
        client.flushdb()
        for locks in (here, there, here, there):
            assert not locks.fail(CODE)
        assert there.fail(CODE)
        assert here.locked(CODE)
        assert there.locked(CODE)
        keys = [key.decode() for key in client.scan_iter()]
        assert len(keys) == 1
        assert not any("0007" in key for key in keys)
        assert LOCKED - 5 <= client.ttl(keys[0]) <= LOCKED
        client.flushdb()
        assert not here.locked(CODE)


def test_while_redis_is_away_this_process_counts(caplog: pytest.LogCaptureFixture) -> None:
    locks = Locks("redis://127.0.0.1:1/0")
    with caplog.at_level(logging.WARNING):
        for _ in range(TRIES):
            locks.fail(CODE)
        assert locks.locked(CODE)
    assert "ConnectionError" in caplog.text
    assert "0007" not in caplog.text
