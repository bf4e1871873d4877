"""What the web channel needs to know of conversations: open one, and see whether one exists."""

from typing import Protocol


class Conversations(Protocol):
    """Hands out conversation ids that nobody can guess."""

    async def open(self, channel: str) -> str:
        """Open a conversation on `channel` and return its id."""
        ...

    async def exists(self, conversation_id: str) -> bool:
        """Say whether `conversation_id` is an open conversation; any string may be asked."""
        ...
