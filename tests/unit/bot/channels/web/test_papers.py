"""A checklist is downloaded by its address; a wrong address is told in plain words."""

import io
from collections.abc import Callable
from urllib.parse import unquote

import pytest
import zxingcpp
from fastapi import FastAPI
from fastapi.testclient import TestClient
from httpx import Response
from PIL import Image
from pypdf import PdfReader
from sqlalchemy import Engine

from actions.papers import Form, Wanted
from bot.channels.web import phrases
from bot.channels.web.limits import AddressLimit
from bot.channels.web.papers import papers_router
from bot.channels.web.problems import add_handlers
from bot.papers import press as presses
from bot.papers.press import Paper, Press
from knowledge.content import Case, CaseAnswer, ProcedureContent
from knowledge.database import session
from knowledge.repository import Repository
from tests.auxil import checklists as made_up

SITE = "https://motcua.example.vn"
CASE = Case(
    key="noi-di",
    question="Chuyển từ đâu đến?",
    answers=(CaseAnswer(key="tinh-khac", answer="Từ tỉnh khác", effect="Cần giấy giới thiệu."),),
)
PDF = "/api/procedures/3/checklist.pdf"
PNG = "/api/procedures/3/checklist.png"

NewClient = Callable[..., TestClient]


@pytest.fixture
def knowing(
    knowledge_base: Engine, catalogue: list[ProcedureContent], monkeypatch: pytest.MonkeyPatch
) -> Engine:
    """The catalogue, whose third procedure asks one thing, and a checklist made up for tests."""
    monkeypatch.setattr(presses, "compose", made_up.compose)
    with session(knowledge_base) as opened:
        Repository(opened).put([catalogue[2].model_copy(update={"cases": (CASE,)})])
    return knowledge_base


def _client(press: Press | None = None, per_minute: int = 100) -> TestClient:
    app = FastAPI()
    add_handlers(app)
    app.include_router(papers_router(press or Press(), AddressLimit(per_minute)))
    return TestClient(app, SITE, raise_server_exceptions=False, client=("203.0.113.7", 5000))


def _is_problem(response: Response, status: int, detail: str) -> None:
    assert response.status_code == status
    assert response.headers["Content-Type"] == "application/problem+json"
    assert response.json()["detail"] == detail


def _told(response: Response) -> str:
    pages = PdfReader(io.BytesIO(response.content)).pages
    return " ".join(" ".join(page.extract_text() for page in pages).split())


@pytest.mark.usefixtures("knowing")
class TestDownload:
    def test_the_pdf_tells_the_answers(self) -> None:
        response = _client().get(PDF, params={"noi-di": "tinh-khac"})
        assert response.status_code == 200
        assert response.headers["Content-Type"] == "application/pdf"
        assert "Từ tỉnh khác" in _told(response)
        assert "Từ tỉnh khác" not in _told(_client().get(PDF))

    def test_the_code_on_the_picture_leads_back_to_the_chat(self) -> None:
        response = _client().get(PNG)
        assert response.headers["Content-Type"] == "image/png"
        picture = Image.open(io.BytesIO(response.content))
        (found,) = zxingcpp.read_barcodes(picture.convert("L"))
        assert found.text == f"{SITE}/?thu-tuc=3"

    def test_the_file_has_a_name_for_old_devices_and_one_for_people(self) -> None:
        disposition = _client().get(PDF).headers["Content-Disposition"]
        kind, plain, named = disposition.split("; ")
        assert kind == "attachment"
        assert plain == 'filename="danh-sach-giay-to-thu-tuc-3.pdf"'
        assert unquote(named) == "filename*=UTF-8''Danh sách giấy tờ – thủ tục 3.pdf"

    def test_a_browser_that_has_it_is_not_sent_it_again(self) -> None:
        client = _client()
        first = client.get(PDF)
        assert first.headers["Cache-Control"] == "private, max-age=300"
        again = client.get(PDF, headers={"If-None-Match": f'W/{first.headers["ETag"]}, "x"'})
        assert (again.status_code, again.content) == (304, b"")
        other = client.get(PDF, params={"noi-di": "tinh-khac"})
        assert other.headers["ETag"] != first.headers["ETag"]


