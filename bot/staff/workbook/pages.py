"""All procedures as one workbook: downloaded, read back, looked at, taken into drafts."""

import csv
import io
from collections.abc import Collection
from dataclasses import dataclass
from pathlib import Path
from typing import Annotated, Final

from fastapi import APIRouter, Depends, Request
from fastapi.responses import Response
from starlette.datastructures import UploadFile

from actions.clock import today
from bot.staff import phrases as console_phrases
from bot.staff.desk import Posted, may, posting
from bot.staff.pages import page
from bot.staff.rights import Right
from bot.staff.waiting import Waiting, WaitingRoom
from bot.staff.workbook import phrases
from bot.staff.workbook.showing import grouped, ticked_at_first, ticked_by
from knowledge.database import session
from knowledge.repository import Repository, version_on
from knowledge.staff.sessions import Opened
from knowledge.workbook.comparing import MOST_CHANGES, Comparison, Now, compare
from knowledge.workbook.reading import Refused, WorkbookError, read_workbook
from knowledge.workbook.taking import take
from knowledge.workbook.writing import write_workbook

_XLSX: Final = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
_KIND: Final = "workbook"
_SHOWN: Final = 100
"""Refused rows on the page; the CSV has all."""
_OTHER_FIELDS: Final = 10

Editor = Annotated[Opened, Depends(may(Right.EDIT_KNOWLEDGE))]
UploadForm = Annotated[Posted, Depends(posting(Right.EDIT_KNOWLEDGE))]
TicksForm = Annotated[Posted, Depends(posting(Right.EDIT_KNOWLEDGE, MOST_CHANGES + _OTHER_FIELDS))]


def workbook_router(room: WaitingRoom) -> APIRouter:
    """Routes of the workbook; until it is taken, one that came back waits in `room`."""
    router = APIRouter()

    @router.get("/workbook.xlsx")
    def download(_desk: Editor) -> Response:
        with session() as opened:
            told = list(_now(Repository(opened)).values())
        name = phrases.FILE_NAME.format(day=today().isoformat())
        headers = {"Content-Disposition": f'attachment; filename="{name}"'}
        return Response(write_workbook(told, today()), media_type=_XLSX, headers=headers)

    @router.get("/workbook")
    def choose(request: Request, desk: Editor) -> Response:
        return _form(request, desk)

    @router.post("/workbook")
    def read(request: Request, posted: UploadForm) -> Response:
        file = posted.form.get("file")
        if not isinstance(file, UploadFile) or not file.filename:
            return _form(request, posted.desk, phrases.NO_FILE)
        waiting = Waiting(_KIND, Path(file.filename).name, file.file.read(), {})
        try:
            compared, now = _compared(waiting.content)
        except WorkbookError as error:
            return _form(request, posted.desk, str(error))
        looked = _Looked(room.put(posted.desk, waiting), waiting.name, compared, now)
        return looked.at(request, posted.desk, ticked_at_first(compared.changes))

    @router.get("/workbook/{made}/refused.csv")
    def refused(request: Request, desk: Editor, made: str) -> Response:
        waiting = room.get(desk, made, (_KIND,))
        if waiting is None:
            return _form(request, desk, console_phrases.GONE)
        compared, _ = _compared(waiting.content)
        headers = {"Content-Disposition": f'attachment; filename="{phrases.REFUSED_NAME}"'}
        return Response(_as_csv(compared.refused), media_type="text/csv", headers=headers)

    @router.post("/workbook/{made}")
    def confirm(request: Request, posted: TicksForm, made: str) -> Response:
        waiting = room.get(posted.desk, made, (_KIND,))
        if waiting is None:
            return _form(request, posted.desk, console_phrases.GONE)
        ticks = frozenset(tick for tick in posted.form.getlist("take") if isinstance(tick, str))
        compared, now = _compared(waiting.content)
        known = {change.id for change in compared.changes}
        trouble = phrases.MOVED_ON if ticks - known else ""
        button = posted.text("tick")
        if button:
            ticks = ticked_by(button, ticks, compared.changes)
        elif not ticks:
            trouble = phrases.NO_TICK
        if button or trouble:
            looked = _Looked(made, waiting.name, compared, now)
            return looked.at(request, posted.desk, ticks, trouble)
        chosen = [change for change in compared.changes if change.id in ticks]
        with session() as opened:
            taken = take(opened, posted.officer.name, waiting.name, chosen, now)
        room.forget(made)
        return page(
            request,
            "workbook/taken.html",
            posted.desk,
            name=waiting.name,
            taken=taken,
            names=_names(now),
        )

    return router


def _now(repository: Repository) -> Now:
    """Return each procedure with the version in force today."""
    return {each.id: (each, version_on(each, today())) for each in repository.procedures()}


def _compared(content: bytes) -> tuple[Comparison, Now]:
    book = read_workbook(content)
    with session() as opened:
        now = _now(Repository(opened))
    return compare(book, now), now


def _names(now: Now) -> dict[int, str]:
    return {number: procedure.name for number, (procedure, _) in now.items()}


def _form(request: Request, desk: Opened, error: str = "") -> Response:
    status = 422 if error else 200
    return page(request, "workbook/choose.html", desk, status, error=error)


@dataclass(frozen=True)
class _Looked:
    """A workbook that waits under `id`, and what it would change."""

    id: str
    name: str
    compared: Comparison
    now: Now

    def at(
        self, request: Request, desk: Opened, ticks: Collection[str], error: str = ""
    ) -> Response:
        """Return the page of its rows with those of `ticks` ticked."""
        changes = self.compared.changes
        return page(
            request,
            "workbook/compared.html",
            desk,
            422 if error else 200,
            id=self.id,
            name=self.name,
            compared=self.compared,
            groups=list(grouped(changes, _names(self.now), ticks)),
            ticked=sum(change.id in ticks for change in changes),
            shown=_SHOWN,
            error=error,
        )


def _as_csv(refused: Collection[Refused]) -> bytes:
    """Return the refused rows, with the mark by which Excel knows UTF-8."""
    out = io.StringIO(newline="")
    writer = csv.writer(out)
    writer.writerow(phrases.REFUSED_HEAD)
    writer.writerows((row.sheet, row.line, row.column, row.reason) for row in refused)
    return out.getvalue().encode("utf-8-sig")
