"""Whatever a citizen's client sends, no turn of theirs names a draft, nor joins a test chat."""

import json
from collections.abc import Iterator
from functools import partial
from typing import Any

import httpx
import pytest
from fastapi.testclient import TestClient
from sqlalchemy import Engine

from bot.channels.web import app as web_app
from bot.rasa_gateway import RasaGateway
from knowledge.settings import Settings
from tests.auxil.scripted_gateway import says

NAMING = {"metadata": {"draft": 3}, "draft": 3}
TEXT = "phí chuyển trường, gọi 0912345678"


class Rasa:
    def __init__(self) -> None:
        self.heard: list[dict[str, Any]] = []

    def __call__(self, request: httpx.Request) -> httpx.Response:
        self.heard.append(json.loads(request.content))
        return httpx.Response(200, json=[{"custom": says("Chào").model_dump(mode="json")}])


@pytest.fixture
def rasa() -> Rasa:
    return Rasa()


@pytest.fixture
def client(
    configured: Settings, rasa: Rasa, monkeypatch: pytest.MonkeyPatch
) -> Iterator[TestClient]:
    gateway = partial(RasaGateway, transport=httpx.MockTransport(rasa))
    monkeypatch.setattr(web_app, "RasaGateway", gateway)
    with TestClient(web_app.build(configured)) as made:
        yield made


def test_no_door_lets_metadata_through(client: TestClient, rasa: Rasa) -> None:
    url = "/api/chat/messages"
    assert client.post(url, json={"text": TEXT, **NAMING}).status_code == 422
    assert client.post(url, json={"text": TEXT, "metadata": {"draft": 3}}).status_code == 422
    query = {"draft": "3", "metadata": '{"draft": 3}'}
    answered = client.post(url, json={"text": TEXT}, params=query, headers={"draft": "3"})
    assert answered.status_code == 200
    known = answered.json()["conversation_id"]
    pressed = {"conversation_id": known, "payload": '/ask_fee{"procedure":3}'}
    assert client.post(url, json=pressed, params=query).status_code == 200
    assert client.post("/", data={"text": TEXT, "metadata[draft]": "3", **query}).status_code == 200
    with client.websocket_connect("/api/chat/ws?draft=3") as socket:
        socket.send_json({"text": TEXT, **NAMING})
        assert socket.receive_json()["status"] == 422
        socket.send_json({"text": TEXT})
        assert socket.receive_json()["outcome"]
    assert len(rasa.heard) == 4
    assert all(set(turn.get("metadata", {})) <= {"typed"} for turn in rasa.heard)
    assert "draft" not in json.dumps(rasa.heard)


def test_nobody_can_join_a_test_chat(
    client: TestClient, rasa: Rasa, knowledge_base: Engine
) -> None:
    joined = {"conversation_id": f"staff-{'a' * 32}", "text": TEXT}
    assert client.post("/api/chat/messages", json=joined).status_code == 404
    client.post("/", data=joined)
    assert not [turn for turn in rasa.heard if str(turn["sender"]).startswith("staff-")]