@pytest.mark.usefixtures("knowing")
class TestRefusals:
    @pytest.mark.parametrize(
        "query",
        [
            "noi-di=sao-hoa",
            "mau-toc=den",
            "noi-di=tinh-khac&noi-di=tinh-khac",
            "noi-di=",
            "Noi-Di=tinh-khac",
            "ho-ten=Lê Thị Hoa",
            "noi-di=" + "a" * 41,
            "&".join(f"a{n}=b" for n in range(30)),
        ],
    )
    def test_answers_that_the_procedure_does_not_know(self, query: str) -> None:
        for path in (PDF, PNG):
            _is_problem(_client().get(f"{path}?{query}"), 422, phrases.UNKNOWN_ANSWER)

    @pytest.mark.parametrize("number", ["0", "62", "999999999999999999999", "x", "-1", "3.5"])
    def test_procedures_that_are_not_there(self, number: str) -> None:
        response = _client().get(f"/api/procedures/{number}/checklist.pdf")
        _is_problem(response, 404, phrases.NOT_FOUND)

    def test_a_site_with_a_name_beyond_measure(self) -> None:
        response = _client().get(PDF, headers={"Host": "a" * 400 + ".vn"})
        assert response.status_code == 422

    def test_an_address_that_asks_too_often_waits(self) -> None:
        client = _client(per_minute=2)
        assert [client.get(PDF).status_code for _ in range(3)] == [200, 200, 429]
        refused = client.get(PNG)
        _is_problem(refused, 429, phrases.TOO_MANY)
        assert int(refused.headers["Retry-After"]) > 0


def test_where_too_many_wait_the_citizen_is_told_when_to_come_again() -> None:
    class Busy(Press):
        async def make(self, wanted: Wanted, link: str) -> Paper:
            raise TimeoutError

    response = _client(Busy()).get(PDF)
    _is_problem(response, 503, phrases.PAPERS_BUSY)
    assert response.headers["Retry-After"] == "10"


def test_what_breaks_in_the_making_is_our_fault_and_not_the_citizens() -> None:
    class Broken(Press):
        async def make(self, wanted: Wanted, link: str) -> Paper:
            raise KeyError(wanted.procedure)

    _is_problem(_client(Broken()).get(PDF), 500, phrases.BROKEN)


@pytest.mark.parametrize("form", Form)
def test_every_procedure_of_the_catalogue_has_its_paper(
    knowledge_base: Engine, catalogue: list[ProcedureContent], form: Form
) -> None:
    client = _client()
    for procedure in catalogue:
        answers = {case.key: case.answers[0].key for case in procedure.cases if not case.only}
        response = client.get(Wanted(procedure.id, form, answers).path)
        assert response.status_code == 200, procedure.id


def test_the_due_day_is_downloaded_for_a_calendar(knowledge_base: Engine) -> None:
    answer = _client().get("/api/procedures/3/due.ics?filed=2026-11-27")
    assert answer.status_code == 200
    assert answer.headers["Content-Type"].startswith("text/calendar")
    assert "ngay-hen-tra-thu-tuc-3.ics" in answer.headers["Content-Disposition"]
    assert "DTSTART;VALUE=DATE:20261209" in answer.text


def test_the_due_day_is_that_of_the_answers_in_the_address(knowledge_base: Engine) -> None:
    answer = _client().get("/api/procedures/3/due.ics?filed=2026-11-27&pham-vi=trong-tinh")
    assert answer.status_code == 200
    assert "DTSTART;VALUE=DATE:20261204" in answer.text


@pytest.mark.parametrize(
    ("path", "status"),
    [
        ("/api/procedures/3/due.ics?filed=1999-01-01", 422),
        ("/api/procedures/3/due.ics?filed=hom-qua", 422),
        ("/api/procedures/3/due.ics", 422),
        ("/api/procedures/3/due.ics?filed=2026-11-27&pham-vi=sao-hoa", 422),
        ("/api/procedures/3/due.ics?filed=2026-11-27&ho-ten=hoa", 422),
        ("/api/procedures/3/due.ics?filed=2026-11-27&Pham-vi=1", 422),
        ("/api/procedures/3/due.ics?filed=2026-11-27&pham-vi=a&pham-vi=b", 422),
        ("/api/procedures/8/due.ics?filed=2026-11-27", 422),
        ("/api/procedures/99/due.ics?filed=2026-11-27", 404),
    ],
)
def test_a_day_that_cannot_be_reckoned_is_refused(
    knowledge_base: Engine, path: str, status: int
) -> None:
    answer = _client().get(path)
    assert answer.status_code == status
    assert answer.headers["Content-Type"] == "application/problem+json"
