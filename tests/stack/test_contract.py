"""The public contract over HTTP and WebSocket, word for word."""

import json
from collections.abc import Iterator
from typing import Any

import httpx
import pytest
from websockets.sync.client import connect

from knowledge.facets import Facet
from tests.auxil.installation import Installation

pytestmark = [pytest.mark.stack, pytest.mark.timeout(1200)]

MESSAGES = "/api/chat/messages"
QUESTION = "xin bản sao bằng tốt nghiệp cần giấy tờ gì"


@pytest.fixture
def http(installation: Installation) -> Iterator[httpx.Client]:
    with httpx.Client(base_url=installation.url, timeout=60) as client:
        yield client


@pytest.fixture
def opened(http: httpx.Client) -> str:
    """The id of an open conversation."""
    answer = http.post(MESSAGES, json={"conversation_id": None, "text": "xin chào"})
    return str(answer.json()["conversation_id"])


def assert_problem(response: httpx.Response, status: int) -> None:
    assert response.status_code == status, response.text
    assert response.headers["content-type"] == "application/problem+json"
    document = response.json()
    assert document["status"] == status
    assert document["type"] == "about:blank"
    assert document["title"]
    assert document["detail"]
    assert "Traceback" not in response.text


class TestMessages:
    def test_null_opens_a_conversation_with_an_id_of_its_own(self, http: httpx.Client) -> None:
        bodies = ({"conversation_id": None, "text": "xin chào"}, {"text": "xin chào"})
        ids = {http.post(MESSAGES, json=body).json()["conversation_id"] for body in bodies}
        assert len(ids) == 2
        assert all(len(known) >= 22 for known in ids), "128 bits cannot be guessed"

    def test_an_answer_has_the_shape_of_the_contract(self, http: httpx.Client) -> None:
        answer = http.post(MESSAGES, json={"conversation_id": None, "text": QUESTION}).json()
        assert set(answer) == {"conversation_id", "messages", "outcome"}
        assert set(answer["outcome"]) == {
            *("kind", "procedures", "facets", "candidates", "confidence"),
        }
        assert answer["outcome"]["kind"] == "answer"
        assert answer["outcome"]["procedures"] == [1]
        assert answer["outcome"]["facets"] == ["documents"]
        assert 0 < answer["outcome"]["confidence"] <= 1
        (message,) = answer["messages"]
        assert set(message) == {
            *("type", "procedure", "facet", "text", "items", "sources", "as_of", "confirmed"),
            "buttons",
        }
        assert (message["type"], message["procedure"], message["facet"]) == (
            *("procedure", 1),
            "documents",
        )
        assert set(message["items"][0]) == {"name", "note", "source"}
        assert set(message["sources"][0]) == {"document", "articles"}
        assert all(set(button) == {"title", "payload"} for button in message["buttons"])
        assert all(item["name"].split("(")[0] in message["text"] for item in message["items"])

    def test_text_and_a_button_of_an_open_conversation(
        self, http: httpx.Client, opened: str
    ) -> None:
        told = http.post(MESSAGES, json={"conversation_id": opened, "text": QUESTION}).json()
        button = told["messages"][-1]["buttons"][0]
        body = {"conversation_id": opened, "payload": button["payload"]}
        pressed = http.post(MESSAGES, json=body).json()
        assert pressed["conversation_id"] == opened
        assert pressed["outcome"]["kind"] == "answer"
        assert pressed["outcome"]["procedures"] == [1]

    @pytest.mark.parametrize("known", ["", "x" * 32, "../../etc", "đ" * 8])
    def test_an_unknown_conversation_is_not_found(self, http: httpx.Client, known: str) -> None:
        body = {"conversation_id": known, "text": "xin chào"}
        assert_problem(http.post(MESSAGES, json=body), 404)

    @pytest.mark.parametrize(
        "said",
        [
            {"text": ""},
            {"text": " \n\t "},
            {"text": "a" * 2001},
            {"text": 5},
            {"text": "xin chào", "payload": "/list"},
            {},
            {"payload": ""},
            {"payload": "/no_such_intent"},
            {"payload": "/restart"},
            {"payload": '/ask_fee{"procedure":"3; DROP TABLE"}'},
            {"payload": '/ask_fee{"procedure":3'},
            {"payload": "chuyển trường"},
            {"text": "xin chào", "role": "admin"},
        ],
        ids=lambda said: json.dumps(said, ensure_ascii=True)[:40],
    )
    def test_anything_else_is_unprocessable(
        self, http: httpx.Client, opened: str, said: dict[str, Any]
    ) -> None:
        body = {"conversation_id": opened, **said}
        assert_problem(http.post(MESSAGES, json=body), 422)

    def test_a_button_needs_a_conversation(self, http: httpx.Client) -> None:
        body = {"conversation_id": None, "payload": "/list"}
        assert_problem(http.post(MESSAGES, json=body), 422)

    @pytest.mark.parametrize(
        "raw",
        [b"", b"xin chao", b"[]", b"null", b'{"text": "\xff"}', b'{"text": "\\ud800"}'],
        ids=repr,
    )
    def test_a_body_that_is_no_message_is_unprocessable(
        self, http: httpx.Client, raw: bytes
    ) -> None:
        headers = {"content-type": "application/json"}
        assert_problem(http.post(MESSAGES, content=raw, headers=headers), 422)

    @pytest.mark.parametrize(
        "text",
        ["   " + "a" * 2000 + "\n ", "🎓" * 2000, "\u0000", "/restart", "{}", "\u202e\u200b?"],
        ids=["2,000 trimmed", "2,000 emoji", "nul", "command", "braces", "invisible"],
    )
    def test_odd_but_lawful_texts_are_answered(self, http: httpx.Client, text: str) -> None:
        response = http.post(MESSAGES, json={"conversation_id": None, "text": text})
        assert response.status_code == 200, response.text
        assert response.json()["messages"][0]["text"]
        assert response.json()["outcome"]["kind"] != "answer"

    def test_a_huge_body_is_refused(self, http: httpx.Client) -> None:
        body = {"conversation_id": None, "text": "a" * 1_000_000}
        assert_problem(http.post(MESSAGES, json=body), 413)

    def test_a_huge_body_is_refused_although_it_hides_its_length(self, http: httpx.Client) -> None:
        def dripping() -> Iterator[bytes]:
            yield b'{"conversation_id": null, "text": "'
            for _ in range(100):
                yield b"a" * 10_000
            yield b'"}'

        headers = {"content-type": "application/json"}
        assert_problem(http.post(MESSAGES, content=dripping(), headers=headers), 413)

    def test_other_methods_and_paths_are_problems_too(self, http: httpx.Client) -> None:
        assert_problem(http.get(MESSAGES), 405)
        assert_problem(http.get("/api/nothing"), 404)


