"""The season of re-marking is one row, which a process looks at every ten seconds."""

import time
from collections.abc import Iterator
from datetime import date

import pytest
from sqlalchemy import Engine, text
from sqlalchemy.orm import Session

from knowledge import database as knowledge_database
from knowledge.database import migrate, session
from knowledge.season import REMEMBERED, Season, put_season, season_in, season_now, stored_season

PUBLISHED, UNTIL = date(2026, 7, 15), date(2026, 7, 20)
SEASON = Season(PUBLISHED, UNTIL)
DAY = date(2026, 7, 17)


@pytest.fixture(params=["sqlite", pytest.param("postgresql", marks=pytest.mark.postgresql)])
def opened(request: pytest.FixtureRequest) -> Iterator[Session]:
    """A session on a migrated database of the test's own."""
    if request.param == "sqlite":
        bind: Engine = request.getfixturevalue("database")
    else:
        bind = request.getfixturevalue("postgresql_database")
        migrate(bind.url.render_as_string(hide_password=False))
    with session(bind) as made:
        yield made


class Clock:
    """A clock that the test turns on by hand."""

    def __init__(self) -> None:
        self.now = 1000.0

    def __call__(self) -> float:
        return self.now


@pytest.fixture
def clock(monkeypatch: pytest.MonkeyPatch) -> Clock:
    made = Clock()
    monkeypatch.setattr(time, "monotonic", made)
    return made


def test_at_first_there_is_none(opened: Session) -> None:
    assert stored_season(opened) is None
    assert season_in(opened, DAY) is None


def test_what_is_put_is_there_in_place_of_what_was(opened: Session) -> None:
    put_season(opened, SEASON)
    assert stored_season(opened) == SEASON
    off = Season(PUBLISHED, UNTIL, is_on=False)
    put_season(opened, off)
    assert stored_season(opened) == off
    assert opened.scalar(text("SELECT count(*) FROM season")) == 1


@pytest.mark.parametrize(
    ("today", "is_on", "runs"),
    [
        (date(2026, 7, 14), True, False),
        (PUBLISHED, True, True),
        (date(2026, 8, 30), True, True),
        (DAY, False, False),
    ],
)
def test_it_runs_from_the_results_until_it_is_switched_off(
    today: date, is_on: bool, runs: bool
) -> None:
    assert Season(PUBLISHED, UNTIL, is_on).runs(today) is runs


def test_this_process_sees_its_own_switch_at_once(opened: Session, clock: Clock) -> None:
    assert season_in(opened, DAY) is None
    put_season(opened, SEASON)
    assert season_in(opened, DAY) == SEASON
    assert season_in(opened, date(2026, 7, 14)) is None
    put_season(opened, Season(PUBLISHED, UNTIL, is_on=False))
    assert season_in(opened, DAY) is None


def test_it_sees_that_of_another_process_after_ten_seconds(opened: Session, clock: Clock) -> None:
    put_season(opened, SEASON)
    assert season_in(opened, DAY) == SEASON
    opened.execute(text("UPDATE season SET until = '2026-07-22'"))
    clock.now += REMEMBERED
    assert season_in(opened, DAY) == SEASON
    clock.now += 1
    assert season_in(opened, DAY) == Season(PUBLISHED, date(2026, 7, 22))


def test_a_database_that_cannot_be_read_has_no_season(
    monkeypatch: pytest.MonkeyPatch, database: Engine
) -> None:
    with database.begin() as connection:
        connection.execute(text("DROP TABLE season"))
    monkeypatch.setattr(knowledge_database, "engine", lambda *_: database)
    assert season_now(DAY) is None
