"""A value of a procedure in words."""

import json
from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from typing import Any, Final

from bot.staff import phrases as words
from bot.staff.editing.phrases import CONFIDENCE, KNOWLEDGE, NO, YES
from knowledge.content import Case

_DAYS: Final = ("in_force_from", "in_force_to", "reviewed_on")
_WORDS: Final[Mapping[str, Mapping[Any, str]]] = {
    "knowledge": KNOWLEDGE,
    "confidence": CONFIDENCE,
    "standing": words.STANDING,
    "state": words.STATES,
}


def told(path: tuple[str | int, ...], value: Any) -> str:
    """Return the `value` at a place as officers read it; empty for none."""
    key = str(path[-1]) if path else ""
    if value is None:
        return ""
    if isinstance(value, bool):
        return YES if value else NO
    if key in _WORDS and isinstance(value, str):
        return _WORDS[key].get(value, value)
    if key in _DAYS:
        return _day(str(value))
    if key == "only" and isinstance(value, Mapping):
        return "; ".join(f"{case}: {', '.join(map(str, value[case]))}" for case in value)
    return value if isinstance(value, str) else json.dumps(value, ensure_ascii=False)


def with_answers(content: Any, cases: Sequence[Case]) -> Any:
    """Return `content` (JSON) with cases and their answers in words where it has their keys."""
    if isinstance(content, list):
        return [with_answers(each, cases) for each in content]
    if not isinstance(content, Mapping):
        return content
    known = {case.key: case for case in cases}
    return {
        key: dict(_answers(each, known)) if key == "only" else with_answers(each, cases)
        for key, each in content.items()
    }


def _answers(only: Any, known: Mapping[str, Case]) -> Iterator[tuple[str, list[str]]]:
    for key, chosen in only.items() if isinstance(only, Mapping) else ():
        case = known.get(key)
        answers = {each.key: each.answer for each in case.answers} if case else {}
        yield case.question if case else key, [answers.get(each, each) for each in chosen]


def _day(value: str) -> str:
    try:
        return f"{date.fromisoformat(value):%d/%m/%Y}"
    except ValueError:
        return value
