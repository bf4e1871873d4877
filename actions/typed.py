"""Hands what was typed past Rasa to a dialogue that asked for a personal number."""

from collections.abc import Mapping
from datetime import timedelta
from typing import Any, Final

from sqlalchemy.orm import Session

from knowledge.sealed import forget, seal, unseal

TYPED: Final = "typed"
"""Metadata of a message: the token that opens its words before personal numbers were masked."""
_LASTS: Final = timedelta(minutes=1)
_TEXT: Final = "text"


def seal_typed(session: Session, text: str) -> str:
    """Keep `text` for the turn that it begins; return the token that opens it."""
    return seal(session, {_TEXT: text}, _LASTS)


def take_typed(session: Session, message: Mapping[str, Any]) -> str:
    """Return the words of the `latest_message` of a tracker as they were typed, and forget them.

    Where nothing was masked, or what was is gone, these are the words that it has.
    """
    token = (message.get("metadata") or {}).get(TYPED)
    shown = str(message.get("text") or "")
    if not isinstance(token, str):
        return shown
    kept = unseal(session, token)
    forget(session, token)
    return kept[_TEXT] if kept else shown
