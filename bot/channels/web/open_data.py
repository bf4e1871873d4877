"""The published knowledge base as open data."""

from datetime import date
from http import HTTPStatus
from typing import Annotated

from fastapi import APIRouter, Path
from pydantic import BaseModel

from actions.clock import today
from bot.channels.web import phrases
from bot.channels.web.problems import Problem
from knowledge.content import ProcedureContent, State, VersionContent
from knowledge.database import session
from knowledge.repository import Repository, version_on

ProcedureNumber = Annotated[int, Path(ge=1, le=61)]


class ProcedureSummary(BaseModel):
    """A procedure in the list; `title` is its name under the rules of today."""

    id: int
    name: str
    title: str
    group: str
    level: int
    rollout_year: int
    standing: str
    in_force_from: date
    confirmed: bool


class PublishedProcedure(BaseModel):
    """A procedure with its published versions, and which of them holds today."""

    procedure: ProcedureContent
    today: VersionContent


def open_data_router() -> APIRouter:
    """Return the routes of the open data."""
    router = APIRouter(prefix="/api/procedures", tags=["procedures"])

    @router.get("")
    def procedures() -> list[ProcedureSummary]:
        """List all procedures."""
        with session() as opened:
            found = Repository(opened).procedures()
        return [_summary(procedure) for procedure in found]

    @router.get("/{number}")
    def procedure(number: ProcedureNumber) -> PublishedProcedure:
        """Return one procedure whole."""
        try:
            with session() as opened:
                found = Repository(opened).procedure(number)
        except LookupError as error:
            raise Problem(HTTPStatus.NOT_FOUND, phrases.NOT_FOUND) from error
        published = tuple(v for v in found.versions if v.state is State.PUBLISHED)
        return PublishedProcedure(
            procedure=found.model_copy(update={"versions": published}),
            today=version_on(found, today()),
        )

    return router


def _summary(procedure: ProcedureContent) -> ProcedureSummary:
    version = version_on(procedure, today())
    return ProcedureSummary(
        id=procedure.id,
        name=procedure.name,
        title=version.title,
        group=procedure.group,
        level=procedure.level,
        rollout_year=procedure.rollout_year,
        standing=version.standing,
        in_force_from=version.in_force_from,
        confirmed=version.confirmed,
    )
