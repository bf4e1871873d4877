"""The address that Telegram calls when the channel does not poll."""

import hmac
from http import HTTPStatus
from typing import Final
from urllib.parse import urlsplit

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route
from telegram import Update

from bot.channels.telegram.identity import webhook_secret
from bot.channels.telegram.lifecycle import App, webhook_url

_SECRET_HEADER: Final = "x-telegram-bot-api-secret-token"


def route(application: App) -> Route:
    """A route for the web server, at the path of the webhook address; 403 without the secret.

    Raises:
        ValueError: the application was built without a webhook.
    """
    url = webhook_url(application)
    if url is None:
        raise ValueError("the application polls; it has no webhook")
    secret = webhook_secret(application.bot.token)

    async def receive(request: Request) -> Response:
        if not hmac.compare_digest(request.headers.get(_SECRET_HEADER, ""), secret):
            return Response(status_code=HTTPStatus.FORBIDDEN)
        update = Update.de_json(await request.json(), application.bot)
        await application.update_queue.put(update)
        return Response(status_code=HTTPStatus.OK)

    return Route(urlsplit(url).path or "/", receive, methods=["POST"])
