"""Taking in a file of an office: first what would become of each row, then, if confirmed, that."""

import csv
import io
from collections.abc import Callable, Mapping
from dataclasses import asdict
from pathlib import Path
from typing import Annotated, Any, Final, Literal, get_args

from fastapi import APIRouter, Depends, Request
from fastapi.responses import Response
from sqlalchemy.orm import Session
from starlette.datastructures import UploadFile

from bot.staff import phrases
from bot.staff.desk import Posted, may, posting
from bot.staff.pages import page
from bot.staff.rights import Right
from bot.staff.waiting import Waiting, WaitingRoom
from knowledge.database import session
from knowledge.staff.audit import Action, record
from knowledge.staff.sessions import Opened
from knowledge.status.importing import (
    ImportReport,
    RefusedRow,
    SentFile,
    import_dossiers,
    import_regrades,
)
from knowledge.status.office_errors import OfficeFileError

Kind = Literal["dossiers", "regrades"]
Importer = Annotated[Opened, Depends(may(Right.IMPORT_STATUS))]
ImportForm = Annotated[Posted, Depends(posting(Right.IMPORT_STATUS))]
_SHOWN: Final = 100
"""Refused rows on the page; the CSV has all."""
_IMPORTS: Final[dict[Kind, tuple[Callable[[Session, SentFile], ImportReport], Action]]] = {
    "dossiers": (import_dossiers, Action.IMPORT_DOSSIERS),
    "regrades": (import_regrades, Action.IMPORT_REGRADES),
}


def imports_router(room: WaitingRoom) -> APIRouter:
    """Routes of the import; between its two steps the file waits in `room`."""
    router = APIRouter()

    @router.get("/imports")
    def choose(request: Request, desk: Importer) -> Response:
        return _form(request, desk)

    @router.post("/imports")
    def try_out(request: Request, posted: ImportForm) -> Response:
        kind, file = _kind(posted.text("kind")), posted.form.get("file")
        if kind is None:
            return _form(request, posted.desk, phrases.NO_KIND)
        if not isinstance(file, UploadFile) or not file.filename:
            return _form(request, posted.desk, phrases.NO_FILE, kind)
        sent = SentFile(Path(file.filename).name, file.file.read())
        try:
            report = _try_out(kind, sent)
        except OfficeFileError as error:
            return _form(request, posted.desk, str(error), kind)
        made = room.put(posted.desk, Waiting(kind, sent.name, sent.content, asdict(report)))
        return page(
            request,
            "import_tried.html",
            posted.desk,
            id=made,
            kind=kind,
            name=sent.name,
            report=report,
            shown=_SHOWN,
        )

    @router.get("/imports/{made}/refused.csv")
    def refused(request: Request, desk: Importer, made: str) -> Response:
        waiting = room.get(desk, made, _IMPORTS)
        if waiting is None:
            return _form(request, desk, phrases.GONE)
        headers = {"Content-Disposition": 'attachment; filename="dong-bi-tu-choi.csv"'}
        return Response(_as_csv(_report(waiting.told)), media_type="text/csv", headers=headers)

    @router.post("/imports/{made}")
    def confirm(request: Request, posted: ImportForm, made: str) -> Response:
        waiting = room.get(posted.desk, made, _IMPORTS)
        kind = _kind(waiting.kind) if waiting else None
        if waiting is None or kind is None:
            return _form(request, posted.desk, phrases.GONE)
        import_, action = _IMPORTS[kind]
        with session() as opened:
            report = import_(opened, SentFile(waiting.name, waiting.content))
            record(opened, posted.officer.name, action, waiting.name, after=report.counts())
        room.forget(made)
        return page(request, "import_done.html", posted.desk, name=waiting.name, report=report)

    return router


class _OnlyTried(Exception):
    """Rolls a dry run back."""


def _try_out(kind: Kind, sent: SentFile) -> ImportReport:
    """Return what an import would do, having done it and undone it."""
    import_, _ = _IMPORTS[kind]
    report: ImportReport | None = None
    try:
        with session() as opened:
            report = import_(opened, sent)
            raise _OnlyTried
    except _OnlyTried:
        assert report is not None
        return report


def _form(request: Request, desk: Opened, error: str = "", kind: str = "") -> Response:
    status = 422 if error else 200
    return page(request, "imports.html", desk, status, error=error, kind=kind)


def _kind(typed: str) -> Kind | None:
    return next((kind for kind in get_args(Kind) if kind == typed), None)


def _report(told: Mapping[str, Any]) -> ImportReport:
    refused = tuple(RefusedRow(**row) for row in told["refused"])
    ignored = tuple(told["ignored_columns"])
    return ImportReport(**{**told, "refused": refused, "ignored_columns": ignored})


def _as_csv(report: ImportReport) -> bytes:
    """Return the refused rows, with the mark by which Excel knows UTF-8."""
    out = io.StringIO(newline="")
    writer = csv.writer(out)
    writer.writerow(("dong", "ly_do"))
    writer.writerows((row.line, row.reason) for row in report.refused)
    return out.getvalue().encode("utf-8-sig")
