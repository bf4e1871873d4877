"""A letter is downloaded by its address; what was told is kept by nobody on the way."""

import logging
from datetime import timedelta
from urllib.parse import unquote

import pytest
from fastapi import FastAPI
from fastapi.testclient import TestClient
from prometheus_client import generate_latest
from sqlalchemy import Engine

from actions.letters.addresses import BlankLetter, FilledLetter, LetterForm
from bot.channels.web import phrases
from bot.channels.web.app import build
from bot.channels.web.letters import letters_router
from bot.channels.web.limits import AddressLimit
from bot.channels.web.problems import add_handlers
from bot.papers.press import AnyWanted, Paper, Press
from knowledge.content import ProcedureContent
from knowledge.database import session
from knowledge.repository import Repository
from knowledge.sealed import seal
from knowledge.settings import Settings
from tests.auxil.letters import TOLD, letter, words_in

KEY = "don-xin-chuyen-truong"
GONE = "A" * 43
FORMS = pytest.mark.parametrize("form", LetterForm)


@pytest.fixture
def knowing(knowledge_base: Engine, catalogue: list[ProcedureContent]) -> Engine:
    """The catalogue, whose third procedure has the letter of these tests."""
    with session(knowledge_base) as opened:
        changed = catalogue[2].model_copy(update={"letters": (letter(),)})
        Repository(opened).put([changed])
    return knowledge_base


@pytest.fixture
def token(knowing: Engine) -> str:
    """What opens a letter that was told."""
    with session(knowing) as opened:
        told = {"procedure": "3", "letter": KEY, **TOLD}
        return seal(opened, told, timedelta(minutes=15))


def _client(press: Press | None = None, per_minute: int = 100) -> TestClient:
    app = FastAPI()
    add_handlers(app)
    app.include_router(letters_router(press or Press(), AddressLimit(per_minute)))
    return TestClient(app, raise_server_exceptions=False, client=("203.0.113.7", 5000))


@FORMS
@pytest.mark.usefixtures("knowing")
class TestBlank:
    def test_it_is_a_file_with_a_name_for_people(self, form: LetterForm) -> None:
        answer = _client().get(BlankLetter(3, KEY, form).path)
        assert answer.status_code == 200
        assert answer.headers["Content-Type"] == form.media_type
        kind, plain, named = answer.headers["Content-Disposition"].split("; ")
        assert (kind, plain) == ("attachment", f'filename="{KEY}.{form}"')
        assert unquote(named) == f"filename*=UTF-8''Đơn xin chuyển trường.{form}"
        assert "ĐƠN XIN CHUYỂN TRƯỜNG" in words_in(answer.content, form)

    def test_a_browser_that_has_it_is_not_sent_it_again(self, form: LetterForm) -> None:
        client = _client()
        first = client.get(BlankLetter(3, KEY, form).path)
        assert first.headers["Cache-Control"] == "private, max-age=300"
        known = {"If-None-Match": first.headers["ETag"]}
        again = client.get(BlankLetter(3, KEY, form).path, headers=known)
        assert (again.status_code, again.content) == (304, b"")

    @pytest.mark.parametrize(
        "place", ["3/letters/don-khac", "8/letters/" + KEY, "62/letters/" + KEY, "100/letters/a",
                  "3/letters/Đơn", "3/letters/" + "a" * 41, "x/letters/" + KEY]
    )  # fmt: skip
    def test_one_that_is_not_there(self, place: str, form: LetterForm) -> None:
        answer = _client().get(f"/api/procedures/{place}.{form}")
        assert answer.status_code == 404
        assert answer.json()["detail"] == phrases.NOT_FOUND


@FORMS
class TestFilled:
    def test_it_is_kept_by_nobody_on_the_way(self, token: str, form: LetterForm) -> None:
        answer = _client().get(FilledLetter(token, form).path)
        assert answer.status_code == 200
        assert "Nguyễn Thị Quỳnh Như" in words_in(answer.content, form)
        assert answer.headers["Content-Type"] == form.media_type
        _is_private(answer.headers)
        assert "ETag" not in answer.headers
        assert "Qu" not in unquote(answer.headers["Content-Disposition"])

    @pytest.mark.usefixtures("knowing")
    def test_one_that_is_gone_says_why(self, form: LetterForm) -> None:
        answer = _client().get(FilledLetter(GONE, form).path)
        assert answer.status_code == 410
        assert answer.headers["Content-Type"] == "application/problem+json"
        assert answer.json()["detail"] == (
            "Tệp này đã được xóa để giữ riêng tư. Bạn điền lại đơn là có tệp mới."
        )
        _is_private(answer.headers)

    @pytest.mark.usefixtures("knowing")
    @pytest.mark.parametrize("token", ["A" * 42, "A" * 44, "../" + "A" * 40, "é" * 43])
    def test_what_can_be_no_token_is_nowhere(self, token: str, form: LetterForm) -> None:
        assert _client().get(f"/api/letters/{token}.{form}").status_code == 404


def _is_private(headers: object) -> None:
    assert headers["Cache-Control"] == "no-store"  # type: ignore[index]
    assert headers["Referrer-Policy"] == "no-referrer"  # type: ignore[index]
    assert headers["X-Robots-Tag"] == "noindex"  # type: ignore[index]


def test_an_address_that_asks_too_often_waits(token: str) -> None:
    client = _client(per_minute=2)
    paths = [BlankLetter(3, KEY, LetterForm.PDF).path, FilledLetter(token, LetterForm.PDF).path]
    assert [client.get(path).status_code for path in paths] == [200, 200]
    refused = client.get(paths[1])
    assert refused.status_code == 429
    assert int(refused.headers["Retry-After"]) > 0
    _is_private(refused.headers)


def test_where_too_many_wait_the_citizen_is_told_when_to_come_again() -> None:
    class Busy(Press):
        async def make(self, wanted: AnyWanted, link: str) -> Paper:
            raise TimeoutError

    answer = _client(Busy()).get(BlankLetter(3, KEY, LetterForm.PDF).path)
    assert answer.status_code == 503
    assert answer.json()["detail"] == phrases.PAPERS_BUSY


def test_the_site_has_them_and_tells_no_token(
    token: str, configured: Settings, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.INFO)
    with TestClient(build(configured)) as client:
        for opening, status in ((token, 200), (GONE, 410)):
            path = FilledLetter(opening, LetterForm.PDF).path
            assert client.get(path).status_code == status
        described = client.get("/openapi.json").json()["paths"]
    assert "/api/letters/{token}.docx" in described
    assert "/api/procedures/{number}/letters/{letter}.pdf" in described
    ours = "\n".join(each.getMessage() for each in caplog.records if each.name != "httpx")
    for opening in (token, GONE):
        assert opening not in generate_latest().decode()
        assert opening not in ours
