"""Leaves out what a message says it is not about: "... chứ không phải trường chuyên"."""

from __future__ import annotations

import re

from knowledge.folding import fold

_NOT = r"(?:không|khong|hông|hong|hổng|ko|k|hok)"
_AT_THE_END = re.compile(rf"[,;.]?\s*\bch[ứu]\s+(?:{_NOT}|chưa|chua)\b[^,;.?!\n]*", re.IGNORECASE)
_AT_THE_START = re.compile(
    rf"^(?:\w+,?\s+){{0,3}}?{_NOT}\s+(?:phải|phai)\s[^,;.?!\n]*[,;.]", re.IGNORECASE
)
_ASKS = re.compile(
    r"\b(biet|ro|hieu|thay|gi|chi|dau|mo|sao|rang|may|bao|nao|nhieu|ai|duoc|hay|thi)\b"
)
"""Words after which the clause at the end is more than a denial: it asks, or goes on."""
_BUT = re.compile(r"\bma\b")
_LONGEST = 9
_FEWEST_LEFT = 2
"""Words, both."""


def without_denials(text: str) -> str:
    """Return `text` without the clauses that deny something, as far as enough of it is left."""
    left = _without(_AT_THE_START, _BUT, _without(_AT_THE_END, _ASKS, text))
    return left if len(fold(left).split()) >= _FEWEST_LEFT else text


def _without(clause: re.Pattern[str], unless: re.Pattern[str], text: str) -> str:
    def keep(found: re.Match[str]) -> str:
        words = fold(found[0])
        return found[0] if unless.search(words) or len(words.split()) > _LONGEST else " "

    return clause.sub(keep, text)
