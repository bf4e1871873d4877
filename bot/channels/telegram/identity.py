"""Names a conversation without giving the chat id away."""

import hmac


def conversation_id(token: str, chat_id: int) -> str:
    """`tg-` and 32 hex digits: the same for a chat as long as the bot keeps its token."""
    digest = hmac.new(token.encode(), str(chat_id).encode(), "sha256").hexdigest()
    return f"tg-{digest[:32]}"


def webhook_secret(token: str) -> str:
    """64 hex digits with which Telegram proves that a webhook call is its own."""
    return hmac.new(token.encode(), b"webhook", "sha256").hexdigest()
