"""Finding a dossier or a candidate by number, with all that happened to it.

The number comes in a form, never in an address; who looked is in the log, with the number masked.
"""

from dataclasses import dataclass
from typing import Annotated

from fastapi import APIRouter, Depends, Request
from fastapi.responses import Response

from bot.staff import masking
from bot.staff.desk import Posted, may, posting
from bot.staff.pages import page
from bot.staff.rights import Right
from knowledge.database import session
from knowledge.repository import Repository
from knowledge.staff.audit import Action, record
from knowledge.staff.sessions import Opened
from knowledge.status.records import DossierRow, RegradeRow
from knowledge.status.register import Register
from knowledge.status.reports import Change

router = APIRouter()
_LONGEST = 60
_CANDIDATE = range(6, 11)
"""Digits of a candidate number."""


@dataclass(frozen=True)
class DossierView:
    row: DossierRow
    procedure: str
    phone: str
    history: tuple[Change, ...]


@dataclass(frozen=True)
class RegradeView:
    row: RegradeRow
    born: str
    history: tuple[Change, ...]


@router.get("/dossiers")
def ask(request: Request, desk: Annotated[Opened, Depends(may(Right.LOOK_UP_STATUS))]) -> Response:
    return page(request, "dossiers.html", desk, q="", dossier=None, regrades=[])


@router.post("/dossiers")
def look_up(
    request: Request, posted: Annotated[Posted, Depends(posting(Right.LOOK_UP_STATUS))]
) -> Response:
    wanted = posted.text("q").strip()[:_LONGEST]
    with session() as opened:
        register = Register(opened)
        dossier = _dossier(register, Repository(opened), wanted) if wanted else None
        regrades = _regrades(register, wanted)
        if dossier or regrades:
            record(opened, posted.officer.name, Action.LOOK_UP, masking.number(wanted))
    return page(request, "dossiers.html", posted.desk, q=wanted, dossier=dossier, regrades=regrades)


def _dossier(register: Register, repository: Repository, wanted: str) -> DossierView | None:
    row = register.dossier(wanted)
    if row is None:
        return None
    names = {heading.id: heading.name for heading in repository.headings()}
    return DossierView(
        row, names[row.procedure], masking.phone(row.phone_tail), register.dossier_history(row.code)
    )


def _regrades(register: Register, wanted: str) -> list[RegradeView]:
    digits = wanted.replace(" ", "")
    if not (digits.isascii() and digits.isdecimal() and len(digits) in _CANDIDATE):
        return []
    return [
        RegradeView(
            row,
            masking.birth(row.born_on),
            register.regrade_history(row.exam, row.candidate, row.subject),
        )
        for row in register.regrades(digits)
    ]
