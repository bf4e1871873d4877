"""Errors of the HTTP interface as problem documents (RFC 9457), in Vietnamese."""

from http import HTTPStatus

from fastapi import FastAPI, Request
from fastapi.exceptions import RequestValidationError
from fastapi.responses import JSONResponse
from starlette.exceptions import HTTPException

from bot.channels.web import phrases

MEDIA_TYPE = "application/problem+json"
_DETAILS = {
    HTTPStatus.NOT_FOUND: phrases.NOT_FOUND,
    HTTPStatus.REQUEST_ENTITY_TOO_LARGE: phrases.TOO_LARGE,
}


class Problem(Exception):
    """An error the citizen or client is told; `detail` is a sentence in Vietnamese."""

    def __init__(self, status: HTTPStatus, detail: str, retry_after: int | None = None) -> None:
        super().__init__(detail)
        self.status = status
        self.detail = detail
        self.retry_after = retry_after

    def document(self) -> dict[str, object]:
        """Return the members of the problem document."""
        return {
            "type": "about:blank",
            "title": self.status.phrase,
            "status": self.status.value,
            "detail": self.detail,
        }

    def headers(self) -> dict[str, str]:
        """Return the headers that go with it."""
        return {"Retry-After": str(self.retry_after)} if self.retry_after else {}


def add_handlers(app: FastAPI) -> None:
    """Make every error of `app` a problem document."""

    @app.exception_handler(Problem)
    async def told(_request: Request, problem: Problem) -> JSONResponse:
        return _response(problem)

    @app.exception_handler(RequestValidationError)
    async def invalid(_request: Request, _error: RequestValidationError) -> JSONResponse:
        return _response(Problem(HTTPStatus.UNPROCESSABLE_ENTITY, phrases.INVALID))

    @app.exception_handler(HTTPException)
    async def plain(_request: Request, error: HTTPException) -> JSONResponse:
        status = HTTPStatus(error.status_code)
        if status is HTTPStatus.BAD_REQUEST:  # a body that is not even UTF-8
            status = HTTPStatus.UNPROCESSABLE_ENTITY
        return _response(Problem(status, _DETAILS.get(status, phrases.INVALID)))

    @app.exception_handler(Exception)
    async def unexpected(_request: Request, _error: Exception) -> JSONResponse:
        return _response(Problem(HTTPStatus.INTERNAL_SERVER_ERROR, phrases.BROKEN))


def _response(problem: Problem) -> JSONResponse:
    return JSONResponse(
        problem.document(), problem.status, problem.headers(), media_type=MEDIA_TYPE
    )
