"""The published knowledge base is open to everyone, and nothing that is not published."""

from datetime import date

import pytest
from fastapi import FastAPI
from fastapi.testclient import TestClient
from sqlalchemy import Engine

from bot.channels.web import open_data
from bot.channels.web.open_data import open_data_router
from bot.channels.web.problems import add_handlers
from knowledge.content import ProcedureContent, State, VersionContent
from knowledge.database import session
from knowledge.repository import Repository

URL = "/api/procedures"


@pytest.fixture
def client(knowledge_base: Engine) -> TestClient:
    app = FastAPI()
    add_handlers(app)
    app.include_router(open_data_router())
    return TestClient(app, raise_server_exceptions=False)


def _put(database: Engine, procedure: ProcedureContent) -> None:
    with session(database) as opened:
        Repository(opened).put([procedure])


def _edited(procedure: ProcedureContent, *added: VersionContent) -> ProcedureContent:
    return procedure.model_copy(update={"versions": (*procedure.versions, *added)})


def _draft(procedure: ProcedureContent) -> VersionContent:
    """A newer version that nobody has approved."""
    changes = {
        "state": State.DRAFT,
        "title": "Bản nháp chưa duyệt",
        "in_force_from": date(2026, 1, 2),
        "in_force_to": None,
    }
    return procedure.versions[-1].model_copy(update=changes)


def test_all_61_procedures_are_listed_in_order(client: TestClient) -> None:
    listed = client.get(URL).json()
    assert [procedure["id"] for procedure in listed] == list(range(1, 62))
    for procedure in listed:
        assert procedure["level"] in (3, 4)
        assert procedure["rollout_year"] in (2020, 2021)
        assert procedure["name"] and procedure["title"] and procedure["group"]
        assert date.fromisoformat(procedure["in_force_from"])


def test_a_procedure_is_told_whole(client: TestClient, catalogue: list[ProcedureContent]) -> None:
    for procedure in catalogue:
        body = client.get(f"{URL}/{procedure.id}").json()
        assert ProcedureContent.model_validate(body["procedure"]) == procedure
        today = VersionContent.model_validate(body["today"])
        assert today in procedure.versions


def test_the_version_of_today_is_the_one_that_holds(
    client: TestClient, monkeypatch: pytest.MonkeyPatch, catalogue: list[ProcedureContent]
) -> None:
    changed = next(p for p in catalogue if len(p.versions) > 1)
    older, newer = changed.versions[0], changed.versions[-1]
    for day, version in ((older.in_force_from, older), (newer.in_force_from, newer)):
        monkeypatch.setattr(open_data, "today", lambda day=day: day)
        told = client.get(f"{URL}/{changed.id}").json()["today"]
        assert told["in_force_from"] == version.in_force_from.isoformat()
        summary = client.get(URL).json()[changed.id - 1]
        assert (summary["title"], summary["standing"]) == (version.title, version.standing)


def test_a_draft_is_nobodys_business(
    client: TestClient, knowledge_base: Engine, catalogue: list[ProcedureContent]
) -> None:
    _put(knowledge_base, _edited(catalogue[6], _draft(catalogue[6])))
    for path in (URL, f"{URL}/7"):
        response = client.get(path)
        assert response.status_code == 200
        assert "Bản nháp" not in response.text
    published = client.get(f"{URL}/7").json()["procedure"]["versions"]
    assert len(published) == len(catalogue[6].versions)


@pytest.mark.parametrize("odd", ["0", "62", "-1", "ba", "3.5", "1e3", "99999999999999999999"])
def test_what_is_no_procedure_is_a_problem_document(client: TestClient, odd: str) -> None:
    response = client.get(f"{URL}/{odd}")
    assert response.status_code == 422
    assert response.headers["content-type"] == "application/problem+json"


def test_a_change_is_seen_at_once(
    client: TestClient, knowledge_base: Engine, catalogue: list[ProcedureContent]
) -> None:
    client.get(f"{URL}/7")
    _put(knowledge_base, catalogue[6].model_copy(update={"name": "Phúc khảo, tên mới"}))
    assert client.get(f"{URL}/7").json()["procedure"]["name"] == "Phúc khảo, tên mới"
    assert client.get(URL).json()[6]["name"] == "Phúc khảo, tên mới"


def test_the_interface_describes_itself(client: TestClient) -> None:
    described = client.get("/openapi.json").json()
    assert {URL, f"{URL}/{{number}}"} <= set(described["paths"])
    assert "PublishedProcedure" in described["components"]["schemas"]
