"""The cookies of the console: for no script, for no other site, and over HTTPS where it is used."""

from datetime import timedelta
from typing import Final

from fastapi import Request
from fastapi.responses import Response

from bot.staff.desk import SESSION_COOKIE
from knowledge.staff.sessions import LONGEST

DOOR_COOKIE: Final = "motcua_door"
"""Before there is a session: a random value that the form of the log-in must match."""
HALF_WAY_COOKIE: Final = "motcua_half_way"
"""After the right password: the token of the second step."""


def keep_session(request: Request, response: Response, token: str) -> None:
    """Let the browser keep a session."""
    keep(request, response, SESSION_COOKIE, token, LONGEST)


def keep(
    request: Request, response: Response, name: str, value: str, lasts: timedelta | None = None
) -> None:
    """Let the browser keep `value`; without `lasts` until it is closed."""
    secure = request.url.scheme == "https"
    age = int(lasts.total_seconds()) if lasts else None
    response.set_cookie(name, value, age, secure=secure, httponly=True, samesite="strict")
