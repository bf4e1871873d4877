"""Who a message is for, and what it says without the bot's name."""

from telegram import Message, MessageEntity, User
from telegram.constants import ChatType, MessageEntityType
from telegram.ext.filters import MessageFilter


class _Addressed(MessageFilter):
    """Private messages, and in groups those that mention the bot or reply to it."""

    def filter(self, message: Message) -> bool:
        bot = message.get_bot().bot
        if message.from_user and message.from_user.is_bot:
            return False
        if message.chat.type == ChatType.PRIVATE:
            return True
        return _replies_to(message, bot) or any(
            _names(entity, text, bot) for entity, text in _entities(message).items()
        )


ADDRESSED = _Addressed(name="ADDRESSED")


def spoken_text(message: Message) -> str:
    """The text of `message`, trimmed; in a group, without the mentions of the bot."""
    text = message.text or ""
    if message.chat.type == ChatType.PRIVATE:
        return text.strip()
    bot = message.get_bot().bot
    units = bytearray(text.encode("utf-16-le"))
    mentions = message.parse_entities([MessageEntityType.MENTION])
    for entity in sorted(mentions, key=lambda mention: mention.offset, reverse=True):
        if _names(entity, mentions[entity], bot):
            start, end = 2 * entity.offset, 2 * (entity.offset + entity.length)
            units[start:end] = " ".encode("utf-16-le")
    return units.decode("utf-16-le").strip()


def _replies_to(message: Message, bot: User) -> bool:
    original = message.reply_to_message
    return bool(original and original.from_user and original.from_user.id == bot.id)


def _entities(message: Message) -> dict[MessageEntity, str]:
    return message.parse_entities() if message.text else message.parse_caption_entities()


def _names(entity: MessageEntity, text: str, bot: User) -> bool:
    handle = f"@{bot.username}".lower()
    match entity.type:
        case MessageEntityType.MENTION:
            return text.lower() == handle
        case MessageEntityType.BOT_COMMAND:
            return text.lower().endswith(handle)
        case MessageEntityType.TEXT_MENTION:
            return bool(entity.user and entity.user.id == bot.id)
        case _:
            return False
