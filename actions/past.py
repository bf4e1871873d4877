"""Hears that a citizen asks for the rule of an earlier day: "hồi 2021 thì sao", "quy định cũ"."""

import re
from datetime import date

from knowledge.content import ProcedureContent
from knowledge.folding import fold
from knowledge.repository import version_before, version_on

FIRST_DAY = date(2021, 1, 19)
"""Day of plan 120/KH-SGDĐT, from which the knowledge base knows the rules."""
_YEAR = re.compile(
    r"\b(?:hoi|thoi|(?:quy dinh|luat|thu tuc|ban)(?: cua| cu)?)(?: nam| hoi)? (20[2-9]\d)\b"
    r"|\b(20[2-9]\d) thi (?:sao|the nao|ra sao|ntn|nhu the nao|khac gi|quy dinh)\b"
)
_FORMER = re.compile(
    r"\b(?:quy dinh|luat|thu tuc|ban|cach)(?: hoi)? (?:cu|truoc day|hoi truoc|truoc kia)\b"
)


def asks_for_the_past(text: str) -> bool:
    """Return whether `text` may ask for the rule of an earlier day."""
    words = fold(text)
    return bool(_YEAR.search(words) or _FORMER.search(words))


def day_asked_for(text: str, procedure: ProcedureContent, today: date) -> date | None:
    """Return a day on which the rule asked for was in force; None for the rule of today."""
    words = fold(text)
    year = _YEAR.search(words)
    if year:
        named = int(year[1] or year[2])
        day = FIRST_DAY if named == FIRST_DAY.year else date(named, 12, 31)
        return day if FIRST_DAY <= day < today else None
    if _FORMER.search(words):
        before = version_before(procedure, version_on(procedure, today))
        return before.in_force_to if before else None
    return None
