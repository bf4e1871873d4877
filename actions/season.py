"""What is said in the season of re-marking: that results are out, and how long one may file."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from actions.deadlines import weekday_and_day
from actions.payloads import asking, looking_up_regrade, writing
from actions.reply import Button
from actions.status.regrade_answer import REGRADING
from actions.windows import days_from_publication, window_after, window_until
from actions.wording import day, phrase
from knowledge.facets import Facet
from knowledge.repository import Repository, version_on
from knowledge.season import Season, season_in


@dataclass(frozen=True)
class Announcement:
    """A sentence of markdown, and whether one may still file."""

    sentence: str
    may_file: bool


def announce(season: Season, today: date) -> Announcement:
    """Return what is said on `today`, while `season` runs."""
    window = window_until(season.until, today)
    published, last = day(season.published_on), weekday_and_day(season.until)
    if window.left > 0:
        said = phrase("season.open", published=published, last=last, left=window.left)
    elif window.left == 0:
        said = phrase("season.last", published=published, last=last)
    elif today <= window.moved:
        moved = weekday_and_day(window.moved)
        said = phrase("season.over_day_off", published=published, last=last, moved=moved)
    else:
        said = phrase("season.over", published=published, last=last)
    return Announcement(said, may_file=today <= window.moved)


def season_buttons(announced: Announcement) -> Iterator[Button]:
    """Yield the buttons that come first: to look up, to ask how, and to write while one may."""
    yield Button(title=phrase("season.buttons.look_up"), payload=looking_up_regrade())
    yield Button(title=phrase("season.buttons.how"), payload=asking(Facet.OVERVIEW, REGRADING))
    if announced.may_file:
        yield Button(title=phrase("season.buttons.write"), payload=writing(REGRADING))


def season_first(repository: Repository, today: date) -> tuple[list[str], list[Button]]:
    """Return the sentence and the buttons that come first, both empty out of season."""
    season = season_in(repository.session, today)
    if season is None:
        return [], []
    announced = announce(season, today)
    return [announced.sentence], list(season_buttons(announced))


def last_day_by_rule(repository: Repository, published_on: date) -> date | None:
    """Return the last day to file by the rule of that day; None if it gives no number of days."""
    facets = version_on(repository.procedure(REGRADING), published_on).facets
    days = days_from_publication(facets.window) if facets else None
    return None if days is None else window_after(published_on, days, published_on).last
