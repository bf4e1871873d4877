"""Refuses requests whose body is too large, whether they tell its length or not."""

from collections.abc import Mapping
from http import HTTPStatus

from fastapi import HTTPException
from fastapi.responses import JSONResponse
from starlette.datastructures import Headers
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from bot.channels.web import phrases
from bot.channels.web.problems import MEDIA_TYPE, Problem

LARGEST_BODY = 64 * 1024
"""Bytes of a request; the longest message takes 12,000."""

_STATUS = HTTPStatus.REQUEST_ENTITY_TOO_LARGE


class BodyBound:
    """Counts what comes in, and stops reading where it is enough."""

    def __init__(
        self, app: ASGIApp, largest: int = LARGEST_BODY, larger: Mapping[str, int] | None = None
    ) -> None:
        """`larger`: the bound of those paths that take more, and, ending in /, of all below."""
        self._app = app
        self._largest = largest
        self._larger = dict(larger or {})

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        largest = self._bound(scope["path"])
        length = Headers(scope=scope).get("content-length", "0")
        if not length.isdecimal() or int(length) > largest:
            problem = Problem(_STATUS, phrases.TOO_LARGE)
            refusal = JSONResponse(problem.document(), _STATUS, media_type=MEDIA_TYPE)
            await refusal(scope, receive, send)
            return
        came = 0

        async def counted() -> Message:
            nonlocal came
            message = await receive()
            came += len(message.get("body", b""))
            if came > largest:
                raise HTTPException(_STATUS)
            return message

        await self._app(scope, counted, send)

    def _bound(self, path: str) -> int:
        below = (
            bound
            for start, bound in self._larger.items()
            if start.endswith("/") and path.startswith(start)
        )
        return self._larger.get(path) or next(below, self._largest)
