"""Brings a reply to a chat, whole and in order, however the network behaves."""

import asyncio
import logging
from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager, suppress
from dataclasses import replace
from typing import Final

from telegram import Bot
from telegram.constants import ChatAction
from telegram.error import BadRequest, ChatMigrated, NetworkError, TelegramError

from actions.reply import FileMessage, Message, Reply
from bot.channels.telegram import phrases
from bot.channels.telegram.parts import (
    MakePaper,
    Part,
    Place,
    TextPart,
    parts,
    parts_without_file,
)
from bot.channels.telegram.payloads import PayloadTable
from bot.channels.telegram.privacy import describe

_LOG: Final = logging.getLogger(__name__)

_PAUSES: Final = (0.5, 2.0, 5.0)
"""Seconds before each further try after a network error; then the error is raised."""

_TYPING_AFTER: Final = 0.3
"""Seconds; answers that come sooner need no typing indicator."""

_TYPING_EVERY: Final = 4.0
"""Seconds; Telegram shows the indicator for 5."""


async def deliver(
    bot: Bot,
    place: Place,
    reply: Reply,
    payloads: PayloadTable,
    make: MakePaper,
    *,
    pauses: Sequence[float] = _PAUSES,
) -> None:
    """Sends all of `reply`; buttons come under the last part of their message.

    After a network error a part is sent again, so a part may come twice rather than never;
    `pauses`: the seconds before each further try.
    A file that `make` can't make is said to be missing.

    Raises:
        telegram.error.Forbidden: the citizen has blocked the bot.
        telegram.error.TelegramError: Telegram stayed unreachable or refused a part for good.
    """
    told = [part for message in reply.messages for part in await _parts(message, payloads, make)]
    if not told:
        _LOG.error("telegram: a reply with nothing to show")
        told = [TextPart(phrases.TROUBLE)]
    for part in told:
        place = replace(await _send(bot, place, part, pauses), quoted=None)


async def deliver_line(bot: Bot, place: Place, line: str) -> None:
    """Sends one plain line of ours; raises as `deliver` does."""
    await _send(bot, place, TextPart(line))


async def _parts(message: Message, payloads: PayloadTable, make: MakePaper) -> list[Part]:
    try:
        return await parts(message, payloads, make)
    except Exception:
        if not isinstance(message, FileMessage):
            raise
        _LOG.exception("telegram: a file could not be made")
        return parts_without_file(message, payloads)


async def _send(bot: Bot, place: Place, part: Part, waits: Sequence[float] = _PAUSES) -> Place:
    """Sends one part; returns the place it went to, which differs when a group has moved."""
    pauses = iter(waits)
    while True:
        try:
            await part.send(bot, place)
            return place
        except ChatMigrated as error:
            place = Place(error.new_chat_id)
        except BadRequest as error:
            if "parse entities" not in error.message:
                raise
            _LOG.error("telegram: refused our HTML, sending plain text")
            await part.without_markup().send(bot, place)
            return place
        except NetworkError as error:
            pause = next(pauses, None)
            if pause is None:
                raise
            _LOG.warning("telegram: %s, trying again", describe(error))
            await asyncio.sleep(pause)


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
