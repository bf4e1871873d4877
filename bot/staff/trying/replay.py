"""Questions that were asked, answered twice: as the bot does now, and as it would with a draft."""

from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Final

from actions.drafts import Drafted
from actions.follow_ups import hear
from actions.guide.dialogue import guide
from actions.menus import list_procedures
from actions.people import hand_over, take_feedback
from actions.questions import CHOOSE, OUT_OF_SCOPE, answer_question, choose_option, fall_back
from actions.reply import Outcome, Reply
from actions.smalltalk import small_talk
from actions.turn import ASK, Memory, Said, Turn, Understanding
from knowledge.asked.asked import Asked
from knowledge.repository import Repository

Speak = Callable[[Turn], Said]

SPEAKERS: Final[Mapping[str, Speak]] = {
    CHOOSE: choose_option,
    "guide": guide,
    "list": list_procedures,
    "handoff": hand_over,
    "feedback": take_feedback,
    "greet": small_talk,
    "thanks": small_talk,
    "bye": small_talk,
    "who_are_you": small_talk,
    "chitchat": small_talk,
}
"""What speaks to an intent, as the rules of Rasa have it; those that could write are left out."""


@dataclass(frozen=True)
class Changed:
    """Questions that get `old` now and would all get `new`, each with how often it was asked."""

    old: Reply
    new: Reply
    questions: tuple[tuple[str, int], ...]

    @property
    def count(self) -> int:
        return sum(times for _, times in self.questions)


@dataclass(frozen=True)
class Replayed:
    """`tried` questions were answered twice; `unrepeated` weren't answered as they were then."""

    tried: int
    unrepeated: int
    changed: tuple[Changed, ...]


def speaker(intent: str) -> Speak | None:
    """Return what speaks to `intent`; None for one that isn't to be repeated."""
    if intent.startswith(ASK):
        return answer_question
    if intent.startswith(OUT_OF_SCOPE):
        return fall_back
    return SPEAKERS.get(intent)


def replay(
    draft: Drafted, live: Repository, heard: Iterable[tuple[Asked, Understanding | None]]
) -> Replayed:
    """Answer what was `heard` with the rules of now and with the draft, both for its first day.

    What is written meanwhile is the caller's to undo.
    """
    groups: dict[tuple[object, object], tuple[Reply, Reply, Counter[str]]] = {}
    tried = unrepeated = 0
    for asked, understood in heard:
        speak = speaker(understood.intent) if understood else None
        memory = _memory(live, draft.day, asked, understood, speak) if speak else None
        if understood is None or speak is None or memory is None:
            unrepeated += 1
            continue
        tried += 1
        old = _reply(live, draft.day, understood, memory, speak)
        new = _reply(draft.repository, draft.day, understood, memory, speak)
        if _said(old) != _said(new):
            group = groups.setdefault((_said(old), _said(new)), (old, new, Counter()))
            group[2][asked.text] += 1
    changed = [Changed(old, new, tuple(c.most_common())) for old, new, c in groups.values()]
    return Replayed(
        tried, unrepeated, tuple(sorted(changed, key=lambda each: each.count, reverse=True))
    )


def _memory(
    live: Repository, day: date, asked: Asked, understood: Understanding | None, speak: Speak
) -> Memory | None:
    """Return what must have been remembered for the reply that was recorded; None if unknown."""
    if understood is None:
        return None
    for memory in (Memory(), Memory(topic=asked.procedures)):
        reply = _reply(live, day, understood, memory, speak)
        if _outline(reply.outcome) == (asked.kind, set(asked.procedures), set(asked.facets)):
            return memory
    return None


def _reply(
    repository: Repository, day: date, understood: Understanding, memory: Memory, speak: Speak
) -> Reply:
    return hear(Turn(repository, understood, memory, day), speak).reply


def _outline(outcome: Outcome) -> tuple[str, set[int], set[object]]:
    procedures = outcome.procedures or outcome.candidates
    return outcome.kind.value, set(procedures), set(outcome.facets)


def _said(reply: Reply) -> tuple[object, ...]:
    """Return what makes two replies the same to a citizen: the words, and what they are about."""
    outcome = reply.outcome
    return (
        outcome.kind,
        outcome.procedures or outcome.candidates,
        outcome.facets,
        tuple(message.text for message in reply.messages),
    )


def concerning(asked: Sequence[Asked], procedure: int, all_of_them: bool) -> list[Asked]:
    """Return the questions that a change of `procedure` may touch."""
    return [each for each in asked if all_of_them or procedure in each.procedures]
