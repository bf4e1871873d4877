"""Serves the chat page, its plain form for browsers without JavaScript, and the widget."""

import logging
from typing import Annotated, Final

from fastapi import APIRouter, Header, HTTPException, Query, Request
from fastapi.responses import HTMLResponse, Response

from actions.reply import Reply
from bot.channels.web import form, phrases
from bot.channels.web.assets import assets, version
from bot.channels.web.conversations import Conversations
from bot.channels.web.form import Asked, Chosen, Refused
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
Encodings = Annotated[str, Header()]


def page_router(gateway: Gateway, conversations: Conversations) -> APIRouter:
    """Routes of the chat page, to be mounted at the root or under any path ending in a slash."""
    router = APIRouter(include_in_schema=False)

    @router.get("/")
    async def show(khung: Framed = "") -> HTMLResponse:
        return _answer(Page(framed=bool(khung)))

    @router.post("/")
    async def submit(request: Request, khung: Framed = "") -> HTMLResponse:
        framed = bool(khung)
        async with request.form() as fields:
            said = form.read(fields)
            known = form.conversation_id(fields)
        if isinstance(said, Refused):
            page = Page(framed, known, error=said.reason, typed=said.typed)
            return _answer(page, status=422)
        try:
            if not (known and await conversations.exists(known)):
                known = await conversations.open(CHANNEL)
            turn = Turn(_told(said), await _carry(gateway, known, said))
        except Exception:
            _LOGGER.exception("a turn of the plain form failed")
            return _answer(_failed(framed, known, said), status=503)
        return _answer(Page(framed, known, turn))

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


def _told(said: Asked | Chosen) -> str:
    return said.button.title if isinstance(said, Chosen) else said.text


def _failed(framed: bool, conversation_id: str, said: Asked | Chosen) -> Page:
    if isinstance(said, Chosen):
        return Page(framed, conversation_id, error=phrases.TROUBLE, again=said.button)
    return Page(framed, conversation_id, error=phrases.TROUBLE, typed=said.text)


def _answer(page: Page, status: int = 200) -> HTMLResponse:
    return HTMLResponse(render(page), status, PAGE_HEADERS)


def _file(name: str, encodings: str, caching: str) -> Response:
    asset = assets().get(name)
    if asset is None:
        raise HTTPException(404)
    headers = {**_FILE_HEADERS, "Cache-Control": caching, "Vary": "Accept-Encoding"}
    if "gzip" not in encodings:
        return Response(asset.content, media_type=asset.media_type, headers=headers)
    headers["Content-Encoding"] = "gzip"
    return Response(asset.zipped, media_type=asset.media_type, headers=headers)
