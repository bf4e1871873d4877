"""Serves the chat page, its plain form for browsers without JavaScript, and the widget."""

import logging
from collections.abc import Awaitable, Callable
from dataclasses import replace
from typing import Annotated, Final

from fastapi import APIRouter, Header, HTTPException, Query, Request
from fastapi.responses import HTMLResponse, Response

from actions.reply import Reply, TextMessage
from actions.season import Announcement
from bot.channels.web import form, phrases
from bot.channels.web.assets import assets, version
from bot.channels.web.conversations import Conversations
from bot.channels.web.form import Asked, Chosen, Refused
from bot.channels.web.links import PARAMETER, opening
from bot.channels.web.view import Page, Turn, render
from bot.gateway import Gateway

CHANNEL: Final = "web"

PAGE_HEADERS: Final = {
    "Content-Security-Policy": (
        "default-src 'self'; img-src 'self' data:; connect-src 'self'; "
        "frame-ancestors *; base-uri 'none'; form-action 'self'"
    ),
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "strict-origin-when-cross-origin",
    "Cache-Control": "no-store",
}

_FILE_HEADERS: Final = {
    "X-Content-Type-Options": "nosniff",
    "Cross-Origin-Resource-Policy": "cross-origin",
}
_LOGGER: Final = logging.getLogger(__name__)

Framed = Annotated[str, Query(alias="khung")]
OpenedAt = Annotated[str, Query(alias=PARAMETER)]
Encodings = Annotated[str, Header()]
Wait = Callable[[str], Awaitable[int]]
News = Callable[[], Awaitable[Announcement | None]]


async def _no_news() -> Announcement | None:
    return None


def page_router(
    gateway: Gateway,
    conversations: Conversations,
    wait: Wait | None = None,
    news: News = _no_news,
) -> APIRouter:
    """Routes of the chat page, to be mounted at the root or under any path ending in a slash.

    `wait` counts a message of an address and returns the seconds until it may be answered; `news`
    returns what the greeting says of the season.
    """
    router = APIRouter(include_in_schema=False)

    async def answer(page: Page, status: int = 200, retry_after: int = 0) -> HTMLResponse:
        pause = {"Retry-After": str(retry_after)} if retry_after else {}
        return HTMLResponse(render(replace(page, news=await news())), status, PAGE_HEADERS | pause)

    @router.get("/")
    async def show(khung: Framed = "", opened_at: OpenedAt = "") -> HTMLResponse:
        return await answer(Page(framed=bool(khung), again=opening(opened_at)))

    @router.post("/")
    async def submit(request: Request, khung: Framed = "") -> HTMLResponse:
        framed = bool(khung)
        async with request.form() as fields:
            said = form.read(fields)
            known = form.conversation_id(fields)
        if isinstance(said, Refused):
            page = Page(framed, known, error=said.reason, typed=said.typed)
            return await answer(page, status=422)
        pause = await wait(request.client.host if request.client else "") if wait else 0
        if pause:
            page = _unanswered(framed, known, said, phrases.TOO_MANY)
            return await answer(page, status=429, retry_after=pause)
        try:
            if not (known and await conversations.exists(known)):
                known = await conversations.open(CHANNEL)
            turn = Turn(_told(said), _for_form(await _carry(gateway, known, said)))
        except Exception:
            _LOGGER.exception("a turn of the plain form failed")
            return await answer(_unanswered(framed, known, said, phrases.TROUBLE), status=503)
        return await answer(Page(framed, known, turn))

    @router.get("/widget.js")
    async def widget(accept_encoding: Encodings = "") -> Response:
        return _file("widget.js", accept_encoding, "public, max-age=3600")

    @router.get("/static/{wanted}/{name}")
    async def static(wanted: str, name: str, accept_encoding: Encodings = "") -> Response:
        lasts = wanted == version()
        caching = "public, max-age=31536000, immutable" if lasts else "no-cache"
        return _file(name, accept_encoding, caching)

    return router


async def _carry(gateway: Gateway, conversation_id: str, said: Asked | Chosen) -> Reply:
    if isinstance(said, Chosen):
        return await gateway.press(conversation_id, said.button.payload)
    return await gateway.say(conversation_id, said.text)


def _for_form(reply: Reply) -> Reply:
    """Return `reply` with a word that news can't come by themselves, if they may come."""
    if not reply.follows:
        return reply
    waits = TextMessage(text=phrases.NEWS_WAIT)
    return reply.model_copy(update={"messages": (waits, *reply.messages)})


def _told(said: Asked | Chosen) -> str:
    return said.button.title if isinstance(said, Chosen) else said.text


def _unanswered(framed: bool, conversation_id: str, said: Asked | Chosen, reason: str) -> Page:
    if isinstance(said, Chosen):
        return Page(framed, conversation_id, error=reason, again=said.button)
    return Page(framed, conversation_id, error=reason, typed=said.text)


def _file(name: str, encodings: str, caching: str) -> Response:
    asset = assets().get(name)
    if asset is None:
        raise HTTPException(404)
    headers = {**_FILE_HEADERS, "Cache-Control": caching, "Vary": "Accept-Encoding"}
    if "gzip" not in encodings:
        return Response(asset.content, media_type=asset.media_type, headers=headers)
    headers["Content-Encoding"] = "gzip"
    return Response(asset.zipped, media_type=asset.media_type, headers=headers)
