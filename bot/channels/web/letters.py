"""The letters of application, as files to download: blank, or as a citizen told them."""

from http import HTTPStatus
from typing import Annotated, Any, Final

from fastapi import APIRouter, Path, Request
from fastapi.responses import Response

from actions.letters.addresses import BlankLetter, FilledLetter, LetterForm, wanted_letter
from bot.channels.web import phrases
from bot.channels.web.downloads import admit, attachment, kept, made
from bot.channels.web.limits import AddressLimit
from bot.channels.web.papers import KnownTag
from bot.channels.web.problems import MEDIA_TYPE, Problem
from bot.papers.press import Press

_PRIVATE: Final = {
    "Cache-Control": "no-store",
    "Referrer-Policy": "no-referrer",
    "X-Robots-Tag": "noindex",
}
"""For what a citizen told: kept by nobody on the way, and its address told to nobody."""

Token = Annotated[str, Path(description="What opens the letter, for 15 minutes: 43 characters.")]
Key = Annotated[str, Path(description="The key of a letter of that procedure.")]
Responses = dict[int | str, dict[str, Any]]


class _PrivateProblem(Problem):
    """An error at an address that nobody is to keep."""

    def headers(self) -> dict[str, str]:
        return {**super().headers(), **_PRIVATE}


def letters_router(press: Press, limit: AddressLimit) -> APIRouter:
    """Return the routes of the letters."""
    router = APIRouter(tags=["papers"])
    blank_path, filled_path = (
        "/api/procedures/{number:int}/letters/{letter}",
        "/api/letters/{token}",
    )

    async def blank(
        number: int, letter: str, form: LetterForm, request: Request, known: str
    ) -> Response:
        await admit(request, limit)
        wanted = _wanted(BlankLetter(number, letter, form))
        return kept(await made(press, wanted, ""), known)

    async def filled(token: str, form: LetterForm, request: Request) -> Response:
        try:
            await admit(request, limit)
            wanted = _wanted(FilledLetter(token, form))
            return attachment(await made(press, wanted, ""), _PRIVATE)
        except Problem as problem:
            raise _PrivateProblem(problem.status, problem.detail, problem.retry_after) from problem

    @router.get(f"{blank_path}.docx", response_class=Response, responses=_kept(LetterForm.DOCX))
    async def blank_docx(
        number: int, letter: Key, request: Request, known: KnownTag = ""
    ) -> Response:
        """Return a letter of the procedure with blanks, to be changed in Word or LibreOffice."""
        return await blank(number, letter, LetterForm.DOCX, request, known)

    @router.get(f"{blank_path}.pdf", response_class=Response, responses=_kept(LetterForm.PDF))
    async def blank_pdf(
        number: int, letter: Key, request: Request, known: KnownTag = ""
    ) -> Response:
        """Return a letter of the procedure with blanks, to print and fill in by hand."""
        return await blank(number, letter, LetterForm.PDF, request, known)

    @router.get(f"{filled_path}.docx", response_class=Response, responses=_gone(LetterForm.DOCX))
    async def filled_docx(token: Token, request: Request) -> Response:
        """Return the letter that a citizen wrote in the chat, to be changed before it is signed."""
        return await filled(token, LetterForm.DOCX, request)

    @router.get(f"{filled_path}.pdf", response_class=Response, responses=_gone(LetterForm.PDF))
    async def filled_pdf(token: Token, request: Request) -> Response:
        """Return the letter that a citizen wrote in the chat, to print and sign."""
        return await filled(token, LetterForm.PDF, request)

    return router


def _wanted(letter: BlankLetter | FilledLetter) -> BlankLetter | FilledLetter:
    """Return `letter` if it has an address. Raises Problem 404 if none of ours is like that."""
    if wanted_letter(letter.path) != letter:
        raise Problem(HTTPStatus.NOT_FOUND, phrases.NOT_FOUND)
    return letter


def _kept(form: LetterForm) -> Responses:
    return {200: {"content": {form.media_type: {}}}, 304: {"description": "Not Modified"}}


def _gone(form: LetterForm) -> Responses:
    return {
        200: {"content": {form.media_type: {}}},
        410: {"description": "What was told is deleted", "content": {MEDIA_TYPE: {}}},
    }
