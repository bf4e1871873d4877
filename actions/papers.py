"""Which paper or day is wanted as a file, and its address on our site."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum
from typing import Final
from urllib.parse import parse_qsl, urlencode

MOST_ANSWERS: Final = 20
"""More than twice the cases that any procedure has."""

_PATH: Final = re.compile(r"/api/procedures/(?P<procedure>[0-9]{1,2})/checklist\.(?P<form>pdf|png)")
_DUE: Final = re.compile(
    r"/api/procedures/(?P<procedure>[0-9]{1,2})/due\.ics\?filed=(?P<filed>\d{4}-\d\d-\d\d)"
    r"(?:&(?P<answers>[^#]+))?"
)
_FIRST_YEAR: Final = 2021
_LAST_YEAR: Final = 2099
FILED: Final = "filed"
"""Name of the day in an address; no case has this key."""
CALENDAR: Final = "text/calendar"
_KEY: Final = re.compile(r"[a-z0-9-]{1,40}")


class Form(StrEnum):
    """What a paper is made as; the value is the ending of the file's name."""

    PDF = "pdf"
    PNG = "png"

    @property
    def media_type(self) -> str:
        return {Form.PDF: "application/pdf", Form.PNG: "image/png"}[self]


@dataclass(frozen=True)
class Wanted:
    """The checklist of a procedure for a person who gave `answers`: case keys to answer keys.

    Raises:
        LookupError: there is no procedure by that number.
        ValueError: `answers` has what can't be a key, or more than any procedure asks.
    """

    procedure: int
    form: Form
    answers: Mapping[str, str] = field(default_factory=dict)

    def __post_init__(self) -> None:
        if not 1 <= self.procedure <= 61:
            raise LookupError(f"no procedure {self.procedure}")
        _check_keys(self.answers)

    @property
    def path(self) -> str:
        """Its address on our site, from the root."""
        query = f"?{urlencode(self.answers)}" if self.answers else ""
        return f"/api/procedures/{self.procedure}/checklist.{self.form}{query}"


@dataclass(frozen=True)
class WantedDay:
    """The day on which what is handed in on `filed` is due, for the citizen's own calendar.

    `answers`: those by which the person has a term of their own; case keys to answer keys.

    Raises:
        LookupError: there is no procedure by that number.
        ValueError: `filed` is before the rules that are known, or too far ahead; `answers` has
            what can't be a key.
    """

    procedure: int
    filed: date
    answers: Mapping[str, str] = field(default_factory=dict)

    def __post_init__(self) -> None:
        if not 1 <= self.procedure <= 61:
            raise LookupError(f"no procedure {self.procedure}")
        if not _FIRST_YEAR <= self.filed.year <= _LAST_YEAR:
            raise ValueError("no day on which anything is handed in")
        _check_keys(self.answers)

    @property
    def path(self) -> str:
        """Its address on our site, from the root."""
        query = urlencode({FILED: self.filed.isoformat(), **self.answers})
        return f"/api/procedures/{self.procedure}/due.ics?{query}"


def wanted(path: str) -> Wanted | WantedDay:
    """Return what stands at `path`. Raises ValueError and LookupError as these do."""
    due = _DUE.fullmatch(path)
    if due:
        filed = date.fromisoformat(due["filed"])
        return WantedDay(int(due["procedure"]), filed, _answers(due["answers"] or ""))
    place, _, query = path.partition("?")
    found = _PATH.fullmatch(place)
    if found is None:
        raise ValueError("not the address of a paper")
    return Wanted(int(found["procedure"]), Form(found["form"]), _answers(query))


def single(pairs: list[tuple[str, str]]) -> dict[str, str]:
    """Return `pairs` as a mapping. Raises ValueError if a key comes twice."""
    answers = dict(pairs)
    if len(answers) != len(pairs):
        raise ValueError("one answer to each case")
    return answers


def _answers(query: str) -> dict[str, str]:
    pairs = parse_qsl(query, keep_blank_values=True, max_num_fields=MOST_ANSWERS)
    return single(pairs)


def _check_keys(answers: Mapping[str, str]) -> None:
    keys = [*answers.keys(), *answers.values()]
    if FILED in answers or len(answers) > MOST_ANSWERS or not all(map(_KEY.fullmatch, keys)):
        raise ValueError("not the keys of cases and answers")