class TestWebSocket:
    def test_the_same_messages_as_over_http(
        self, http: httpx.Client, installation: Installation
    ) -> None:
        said = {"conversation_id": None, "text": QUESTION}
        over_http = http.post(MESSAGES, json=said).json()
        with connect(installation.url.replace("http", "ws") + "/api/chat/ws") as socket:
            socket.send(json.dumps(said))
            answer = json.loads(socket.recv(timeout=60))
            assert answer["messages"] == over_http["messages"]
            assert answer["outcome"] == over_http["outcome"]
            payload = answer["messages"][-1]["buttons"][0]["payload"]
            known = answer["conversation_id"]
            socket.send(json.dumps({"conversation_id": known, "payload": payload}))
            pressed = json.loads(socket.recv(timeout=60))
            assert pressed["conversation_id"] == known
            assert pressed["outcome"]["procedures"] == [1]

    @pytest.mark.parametrize(
        ("raw", "status"),
        [
            ("xin chào", 422),
            ('{"text": ""}', 422),
            (json.dumps({"text": "a" * 2001}), 422),
            ('{"conversation_id": "nobody", "text": "xin chào"}', 404),
        ],
    )
    def test_a_bad_message_is_a_problem_and_the_line_stays_open(
        self, installation: Installation, raw: str, status: int
    ) -> None:
        with connect(installation.url.replace("http", "ws") + "/api/chat/ws") as socket:
            socket.send(raw)
            problem = json.loads(socket.recv(timeout=60))
            assert problem["status"] == status
            assert problem["detail"]
            socket.send(json.dumps({"conversation_id": None, "text": "xin chào"}))
            assert json.loads(socket.recv(timeout=60))["outcome"]["kind"] == "smalltalk"

    def test_a_binary_message_harms_nobody(self, installation: Installation) -> None:
        with connect(installation.url.replace("http", "ws") + "/api/chat/ws") as socket:
            socket.send(b"\xff\x00")
            problem = json.loads(socket.recv(timeout=60))
            assert problem["status"] == 422


