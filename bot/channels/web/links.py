"""Addresses of the chat page that open it at a procedure, as they are printed on papers."""

import re
from typing import Final

from fastapi import Request

from actions.payloads import asking
from actions.reply import Button
from bot.channels.web import phrases
from bot.papers.render import LONGEST_LINK
from knowledge.facets import Facet

PARAMETER: Final = "thu-tuc"


def back_to(request: Request, number: int) -> str:
    """Return the address of the chat page, under the name by which it was reached.

    Raises:
        ValueError: that name is too long to be printed.
    """
    link = f"{request.base_url}?{PARAMETER}={number}"
    if len(link) > LONGEST_LINK:
        raise ValueError("no site has such a name")
    return link


def opening(number: str) -> Button | None:
    """Return the choice that tells about the procedure; none if `number` is not one's."""
    if not re.fullmatch("[0-9]{1,2}", number) or not 1 <= int(number) <= 61:
        return None
    chosen = int(number)
    return Button(title=phrases.ABOUT.format(number=chosen), payload=asking(Facet.OVERVIEW, chosen))
