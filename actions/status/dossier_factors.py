"""Reads the code of a dossier and the last digits of a phone number in what was typed."""

import re
from collections.abc import Collection
from datetime import datetime
from itertools import accumulate, pairwise
from typing import Final, NamedTuple

from actions.status.readings import Reading, Slip, has_numbers, plain, without
from actions.status.state import Factor
from knowledge.status.cells import dossier_code

TAIL: Final = 4
"""Digits of the phone number that are asked for."""
_USUAL_END: Final = 4
"""Digits of the last part of a code; offices may give from 1 to 5."""
_RUN: Final = re.compile(
    r"(?<![a-z\d])(?P<agency>(?:\d{1,3}\.){0,6})(?P<letter>[a-z])(?P<rest>\d[\d ._,/-]*)"
)
_GROUP: Final = re.compile(r"\d+")
_PARTS_RUN_TOGETHER: Final = ((2, 2, 6, 4), (2, 6, 4))
_NO_HEAD: Final = re.compile(r"(?<![\d.-])\d{6} ?[.-] ?\d{4}(?!\d)")
_CODE_SAID: Final = re.compile(
    r"\b(?:ma|bien nhan|(?:ho so|hs) so|so ho so|hs|ho so)\b"
    r"(?:(?: so| ho so| hs| cua \w+| la| co| 4 so cuoi)\b)*"
    r" ?[:=]? ?#?(?P<digits>\d[\d.-]*)(?![\d/])"
)
_PHONE: Final = re.compile(
    r"(?<!\d)(?:\+? ?84[ .()-]{0,2}0?|0)(?:[ .()-]{0,2}\d){9,10}(?!\d)|(?<!\d)[35789]\d{8}(?!\d)"
)
_MASKED: Final = re.compile(r"\d*[x*]{2,}[ .-]?(\d{4})(?!\d)")
_DATE: Final = re.compile(r"(?<!\d)\d{1,2}[/.-]\d{1,2}(?:[/.-]\d{4}|[/.-]\d{2})?(?![\d/.-]*\d)")
_TAIL_SAID: Final = re.compile(
    r"\b(?:cuoi|duoi|s?dt|so may|dien thoai|di dong|phone)\b[^\d;]{0,25}(?P<digits>\d(?:[ .-]?\d)*)"
)
_FOUR: Final = re.compile(r"(?<![\d/])(?<!nam )\d{4}(?![\d/])")
_YEAR: Final = re.compile(r"(?<!\d)nam (?:19|20)\d{2}(?!\d)")
_APART: Final = re.compile(r"(?<!\d)\d(?:[ .-]\d){3}(?![ .-]?\d)")
_ALONE: Final = re.compile(r"[^\d;]{0,20}(\d{3}|\d{5,8})[^\d;]{0,20}")
_PHONE_LENGTHS: Final = range(8, 13)
_PAPER: Final = re.compile(r"(?<!\d)(?:\d{9}|\d{12})(?!\d)")


class _Code(NamedTuple):
    code: str
    filed: str
    end: str
    span: tuple[int, int]


def tells_code(typed: str) -> bool:
    """Return whether a whole code of a dossier stands in `typed`."""
    return _find_code(plain(typed)) is not None


def read_dossier(typed: str, known: Collection[Factor]) -> Reading:
    """Return the code and the last digits of the phone number in `typed`, where they are there.

    `known` are the factors told before: what may be either is rather the other one.
    """
    text = plain(typed)
    values: dict[Factor, str] = {}
    found = _find_code(text)
    slip: Slip | None = None
    if found:
        text = without(text, found.span)
        slip = _doubt(found)
        if slip is None:
            values[Factor.CODE] = found.code
    elif Factor.CODE not in known or _RUN.search(text):
        slip = _broken_code(text)
        text = _CODE_SAID.sub(" ; ", text) if slip and slip.key == "code_part" else text
    tail, plainly, tail_slip = _tail(text)
    if tail and not (slip and not found and _is_code_alone(text)):
        values[Factor.TAIL] = tail
    if not values and not slip and not tail_slip and has_numbers(text):
        slip = _stray(text, known)
    return Reading(values, slip or tail_slip, plainly or found is not None)


def _find_code(text: str) -> _Code | None:
    for run in _RUN.finditer(text):
        groups = list(_GROUP.finditer(run["rest"]))
        parts = _by_groups(groups) or _by_places(groups)
        if parts is None:
            continue
        head, filed, end, last = parts
        try:
            code = dossier_code(f"{run['agency']}{run['letter']}{'.'.join(head)}-{filed}-{end}")
        except ValueError:
            continue
        return _Code(code, filed, end, (run.start(), run.start("rest") + groups[last].end()))
    return None


