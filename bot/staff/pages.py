"""Renders the pages of the console."""

from collections.abc import Mapping
from datetime import date, datetime
from decimal import Decimal
from functools import cache
from pathlib import Path
from typing import Any, Final

from fastapi import Request
from fastapi.responses import HTMLResponse, RedirectResponse, Response
from jinja2 import Environment, FileSystemLoader, StrictUndefined
from markupsafe import Markup

from actions.wording import facet_title, phrase
from bot.channels.web.markdown import to_html
from bot.staff import phrases
from bot.staff.assets import version
from bot.staff.rights import Right, allows
from knowledge.facets import Facet
from knowledge.staff.audit import HERE
from knowledge.staff.sessions import Opened

_SEE_OTHER: Final = 303


def page(
    request: Request, template: str, desk: Opened | None = None, status: int = 200, **values: Any
) -> HTMLResponse:
    """Return the page of `template`; `desk` is who looks at it."""
    officer = desk.officer if desk else None
    html = (
        _environment()
        .get_template(template)
        .render(
            base=base(request),
            here=_section(request),
            officer=officer,
            csrf=desk.csrf if desk else "",
            may={right.value: bool(officer and allows(officer.role, right)) for right in Right},
            static=f"{base(request)}static/{version()}",
            **values,
        )
    )
    return HTMLResponse(html, status)


def go(request: Request, path: str) -> Response:
    """Send the browser to `path` under /staff, whatever stands before it."""
    target = base(request) + path
    if request.headers.get("hx-request"):
        return Response(status_code=204, headers={"HX-Redirect": target})
    return RedirectResponse(target, _SEE_OTHER)


def base(request: Request) -> str:
    """Return what leads from the address of `request` to /staff/, also behind another path."""
    return "../" * (_inside(request).count("/")) or "./"


def _inside(request: Request) -> str:
    path: str = request.scope["path"]
    root: str = request.scope.get("root_path", "")
    return path.removeprefix(root).removeprefix("/")


def _section(request: Request) -> str:
    return _inside(request).split("/")[0]


@cache
def _environment() -> Environment:
    environment = Environment(
        loader=FileSystemLoader(Path(__file__).parent / "templates"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    environment.filters.update(
        markdown=lambda text: Markup(to_html(text)),  # noqa: S704  cleaned
        day=_day,
        score=_score,
        source=_source,
        moment=_moment,
        clock=lambda value: f"{value.astimezone(HERE):%H:%M:%S}",
        thousands=lambda number: f"{number:,}".replace(",", "."),
    )
    environment.globals.update(
        facets=list(Facet), facet_title=facet_title, phrase=phrase, words=_words()
    )
    return environment


def _words() -> Mapping[str, Any]:
    return {name: value for name, value in vars(phrases).items() if name.isupper()}


def _day(value: date | None) -> str:
    return f"{value:%d/%m/%Y}" if value else ""


def _score(value: Decimal) -> str:
    return str(value).replace(".", ",")


def _source(value: str) -> str:
    """Return where a change became known from, in words."""
    kind, _, name = value.partition(":")
    return phrases.SOURCES.get(kind, "{name}").format(name=name or value)


def _moment(value: datetime) -> str:
    return f"{value.astimezone(HERE):%H:%M ngày %d/%m/%Y}"
