"""One turn of a conversation as plain values: what was understood, and what is remembered."""

import time
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from pydantic import BaseModel, ConfigDict

from actions.guide.state import Guiding
from actions.letters.state import Writing
from actions.reply import Reply
from actions.status.state import Looking
from knowledge.facets import Facet
from knowledge.repository import Repository

ASK = "ask_"
"""Start of the intents that ask for a facet of a procedure."""
TOPIC_LASTS = 30 * 60
"""Seconds after which a conversation no longer knows which procedure was spoken of."""
GUIDE_LASTS = 24 * 60 * 60
"""Seconds after which a guide that was left off can no longer be gone on with."""
MOST_VISITED = 4


@dataclass(frozen=True)
class Ranked:
    """A procedure, its share among all that a message may mean, and its own probability."""

    procedure: int
    share: float
    odds: float


@dataclass(frozen=True)
class Understanding:
    """What the NLU model makes of a message; a button's payload fills only intent and entities.

    `several` and `unclear`: how likely it is about several procedures, or leaves open which;
    `open_act` and `open_institution`: how likely it leaves open what is done, or for whom.
    `acts` and `institutions`: the probability of each half of a procedure by its name in the
    taxonomy, of `none` and of `open`.
    `mended`: the text folded, with slips of the keyboard mended. `typed`: the text with its
    personal numbers, for a dialogue that asked for one; never told or remembered.
    `asking` and `out_of_scope`: how likely it is a question on a procedure, or on anything else.
    """

    text: str
    intent: str
    confidence: float = 1.0
    facets: tuple[tuple[Facet, float], ...] = ()
    ranking: tuple[Ranked, ...] = ()
    no_procedure: float = 0.0
    outside: float = 0.0
    several: float = 0.0
    unclear: float = 0.0
    open_act: float = 0.0
    open_institution: float = 0.0
    acts: Mapping[str, float] = field(default_factory=dict)
    institutions: Mapping[str, float] = field(default_factory=dict)
    mended: str = ""
    typed: str = ""
    asking: float = 0.0
    out_of_scope: float = 0.0
    entities: Mapping[str, int] = field(default_factory=dict)

    @property
    def asks(self) -> bool:
        """Whether it is taken for a question on a procedure."""
        return self.intent.startswith(ASK)

    @property
    def pressed(self) -> bool:
        """Whether a button was pressed rather than something written."""
        return self.text.startswith("/")


class Memory(BaseModel):
    """What a conversation remembers from one turn to the next; holds no words of the citizen.

    `topic`: the procedures spoken of, `visited` those before them, the latest first; `options`:
    those offered in the last turn, `guided` if to be led through; `lookup`: how far a look-up has
    come; `guide`: how far the step-by-step guide; `writing`: how far a letter.
    """

    model_config = ConfigDict(frozen=True)

    topic: tuple[int, ...] = ()
    visited: tuple[int, ...] = ()
    facets: tuple[Facet, ...] = ()
    options: tuple[int, ...] = ()
    guided: bool = False
    lookup: Looking | None = None
    guide: Guiding | None = None
    writing: Writing | None = None
    at: float = 0.0

    def about(self, procedures: tuple[int, ...], facets: tuple[Facet, ...]) -> "Memory":
        """Return the memory after `facets` of `procedures` were told."""
        before = dict.fromkeys((*self.topic, *self.visited))
        visited = tuple(procedure for procedure in before if procedure not in procedures)
        return Memory(
            topic=procedures,
            visited=visited[:MOST_VISITED],
            facets=facets,
            lookup=self.lookup,
            guide=self.guide,
            writing=self.writing,
        )

    def fresh(self, now: float) -> "Memory":
        """Return this memory, or what of it is not too old to build on."""
        if now - self.at <= TOPIC_LASTS:
            return self
        if self.guide and now - self.at <= GUIDE_LASTS:
            return Memory(guide=self.guide.model_copy(update={"paused": True}), at=self.at)
        return Memory()


@dataclass(frozen=True)
class Turn:
    """All that an action needs to answer."""

    repository: Repository
    understood: Understanding
    memory: Memory
    today: date
    conversation: str = ""


@dataclass(frozen=True)
class Said:
    """What an action answers, and what it wants remembered."""

    reply: Reply
    memory: Memory


def understanding(message: Mapping[str, Any], typed: str = "") -> Understanding:
    """Return the `latest_message` of a Rasa tracker, and how it was `typed`, as a typed value."""
    intent = message.get("intent") or {}
    entities = {
        str(entity["entity"]): int(entity["value"])
        for entity in message.get("entities") or []
        if str(entity.get("value", "")).isdecimal()
    }
    return Understanding(
        text=str(message.get("text") or ""),
        intent=str(intent.get("name") or ""),
        confidence=_bounded(intent.get("confidence", 0.0)),
        facets=tuple(
            (Facet(entry["facet"]), float(entry["confidence"]))
            for entry in message.get("facet_ranking") or []
        ),
        ranking=tuple(
            Ranked(int(entry["procedure"]), float(entry["share"]), float(entry["odds"]))
            for entry in message.get("procedure_ranking") or []
        ),
        no_procedure=float(message.get("no_procedure") or 0.0),
        outside=float(message.get("outside") or 0.0),
        several=float(message.get("several_procedures") or 0.0),
        unclear=float(message.get("unclear_procedure") or 0.0),
        open_act=float(message.get("open_act") or 0.0),
        open_institution=float(message.get("open_institution") or 0.0),
        acts=_chances(message.get("acts")),
        institutions=_chances(message.get("institutions")),
        mended=str(message.get("mended") or ""),
        typed=typed,
        asking=sum(
            _bounded(entry["confidence"])
            for entry in message.get("intent_ranking") or []
            if str(entry["name"]).startswith(ASK)
        ),
        out_of_scope=float(message.get("out_of_scope") or 0.0),
        entities=entities,
    )


def remembered(slot: Mapping[str, Any] | None) -> Memory:
    """Return the memory kept in a Rasa slot; an unreadable one counts as empty."""
    try:
        memory = Memory.model_validate(slot or {})
    except ValueError:
        return Memory()
    return memory.fresh(time.time())


def _chances(named: Mapping[str, Any] | None) -> dict[str, float]:
    return {str(name): _bounded(chance) for name, chance in (named or {}).items()}


def _bounded(value: object) -> float:
    return min(1.0, max(0.0, float(value))) if isinstance(value, int | float) else 0.0
