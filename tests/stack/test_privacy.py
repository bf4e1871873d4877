"""Names and numbers that citizens type are kept nowhere; their questions are kept without them."""

import json

import httpx
import pytest
from websockets.sync.client import connect

from knowledge.asked.asked import recent
from knowledge.database import engine, session
from tests.auxil.citizen import Citizen
from tests.auxil.command import eventually, motcua
from tests.auxil.installation import Installation
from tests.auxil.traces import traces

pytestmark = [pytest.mark.stack, pytest.mark.timeout(1200)]

PHONE, IDENTITY, MAIL = "0987610243", "045301987612", "le.xuyen.chi@thuvien.example"
NAME = "Lê Thị Xuyến Chi"
SPOKEN = (
    f"tôi là {NAME}, chuyển trường cấp 3 cho con cần giấy tờ gì",
    f"số của tôi {PHONE[:4]} {PHONE[4:7]} {PHONE[7:]}, căn cước {IDENTITY}, thư {MAIL}",
    f"gọi {PHONE} hoặc +84{PHONE[1:]} nhé",
)
SECRETS = (PHONE, PHONE[1:], IDENTITY, MAIL, NAME, "Xuyến Chi")
CHAT = 591_827_364_015
CHANNELS = ("chat interface", "socket", "page", "Telegram", "terminal")


def test_the_search_for_traces_finds_them(installation: Installation) -> None:
    """Otherwise the next test would hold for a bot that writes everything down."""
    planted = installation.logs / "planted.log"
    for written in (f"{PHONE[:4]}.{PHONE[4:]}", json.dumps(NAME), "le thi xuyen chi", IDENTITY):
        planted.write_text(written, encoding="utf-8")
        assert traces(installation.var, *SECRETS)
    planted.unlink()


def test_who_speaks_on_any_channel_is_kept_nowhere(installation: Installation) -> None:
    with Citizen(installation.url) as someone:
        for text in SPOKEN:
            someone.says(text)
    with connect(installation.url.replace("http", "ws") + "/api/chat/ws") as socket:
        for text in (*SPOKEN, *SECRETS):
            socket.send(json.dumps({"conversation_id": None, "text": text}))
            assert json.loads(socket.recv(timeout=60))["outcome"]
        socket.send(NAME)
        assert json.loads(socket.recv(timeout=60))["status"] == 422
    for text in SPOKEN:
        assert httpx.post(installation.url, data={"text": text}, timeout=60).status_code == 200
        body = {"conversation_id": NAME, "text": text, "payload": text}
        refused = httpx.post(f"{installation.url}/api/chat/messages", json=body)
        assert refused.status_code == 422
        assert NAME not in refused.text
        httpx.get(f"{installation.url}/{NAME}", params={"q": text})
    for count, text in enumerate(SPOKEN, start=1):
        installation.telegram.user_says(CHAT, text)
        eventually(
            lambda wanted=count: len(installation.telegram.messages(CHAT)) >= wanted,
            60,
            "the answer on Telegram",
        )
    talked = motcua("chat", env=installation.env, typed="\n".join(SPOKEN) + "\n\n")
    assert talked.returncode == 0, talked.stderr
    nameless = "tôi là ***, chuyển trường cấp 3 cho con cần giấy tờ gì"
    eventually(
        lambda: _kept(installation).count(nameless) >= len(CHANNELS),
        60,
        "the question of each channel, nameless",
    )
    files = {path.name for path in installation.var.rglob("*") if path.is_file()}
    assert {"motcua.db", "rasa.log", "actions.log", "web.log", "telegram.log"} <= files
    assert traces(installation.var, *SECRETS, str(CHAT)) == []


def test_who_wants_it_gone_has_the_questions_gone(
    installation: Installation, citizen: Citizen
) -> None:
    asked = "mở trung tâm tiếng Anh cho người nước ngoài cần giấy tờ gì vậy"
    citizen.says(asked)
    eventually(lambda: asked in _kept(installation), 60, "the question")
    citizen.says(asked)
    citizen.says("xóa dữ liệu của tôi")
    eventually(lambda: asked not in _kept(installation), 60, "that the question is gone")


def _kept(installation: Installation) -> list[str]:
    with session(engine(installation.database_url)) as opened:
        return [each.text for each in recent(opened, 1000)]


def test_rasa_keeps_what_kind_of_turn_it_was_and_no_words(
    installation: Installation, citizen: Citizen
) -> None:
    for text in SPOKEN[1:]:
        citizen.says(text)
    tracker = f"{installation.rasa_url}/conversations/{citizen.conversation_id}/tracker"
    kept = httpx.get(tracker, timeout=30).json()
    turns = [event for event in kept["events"] if event["event"] == "user"]
    assert [turn["text"] for turn in turns] == ["", ""]
    assert all(turn["parse_data"]["intent"]["name"] for turn in turns)
    told = json.dumps(kept["events"], ensure_ascii=False).replace(" ", "")
    for secret in (PHONE[-6:], IDENTITY[-6:], MAIL, "***", "gọi", "căncước"):
        assert secret not in told
    assert [event["text"] for event in kept["events"] if event["event"] == "bot"] == [None, None]
