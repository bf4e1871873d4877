"""Starts the channel, keeps it running and stops it without losing a message."""

import asyncio
import logging
import signal
from collections.abc import Callable, Coroutine
from datetime import timedelta
from typing import Any, Final

from telegram import Bot, BotCommand
from telegram.error import InvalidToken, NetworkError, TelegramError
from telegram.ext import Application

from bot.channels.telegram import phrases
from bot.channels.telegram.identity import webhook_secret
from bot.channels.telegram.privacy import describe

ALLOWED_UPDATES: Final = ("message", "callback_query")

App = Application[Any, Any, Any, Any, Any, Any]

_LOG: Final = logging.getLogger(__name__)

Work = Callable[[Bot, asyncio.Event], Coroutine[Any, Any, None]]
"""Something that runs with the bot until the event is set."""

_WEBHOOK: Final = "webhook_url"
_BESIDE: Final = "beside"
_LEAVE_PATIENCE: Final = 5.0
"""Seconds to let what runs beside the channel end by itself."""
_POLL: Final = timedelta(seconds=30)
_FIRST_PAUSE: Final = 1.0
_LONGEST_PAUSE: Final = 30.0


def remember_webhook(application: App, url: str) -> None:
    """Makes `serve` register `url` with Telegram instead of polling."""
    application.bot_data[_WEBHOOK] = url


def accompany(application: App, work: Work) -> None:
    """Makes `serve` run `work` beside the channel, as long as that runs."""
    application.bot_data.setdefault(_BESIDE, []).append(work)


def webhook_url(application: App) -> str | None:
    """The address Telegram calls, or None when the channel polls."""
    url: str | None = application.bot_data.get(_WEBHOOK)
    return url


async def serve(application: App, stopped: asyncio.Event) -> None:
    """Runs the channel until `stopped` is set, then finishes the turns under way.

    While Telegram is unreachable it keeps trying, at most 30 seconds apart, so it may run as a
    task beside a web server. Messages sent meanwhile wait at Telegram; none is dropped.
    With a webhook, `webhook.route` must be mounted in that web server.

    Raises:
        telegram.error.InvalidToken: Telegram does not know the bot's token.
    """
    try:
        if not await _connect(application, stopped):
            return
        if application.updater:
            await application.updater.start_polling(
                timeout=_POLL,
                bootstrap_retries=-1,
                allowed_updates=ALLOWED_UPDATES,
                drop_pending_updates=False,
                error_callback=_log_polling_error,
            )
        await application.start()
        await _run_beside(application, stopped)
    finally:
        await _disconnect(application)


def run(application: App) -> None:
    """Runs the channel by long polling until SIGINT or SIGTERM; raises as `serve` does.

    Raises:
        RuntimeError: the application was built with a webhook, which needs a web server.
    """
    if webhook_url(application):
        raise RuntimeError("a webhook is served by the web server: mount webhook.route there")
    asyncio.run(_serve_until_signal(application))


async def _serve_until_signal(application: App) -> None:
    stopped = asyncio.Event()
    loop = asyncio.get_running_loop()
    for number in (signal.SIGINT, signal.SIGTERM):
        loop.add_signal_handler(number, stopped.set)
    await serve(application, stopped)


async def _run_beside(application: App, stopped: asyncio.Event) -> None:
    """Runs what accompanies the channel until `stopped`; a part of it that fails is logged."""
    works = application.bot_data.get(_BESIDE, [])
    tasks = [asyncio.create_task(work(application.bot, stopped)) for work in works]
    for task in tasks:
        task.add_done_callback(_log_failure)
    await stopped.wait()
    if tasks:
        await asyncio.wait(tasks, timeout=_LEAVE_PATIENCE)
        for task in tasks:
            task.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)


def _log_failure(task: "asyncio.Task[None]") -> None:
    if not task.cancelled() and (error := task.exception()):
        _LOG.error("telegram: what runs beside the channel died: %s", describe(error))


async def _connect(application: App, stopped: asyncio.Event) -> bool:
    """Whether Telegram answered before `stopped` was set."""
    pause = _FIRST_PAUSE
    while not stopped.is_set():
        try:
            await application.initialize()
            await _introduce(application)
            return True
        except InvalidToken:
            raise InvalidToken("Telegram does not know this bot token") from None
        except TelegramError as error:
            _LOG.warning("telegram: %s; next try in %.0f s", describe(error), pause)
        try:
            await asyncio.wait_for(stopped.wait(), pause)
        except TimeoutError:
            pause = min(pause * 2, _LONGEST_PAUSE)
    return False


async def _introduce(application: App) -> None:
    bot = application.bot
    await bot.set_my_commands([BotCommand(name, text) for name, text in phrases.COMMANDS])
    if url := webhook_url(application):
        await bot.set_webhook(
            url,
            allowed_updates=ALLOWED_UPDATES,
            drop_pending_updates=False,
            secret_token=webhook_secret(bot.token),
        )


async def _disconnect(application: App) -> None:
    if application.updater and application.updater.running:
        await application.updater.stop()
    if application.running:
        await application.stop()
    await application.shutdown()
    await application.bot.shutdown()


def _log_polling_error(error: TelegramError) -> None:
    level = logging.WARNING if isinstance(error, NetworkError) else logging.ERROR
    _LOG.log(level, "telegram: polling: %s", describe(error))
