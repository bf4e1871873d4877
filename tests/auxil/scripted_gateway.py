"""A conversation with answers known beforehand, and a memory of what it was asked."""

from collections.abc import Callable, Mapping

from actions.reply import Button, Kind, Outcome, Reply, TextMessage

Script = Mapping[str, Reply]


def says(text: str, *buttons: tuple[str, str]) -> Reply:
    """A reply of one message; a button is its title and its payload."""
    made = tuple(Button(title=title, payload=payload) for title, payload in buttons)
    message = TextMessage(text=text, buttons=made)
    return Reply(messages=(message,), outcome=Outcome(kind=Kind.SMALLTALK))


class ScriptedGateway:
    """Answers from `script`, else by `otherwise`; `heard` holds every turn in order."""

    def __init__(
        self,
        script: Script | None = None,
        otherwise: Callable[[str], Reply] = lambda said: says(f"Bạn vừa gửi: {said}"),
    ) -> None:
        self.script = dict(script or {})
        self.heard: list[tuple[str, str]] = []
        self._otherwise = otherwise

    async def say(self, conversation_id: str, text: str) -> Reply:
        return self._answer(conversation_id, text)

    async def press(self, conversation_id: str, payload: str) -> Reply:
        return self._answer(conversation_id, payload)

    def _answer(self, conversation_id: str, said: str) -> Reply:
        self.heard.append((conversation_id, said))
        return self.script[said] if said in self.script else self._otherwise(said)


class NumberedConversations:
    """Conversations named c1, c2, …"""

    def __init__(self) -> None:
        self.channels: dict[str, str] = {}

    async def open(self, channel: str) -> str:
        opened = f"c{len(self.channels) + 1}"
        self.channels[opened] = channel
        return opened

    async def exists(self, conversation_id: str) -> bool:
        return conversation_id in self.channels
