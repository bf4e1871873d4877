"""The Rasa of this installation, as the console asks it."""

import asyncio
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

import httpx

from actions.drafts import DRAFT
from actions.reply import Reply
from actions.turn import Understanding, understanding
from bot.rasa_gateway import RasaGateway

_AT_ONCE: Final = 4
_PATIENCE: Final = httpx.Timeout(15.0, connect=2.0)
_LONGEST: Final = 90.0
"""Seconds for all messages together."""
_FAILURES: Final = 3
"""Messages in a row that Rasa doesn't answer until it counts as away and is asked no more."""


class RasaAway(Exception):
    """Rasa doesn't answer."""


class _Nobody:
    """Stands by in place of the reserve: an officer is told that Rasa is away."""

    async def say(self, *_said: str, **_named: str) -> Reply:
        raise RasaAway

    async def press(self, *_said: str, **_named: str) -> Reply:
        raise RasaAway

    async def refuse(self, *_said: str, **_named: str) -> Reply:
        raise RasaAway


@dataclass(frozen=True)
class Rasa:
    """Where Rasa is; `transport` takes the place of the network."""

    url: str
    transport: httpx.AsyncBaseTransport | None = None

    async def say(self, conversation: str, text: str, draft: int) -> Reply:
        """Return what is said to `text` from the draft of a procedure. Raises RasaAway."""
        gateway = self._gateway(draft)
        try:
            return await gateway.say(conversation, text)
        finally:
            await gateway.close()

    async def press(self, conversation: str, payload: str, draft: int) -> Reply:
        """Return what is said to a button. Raises RasaAway."""
        gateway = self._gateway(draft)
        try:
            return await gateway.press(conversation, payload)
        finally:
            await gateway.close()

    async def understood(self, texts: Sequence[str]) -> list[Understanding | None]:
        """Return what the model makes of each text, None where it can't say. Raises RasaAway."""
        try:
            async with self._client() as client, asyncio.timeout(_LONGEST):
                return await _Parsing(client).all(texts)
        except (httpx.HTTPError, httpx.InvalidURL, TimeoutError) as error:
            raise RasaAway from error

    def _client(self) -> httpx.AsyncClient:
        return httpx.AsyncClient(base_url=self.url, timeout=_PATIENCE, transport=self.transport)

    def _gateway(self, draft: int) -> RasaGateway:
        try:
            return RasaGateway(self.url, _Nobody(), self.transport, {DRAFT: draft})
        except httpx.InvalidURL as error:
            raise RasaAway from error


NO_RASA: Final = Rasa("")
"""Never answers."""


class _Parsing:
    """Asks for several messages at once, and gives up when Rasa is away."""

    def __init__(self, client: httpx.AsyncClient) -> None:
        self._client = client
        self._gate = asyncio.Semaphore(_AT_ONCE)
        self._failed = 0

    async def all(self, texts: Sequence[str]) -> list[Understanding | None]:
        found = list(await asyncio.gather(*(self._one(text) for text in texts)))
        if self._failed >= min(_FAILURES, max(1, len(texts))):
            raise RasaAway
        return found

    async def _one(self, text: str) -> Understanding | None:
        async with self._gate:
            if self._failed >= _FAILURES:
                return None
            try:
                response = await self._client.post("/model/parse", json={"text": text})
                response.raise_for_status()
                found = understanding(response.json())
            except (httpx.HTTPError, ValueError, KeyError, TypeError, AttributeError):
                self._failed += 1
                return None
            self._failed = 0
            return found
