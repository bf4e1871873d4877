"""Links that open the chat with the bot at a procedure, as they are printed on papers."""

import re
from typing import Final

from actions.payloads import asking
from knowledge.facets import Facet

_STARTED_AT: Final = re.compile(r"thu-tuc-([0-9]{1,2})")


def back_to(username: str, procedure: int) -> str:
    """Return the link; Telegram sends what follows `start=` with the command /start."""
    return f"https://t.me/{username}?start=thu-tuc-{procedure}"


def payload_of(arguments: list[str] | None) -> str | None:
    """Return what the link asks for, none if the command came without one of ours."""
    found = _STARTED_AT.fullmatch(" ".join(arguments or []))
    if found is None or not 1 <= int(found[1]) <= 61:
        return None
    return asking(Facet.OVERVIEW, int(found[1]))
