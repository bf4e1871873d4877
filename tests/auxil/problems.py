"""Problem documents (RFC 9457) as a test looks at them."""

from http import HTTPStatus
from typing import Any

import httpx


def is_problem(document: Any, status: int) -> bool:
    """Say whether `document` is a problem of that status, showing nothing of its insides."""
    assert set(document) == {"type", "title", "status", "detail"}
    assert document["title"] == HTTPStatus(status).phrase
    assert "Traceback" not in str(document)
    return bool(document["status"] == status)


def is_refused(response: httpx.Response, status: int) -> bool:
    """Say whether `response` refuses with that status and a problem document."""
    assert response.headers["content-type"] == "application/problem+json"
    assert is_problem(response.json(), status)
    return response.status_code == status
