"""The season of re-marking: an officer's word that results are out, and until when one may file.

It is asked for at every message, so each process remembers the switch for ten seconds.
"""

import logging
import time
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from typing import Final
from weakref import WeakKeyDictionary

from sqlalchemy import Engine
from sqlalchemy.exc import SQLAlchemyError
from sqlalchemy.orm import Session

from knowledge import database
from knowledge.models import SeasonSwitch

REMEMBERED: Final = 10.0
"""Seconds after which the switch is looked at again."""
_ONLY: Final = 1
_LOG = logging.getLogger(__name__)


@dataclass(frozen=True)
class Season:
    """The day of the results, the last day to file, and whether the season is switched on."""

    published_on: date
    until: date
    is_on: bool = True

    def runs(self, today: date) -> bool:
        """Return whether it is on and the results are out."""
        return self.is_on and self.published_on <= today


@dataclass(frozen=True)
class _Seen:
    season: Season | None
    at: float


_seen: WeakKeyDictionary[Engine, _Seen] = WeakKeyDictionary()


def stored_season(session: Session) -> Season | None:
    """Return what is stored, on or off; None if there never was a season."""
    row = session.get(SeasonSwitch, _ONLY, populate_existing=True)
    return Season(row.published_on, row.until, row.is_on) if row else None


def put_season(session: Session, season: Season) -> None:
    """Store `season` in place of the one before."""
    session.merge(
        SeasonSwitch(
            id=_ONLY,
            published_on=season.published_on,
            until=season.until,
            is_on=season.is_on,
        )
    )
    session.flush()
    _seen.pop(session.get_bind().engine, None)


def season_in(session: Session, today: date) -> Season | None:
    """Return the season that runs, as it stood at most ten seconds ago; None if there is none."""
    bind = session.get_bind().engine
    return _running(_remembered(bind, lambda: stored_season(session)), today)


def season_now(today: date) -> Season | None:
    """Return the same by a session of its own; None where the database can't be read."""

    def look() -> Season | None:
        with database.session() as opened:
            return stored_season(opened)

    try:
        return _running(_remembered(database.engine(), look), today)
    except SQLAlchemyError as error:
        _LOG.warning("the season could not be read: %s", type(error).__name__)
        return None


def _running(season: Season | None, today: date) -> Season | None:
    return season if season and season.runs(today) else None


def _remembered(bind: Engine, look: Callable[[], Season | None]) -> Season | None:
    seen = _seen.get(bind)
    if seen is None or time.monotonic() - seen.at > REMEMBERED:
        seen = _seen[bind] = _Seen(look(), time.monotonic())
    return seen.season
