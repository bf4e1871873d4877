"""Brings the news of a change to Telegram, and notes where to bring it."""

import asyncio
import logging
from collections.abc import Awaitable
from datetime import timedelta
from typing import Final

from telegram import Bot
from telegram.error import BadRequest, Forbidden, NetworkError, RetryAfter, TelegramError

from actions.reply import Kind, Outcome, Reply
from actions.status.news import news_message
from bot.channels.telegram.address import open_place, seal_place
from bot.channels.telegram.delivery import deliver
from bot.channels.telegram.parts import Place
from bot.channels.telegram.payloads import PayloadTable
from bot.channels.telegram.privacy import describe
from bot.news import Courier, Fate
from bot.papers.press import AnyWanted, Paper
from knowledge.database import session
from knowledge.status.notices import LEASE, News
from knowledge.status.subscriptions import remember_address

CHANNEL: Final = "telegram"
_LOG: Final = logging.getLogger(__name__)
_OUTCOME: Final = Outcome(kind=Kind.STATUS_DOSSIER)
_NOWHERE: Final = ("chat not found", "user is deactivated", "bot was kicked", "peer_id_invalid")
"""What Telegram says where nothing will ever arrive, besides 403."""


def remember_place(token: str, conversation_id: str, place: Place) -> None:
    """Note where the conversation is, for the news of what it follows."""
    with session() as opened:
        remember_address(opened, conversation_id, seal_place(token, place))


async def bring_news(
    bot: Bot, stopped: asyncio.Event, every: float = 2.0, lease: timedelta = LEASE
) -> None:
    """Send what the outbox has for Telegram, one after another, until `stopped`."""
    payloads = PayloadTable()

    async def send(news: News) -> Fate:
        return await _send(bot, payloads, news)

    await Courier(CHANNEL, send, every, lease).run(stopped)


async def _send(bot: Bot, payloads: PayloadTable, news: News) -> Fate:
    place = open_place(bot.token, news.address) if news.address else None
    if place is None:
        _LOG.warning("telegram: a subscription made with another token is ended")
        return Fate.UNREACHABLE
    reply = Reply(messages=(news_message(news),), outcome=_OUTCOME)
    try:
        await deliver(bot, place, reply, payloads, _no_paper, pauses=())
    except Forbidden:
        _LOG.info("telegram: a citizen has blocked the bot")
        return Fate.UNREACHABLE
    except RetryAfter:
        return Fate.AWAY
    except BadRequest as error:
        if any(reason in error.message.lower() for reason in _NOWHERE):
            return Fate.UNREACHABLE
        _LOG.error("telegram: news: %s", describe(error))
        return Fate.REFUSED
    except NetworkError as error:
        _LOG.warning("telegram: news: %s", describe(error))
        return Fate.AWAY
    except TelegramError as error:
        _LOG.error("telegram: news: %s", describe(error))
        return Fate.REFUSED
    return Fate.TOLD


def _no_paper(_wanted: AnyWanted) -> Awaitable[Paper]:
    raise ValueError("news have no files")
