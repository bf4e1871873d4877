"""An officer at the editing pages, over HTTP: forms filled and sent as they were shown."""

from typing import Any

from httpx import Response
from sqlalchemy import Engine

from actions.answer import tell
from actions.clock import today
from knowledge.database import session
from knowledge.editing.drafts import Drafts
from knowledge.facets import Facet
from knowledge.repository import Repository
from tests.auxil.console import Officer
from tests.auxil.html_forms import fields_of

STEPS = "drafts/3/steps"


def form(officer: Officer, path: str) -> dict[str, Any]:
    return fields_of(officer.opens(path).text)


def posts(officer: Officer, path: str, fields: dict[str, Any], do: str = "") -> Response:
    return officer.browser.post(f"/staff/{path}", data={**fields, **({"do": do} if do else {})})


def edits(officer: Officer, path: str, changed: dict[str, Any], do: str = "save") -> Response:
    return posts(officer, path, {**form(officer, path), **changed}, do)


def approves(officer: Officer, page: Response | None = None, **chosen: str) -> Response:
    """Approve the draft as `page` showed it, that of now unless another is given."""
    shown = fields_of((page or officer.opens("drafts/3")).text, "publish")
    return posts(officer, "drafts/3/publish", {**shown, **chosen})


def drafted(database: Engine, number: int = 3) -> Any:
    with session(database) as opened:
        return Drafts(opened, "x").of(number)


def told(database: Engine, facet: Facet) -> str:
    with session(database) as opened:
        return tell(Repository(opened), 3, facet, today(), today=today()).text
