"""The officers' guide of `docs/`, read inside the console."""

from functools import cache
from pathlib import Path
from typing import Annotated, Final

from fastapi import APIRouter, Depends, HTTPException, Request
from fastapi.responses import Response
from markdown_it import MarkdownIt
from markupsafe import Markup

from bot.staff.desk import may
from bot.staff.pages import base, page
from bot.staff.rights import Right
from knowledge.settings import ROOT
from knowledge.staff.sessions import Opened

router = APIRouter()
Reader = Annotated[Opened, Depends(may(Right.READ_KNOWLEDGE))]
_TEXT: Final = ROOT / "docs" / "huong-dan-can-bo.md"
_PICTURES: Final = ROOT / "docs" / "images" / "huong-dan"
_FOR_DEVELOPERS: Final = "\n---\n"
"""Where the part for officers ends."""


@router.get("/guide")
def read(request: Request, desk: Reader) -> Response:
    return page(request, "guide.html", desk, text=_html(base(request)))


@router.get("/guide/{picture}", dependencies=[Depends(may(Right.READ_KNOWLEDGE))])
def show(picture: str) -> Response:
    content = _pictures().get(picture)
    if content is None:
        raise HTTPException(404)
    return Response(content, media_type="image/png", headers={"Cache-Control": "private"})


@cache
def _html(base: str) -> Markup:
    text = _TEXT.read_text(encoding="utf-8").partition(_FOR_DEVELOPERS)[0]
    markdown = MarkdownIt("commonmark").enable("table")
    tokens = markdown.parse(text)
    for token in tokens:
        for part in token.children or ():
            if part.type == "image":
                part.attrSet("src", f"{base}guide/{Path(str(part.attrs['src'])).name}")
                part.attrSet("loading", "lazy")
    return Markup(markdown.renderer.render(tokens, markdown.options, {}))  # noqa: S704  our own


@cache
def _pictures() -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in sorted(_PICTURES.glob("*.png"))}
