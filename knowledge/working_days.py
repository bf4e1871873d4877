"""Counts days as offices do: over weekends, public holidays and the days swapped with them."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache

from holidays import HolidayBase, country_holidays

from knowledge.reference_files import holidays as notes

Swaps = dict[date, bool]
"""Days that are otherwise than in the library, and whether they are worked."""

_DAY = timedelta(days=1)
_SATURDAY = 5
_NEAR = 10
"""Days; no Saturday worked from 2010 to 2026 lay further than that from its holiday."""
_NEW_YEAR = "Tết Nguyên Đán"
"""What the library calls the first day of the lunar year."""
_LATEST_NEW_YEAR = 60
"""Days after 1 January; the lunar year never begins later than 21 February."""


@dataclass(frozen=True)
class Passed:
    """Days off between Monday and Friday, in a row but for weekends, for one occasion."""

    name: str
    first: date
    last: date


@dataclass(frozen=True)
class Due:
    """The last day of a term, and what was met on the way.

    `unsettled`: the occasions whose days off are not decided yet and may move `day`.
    """

    day: date
    passed: tuple[Passed, ...] = ()
    unsettled: tuple[str, ...] = ()

    @property
    def tentative(self) -> bool:
        return bool(self.unsettled)


@dataclass(frozen=True)
class Left:
    """How long until a day: calendar days, negative once it is over, and the working ones."""

    days: int
    working_days: int


def add_working_days(start: date, days: int) -> Due:
    """Return the day on which `days` working days are over for what is filed on `start`.

    The day of receipt is not counted; what is filed on a day off is received on the next working
    day. Raises ValueError if `days` is negative.
    """
    _check(days)

    def end(supposing: Swaps) -> date:
        day = _next(start, supposing)
        for _ in range(days):
            day = _next(day + _DAY, supposing)
        return day

    return _due(start, end)


def add_days(start: date, days: int) -> Due:
    """Return the day on which a term of `days` calendar days after `start` is over.

    The first day is not counted (Bộ luật Dân sự 2015, Điều 147 khoản 2); a last day that is a day
    off moves the end to the next working day (Điều 148 khoản 5). Raises ValueError if `days` is
    negative.
    """
    _check(days)
    last = start + days * _DAY
    return _due(last, lambda supposing: _next(last, supposing))


def left(until: date, today: date) -> Left:
    """Return how long it is until `until`, which is counted itself; `today` is not."""
    days = (until - today).days
    ahead = (today + number * _DAY for number in range(1, days + 1))
    return Left(days, sum(is_working_day(day) for day in ahead))


def working_day(day: date) -> date:
    """Return `day`, or the next working day if it is a day off."""
    return _next(day, {})


def is_working_day(day: date) -> bool:
    """Return whether offices work on `day`; a Saturday worked in place of another day counts."""
    return _works(day, {})


def new_years(year: int) -> date | None:
    """Return the first day of the lunar `year` in Vietnam, or None where it isn't known."""
    january = date(year, 1, 1)
    for day in (january + number * _DAY for number in range(_LATEST_NEW_YEAR)):
        if _NEW_YEAR in _calendar().get_list(day):
            return day
    return None


def _check(days: int) -> None:
    if days < 0:
        raise ValueError(f"a term of {days} days")


def _works(day: date, supposing: Swaps) -> bool:
    swaps = _decided() | supposing
    return swaps[day] if day in swaps else _calendar().is_working_day(day)


def _next(day: date, supposing: Swaps) -> date:
    while not _works(day, supposing):
        day += _DAY
    return day


def _due(start: date, end: Callable[[Swaps], date]) -> Due:
    day = end({})
    span = [start + number * _DAY for number in range((day - start).days + 1)]
    unsettled = [
        proposal.holiday
        for proposal in notes().proposals
        if end(_swaps(proposal.day_off, proposal.worked)) != day
    ]
    unsettled += [name for name in map(_not_announced, (start, day)) if name]
    return Due(day, _passed(span), tuple(dict.fromkeys(unsettled)))


def _passed(span: list[date]) -> tuple[Passed, ...]:
    runs: list[Passed] = []
    for day in span:
        if day.weekday() >= _SATURDAY or is_working_day(day):
            continue
        name = _occasion(day)
        before = runs[-1] if runs else None
        if before and before.name == name and (day - before.last).days <= _NEAR:
            runs[-1] = Passed(name, before.first, day)
        else:
            runs.append(Passed(name, day, day))
    return tuple(runs)


def _not_announced(day: date) -> str | None:
    """Return the occasion near `day` for which no notice is out yet, if any.

    Only the ends of a term matter: a notice moves days off, it makes them neither more nor fewer.
    """
    if day <= notes().announced_to:
        return None
    near = (day + number * _DAY for number in range(-_NEAR, _NEAR + 1))
    return _occasion(day) if any(other in _calendar() for other in near) else None


def _occasion(day: date) -> str:
    """Return the occasion for which `day` is off; for a swapped day, that of the nearest one."""
    for decision in notes().decisions:
        if day in decision.day_off and decision.holiday:
            return decision.holiday
    for distance in range(_NEAR + 1):
        for other in (day - distance * _DAY, day + distance * _DAY):
            name = _calendar().get(other) or ""
            for occasion in notes().occasions:
                if any(word in name for word in occasion.words):
                    return occasion.name
    return _calendar().get(day) or ""


@cache
def _decided() -> Swaps:
    swaps: Swaps = {}
    for decision in notes().decisions:
        swaps |= _swaps(decision.day_off, decision.worked)
    return swaps


def _swaps(day_off: Iterable[date], worked: Iterable[date]) -> Swaps:
    return dict.fromkeys(day_off, False) | dict.fromkeys(worked, True)


@cache
def _calendar() -> HolidayBase:
    return country_holidays("VN", language="vi")
