"""Lists procedures: by group, by level of the plan, by year, or the whole menu."""

import re

from rapidfuzz import fuzz

from actions.labels import label
from actions.payloads import asking, listing
from actions.reply import Button, Kind, Outcome, Reply, TextMessage
from actions.season import season_first
from actions.turn import Said, Turn
from actions.wording import day, escape, phrase
from knowledge.facets import Facet
from knowledge.folding import fold
from knowledge.reference_files import plan
from knowledge.repository import Heading, Repository

_LEVEL = re.compile(r"\b(?:muc(?: do)?|level|md) (3|4|ba|bon)\b")
_WHOLLY = re.compile(r"\btoan trinh\b")
_IN_PART = re.compile(r"\bmot phan\b")
_YEAR = re.compile(r"\b(2020|2021)\b")
_DIGITS = {"ba": 3, "bon": 4}
_GROUP_NAMED = 85
"""Likeness, 0 to 100, from which a message counts as naming a group."""
_GROUP_MEANT = 0.25
"""Share of a procedure from which a request for a list is for its group."""


def list_procedures(turn: Turn) -> Said:
    """Answer a request for a list; the narrowest that the message names."""
    asked = turn.understood.entities
    words = fold(turn.understood.text)
    level = asked.get("level") or _level(words)
    year = asked.get("year") or _year(words)
    position = asked.get("group")
    if position is None and not level and not year and not turn.understood.pressed:
        position = _group(turn, words)
    if level in (3, 4):
        text, buttons = _by_level(turn.repository, level)
    elif year in (2020, 2021):
        text, buttons = _by_year(turn.repository, year)
    elif position is not None and 0 <= position < len(turn.repository.groups()):
        text, buttons = _by_group(turn.repository, position)
    else:
        text, buttons = _menu(turn)
    reply = Reply(
        messages=(TextMessage(text=text, buttons=tuple(buttons)),),
        outcome=Outcome(kind=Kind.LIST, confidence=round(turn.understood.confidence, 3)),
    )
    return Said(reply, turn.memory.model_copy(update={"options": ()}))


def group_buttons(repository: Repository) -> list[Button]:
    """Return a button for each group of the menu, in its order."""
    return [
        Button(title=group.name, payload=listing(group.position)) for group in repository.groups()
    ]


def _menu(turn: Turn) -> tuple[str, list[Button]]:
    repository = turn.repository
    buttons = group_buttons(repository)
    news, first = season_first(repository, turn.today)
    counts: dict[str, int] = {}
    for heading in repository.headings():
        counts[heading.group] = counts.get(heading.group, 0) + 1
    lines = [f"- {escape(g.name)} ({counts.get(g.key, 0)})" for g in repository.groups()]
    menu = "\n".join([phrase("menu", groups=len(buttons)), "", *lines])
    return "\n\n".join([*news, menu]), [*first, *buttons]


def _by_group(repository: Repository, position: int) -> tuple[str, list[Button]]:
    group = repository.groups()[position]
    members = [h for h in repository.headings() if h.group == group.key]
    lines = [f"- **{escape(label(p))}** (thủ tục số {p.id})" for p in members]
    text = phrase("group", name=escape(group.name), count=len(members))
    buttons = [Button(title=label(p), payload=asking(Facet.OVERVIEW, p.id)) for p in members]
    return "\n".join([text, "", *lines]), buttons


def _by_level(repository: Repository, level: int) -> tuple[str, list[Button]]:
    entry = next(entry for entry in plan().levels if entry.level == level)
    text = phrase(
        "level",
        issued=day(plan().issued),
        count=entry.procedures,
        level=level,
        meaning=phrase(f"level_meaning.{level}"),
        percent=str(entry.percent_of_all).replace(".", ","),
        all=plan().all_procedures,
    )
    return _headings(repository, text, [h for h in repository.headings() if h.level == level])


def _by_year(repository: Repository, year: int) -> tuple[str, list[Button]]:
    members = [h for h in repository.headings() if h.rollout_year == year]
    text = phrase("year", issued=day(plan().issued), count=len(members), year=year)
    return _headings(repository, text, members)


def _headings(
    repository: Repository, text: str, members: list[Heading]
) -> tuple[str, list[Button]]:
    lines = [text, ""]
    for group in repository.groups():
        inside = [h for h in members if h.group == group.key]
        if inside:
            lines += [f"**{escape(group.name)}**", ""]
            lines += [f"- {escape(label(p))} (số {p.id})" for p in inside]
            lines.append("")
    lines.append(phrase("plan_source", issued=day(plan().issued)))
    return "\n".join(lines), group_buttons(repository)


def _level(words: str) -> int | None:
    found = _LEVEL.search(words)
    if found:
        return _DIGITS.get(found.group(1)) or int(found.group(1))
    if _WHOLLY.search(words):
        return 4
    return 3 if _IN_PART.search(words) else None


def _year(words: str) -> int | None:
    found = _YEAR.search(words)
    return int(found.group(1)) if found else None


def _group(turn: Turn, words: str) -> int | None:
    groups = turn.repository.groups()
    scored = [(fuzz.token_set_ratio(fold(g.name), words), g.position) for g in groups]
    score, position = max(scored)
    if score >= _GROUP_NAMED:
        return position
    best = turn.understood.ranking[0] if turn.understood.ranking else None
    if best is None or best.share < _GROUP_MEANT:
        return None
    key = turn.repository.procedure(best.procedure).group
    return next((g.position for g in groups if g.key == key), None)
