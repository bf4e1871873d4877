"""The whole web application: ids, bounds of bodies, health, and what happens without Rasa."""

import json
from collections.abc import Iterator

import pytest
from fastapi import FastAPI
from fastapi.testclient import TestClient

from bot.channels.web import app as web_app
from bot.channels.web.api import chat_router
from bot.channels.web.bounds import LARGEST_BODY
from bot.channels.web.limits import AddressLimit
from bot.channels.web.problems import add_handlers
from bot.conversations import ConversationRegister
from bot.reserve import Reserve
from bot.staff.editing.section_pages import LARGEST_FORM
from knowledge.settings import Settings
from tests.auxil.problems import is_refused
from tests.auxil.scripted_gateway import ScriptedGateway, says

URL = "/api/chat/messages"


@pytest.fixture
def whole(configured: Settings, monkeypatch: pytest.MonkeyPatch) -> Iterator[TestClient]:
    """The whole web application, with a scripted conversation instead of Rasa."""

    class Gateway(ScriptedGateway):
        def __init__(self, *_: object) -> None:
            super().__init__(otherwise=lambda said: says(f"Bạn hỏi: {said}"))

        async def close(self) -> None:
            """Nothing to close."""

    monkeypatch.setattr(web_app, "RasaGateway", Gateway)
    app = web_app.build(configured)
    with TestClient(app, raise_server_exceptions=False) as client:
        yield client


def test_the_server_chooses_ids_that_nobody_can_guess(whole: TestClient) -> None:
    ids = [whole.post(URL, json={"text": "chào"}).json()["conversation_id"] for _ in range(3)]
    assert len(set(ids)) == 3
    assert all(len(known) >= 32 for known in ids)
    again = whole.post(URL, json={"conversation_id": ids[1], "text": "phí?"})
    assert again.json()["conversation_id"] == ids[1]
    forged = whole.post(URL, json={"conversation_id": "a" * 32, "text": "phí?"})
    assert is_refused(forged, 404)


@pytest.mark.parametrize("path", ["/nowhere", "/api/chat", "/api/nowhere", "/static/x/y.js"])
def test_an_unknown_address_is_a_problem_document(whole: TestClient, path: str) -> None:
    assert is_refused(whole.get(path), 404)


def test_a_body_too_large_for_any_message_isrefused(whole: TestClient) -> None:
    largest = json.dumps({"text": "😀" * 2000}).encode()
    assert len(largest) < LARGEST_BODY
    json_type = {"content-type": "application/json"}
    assert whole.post(URL, content=largest, headers=json_type).status_code == 200
    for path in (URL, "/"):
        assert is_refused(whole.post(path, content=b"x" * (LARGEST_BODY + 1)), 413)


def test_the_form_of_a_draft_may_be_larger_but_not_endless(whole: TestClient) -> None:
    for path in ("/staff/drafts/3/documents", "/staff/drafts/3/documents/autosave"):
        answer = whole.post(path, content=b"x" * (LARGEST_BODY + 1), follow_redirects=False)
        assert answer.status_code == 303
        assert is_refused(whole.post(path, content=b"x" * (LARGEST_FORM + 1)), 413)
    assert is_refused(whole.post("/staff/drafts", content=b"x" * (LARGEST_BODY + 1)), 413)


@pytest.mark.parametrize(
    ("path", "media_type"), [(URL, "application/json"), ("/", "application/x-www-form-urlencoded")]
)
def test_a_large_body_that_hides_its_length_is_refused_too(
    whole: TestClient, path: str, media_type: str
) -> None:
    def endless() -> Iterator[bytes]:
        for _ in range(200):
            yield b"x" * 1024

    response = whole.post(path, content=endless(), headers={"content-type": media_type})
    assert is_refused(response, 413)


def test_a_strange_length_isrefused(whole: TestClient) -> None:
    assert is_refused(whole.post(URL, content=b"{}", headers={"content-length": "many"}), 413)


def test_the_plain_form_counts_against_the_same_limit(
    configured: Settings, monkeypatch: pytest.MonkeyPatch
) -> None:
    app = web_app.build(configured.model_copy(update={"messages_per_minute": 1}))
    browser = TestClient(app, client=("10.0.0.9", 1))
    assert browser.post("/", data={"text": "phúc khảo"}).status_code == 200
    assert is_refused(browser.post(URL, json={"text": "phúc khảo"}), 429)


def test_health_tells_that_the_reserve_does_the_talking(whole: TestClient) -> None:
    assert whole.get("/healthz").json() == {"status": "ok"}
    ready = whole.get("/readyz")
    assert (ready.status_code, ready.json()) == (200, {"database": "ok", "mode": "reserve"})


def test_without_a_database_it_is_not_ready(
    whole: TestClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(web_app, "_database_answers", lambda: False)
    ready = whole.get("/readyz")
    assert (ready.status_code, ready.json()["database"]) == (503, "broken")


def test_without_rasa_a_citizen_is_answered_by_the_reserve(configured: Settings) -> None:
    with TestClient(web_app.build(configured)) as client:
        reply = client.post(URL, json={"text": "phúc khảo bài thi"}).json()
    assert 7 in reply["outcome"]["candidates"]


def test_real_parts_fit_the_interfaces(configured: Settings) -> None:
    """The register and the reserve stand where the tests above have stand-ins."""
    app = FastAPI()
    add_handlers(app)
    app.include_router(chat_router(Reserve(), ConversationRegister(), AddressLimit(10)))
    known = TestClient(app).post(URL, json={"text": "phúc khảo"}).json()["conversation_id"]
    body = {"conversation_id": known, "payload": "/contact"}
    assert TestClient(app).post(URL, json=body).json()["outcome"]["kind"] == "contact"
