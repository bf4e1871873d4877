"""Keeps which requests a look-up told of, sealed and for minutes, so that they can be followed."""

import json
from dataclasses import asdict
from datetime import timedelta
from typing import Final

from actions.turn import Turn
from knowledge.sealed import seal, unseal
from knowledge.status.subscriptions import Request, is_over, newest_change

LASTS: Final = timedelta(minutes=10)
_REQUESTS: Final = "requests"

Told = tuple[Request, int]
"""A request, and the number of its newest change when it was told."""


def keep_told(turn: Turn, requests: tuple[Request, ...]) -> str | None:
    """Return the token that opens those of `requests` that may still change; None if none may."""
    session = turn.repository.session
    open_ = [request for request in requests if not is_over(session, request)]
    if not open_ or not turn.conversation:
        return None
    kept = [asdict(request) | {"change": newest_change(session, request)} for request in open_]
    return seal(session, {_REQUESTS: json.dumps(kept)}, LASTS)


def told(turn: Turn) -> tuple[Told, ...]:
    """Return what the last look-up told of; nothing if there was none, or its time is over."""
    looking = turn.memory.lookup
    kept = unseal(turn.repository.session, looking.told) if looking and looking.told else None
    if not kept:
        return ()
    return tuple((Request(**each), each_change) for each, each_change in _parted(kept[_REQUESTS]))


def _parted(kept: str) -> list[tuple[dict[str, str], int]]:
    return [(each, int(each.pop("change"))) for each in json.loads(kept)]
