"""What Telegram accepts in a message and a keyboard, and the words with which it refuses."""

import json
import re
from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any

from starlette.datastructures import UploadFile
from starlette.requests import Request

from tests.auxil import telegram_html
from tests.auxil.telegram_html import Entity, ParseError

MAX_UNITS = 4096
MAX_CAPTION_UNITS = 1024
MAX_FILE_BYTES = 50_000_000
MAX_ENTITIES = 100
MAX_BUTTONS = 100
MAX_ROW = 8
MAX_KEYBOARD_BYTES = 10_000
MAX_CALLBACK_BYTES = 64
INVISIBLE = re.compile("[\\s\u200b-\u200f\u2028-\u202e\u2060-\u2064\u2800\u3164\ufeff]*")
CONTROLS = re.compile("[\0-\x09\x0b-\x1f]")
MENTION = re.compile(r"@\w{5,}")
COMMAND = re.compile(r"(?<!\S)/\w{1,32}(@\w+)?")

Json = dict[str, Any]
Keyboard = tuple[tuple[tuple[str, str], ...], ...]


class ApiError(Exception):
    """What the server answers instead of a result."""

    def __init__(self, code: int, description: str, **parameters: int) -> None:
        super().__init__(description)
        self.code = code
        self.description = description
        self.parameters = parameters


@dataclass(frozen=True)
class SentFile:
    """A document as the citizen can open it."""

    name: str
    content: bytes


async def parameters_of(request: Request) -> Json:
    if request.headers.get("content-type", "").startswith("application/json"):
        body: Mapping[str, Any] = await request.json()
    else:
        async with request.form() as form:
            body = {**request.query_params, **{name: await _read(form[name]) for name in form}}
    return {name: _decoded(name, value) for name, value in body.items()}


async def _read(value: UploadFile | str) -> SentFile | str:
    if isinstance(value, str):
        return value
    return SentFile(value.filename or "", await value.read())


def _decoded(name: str, value: Any) -> Any:
    structured = {"reply_markup", "allowed_updates", "commands", "reply_parameters"}
    return json.loads(value) if name in structured and isinstance(value, str) else value


def document_of(parameters: Json) -> SentFile:
    document = parameters.get("document")
    if not isinstance(document, SentFile):
        raise ApiError(400, "Bad Request: there is no document in the request")
    if not document.content:
        raise ApiError(400, "Bad Request: file must be non-empty")
    if len(document.content) > MAX_FILE_BYTES:
        raise ApiError(413, "Request Entity Too Large")
    return document


def caption_of(parameters: Json) -> tuple[str, tuple[Entity, ...]]:
    """A caption may be missing, but not as long as a message."""
    if not parameters.get("caption"):
        return "", ()
    text, entities = formatted({**parameters, "text": parameters["caption"]})
    if telegram_html.units(text) > MAX_CAPTION_UNITS:
        raise ApiError(400, "Bad Request: message caption is too long")
    return text, entities


def formatted(parameters: Json) -> tuple[str, tuple[Entity, ...]]:
    raw, mode = parameters.get("text", ""), parameters.get("parse_mode")
    if mode == "HTML":
        try:
            parsed = telegram_html.parse(raw)
        except ParseError as error:
            raise ApiError(400, f"Bad Request: can't parse entities: {error}") from None
    elif mode is None:
        parsed = telegram_html.Parsed(raw, ())
    else:
        raise ApiError(400, "Bad Request: unsupported parse_mode")
    if INVISIBLE.fullmatch(CONTROLS.sub(" ", parsed.text)):
        raise ApiError(400, "Bad Request: message text is empty")
    if parsed.units > MAX_UNITS:
        raise ApiError(400, "Bad Request: message is too long")
    return CONTROLS.sub(" ", parsed.text).strip(), _trimmed(parsed)


def _trimmed(parsed: telegram_html.Parsed) -> tuple[Entity, ...]:
    """Entities after Telegram has stripped leading white space and dropped the 101st and on."""
    lead = telegram_html.units(parsed.text) - telegram_html.units(parsed.text.lstrip())
    moved = [replace(entity, offset=max(entity.offset - lead, 0)) for entity in parsed.entities]
    return tuple(moved[:MAX_ENTITIES])


def keyboard_of(markup: Json | None) -> Keyboard:
    rows = (markup or {}).get("inline_keyboard", [])
    for row in rows:
        for button in row:
            if not button.get("text", "").strip():
                raise ApiError(400, "Bad Request: inline keyboard button text is empty")
            if not 1 <= len(button.get("callback_data", "").encode()) <= MAX_CALLBACK_BYTES:
                raise ApiError(400, "Bad Request: BUTTON_DATA_INVALID")
    too_many = sum(map(len, rows)) > MAX_BUTTONS or any(len(row) > MAX_ROW for row in rows)
    if too_many or len(json.dumps(rows, ensure_ascii=False).encode()) > MAX_KEYBOARD_BYTES:
        raise ApiError(400, "Bad Request: reply markup is too long")
    return tuple(tuple((b["text"], b["callback_data"]) for b in row) for row in rows)


def typed_entities(text: str) -> list[Json]:
    """What Telegram recognises in what people type."""
    found = [("mention", m) for m in MENTION.finditer(text)]
    found += [("bot_command", m) for m in COMMAND.finditer(text)]
    commands = [m.span() for kind, m in found if kind == "bot_command"]
    return [
        {
            "type": kind,
            "offset": telegram_html.units(text[: match.start()]),
            "length": telegram_html.units(match.group()),
        }
        for kind, match in found
        if kind == "bot_command" or not any(start <= match.start() < end for start, end in commands)
    ]
