"""Turns of a conversation made up for tests, as the NLU model would understand them."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from actions.reply import Button, Message, Reply
from actions.turn import Memory, Ranked, Turn, Understanding
from knowledge.facets import Facet
from knowledge.repository import Repository

TODAY = date(2026, 11, 23)


def understood(
    text: str = "",
    meant: Mapping[int, float] | None = None,
    asked: Mapping[Facet, float] | None = None,
    intent: str | None = None,
    odds: Mapping[int, float] | None = None,
    **more: Any,
) -> Understanding:
    """Return a message that means the procedures in `meant`, by their shares.

    `asked` gives the probability of each facet, `odds` that of a procedure where it isn't its
    share.
    """
    facets = tuple(sorted((asked or {}).items(), key=lambda pair: -pair[1]))
    ranking = sorted((meant or {}).items(), key=lambda pair: -pair[1])
    likeliest = facets[0][0] if facets else Facet.OVERVIEW
    return Understanding(
        text=text,
        intent=intent or f"ask_{likeliest.value}",
        facets=facets,
        ranking=tuple(Ranked(p, share, (odds or {}).get(p, share)) for p, share in ranking),
        **more,
    )


def pressed(payload: str, intent: str, **entities: int) -> Understanding:
    """Return a button pressed."""
    return Understanding(text=payload, intent=intent, entities=entities)


def turn(repository: Repository, what: Understanding, memory: Memory | None = None) -> Turn:
    """Return the turn of today in which `what` was said."""
    return Turn(repository, what, memory or Memory(), TODAY)


def only_message(reply: Reply) -> Message:
    """Return the one message of `reply`."""
    (message,) = reply.messages
    return message


def payloads(buttons: tuple[Button, ...]) -> list[str]:
    return [button.payload for button in buttons]
