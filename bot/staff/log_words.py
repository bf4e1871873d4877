"""Says a difference in the log in words: where, from what, to what."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, Final

from actions.wording import facet_title
from bot.staff import log_phrases
from bot.staff.differences import DEEPEST, Difference, differences
from bot.staff.editing.labels import label
from knowledge.editing.sections import Section
from knowledge.facets import Facet
from knowledge.staff.audit import Action, Entry

_LONGEST: Final = 400
_BEFORE_IT: Final = 80
"""Characters of a long text that are shown before what differs in it."""
_DAY: Final = re.compile(r"\d{4}-\d{2}-\d{2}")
_BETWEEN: Final = " · "
_CONTENT: Final = frozenset(
    (Action.PUBLISH, Action.CONFIRM, Action.REVIEWED, Action.IMPORT_CATALOGUE)
)
"""What changes procedures: the log has them whole, before and after."""
_DRAFTS: Final = frozenset((Action.DROP_SECTION, Action.SEND_DRAFT, Action.DISCARD_DRAFT))
"""What changes drafts: the log has their sections, and beside them what else there is to say."""
_SECTIONS: Final = frozenset(map(str, Section))
_FACETS: Final = {facet.value: facet for facet in Facet}


@dataclass(frozen=True)
class Told:
    """A difference in Vietnamese; `before` or `after` is empty where nothing stood."""

    place: str
    before: str
    after: str


def told(entry: Entry) -> list[Told]:
    """Return what a line of the log says that changed, at most 60 places."""
    return [_told(entry.action, each) for each in differences(entry.before, entry.after)]


def _told(action: str, difference: Difference) -> Told:
    path = difference.path
    content = action in _CONTENT or (action in _DRAFTS and path[0] in _SECTIONS)
    before = _words(content, path, difference.before)
    after = _words(content, path, difference.after)
    start = _start(before, after)
    return Told(_place(content, path), _cut(before, start), _cut(after, start))


def _place(content: bool, path: Sequence[str | int]) -> str:
    return label(path) if content else _BETWEEN.join(map(_name, path))


def _name(step: str | int) -> str:
    if isinstance(step, int):
        return log_phrases.ROW.format(number=step + 1)
    return log_phrases.NAMES.get(step, step)


def _words(content: bool, path: Sequence[str | int], value: Any) -> str:
    """Return a value in words; empty for nothing."""
    if value is None:
        return ""
    if isinstance(value, Mapping | list) and len(path) > DEEPEST:
        return "…"
    if isinstance(value, Mapping):
        return "; ".join(_parts(content, path, value))
    if isinstance(value, list):
        return ", ".join(_item(content, (*path, at), item) for at, item in enumerate(value))
    if isinstance(value, bool):
        return log_phrases.YES if value else log_phrases.NO
    return _word(_key(path), str(value))


def _parts(content: bool, path: Sequence[str | int], value: Mapping[str, Any]) -> Iterator[str]:
    outer = _place(content, path)
    for key, inner in value.items():
        there = (*path, key)
        place = _place(content, there)
        name = key if place == outer else place.rsplit(_BETWEEN, 1)[-1]
        if words := _words(content, there, inner):
            yield f"{name}: {words}"


def _item(content: bool, path: Sequence[str | int], item: Any) -> str:
    words = _words(content, path, item)
    return f"({words})" if isinstance(item, Mapping) else words


def _word(key: str, text: str) -> str:
    if key == "facet" and text in _FACETS:
        return facet_title(_FACETS[text])
    if _DAY.fullmatch(text):
        return _day(text)
    return log_phrases.VALUES.get(key, {}).get(text, text) or log_phrases.NOTHING


def _day(text: str) -> str:
    try:
        return f"{date.fromisoformat(text):%d/%m/%Y}"
    except ValueError:
        return text


def _key(path: Sequence[str | int]) -> str:
    """Return the key under which a value, or the list that it is in, stands."""
    return next((step for step in reversed(path) if isinstance(step, str)), "")


def _start(before: str, after: str) -> int:
    """Return from where to show two texts so that what differs is in sight."""
    if max(len(before), len(after)) <= _LONGEST:
        return 0
    if not (before and after):
        return 0
    differs = (
        at for at, (one, other) in enumerate(zip(before, after, strict=False)) if one != other
    )
    return max(0, next(differs, min(len(before), len(after))) - _BEFORE_IT)


def _cut(text: str, start: int) -> str:
    shown = text[start : start + _LONGEST]
    end = "…" if start + _LONGEST < len(text) else ""
    return f"{'…' if start and text else ''}{shown}{end}"
