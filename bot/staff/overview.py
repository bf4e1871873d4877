"""The first page, which says what waits, and the table of what is known."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Annotated, Any

from fastapi import APIRouter, Depends, Request
from fastapi.responses import Response
from sqlalchemy import ColumnElement, func, select
from sqlalchemy.orm import Session

from actions.clock import today
from bot.staff.coverage import Cover, Row, rows, share, totals
from bot.staff.coverage_file import coverage_csv
from bot.staff.desk import may
from bot.staff.editing.draft_views import listed
from bot.staff.pages import page
from bot.staff.rights import Right
from knowledge.database import session
from knowledge.laws.due_reviews import due_reviews
from knowledge.laws.tasks import count_open, open_tasks
from knowledge.reference_files import plan
from knowledge.repository import Repository
from knowledge.staff.sessions import Opened
from knowledge.status.records import DossierState, RegradeState
from knowledge.status.tables import Dossier, Regrade

router = APIRouter()
Reader = Annotated[Opened, Depends(may(Right.READ_KNOWLEDGE))]
_WAITING = "waiting"
"""The filter of procedures with an open task."""
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
        procedures = Repository(opened).procedures()
        tasks = count_open(opened)
        drafts = listed(opened, desk.officer)
    table = rows(procedures, day)
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
        tasks=tasks,
        drafts=drafts,
        due=len(due_reviews(procedures, day)),
        share=share(table),
    )


@router.get("/coverage")
def coverage(request: Request, desk: Reader, cover: str = "", group: str = "") -> Response:
    with session() as opened:
        repository = Repository(opened)
        table = rows(repository.procedures(), today())
        groups = [(each.key, each.name) for each in repository.groups()]
        waiting = _waiting(opened)
    shown = _chosen(table, cover, group, waiting)
    return page(
        request,
        "coverage.html",
        desk,
        rows=[(row, share([row])) for row in shown],
        share=share(table),
        waiting=waiting,
        plan=plan(),
        cells=totals(shown),
        covers=Cover,
        groups=groups,
        cover=cover,
        group=group,
    )


@router.get("/coverage.csv")
def coverage_file(_desk: Reader) -> Response:
    with session() as opened:
        repository = Repository(opened)
        table = rows(repository.procedures(), today())
        groups = {each.key: each.name for each in repository.groups()}
        waiting = _waiting(opened)
    headers = {"Content-Disposition": 'attachment; filename="do-phu.csv"'}
    made = coverage_csv(table, groups, waiting)
    return Response(made, media_type="text/csv", headers=headers)


def _chosen(
    table: Sequence[Row], cover: str, group: str, waiting: Mapping[int, Collection[str]]
) -> list[Row]:
    def has(row: Row) -> bool:
        return row.id in waiting if cover == _WAITING else not cover or cover in row.cells

    return [row for row in table if has(row) and group in ("", row.group)]


def _waiting(opened: Session) -> dict[int, set[str]]:
    """Return by procedure what has an open task."""
    found: dict[int, set[str]] = {}
    for task in open_tasks(opened):
        found.setdefault(task.procedure_id, set()).add(task.facet)
    return found


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
