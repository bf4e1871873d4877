"""The first page, which says what waits, and the table of what is known."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Annotated, Any

from fastapi import APIRouter, Depends, Request
from fastapi.responses import Response
from sqlalchemy import ColumnElement, func, select
from sqlalchemy.orm import Session

from actions.clock import today
from bot.staff.coverage import Cover, Row, rows, totals
from bot.staff.desk import may
from bot.staff.pages import page
from bot.staff.rights import Right
from knowledge.database import session
from knowledge.repository import Repository
from knowledge.staff.sessions import Opened
from knowledge.status.records import DossierState, RegradeState
from knowledge.status.tables import Dossier, Regrade

router = APIRouter()
Reader = Annotated[Opened, Depends(may(Right.READ_KNOWLEDGE))]
_UNDER_WAY = (DossierState.RECEIVED, DossierState.MORE_WANTED, DossierState.IN_WORK)


@dataclass(frozen=True)
class Waits:
    """How many requests of citizens wait, and for what."""

    overdue: int
    more_wanted: int
    ready: int
    marking: int


@router.get("/")
def home(request: Request, desk: Reader) -> Response:
    day = today()
    with session() as opened:
        waits = _waits(opened, day)
        table = rows(Repository(opened).procedures(), day)
    unconfirmed = sum(not row.confirmed for row in table)
    return page(
        request,
        "home.html",
        desk,
        waits=waits,
        unconfirmed=unconfirmed,
        total=len(table),
        cells=totals(table),
        covers=Cover,
    )


@router.get("/coverage")
def coverage(request: Request, desk: Reader, cover: str = "", group: str = "") -> Response:
    with session() as opened:
        repository = Repository(opened)
        table = rows(repository.procedures(), today())
        groups = [(each.key, each.name) for each in repository.groups()]
    shown = _chosen(table, cover, group)
    return page(
        request,
        "coverage.html",
        desk,
        rows=shown,
        cells=totals(shown),
        covers=Cover,
        groups=groups,
        cover=cover,
        group=group,
    )


def _chosen(table: Sequence[Row], cover: str, group: str) -> list[Row]:
    return [row for row in table if (not cover or cover in row.cells) and group in ("", row.group)]


def _waits(opened: Session, day: date) -> Waits:
    def dossiers(*conditions: ColumnElement[bool]) -> int:
        return _count(opened, Dossier, *conditions)

    under_way = Dossier.state.in_([state.value for state in _UNDER_WAY])
    return Waits(
        overdue=dossiers(under_way, Dossier.due_on < day),
        more_wanted=dossiers(Dossier.state == DossierState.MORE_WANTED.value),
        ready=dossiers(Dossier.state == DossierState.RESULT_READY.value),
        marking=_count(
            opened,
            Regrade,
            Regrade.state.in_([RegradeState.RECEIVED.value, RegradeState.MARKING.value]),
        ),
    )


def _count(opened: Session, table: Any, *conditions: ColumnElement[bool]) -> int:
    return opened.scalar(select(func.count()).select_from(table).where(*conditions)) or 0
