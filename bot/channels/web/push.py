"""The status of one dossier or one re-marked subject, pushed by an office's own software."""

import json
import logging
import re
import secrets
from collections.abc import Callable, Iterable, Mapping
from http import HTTPStatus
from typing import Annotated, Any, Final, TypeVar

from anyio import to_thread
from fastapi import APIRouter, Depends, Request
from fastapi.responses import JSONResponse
from fastapi.security import HTTPAuthorizationCredentials, HTTPBearer
from pydantic import BaseModel, SecretStr
from sqlalchemy.exc import SQLAlchemyError

from bot.channels.web import phrases, push_phrases
from bot.channels.web.limits import AddressLimit
from bot.channels.web.problems import Problem
from knowledge.database import session
from knowledge.status import cells
from knowledge.status.records import (
    DOSSIER_COLUMNS,
    REGRADE_COLUMNS,
    BadRow,
    DossierRow,
    Fault,
    RegradeRow,
)
from knowledge.status.register import Register
from knowledge.status.reports import PutReport

_Row = TypeVar("_Row", DossierRow, RegradeRow)
_Keys = Mapping[str, tuple[str, Callable[[object], object]]]
"""For each column of the key its value in the address, and how it is brought into one form."""

SOURCE: Final = "api"
LARGEST_BODY: Final = 16 * 1024
"""Bytes; the longest row takes 4,000."""
_BUSY_FOR: Final = 5
"""Seconds after which to try again: an import holds the database about as long."""
_TELLABLE: Final = re.compile(r"[a-z_]{1,40}")
_LOG = logging.getLogger(__name__)


class Pushed(BaseModel):
    """What became of it: ``added``, ``changed`` or ``unchanged``."""

    result: str


_BEARER: Final = HTTPBearer(auto_error=False, description="STATUS_API_KEY")
_ADDED: Final[dict[int | str, dict[str, Any]]] = {
    HTTPStatus.CREATED: {"model": Pushed, "description": "Added"}
}


class Unauthorised(Problem):
    """No key, or a wrong one."""

    def __init__(self) -> None:
        super().__init__(HTTPStatus.UNAUTHORIZED, push_phrases.NO_KEY)

    def headers(self) -> dict[str, str]:
        return {"WWW-Authenticate": 'Bearer realm="motcua"'}


class Faulty(Problem):
    """Data that can't be taken; `errors` of the document has the reasons, field by field."""

    def __init__(self, faults: Iterable[Fault]) -> None:
        super().__init__(HTTPStatus.UNPROCESSABLE_ENTITY, push_phrases.INVALID)
        self._faults = tuple(faults)

    def document(self) -> dict[str, object]:
        errors = [{"field": fault.column, "detail": fault.reason} for fault in self._faults]
        return {**super().document(), "errors": errors}


def push_router(key: SecretStr | None, limit: AddressLimit) -> APIRouter:
    """Return the routes for pushing a status, which are not there without a `key`."""

    async def admit(
        request: Request,
        given: Annotated[HTTPAuthorizationCredentials | None, Depends(_BEARER)],
    ) -> None:
        if key is None:
            raise Problem(HTTPStatus.NOT_FOUND, phrases.NOT_FOUND)
        wait = await limit.wait(request.client.host if request.client else "")
        if wait:
            raise Problem(HTTPStatus.TOO_MANY_REQUESTS, push_phrases.TOO_MANY, retry_after=wait)
        if given is None or not _is_same(given.credentials, key.get_secret_value()):
            raise Unauthorised

    router = APIRouter(prefix="/api/status", tags=["status"], dependencies=[Depends(admit)])

    @router.put(
        "/dossiers/{ma_ho_so}",
        response_model=Pushed,
        openapi_extra=_body(DOSSIER_COLUMNS),
        responses=_ADDED,
    )
    async def dossier(ma_ho_so: str, request: Request) -> JSONResponse:
        """Tell how far a dossier is; 201 if it was not known before."""
        keys = {"ma_ho_so": (ma_ho_so, cells.code)}
        row = _parsed(DossierRow.parse, await _fields(request, DOSSIER_COLUMNS), keys)
        return _told(await _stored(lambda register: register.put_dossiers([row], SOURCE)))

    @router.put(
        "/regrades/{ky_thi}/{so_bao_danh}/{mon}",
        response_model=Pushed,
        openapi_extra=_body(REGRADE_COLUMNS),
        responses=_ADDED,
    )
    async def regrade(ky_thi: str, so_bao_danh: str, mon: str, request: Request) -> JSONResponse:
        """Tell how far the re-marking of a subject is; 201 if it was not known before."""
        keys = {
            "ky_thi": (ky_thi, lambda cell: cells.exam(cell)[0]),
            "so_bao_danh": (so_bao_danh, cells.candidate),
            "mon": (mon, lambda cell: cells.subject(cell)[0]),
        }
        row = _parsed(RegradeRow.parse, await _fields(request, REGRADE_COLUMNS), keys)
        return _told(await _stored(lambda register: register.put_regrades([row], SOURCE)))

    return router


