"""Runs the Telegram channel as a process of its own."""

import asyncio
import sys

import uvicorn
from starlette.applications import Starlette
from telegram.error import InvalidToken

from bot.asked import Recorder, RecordingGateway
from bot.channels.telegram.adapter import build_application, run, serve
from bot.channels.telegram.lifecycle import App, accompany
from bot.channels.telegram.news import bring_news
from bot.channels.telegram.webhook import route
from bot.rasa_gateway import RasaGateway
from bot.reserve import Reserve
from knowledge.settings import settings


def main() -> None:
    """Poll Telegram, or listen on the webhook where one is set, until told to stop."""
    chosen = settings()
    if chosen.telegram_bot_token is None:
        sys.exit("TELEGRAM_BOT_TOKEN chưa đặt: kênh Telegram đang tắt.")
    recorder = Recorder()
    application = build_application(
        chosen.telegram_bot_token.get_secret_value(),
        RecordingGateway(RasaGateway(chosen.rasa_url, Reserve()), recorder),
        api_base_url=chosen.telegram_api_base_url,
        webhook_url=chosen.telegram_webhook_url,
    )
    accompany(application, bring_news)
    accompany(application, lambda _bot, stopped: recorder.run_until(stopped))
    try:
        if chosen.telegram_webhook_url:
            asyncio.run(_serve_webhook(application, chosen.telegram_webhook_port))
        else:
            run(application)
    except InvalidToken:
        sys.exit("Telegram không nhận TELEGRAM_BOT_TOKEN này. Lấy mã mới từ BotFather.")


async def _serve_webhook(application: App, port: int) -> None:
    server = uvicorn.Server(
        uvicorn.Config(
            Starlette(routes=[route(application)]),
            host="127.0.0.1",
            port=port,
            log_level="warning",
            access_log=False,
        )
    )
    stopped = asyncio.Event()
    channel = asyncio.create_task(serve(application, stopped))
    await server.serve()
    stopped.set()
    await channel


if __name__ == "__main__":
    main()
