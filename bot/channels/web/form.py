"""Reads the plain form of the chat page into what the citizen asked or chose."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

from actions.payloads import parse
from actions.reply import Button
from bot.channels.web import phrases

MAX_TEXT: Final = 2_000
"""Characters that one question may have."""

_MAX_TITLE: Final = 200


@dataclass(frozen=True)
class Asked:
    text: str


@dataclass(frozen=True)
class Chosen:
    button: Button


@dataclass(frozen=True)
class Refused:
    """`reason` is told to the citizen, `typed` goes back into the box."""

    reason: str
    typed: str


def read(fields: Mapping[str, object]) -> Asked | Chosen | Refused:
    """What `fields` ask for; a `payload` comes before a `text`."""
    payload = _field(fields, "payload")
    if payload:
        try:
            parse(payload)
        except ValueError:
            return Refused(phrases.BAD_CHOICE, "")
        title = _field(fields, "title").strip()[:_MAX_TITLE]
        return Chosen(Button(title=title or payload, payload=payload))
    typed = _field(fields, "text")
    text = typed.strip()
    if not text:
        return Refused(phrases.EMPTY, "")
    if len(text) > MAX_TEXT:
        return Refused(phrases.TOO_LONG, typed)
    return Asked(text)


def conversation_id(fields: Mapping[str, object]) -> str:
    return _field(fields, "conversation_id")


def _field(fields: Mapping[str, object], name: str) -> str:
    """A form sends line ends as CR LF, which would count twice."""
    value = fields.get(name)
    return value.replace("\r\n", "\n") if isinstance(value, str) else ""
