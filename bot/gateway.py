"""The one door from a channel to the conversation: text or a button in, a `Reply` out."""

from typing import Protocol

from actions.reply import Reply


class Gateway(Protocol):
    """Carries one turn of a conversation. Never raises for what a citizen typed."""

    async def say(self, conversation_id: str, text: str) -> Reply:
        """Answer `text`, 1 to 2,000 characters as typed."""
        ...

    async def press(self, conversation_id: str, payload: str) -> Reply:
        """Answer a button; `payload` is one that an earlier `Reply` offered."""
        ...
