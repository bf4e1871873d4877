"""The register of conversations: ids that nobody can guess, kept in the database."""

import re
import secrets
from datetime import timedelta

from anyio import to_thread
from sqlalchemy import delete, select

from knowledge.database import session
from knowledge.models import Conversation, now
from knowledge.status.news_tables import Subscription

_ID_BYTES = 24
_SHAPE = re.compile(r"[A-Za-z0-9_-]{1,64}")
"""Anything else is no id, and is not shown to the database (PostgreSQL refuses NUL)."""


LASTS = timedelta(days=30)
"""How long a conversation can be gone on with."""


class ConversationRegister:
    """Opens conversations and knows the open ones; holds no words and no person."""

    async def open(self, channel: str) -> str:
        """Open a conversation on `channel` and return its id, 32 characters."""
        return await to_thread.run_sync(_open, channel)

    async def exists(self, conversation_id: str) -> bool:
        if not _SHAPE.fullmatch(conversation_id):
            return False
        return await to_thread.run_sync(_exists, conversation_id)


def forget_old() -> None:
    """Delete the conversations opened too long ago to be gone on with, unless news may come."""
    followed = select(Subscription.conversation).where(Subscription.expires_at > now())
    with session() as opened:
        opened.execute(
            delete(Conversation).where(
                Conversation.created_at < now() - LASTS, Conversation.id.not_in(followed)
            )
        )


def _open(channel: str) -> str:
    conversation_id = secrets.token_urlsafe(_ID_BYTES)
    with session() as opened:
        opened.add(Conversation(id=conversation_id, channel=channel))
    return conversation_id


def _exists(conversation_id: str) -> bool:
    with session() as opened:
        return opened.get(Conversation, conversation_id) is not None