class TestOpenData:
    def test_all_procedures_are_listed(self, http: httpx.Client) -> None:
        listed = http.get("/api/procedures").json()
        assert [entry["id"] for entry in listed] == list(range(1, 62))
        assert all(entry["name"] and entry["title"] and entry["group"] for entry in listed)

    def test_one_procedure_is_given_whole(self, http: httpx.Client) -> None:
        given = http.get("/api/procedures/3").json()
        assert given["procedure"]["id"] == 3
        assert {version["state"] for version in given["procedure"]["versions"]} == {"published"}
        assert set(given["today"]["facets"]) == {facet.value for facet in Facet}
        assert given["today"]["in_force_from"] == "2026-05-10"

    @pytest.mark.parametrize("number", ["0", "62", "-1", "three", "9" * 40])
    def test_there_is_no_other_procedure(self, http: httpx.Client, number: str) -> None:
        response = http.get(f"/api/procedures/{number}")
        assert_problem(response, response.status_code)
        assert response.status_code in {404, 422}

    def test_the_interface_describes_itself(self, http: httpx.Client) -> None:
        paths = http.get("/openapi.json").json()["paths"]
        assert {MESSAGES, "/api/procedures", "/api/procedures/{number}"} <= set(paths)


class TestHealth:
    def test_it_lives_and_is_ready(self, http: httpx.Client) -> None:
        assert http.get("/healthz").json() == {"status": "ok"}
        assert http.get("/readyz").json() == {"database": "ok", "mode": "full"}

    def test_metrics_count_turns_and_hold_no_words(self, http: httpx.Client) -> None:
        def greeted() -> float:
            lines = http.get("/metrics").text.splitlines()
            counts = [line for line in lines if line.startswith('motcua_turns_total{kind="small')]
            return float(counts[0].split()[-1]) if counts else 0.0

        before = greeted()
        said = {"conversation_id": None, "text": "xin chào bạn Xuyến Chi"}
        known = http.post(MESSAGES, json=said).json()["conversation_id"]
        assert greeted() == before + 1
        text = http.get("/metrics").text
        assert "motcua_turn_seconds_bucket" in text
        assert "Xuyến" not in text
        assert known not in text


class TestPages:
    def test_the_page_the_widget_and_what_they_need(self, http: httpx.Client) -> None:
        page = http.get("/")
        assert page.headers["content-type"].startswith("text/html")
        assert '<html lang="vi"' in page.text or "<html lang=vi" in page.text
        widget = http.get("/widget.js")
        assert widget.headers["content-type"].startswith("text/javascript")
        assert "iframe" in widget.text

    def test_a_browser_without_javascript_is_answered(self, http: httpx.Client) -> None:
        form = http.get("/").text
        assert 'method="post"' in form
        empty = http.post("/", data={"text": ""})
        assert empty.status_code == 422
        assert "<html" in empty.text
