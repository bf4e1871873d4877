"""Brings a reply to a chat, whole and in order, however the network behaves."""

import asyncio
import logging
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, suppress
from dataclasses import dataclass, replace
from typing import Final

from telegram import Bot, InlineKeyboardMarkup, LinkPreviewOptions, ReplyParameters
from telegram.constants import ChatAction, ParseMode
from telegram.error import BadRequest, ChatMigrated, NetworkError, TelegramError

from actions.reply import Message, Reply
from bot.channels.telegram import phrases
from bot.channels.telegram.keyboard import keyboards
from bot.channels.telegram.markup import to_html
from bot.channels.telegram.payloads import PayloadTable
from bot.channels.telegram.privacy import describe
from bot.channels.telegram.split import split, visible_text

_LOG: Final = logging.getLogger(__name__)

_PAUSES: Final = (0.5, 2.0, 5.0)
"""Seconds before each further try after a network error; then the error is raised."""

_TYPING_AFTER: Final = 0.3
"""Seconds; answers that come sooner need no typing indicator."""

_TYPING_EVERY: Final = 4.0
"""Seconds; Telegram shows the indicator for 5."""


@dataclass(frozen=True)
class Place:
    """Where to answer: a chat, maybe a topic in it, maybe quoting a message."""

    chat_id: int
    thread_id: int | None = None
    quoted: int | None = None


async def deliver(bot: Bot, place: Place, reply: Reply, payloads: PayloadTable) -> None:
    """Sends all of `reply`; buttons come under the last part of their message.

    After a network error a part is sent again, so a part may come twice rather than never.

    Raises:
        telegram.error.Forbidden: the citizen has blocked the bot.
        telegram.error.TelegramError: Telegram stayed unreachable or refused a part for good.
    """
    parts = [part for message in reply.messages for part in _parts(message, payloads)]
    if not parts:
        _LOG.error("telegram: a reply with nothing to show")
        parts = [(phrases.TROUBLE, None)]
    for html, keyboard in parts:
        place = replace(await _send(bot, place, html, keyboard), quoted=None)


async def deliver_line(bot: Bot, place: Place, line: str) -> None:
    """Sends one plain line of ours; raises as `deliver` does."""
    await _send(bot, place, line, None)


def _parts(
    message: Message, payloads: PayloadTable
) -> list[tuple[str, InlineKeyboardMarkup | None]]:
    texts = split(to_html(message.text))
    boards = keyboards(message.buttons, payloads)
    if not boards:
        return [(text, None) for text in texts]
    *before, last = texts or [phrases.CHOOSE]
    return [
        *((text, None) for text in before),
        (last, boards[0]),
        *((phrases.MORE_CHOICES, board) for board in boards[1:]),
    ]


async def _send(bot: Bot, place: Place, html: str, keyboard: InlineKeyboardMarkup | None) -> Place:
    """Sends one part; returns the place it went to, which differs when a group has moved."""
    pauses = iter(_PAUSES)
    while True:
        try:
            await _send_once(bot, place, html, keyboard)
            return place
        except ChatMigrated as error:
            place = Place(error.new_chat_id)
        except BadRequest as error:
            if "parse entities" not in error.message:
                raise
            _LOG.error("telegram: refused our HTML, sending plain text")
            await _send_once(bot, place, visible_text(html), keyboard, parse_mode=None)
            return place
        except NetworkError as error:
            pause = next(pauses, None)
            if pause is None:
                raise
            _LOG.warning("telegram: %s, trying again", describe(error))
            await asyncio.sleep(pause)


async def _send_once(
    bot: Bot,
    place: Place,
    text: str,
    keyboard: InlineKeyboardMarkup | None,
    parse_mode: ParseMode | None = ParseMode.HTML,
) -> None:
    await bot.send_message(
        place.chat_id,
        text,
        parse_mode=parse_mode,
        reply_markup=keyboard,
        message_thread_id=place.thread_id,
        link_preview_options=LinkPreviewOptions(is_disabled=True),
        reply_parameters=None
        if place.quoted is None
        else ReplyParameters(place.quoted, allow_sending_without_reply=True),
    )


@asynccontextmanager
async def typing(bot: Bot, place: Place) -> AsyncIterator[None]:
    """Shows "typing…" in the chat while the block runs."""
    task = asyncio.create_task(_keep_typing(bot, place))
    try:
        yield
    finally:
        task.cancel()
        with suppress(asyncio.CancelledError):
            await task


async def _keep_typing(bot: Bot, place: Place) -> None:
    await asyncio.sleep(_TYPING_AFTER)
    while True:
        with suppress(TelegramError):
            await bot.send_chat_action(
                place.chat_id, ChatAction.TYPING, message_thread_id=place.thread_id
            )
        await asyncio.sleep(_TYPING_EVERY)
