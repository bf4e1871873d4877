"""Reads a candidate number and a birth date in what was typed."""

import re
from collections.abc import Collection, Iterator, Sequence
from datetime import date
from itertools import accumulate
from typing import Final, NamedTuple

from actions.status.birth_dates import (
    is_partial,
    one_birth_date,
    read_day,
    says_birth,
    typed_dates,
)
from actions.status.readings import Reading, Slip, has_numbers, plain, without
from actions.status.state import Factor

USUAL: Final = 8
"""Digits of a candidate number; offices may give from 6 to 10."""
_POSSIBLE: Final = range(6, 11)
_NAMED: Final = re.compile(
    r"\b(?:sbd|sdb|s\.b\.d|so ?bd|(?:so ?)?bao ?danh)(?![a-z])"
    r"(?:(?!sinh|\bns\b|\bsn\b)[^\d;]){0,30}?(?P<digits>\d(?:[ .-]{0,2}\d)*)"
)
_RUN: Final = re.compile(r"(?<![\d/])\d+(?:[ .-]\d+)*(?![\d/])")
_SEPARATORS: Final = re.compile(r"[ .-]+")
_SIX: Final = re.compile(r"(?<![\d.-])\d{6}(?![\d.-]*\d)")
_ALONE: Final = re.compile(r"[^\d;]{0,20}(\d{3,10})[^\d;]{0,20}")
_NOT_NEEDED: Final = re.compile(r"(?<!\d)(?:\d{9}|\d{12}|0\d{9,10})(?!\d)")


class _Numbers(NamedTuple):
    """What plain numbers of eight digits were taken for."""

    candidate: str | None = None
    born: date | None = None
    slip: Slip | None = None


def tells_candidate(typed: str) -> bool:
    """Return whether `typed` names a candidate number of the usual length."""
    named = _NAMED.search(plain(typed))
    return named is not None and len(_candidate(named["digits"])) == USUAL


def read_regrade(typed: str, known: Collection[Factor], today: date) -> Reading:
    """Return the candidate number and the birth date in `typed`, where they are there.

    Eight digits alone are the candidate number, unless that is among the `known` factors and they
    read as a day.
    """
    text = plain(typed)
    dates = typed_dates(text, today)
    rest = text
    for each in reversed(dates):
        rest = without(rest, each.span)
    born, slip = one_birth_date(dates, today)
    named = _NAMED.search(rest)
    candidate = _candidate(named["digits"]) if named else None
    if named and candidate is not None:
        end = named.start("digits") + _reach(named["digits"], len(candidate))
        rest = without(rest, (named.start(), end))
        if len(candidate) != USUAL:
            slip, candidate = _odd(candidate), None
    found = _numbers(rest, has_candidate=named is not None, born=born, known=known, today=today)
    values = {
        Factor.CANDIDATE: candidate or found.candidate,
        Factor.BORN_ON: day.isoformat() if (day := born or found.born) else None,
    }
    told = {factor: value for factor, value in values.items() if value}
    slip = slip or found.slip or (None if told else _stray(text, rest, known))
    return Reading(told, slip, named is not None or any(each.named for each in dates))


def _numbers(
    rest: str, has_candidate: bool, born: date | None, known: Collection[Factor], today: date
) -> _Numbers:
    eights = list(_eights(rest))
    days = [(number, read_day(number, today)) for number in eights]
    if not has_candidate:
        return _two_numbers(days, born, known) if eights else _six(rest, born, known, today)
    read = [day for _, day in days if day]
    if born is None and len(read) == 1:
        return _Numbers(born=read[0])
    return _Numbers() if eights else _six(rest, born, {*known, Factor.CANDIDATE}, today)


def _two_numbers(
    days: Sequence[tuple[str, date | None]], born: date | None, known: Collection[Factor]
) -> _Numbers:
    first, first_day = days[0]
    if len(days) == 1:
        is_day = first_day is not None and born is None and Factor.CANDIDATE in known
        return _Numbers(born=first_day) if is_day else _Numbers(first)
    no_days = [number for number, day in days if day is None]
    read = [day for _, day in days if day]
    if len(no_days) == 1 and len(read) == 1 and born is None:
        return _Numbers(no_days[0], read[0])
    if not no_days and len(days) == 2 and born is None:
        return _Numbers(first, days[1][1])
    same = {number for number, _ in days}
    if len(same) == 1:
        return _Numbers(first)
    return _Numbers(slip=Slip("candidate_several", Factor.CANDIDATE))


def _six(rest: str, born: date | None, known: Collection[Factor], today: date) -> _Numbers:
    """Return the birth date that six digits tell once the candidate number is there."""
    six = _SIX.findall(rest)
    if born is None and len(six) == 1 and Factor.CANDIDATE in known:
        return _Numbers(born=read_day(six[0], today))
    return _Numbers()


def _eights(text: str) -> Iterator[str]:
    for run in _RUN.findall(text):
        groups = _SEPARATORS.split(run)
        whole = [group for group in groups if len(group) == USUAL]
        if whole:
            yield from whole
        elif sum(map(len, groups)) == USUAL:
            yield "".join(groups)


def _candidate(digits: str) -> str:
    """Return the number that begins `digits`: eight of them if they end with a group."""
    groups = _SEPARATORS.split(digits)
    if USUAL in accumulate(map(len, groups)):
        return "".join(groups)[:USUAL]
    return groups[0] if len(groups[0]) in _POSSIBLE else "".join(groups)


def _reach(digits: str, count: int) -> int:
    """Return the place behind the first `count` digits of `digits`."""
    places = [at for at, character in enumerate(digits) if character.isdecimal()]
    return places[count - 1] + 1


def _odd(number: str) -> Slip:
    value = number if len(number) in _POSSIBLE else None
    return Slip("candidate_length", Factor.CANDIDATE, len(number), value)


def _stray(text: str, rest: str, known: Collection[Factor]) -> Slip | None:
    """Return what to say to numbers that are neither."""
    if _NOT_NEEDED.search(rest):
        return Slip("not_needed")
    if is_partial(text) and (says_birth(text) or Factor.CANDIDATE in known):
        return Slip("born_partial", Factor.BORN_ON)
    alone = _ALONE.fullmatch(rest.strip(" ;"))
    if alone and Factor.CANDIDATE not in known:
        return _odd(alone[1])
    return Slip("unread") if has_numbers(text) else None
