"""What all files to download have in common: who may have one, how it is made and sent."""

import hashlib
from collections.abc import Mapping
from http import HTTPStatus
from typing import Final
from urllib.parse import quote

from fastapi import Request
from fastapi.responses import Response

from bot.channels.web import phrases
from bot.channels.web.limits import AddressLimit
from bot.channels.web.problems import Problem
from bot.papers.letter_files import LetterGone, UnknownLetter
from bot.papers.press import AnyWanted, Paper, Press, UnknownAnswer, UnknownProcedure

_LASTS: Final = 300
"""Seconds that a browser may show the same paper; an edit of the procedure waits no longer."""

_BUSY_FOR: Final = 10
"""Seconds after which to try again."""


async def admit(request: Request, limit: AddressLimit) -> None:
    """Count a file of this address. Raises Problem 429 if it asks too often."""
    pause = await limit.wait(request.client.host if request.client else "")
    if pause:
        raise Problem(HTTPStatus.TOO_MANY_REQUESTS, phrases.TOO_MANY, retry_after=pause)


async def made(press: Press, wanted: AnyWanted, link: str) -> Paper:
    """Return what is wanted.

    Raises Problem: 404, 410, 422 where there is none, 503 where too many wait.
    """
    try:
        return await press.make(wanted, link)
    except (UnknownProcedure, UnknownLetter) as error:
        raise Problem(HTTPStatus.NOT_FOUND, phrases.NOT_FOUND) from error
    except LetterGone as error:
        raise Problem(HTTPStatus.GONE, phrases.LETTER_GONE) from error
    except UnknownAnswer as error:
        raise Problem(HTTPStatus.UNPROCESSABLE_ENTITY, phrases.UNKNOWN_ANSWER) from error
    except TimeoutError as error:
        busy = HTTPStatus.SERVICE_UNAVAILABLE
        raise Problem(busy, phrases.PAPERS_BUSY, retry_after=_BUSY_FOR) from error


def kept(paper: Paper, known: str) -> Response:
    """Return `paper` for a browser to keep a while; 304 if its tag is among the `known`."""
    tag = f'"{hashlib.sha256(paper.content).hexdigest()[:32]}"'
    headers = {"Cache-Control": f"private, max-age={_LASTS}", "ETag": tag}
    if tag in (each.strip().removeprefix("W/") for each in known.split(",")):
        return Response(status_code=HTTPStatus.NOT_MODIFIED, headers={**headers, **_named(paper)})
    return attachment(paper, headers)


def attachment(paper: Paper, headers: Mapping[str, str]) -> Response:
    """Return `paper` as a file to save."""
    return Response(
        paper.content, media_type=paper.media_type, headers={**headers, **_named(paper)}
    )


def _named(paper: Paper) -> dict[str, str]:
    return {
        "X-Content-Type-Options": "nosniff",
        "Content-Disposition": (
            f'attachment; filename="{paper.plain_name}"; '
            f"filename*=UTF-8''{quote(paper.name, safe='')}"
        ),
    }
