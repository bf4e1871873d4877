"""A client of the chat interface, for the terminal, the evaluation and the benchmark."""

from types import TracebackType
from typing import Any, Self

import httpx

from actions.reply import Reply


class NobodyThere(Exception):
    """No server of ours answers at the address."""


class ChatClient:
    """Talks to a running installation over HTTP, one conversation at a time or several."""

    def __init__(self, url: str, transport: httpx.AsyncBaseTransport | None = None) -> None:
        self._client = httpx.AsyncClient(base_url=url, timeout=60, transport=transport)

    async def __aenter__(self) -> Self:
        return self

    async def __aexit__(
        self,
        _kind: type[BaseException] | None,
        _error: BaseException | None,
        _trace: TracebackType | None,
    ) -> None:
        await self._client.aclose()

    async def say(self, text: str, conversation_id: str | None = None) -> tuple[str, Reply]:
        """Say `text`; return the conversation's id and the reply. Raises NobodyThere."""
        return await self._post({"conversation_id": conversation_id, "text": text})

    async def press(self, payload: str, conversation_id: str) -> tuple[str, Reply]:
        """Press a button. Raises NobodyThere."""
        return await self._post({"conversation_id": conversation_id, "payload": payload})

    async def _post(self, body: dict[str, Any]) -> tuple[str, Reply]:
        try:
            response = await self._client.post("/api/chat/messages", json=body)
        except httpx.TransportError as error:
            raise NobodyThere(str(self._client.base_url)) from error
        response.raise_for_status()
        try:
            answer = response.json()
            known = str(answer.pop("conversation_id"))
            return known, Reply.model_validate(answer)
        except (ValueError, LookupError, TypeError, AttributeError) as error:
            raise NobodyThere(str(self._client.base_url)) from error
