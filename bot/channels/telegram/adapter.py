"""The Telegram channel: updates in, turns of the conversation, replies out."""

import asyncio
import logging
from collections import deque
from collections.abc import Awaitable, Coroutine
from contextlib import suppress
from typing import Any, Final

from anyio import to_thread
from telegram import Bot, Message, Update
from telegram.constants import ChatType
from telegram.error import Forbidden, TelegramError
from telegram.ext import (
    AIORateLimiter,
    Application,
    ApplicationBuilder,
    CallbackQueryHandler,
    CommandHandler,
    ContextTypes,
    MessageHandler,
    filters,
)

from actions.letters.addresses import FilledLetter
from actions.reply import Reply
from bot.channels.telegram import phrases
from bot.channels.telegram.addressing import ADDRESSED, spoken_text
from bot.channels.telegram.delivery import deliver, deliver_line, typing
from bot.channels.telegram.identity import conversation_id
from bot.channels.telegram.lifecycle import App, remember_webhook, run, serve
from bot.channels.telegram.links import back_to, payload_of
from bot.channels.telegram.measure import is_blank
from bot.channels.telegram.news import remember_place
from bot.channels.telegram.order import PerChatProcessor
from bot.channels.telegram.parts import Place
from bot.channels.telegram.payloads import PayloadTable
from bot.channels.telegram.privacy import describe, hush_libraries
from bot.gateway import Gateway
from bot.papers.press import AnyWanted, Paper, Press

__all__ = ["build_application", "run", "serve"]

_LOG: Final = logging.getLogger(__name__)

MAX_CHARACTERS: Final = 2_000
"""The most that `Gateway.say` takes."""

_PATIENCE: Final = 60.0
"""Seconds a turn may take before the citizen is told that something is wrong."""

_FLOOD_RETRIES: Final = 10
"""How often one part is sent again after "too many requests", each time after the wait asked."""

_READ_TIMEOUT: Final = 20.0
_CONNECT_TIMEOUT: Final = 10.0

_ALBUMS_REMEMBERED: Final = 256


class _Channel:
    def __init__(self, gateway: Gateway, token: str) -> None:
        self._gateway = gateway
        self._token = token
        self._payloads = PayloadTable()
        self._press = Press()
        self._albums: deque[str] = deque(maxlen=_ALBUMS_REMEMBERED)

    async def on_command(self, update: Update, context: ContextTypes.DEFAULT_TYPE) -> None:
        place = _place(update)
        name = self._name(place)
        payload = payload_of(context.args)
        answer = (
            self._gateway.press(name, payload)
            if payload
            else self._gateway.say(name, phrases.GREETING_UTTERANCE)
        )
        await self._turn(context.bot, place, answer)

    async def on_text(self, update: Update, context: ContextTypes.DEFAULT_TYPE) -> None:
        text = spoken_text(update.message) if update.message else ""
        if is_blank(text):
            return
        place = _place(update)
        if len(text) > MAX_CHARACTERS:
            await deliver_line(context.bot, place, phrases.TOO_LONG)
            return
        await self._turn(context.bot, place, self._gateway.say(self._name(place), text))

    async def on_press(self, update: Update, context: ContextTypes.DEFAULT_TYPE) -> None:
        query = update.callback_query
        if query is None:
            return
        with suppress(TelegramError):
            await query.answer()
        if query.data is None:
            return
        place = _place(update)
        payload = self._payloads.get(query.data)
        if payload is None:
            await deliver_line(context.bot, place, phrases.BUTTON_EXPIRED)
            return
        await self._turn(context.bot, place, self._gateway.press(self._name(place), payload))

    async def on_other(self, update: Update, context: ContextTypes.DEFAULT_TYPE) -> None:
        album = update.message.media_group_id if update.message else None
        if album is not None:
            if album in self._albums:
                return
            self._albums.append(album)
        await deliver_line(context.bot, _place(update), phrases.TEXT_ONLY)

    async def on_error(self, update: object, context: ContextTypes.DEFAULT_TYPE) -> None:
        if isinstance(context.error, Forbidden):
            _LOG.info("telegram: a citizen has blocked the bot")
            return
        if context.error:
            _LOG.error("telegram: %s", describe(context.error))
        if isinstance(update, Update) and not isinstance(context.error, TelegramError):
            with suppress(TelegramError):
                await deliver_line(context.bot, _place(update), phrases.TROUBLE)

    def _name(self, place: Place) -> str:
        return conversation_id(self._token, place.chat_id)

    async def _turn(self, bot: Bot, place: Place, answer: Coroutine[Any, Any, Reply]) -> None:
        async with typing(bot, place), asyncio.timeout(_PATIENCE):
            reply = await answer
        if reply.follows:
            await to_thread.run_sync(remember_place, self._token, self._name(place), place)

        def make(wanted: AnyWanted) -> Awaitable[Paper]:
            link = (
                "" if isinstance(wanted, FilledLetter) else back_to(bot.username, wanted.procedure)
            )
            return self._press.make(wanted, link)

        await deliver(bot, place, reply, self._payloads, make)


def _place(update: Update) -> Place:
    message, chat = update.effective_message, update.effective_chat
    peer = chat or update.effective_user
    if peer is None:
        raise ValueError("an update without a chat and without a sender")
    if chat is None or not isinstance(message, Message):
        return Place(peer.id)
    thread = message.message_thread_id if message.is_topic_message else None
    asked_in_group = update.message is not None and chat.type != ChatType.PRIVATE
    return Place(chat.id, thread, message.message_id if asked_in_group else None)


def build_application(
    token: str,
    gateway: Gateway,
    *,
    api_base_url: str | None = None,
    webhook_url: str | None = None,
) -> App:
    """The channel, ready for `serve` or `run`.

    Args:
        token: the bot's token from BotFather.
        gateway: receives the text and buttons of every conversation.
        api_base_url: a local Bot API server, such as `http://127.0.0.1:8081`; None: Telegram's.
        webhook_url: the public https address Telegram shall call; None: long polling.

    Raises:
        RuntimeError: the `rate-limiter` extra of python-telegram-bot is not installed.
        telegram.error.InvalidToken: `token` is empty.
    """
    hush_libraries()
    builder = (
        ApplicationBuilder()
        .token(token)
        .rate_limiter(AIORateLimiter(max_retries=_FLOOD_RETRIES))
        .concurrent_updates(PerChatProcessor())
        .job_queue(None)
        .read_timeout(_READ_TIMEOUT)
        .connect_timeout(_CONNECT_TIMEOUT)
        .pool_timeout(_CONNECT_TIMEOUT)
    )
    if api_base_url:
        root = api_base_url.rstrip("/")
        builder = builder.base_url(f"{root}/bot").base_file_url(f"{root}/file/bot")
    application: Application[Any, Any, Any, Any, Any, Any] = (
        builder.updater(None).build() if webhook_url else builder.build()
    )
    if webhook_url:
        remember_webhook(application, webhook_url)
    _add_handlers(application, _Channel(gateway, token))
    return application


def _add_handlers(application: App, channel: _Channel) -> None:
    for_us = filters.UpdateType.MESSAGE & ADDRESSED
    application.add_handlers(
        [
            CommandHandler([name for name, _ in phrases.COMMANDS], channel.on_command, for_us),
            MessageHandler(for_us & filters.TEXT, channel.on_text),
            MessageHandler(for_us & ~filters.StatusUpdate.ALL, channel.on_other),
            CallbackQueryHandler(channel.on_press),
        ]
    )
    application.add_error_handler(channel.on_error)
