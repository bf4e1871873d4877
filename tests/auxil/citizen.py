"""A citizen who talks to a running installation over HTTP."""

import re
from types import TracebackType
from typing import Self

import httpx

from actions.reply import ProcedureMessage, Reply

_ESCAPED = re.compile(r"\\([!-/:-@\[-`{-~])")


class Citizen:
    """Holds one conversation; the first message opens it."""

    def __init__(self, url: str) -> None:
        self.conversation_id: str | None = None
        self.told: Reply | None = None
        self._client = httpx.Client(base_url=url, timeout=60)

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        _kind: type[BaseException] | None,
        _error: BaseException | None,
        _trace: TracebackType | None,
    ) -> None:
        self._client.close()

    def says(self, text: str) -> Reply:
        return self._post({"conversation_id": self.conversation_id, "text": text})

    def presses(self, title: str) -> Reply:
        """Press the button of that title in the last reply. Raises KeyError if there is none."""
        assert self.told
        return self.sends(buttons(self.told)[title])

    def sends(self, payload: str) -> Reply:
        """Press a button by what it sends."""
        return self._post({"conversation_id": self.conversation_id, "payload": payload})

    def _post(self, body: dict[str, str | None]) -> Reply:
        response = self._client.post("/api/chat/messages", json=body)
        assert response.status_code == httpx.codes.OK, response.text
        answer = response.json()
        known = answer.pop("conversation_id")
        assert self.conversation_id in (None, known)
        self.conversation_id = known
        self.told = Reply.model_validate(answer)
        return self.told


def buttons(reply: Reply) -> dict[str, str]:
    """Payloads by title."""
    return {b.title: b.payload for message in reply.messages for b in message.buttons}


def words(text: str) -> str:
    """What a reader sees of markdown: no backslashes, and lines that flow into one."""
    return " ".join(_ESCAPED.sub(r"\1", text).split())


def all_words(reply: Reply) -> str:
    return " ".join(words(message.text) for message in reply.messages)


def only(reply: Reply) -> ProcedureMessage:
    """The one message of a reply that tells one facet of one procedure."""
    (message,) = reply.messages
    assert isinstance(message, ProcedureMessage)
    return message
