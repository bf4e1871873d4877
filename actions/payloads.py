"""What a button sends back: an intent, and numbers that say for what."""

import json
import re
from dataclasses import dataclass, field
from enum import IntEnum
from typing import Final

from knowledge.facets import Facet

_SHAPE: Final = re.compile(r"/(?P<intent>[a-z_]{1,30})(?P<entities>\{[^{}]{0,40}\})?")
_ENTITIES: Final = {
    **{f"ask_{facet.value}": {"procedure"} for facet in Facet},
    "guide": {"procedure", "case", "answer", "paper"},
    "letter": {"procedure", "step", "field"},
    "follow": {"step", "request"},
    "list": {"group", "level", "year"},
    "contact": {"step"},
    "handoff": set[str](),
    "greet": set[str](),
    "who_are_you": set[str](),
    "status_regrade": set[str](),
}

TELL_OF_DATA: Final = 1
FORGET_DATA: Final = 2
"""Steps of `contact`, which is the intent that these come back with."""


@dataclass(frozen=True)
class Pressed:
    """A button's intent and the numbers it carries, e.g. ``ask_fee`` and ``{"procedure": 3}``."""

    intent: str
    entities: dict[str, int] = field(default_factory=dict)


class FollowStep(IntEnum):
    """What a button wishes of the news of a request."""

    BEGIN = 0
    END = 1
    LOOK_AT_DOSSIER = 2
    LOOK_AT_REGRADE = 3
    LIST = 4


def asking(facet: Facet, procedure_id: int) -> str:
    """Return the payload that asks for `facet` of a procedure."""
    return f'/ask_{facet.value}{{"procedure":{procedure_id}}}'


def guiding(procedure_id: int, case: int | None = None, answer: int | None = None) -> str:
    """Return the payload that begins the guide, or answers the case at a position."""
    if case is None:
        return f'/guide{{"procedure":{procedure_id}}}'
    return f'/guide{{"procedure":{procedure_id},"case":{case},"answer":{answer}}}'


def ticking(procedure_id: int, paper: int) -> str:
    """Return the payload that says that the paper with this key is at hand."""
    return f'/guide{{"procedure":{procedure_id},"paper":{paper}}}'


def writing(procedure_id: int) -> str:
    """Return the payload that begins the letter of a procedure."""
    return f'/letter{{"procedure":{procedure_id}}}'


def writing_step(step: int) -> str:
    """Return the payload that goes a step on in the letter that is being written."""
    return f'/letter{{"step":{step}}}'


def writing_field(position: int) -> str:
    """Return the payload that asks again for the field at a position of the letter."""
    return f'/letter{{"field":{position}}}'


def looking_up_regrade() -> str:
    """Return the payload that begins the look-up of a re-marking request."""
    return "/status_regrade"


def telling_of_data() -> str:
    """Return the payload that asks who may see what is kept of a person, and for how long."""
    return f'/contact{{"step":{TELL_OF_DATA}}}'


def forgetting_data() -> str:
    """Return the payload that deletes what a conversation has told."""
    return f'/contact{{"step":{FORGET_DATA}}}'


def following(step: FollowStep, subscription: int | None = None) -> str:
    """Return the payload of a step on a subscription; on all, or what was looked up, if None."""
    if subscription is None:
        return f'/follow{{"step":{step.value}}}'
    return f'/follow{{"step":{step.value},"request":{subscription}}}'


def listing(group_position: int) -> str:
    """Return the payload that lists the group at `group_position` of the menu."""
    return f'/list{{"group":{group_position}}}'


def parse(payload: str) -> Pressed:
    """Return what `payload` stands for. Raises ValueError for any that no button ever sent."""
    shape = _SHAPE.fullmatch(payload)
    if shape is None or shape["intent"] not in _ENTITIES:
        raise ValueError("not a payload of a button")
    entities = json.loads(shape["entities"] or "{}")
    known = _ENTITIES[shape["intent"]]
    if not all(key in known and type(value) is int for key, value in entities.items()):
        raise ValueError("not a payload of a button")
    return Pressed(shape["intent"], entities)
