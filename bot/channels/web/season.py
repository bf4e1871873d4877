"""Asks for the season of re-marking without holding up other messages."""

from anyio import to_thread

from actions.clock import today
from actions.season import Announcement, announce
from knowledge.season import season_now


async def is_season() -> bool:
    """Return whether the season runs today."""
    return await to_thread.run_sync(season_now, today()) is not None


async def announced() -> Announcement | None:
    """Return what the page says of the season; None while there is none."""
    season = await to_thread.run_sync(season_now, today())
    return announce(season, today()) if season else None