def _body(columns: Iterable[str]) -> dict[str, Any]:
    fields = {name: {"type": ["string", "number", "null"]} for name in columns}
    schema = {"type": "object", "properties": fields, "additionalProperties": False}
    return {"requestBody": {"required": True, "content": {"application/json": {"schema": schema}}}}


def _is_same(given: str, key: str) -> bool:
    """Compare in a time that tells nothing; headers come as Latin-1."""
    return secrets.compare_digest(given.encode("latin-1", "replace"), key.encode())


async def _fields(request: Request, columns: Iterable[str]) -> dict[str, object]:
    """Return the fields of the body. Raises Problem for what is no object of plain values."""
    body = await request.body()
    if len(body) > LARGEST_BODY:
        raise Problem(HTTPStatus.REQUEST_ENTITY_TOO_LARGE, push_phrases.TOO_LARGE)
    try:
        fields = json.loads(body)
    except (ValueError, RecursionError):
        fields = None
    if not isinstance(fields, dict):
        raise Problem(HTTPStatus.UNPROCESSABLE_ENTITY, push_phrases.NOT_AN_OBJECT)
    faults = [
        Fault(name if _TELLABLE.fullmatch(name) else "?", push_phrases.UNKNOWN_FIELD)
        for name in fields.keys() - set(columns)
    ]
    faults += [
        Fault(name, push_phrases.NOT_PLAIN)
        for name in columns
        if not isinstance(fields.get(name), str | int | float | None)
        or isinstance(fields.get(name), bool)
    ]
    if faults:
        raise Faulty(faults)
    return fields


def _parsed(
    parse: Callable[[Mapping[str, object]], _Row], fields: dict[str, object], keys: _Keys
) -> _Row:
    """Return the row of the fields and the key in the address. Raises Faulty."""
    faults = {}
    for name, (in_path, form) in keys.items():
        if fields.get(name) is None:
            fields[name] = in_path
        try:
            if form(fields[name]) != form(in_path):
                faults[name] = Fault(name, push_phrases.UNLIKE_PATH)
        except cells.BadCell as error:
            faults[name] = Fault(name, str(error))
    try:
        row = parse(fields)
    except BadRow as error:
        raise Faulty(
            {**{fault.column: fault for fault in error.faults}, **faults}.values()
        ) from None
    if faults:
        raise Faulty(faults.values())
    return row


async def _stored(put: Callable[[Register], PutReport]) -> PutReport:
    def store() -> PutReport:
        with session() as opened:
            return put(Register(opened))

    try:
        return await to_thread.run_sync(store)
    except SQLAlchemyError as error:
        _LOG.warning("a pushed status was not stored: %s", type(error).__name__)
        busy = HTTPStatus.SERVICE_UNAVAILABLE
        # The error's own words have the values of the row.
        raise Problem(busy, push_phrases.BUSY, retry_after=_BUSY_FOR) from None


def _told(report: PutReport) -> JSONResponse:
    if report.refused:
        raise Problem(HTTPStatus.CONFLICT, push_phrases.STALE)
    if report.added:
        return JSONResponse({"result": "added"}, HTTPStatus.CREATED)
    return JSONResponse({"result": "changed" if report.changed else "unchanged"})
