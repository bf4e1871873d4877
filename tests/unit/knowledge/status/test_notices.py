from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import Engine, delete, select, update

from knowledge.database import session
from knowledge.models import now
from knowledge.status.news_tables import Notice, Subscription
from knowledge.status.notices import (
    LEASE,
    News,
    begin,
    claim,
    delivered,
    keep,
    postpone,
    release,
    take_back,
)
from knowledge.status.subscriptions import DOSSIER, Request
from knowledge.status.tables import Dossier, StatusChange
from tests.auxil.followers import follow, register_database, tell_dossier

__all__ = ["register_database"]
_STATES = ("da_tiep_nhan", "yeu_cau_bo_sung", "dang_xu_ly", "da_co_ket_qua")


@pytest.fixture
def outbox(register_database: Engine) -> Engine:
    """Eight conversations, each with one change to hear of."""
    for n in range(8):
        code = f"H48.12-261102-{n:04d}"
        tell_dossier(register_database, code)
        follow(register_database, f"c{n}", Request(DOSSIER, code=code))
        tell_dossier(register_database, code, day=5, trang_thai="da_co_ket_qua")
    return register_database


def _claim(database: Engine, worker: str, most: int = 10) -> tuple[News, ...]:
    with session(database) as opened:
        return claim(opened, worker, "web", most, [f"c{n}" for n in range(8)])


def _age(database: Engine, seconds: float) -> None:
    with session(database) as opened:
        opened.execute(update(Notice).values(claimed_at=now() - timedelta(seconds=seconds)))


def test_two_workers_never_claim_the_same(outbox: Engine) -> None:
    with ThreadPoolExecutor(4) as pool:
        taken = list(pool.map(lambda n: _claim(outbox, f"w{n}", 2), range(4)))
    ids = [news.id for batch in taken for news in batch]
    assert len(ids) == len(set(ids))
    rest = [news.id for news in _claim(outbox, "last")]
    assert sorted(ids + rest) == sorted({*ids, *rest})
    assert len(ids + rest) == 8


def test_a_dead_workers_claims_come_back_after_the_lease(outbox: Engine) -> None:
    taken = _claim(outbox, "dead")
    with session(outbox) as opened:
        assert begin(opened, "dead", taken[0].id)
    assert _claim(outbox, "other") == ()
    with session(outbox) as opened:
        assert take_back(opened) == 0
    _age(outbox, LEASE.total_seconds() + 1)
    with session(outbox) as opened:
        assert take_back(opened) == 1, "only what was begun may have been told already"
    assert len(_claim(outbox, "other")) == 8


def test_a_worker_that_lost_its_claim_sends_nothing(outbox: Engine) -> None:
    (news, *_) = _claim(outbox, "slow")
    _age(outbox, LEASE.total_seconds() + 1)
    with session(outbox) as opened:
        take_back(opened)
    _claim(outbox, "other")
    with session(outbox) as opened:
        assert not begin(opened, "slow", news.id)
        release(opened, "slow", [news.id])
        delivered(opened, "slow", news)
        assert begin(opened, "other", news.id)


def test_a_living_worker_keeps_its_claims(outbox: Engine) -> None:
    taken = _claim(outbox, "slow")
    _age(outbox, LEASE.total_seconds() - 1)
    with session(outbox) as opened:
        keep(opened, "slow")
    with session(outbox) as opened:
        opened.execute(update(Notice).values(claimed_at=Notice.claimed_at))
        take_back(opened, timedelta(seconds=30))
        assert begin(opened, "slow", taken[0].id)


def test_what_is_released_is_free_at_once_and_what_is_postponed_after_a_lease(
    outbox: Engine,
) -> None:
    first, second = _claim(outbox, "w", 2)
    with session(outbox) as opened:
        release(opened, "w", [first.id])
        postpone(opened, "w", second.id)
    assert second.id not in {news.id for news in _claim(outbox, "w")}
    _age(outbox, LEASE.total_seconds() + 1)
    with session(outbox) as opened:
        take_back(opened)
    assert second.id in {news.id for news in _claim(outbox, "w")}


def test_the_second_change_waits_for_the_first_wherever_that_is(outbox: Engine) -> None:
    tell_dossier(outbox, "H48.12-261102-0000", day=6, trang_thai="da_tra_ket_qua")
    first = next(news for news in _claim(outbox, "a") if news.conversation == "c0")
    assert _claim(outbox, "b") == ()
    with session(outbox) as opened:
        begin(opened, "a", first.id)
        delivered(opened, "a", first)
    (second,) = _claim(outbox, "b")
    assert (second.conversation, second.to_state) == ("c0", "da_tra_ket_qua")


def test_after_unsubscribing_a_claimed_notice_is_not_sent(outbox: Engine) -> None:
    (news, *_) = _claim(outbox, "w")
    with session(outbox) as opened:
        opened.execute(delete(Subscription).where(Subscription.id == news.subscription))
    with session(outbox) as opened:
        assert not begin(opened, "w", news.id)


_Step = tuple[str, int, int]
"""What happens: an office tells, someone follows, or someone leaves; a dossier; a state."""
_STEPS = st.lists(
    st.tuples(
        st.sampled_from(["tell", "tell", "follow", "leave"]), st.integers(0, 2), st.integers(0, 3)
    ),
    max_size=25,
)


@settings(
    max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(steps=_STEPS)
def test_followers_hear_each_change_since_they_follow_once_in_order(
    database: Engine, steps: list[_Step]
) -> None:
    with session(database) as opened:
        for table in (Subscription, StatusChange, Dossier):
            opened.execute(delete(table))
    states: dict[int, str] = {}
    expected: dict[int, list[str]] = {}
    for day, (what, which, state) in enumerate(steps, start=3):
        code = f"H48.12-261102-{which:04d}"
        if what == "tell":
            tell_dossier(database, code, day=min(day, 23), trang_thai=_STATES[state])
            if states.get(which) != _STATES[state] and which in expected:
                expected[which].append(_STATES[state])
            states[which] = _STATES[state]
        elif what == "follow":
            follow(database, f"c{which}", Request(DOSSIER, code=code))
            expected.setdefault(which, [])
        else:
            with session(database) as opened:
                opened.execute(delete(Subscription).where(Subscription.code == code))
            expected.pop(which, None)
    heard: dict[int, list[str]] = {which: [] for which in expected}
    while found := _claim(database, "w"):
        for news in found:
            heard[int(news.conversation[1:])].append(news.to_state)
            with session(database) as opened:
                begin(opened, "w", news.id)
                delivered(opened, "w", news)
    assert heard == expected
    with session(database) as opened:
        assert not opened.scalars(select(Notice).where(Notice.state != "delivered")).all()
