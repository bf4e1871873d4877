"""Carries turns to Rasa, and to the reserve when Rasa doesn't answer."""

import logging
import re
from collections.abc import Mapping
from typing import Any, Protocol

import httpx
from anyio import to_thread
from pydantic import ValidationError
from sqlalchemy.exc import SQLAlchemyError

from actions.payloads import parse
from actions.reply import Reply
from actions.typed import TYPED, seal_typed
from bot.gateway import Gateway
from bot.privacy import HIDDEN, hide_personal_numbers
from knowledge.database import session

_LOG = logging.getLogger(__name__)
_WEBHOOK = "/webhooks/rest/webhook"
_PATIENCE = httpx.Timeout(15.0, connect=2.0)
_AT_ONCE = httpx.Limits(max_connections=64)
_COMMAND_MARK = re.compile(r"\A[\s/]+")
"""Rasa strips white space before it looks for the slash of a command."""


class Standby(Gateway, Protocol):
    """A gateway that can also say that there is no such option to choose."""

    async def refuse(self, conversation_id: str) -> Reply: ...


class RasaGateway:
    """The gateway of a running installation; `reserve` answers whenever Rasa can't.

    `metadata` goes along with every turn; nothing that a client sends ever gets into it.
    """

    def __init__(
        self,
        rasa_url: str,
        reserve: Standby,
        transport: httpx.AsyncBaseTransport | None = None,
        metadata: Mapping[str, int] | None = None,
    ) -> None:
        self._reserve = reserve
        self._metadata = dict(metadata or {})
        self._client = httpx.AsyncClient(
            base_url=rasa_url, timeout=_PATIENCE, limits=_AT_ONCE, transport=transport
        )

    async def say(self, conversation_id: str, text: str) -> Reply:
        """Answer `text`; a leading slash is dropped, since Rasa takes it for a command.

        Personal numbers don't reach Rasa: they are sealed, and only the token goes along, for a
        dialogue that asked for one.
        """
        shown = _COMMAND_MARK.sub("", hide_personal_numbers(text)) or "?"
        token = await to_thread.run_sync(_sealed, text) if HIDDEN in shown else None
        reply = await self._ask(conversation_id, shown, token)
        return reply or await self._reserve.say(conversation_id, text)

    async def press(self, conversation_id: str, payload: str) -> Reply:
        """Answer a button; one that no reply offered is refused politely."""
        try:
            parse(payload)
        except ValueError:
            return await self._reserve.refuse(conversation_id)
        reply = await self._ask(conversation_id, payload)
        return reply or await self._reserve.press(conversation_id, payload)

    async def close(self) -> None:
        await self._client.aclose()

    async def _ask(
        self, conversation_id: str, message: str, token: str | None = None
    ) -> Reply | None:
        body: dict[str, Any] = {"sender": conversation_id, "message": message}
        metadata = {**self._metadata, **({TYPED: token} if token else {})}
        if metadata:
            body["metadata"] = metadata
        try:
            response = await self._client.post(_WEBHOOK, json=body)
            response.raise_for_status()
            said = response.json()
            return Reply.model_validate(said[-1]["custom"]) if said else None
        except (httpx.HTTPError, ValidationError, ValueError, KeyError, TypeError) as error:
            _LOG.warning("Rasa did not answer: %s", type(error).__name__)
            return None


def _sealed(text: str) -> str | None:
    try:
        with session() as opened:
            return seal_typed(opened, text)
    except SQLAlchemyError as error:
        _LOG.warning("what was typed could not be sealed: %s", type(error).__name__)
        return None