_Parts = tuple[list[str], str, str, int]
"""The numbers of the head, the day of filing, the last part, and the place of its group."""


def _by_groups(groups: list[re.Match[str]]) -> _Parts | None:
    digits = [group[0] for group in groups]
    for at in range(1, len(digits) - 1):
        if len(digits[at]) == 6 and len(digits[at + 1]) <= 5:
            head = [part for each in digits[:at] for part in _pairs(each)]
            return (head, digits[at], digits[at + 1], at + 1) if all(head) else None
    return None


def _by_places(groups: list[re.Match[str]]) -> _Parts | None:
    """Return the parts of a code that was run together, fully or in part."""
    ends = list(accumulate(len(group[0]) for group in groups))
    digits = "".join(group[0] for group in groups)
    for lengths in _PARTS_RUN_TOGETHER:
        if sum(lengths) not in ends:
            continue
        starts = [0, *accumulate(lengths)]
        *head, filed, end = (digits[a:b] for a, b in pairwise(starts))
        if _is_day(filed):
            return head, filed, end, ends.index(sum(lengths))
    return None


def _pairs(digits: str) -> list[str]:
    """Return a number of the head; one of four digits is two that were run together."""
    if len(digits) <= 3:
        return [digits]
    return [digits[:2], digits[2:]] if len(digits) == 4 else [""]


def _is_day(filed: str) -> bool:
    try:
        datetime.strptime(filed, "%y%m%d")
    except ValueError:
        return False
    return True


def _doubt(found: _Code) -> Slip | None:
    if len(found.end) != _USUAL_END:
        return Slip("code_end", Factor.CODE, len(found.end), found.code)
    if not _is_day(found.filed):
        return Slip("code_day", Factor.CODE, value=found.code)
    return None


def _broken_code(text: str) -> Slip | None:
    """Return which part is lacking in what looks like a code."""
    for run in _RUN.finditer(text):
        groups = _GROUP.findall(run["rest"])
        if sum(map(len, groups)) >= 4 and len(groups[0]) >= 2:
            six = any(len(group) == 6 for group in groups[1:])
            return Slip("code_no_end" if six else "code_no_day", Factor.CODE)
    if _NO_HEAD.search(text) and not _PHONE.search(text):
        return Slip("code_no_head", Factor.CODE)
    said = _CODE_SAID.search(text)
    return Slip("code_part", Factor.CODE) if said and not _PHONE.search(said[0]) else None


def _is_code_alone(text: str) -> bool:
    """Return whether the digits in `text` belong to a broken code and nothing else is said."""
    return not (_TAIL_SAID.search(text) or _PHONE.search(text) or _MASKED.search(text))


def _tail(text: str) -> tuple[str | None, bool, Slip | None]:
    """Return the last digits of a phone number, whether they are said to be, and what is wrong."""
    phone = _PHONE.search(text)
    if phone:
        return re.sub(r"\D", "", phone[0])[-TAIL:], True, None
    masked = _MASKED.search(text)
    if masked:
        return masked[1], True, None
    text = _YEAR.sub(" ; ", _DATE.sub(" ; ", text))
    said = [found["digits"] for found in _TAIL_SAID.finditer(text)]
    if said:
        return _said_tail(said[-1])
    fours = set(_FOUR.findall(text)) or {re.sub(r"\D", "", f) for f in _APART.findall(text)}
    if len(fours) == 1:
        return fours.pop(), False, None
    return None, False, Slip("tail_several", Factor.TAIL) if fours else None


def _said_tail(digits: str) -> tuple[str | None, bool, Slip | None]:
    first, whole = re.split(r"[ .-]", digits)[0], re.sub(r"\D", "", digits)
    for candidate in (whole, first):
        if len(candidate) == TAIL:
            return candidate, True, None
    key = "phone_length" if len(whole) in _PHONE_LENGTHS else "tail_length"
    return None, True, Slip(key, Factor.TAIL, len(whole))


def _stray(text: str, known: Collection[Factor]) -> Slip:
    if _PAPER.search(text):
        return Slip("not_needed")
    alone = _ALONE.fullmatch(text.strip(" ;"))
    if alone and Factor.TAIL not in known:
        return Slip("tail_length", Factor.TAIL, len(alone[1]))
    return Slip("unread")
