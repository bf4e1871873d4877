"""Who is asking: the session behind a request, its right, and the token of its forms."""

from collections.abc import AsyncIterator, Callable
from dataclasses import dataclass
from typing import Annotated, Final

from fastapi import Depends, Request
from starlette.datastructures import FormData

from bot.staff.rights import Right, allows
from knowledge.database import session
from knowledge.staff.accounts import Officer
from knowledge.staff.sessions import Opened, is_csrf_of, resume

SESSION_COOKIE: Final = "motcua_staff"
_LONGEST_FIELD: Final = 64 * 1024
_MOST_FIELDS: Final = 20


class NotLoggedIn(Exception):
    """There is no session, or it is over."""


class MustChange(Exception):
    """The password was given by somebody else and must be changed first."""


class Forbidden(Exception):
    """The role of the officer lacks the right."""


class Forged(Exception):
    """A form without the token of this session."""


@dataclass(frozen=True)
class Posted:
    """A form of the session `desk`, unless it is `forged`."""

    desk: Opened
    form: FormData
    forged: bool = False

    def text(self, name: str) -> str:
        """Return a field as text, empty if it isn't there; without NUL, as PostgreSQL wants it."""
        value = self.form.get(name, "")
        return value.replace("\0", "") if isinstance(value, str) else ""

    @property
    def officer(self) -> Officer:
        return self.desk.officer


def may(right: Right) -> Callable[[Request], Opened]:
    """Return what resolves the session of a request that needs `right`."""

    def checked(request: Request) -> Opened:
        with session() as opened:
            found = resume(opened, request.cookies.get(SESSION_COOKIE, ""))
        if found is None:
            raise NotLoggedIn
        if found.officer.must_change and right is not Right.OWN_ACCOUNT:
            raise MustChange
        if not allows(found.officer.role, right):
            raise Forbidden
        return found

    checked.__name__ = f"may_{right}"
    return checked


def settled(desk: Annotated[Opened, Depends(may(Right.OWN_ACCOUNT))]) -> Opened:
    """Return the session of an officer whose password is their own."""
    if desk.officer.must_change:
        raise MustChange
    return desk


def posting(
    right: Right, most_fields: int = _MOST_FIELDS, *, shown_again: bool = False
) -> Callable[[Request, Opened], AsyncIterator[Posted]]:
    """Return what reads the form of a request that needs `right`, once that is known.

    `shown_again`: the route takes a form without the token too, as one of an earlier session, and
    does nothing with it but show what was typed.
    """

    async def checked(
        request: Request, desk: Annotated[Opened, Depends(may(right))]
    ) -> AsyncIterator[Posted]:
        limits = {"max_files": 1, "max_fields": most_fields, "max_part_size": _LONGEST_FIELD}
        async with request.form(**limits) as form:
            given = form.get("csrf", "")
            genuine = isinstance(given, str) and is_csrf_of(desk.token, given)
            if not (genuine or shown_again):
                raise Forged
            yield Posted(desk, form, forged=not genuine)

    return checked


def settled_posting(
    posted: Annotated[Posted, Depends(posting(Right.OWN_ACCOUNT))],
) -> Posted:
    """Return the form of an officer whose password is their own."""
    settled(posted.desk)
    return posted


def address_of(request: Request) -> str:
    """Return the address that a request came from; empty if it is not known."""
    return request.client.host if request.client else ""
