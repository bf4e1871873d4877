"""Trying a draft in a real browser: at a desk and on a phone."""

import json
from collections.abc import Callable, Iterator
from pathlib import Path

import httpx
import pytest
from fastapi import FastAPI
from playwright.sync_api import Page, expect
from sqlalchemy import Engine

from actions.reply import Button, Kind, Outcome, Reply, TextMessage
from bot.staff.app import console
from bot.staff.trying.rasa import Rasa
from knowledge import database as knowledge_database
from knowledge.asked.asked import Asked, keep
from knowledge.database import session
from knowledge.editing.drafts import Drafts
from knowledge.editing.sections import Section, content_of
from knowledge.facets import Facet
from knowledge.models import now
from knowledge.repository import Repository, version_on
from knowledge.staff.accounts import Accounts, Role
from knowledge.staff.lockout import Lockout
from tests.auxil.drafted import NEW_FEE, NUMBER, WORD
from tests.browser.chat_server import served
from tests.browser.pages import DESKTOP, PHONE, NewPage, violations

pytestmark = pytest.mark.browser
ASKED = "chuyển trường mất bao nhiêu tiền"
CHOICE = Button(title="Nơi và cách nộp", payload='/ask_where{"procedure":3}')
SAID = Reply(
    messages=(TextMessage(text=f"**{NEW_FEE}**", buttons=(CHOICE,)),),
    outcome=Outcome(kind=Kind.ANSWER, procedures=(NUMBER,), facets=(Facet.FEE,)),
)
PARSED = {
    "text": ASKED,
    "intent": {"name": "ask_fee", "confidence": 0.95},
    "facet_ranking": [{"facet": "fee", "confidence": 0.95}],
    "procedure_ranking": [{"procedure": NUMBER, "share": 0.95, "odds": 0.95}],
}


def _rasa(request: httpx.Request) -> httpx.Response:
    if request.url.path == "/model/parse":
        return httpx.Response(200, json=PARSED)
    assert json.loads(request.content)["metadata"] == {"draft": NUMBER}
    return httpx.Response(200, json=[{"custom": SAID.model_dump(mode="json")}])


@pytest.fixture
def drafted(database: Engine, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[str]:
    """The address of a draft with another fee, on a console with an editor called lan."""
    monkeypatch.setattr(knowledge_database, "engine", lambda *_: database)
    with session(database) as opened:
        Accounts(opened, "x").add("lan", Role.EDITOR, WORD)
        drafts = Drafts(opened, "lan")
        told = Repository(opened).procedure(NUMBER)
        version = version_on(told, drafts.open(NUMBER).version_from)
        fee = content_of(told, version, Section.FEE)
        changed = {**fee, "knowledge": "known", "text": NEW_FEE, "reason": None}
        drafts.save(NUMBER, Section.FEE, changed, 0)
        keep(opened, [Asked("c", now(), ASKED, "answer", (NUMBER,), (Facet.FEE,))])
    app = FastAPI()
    app.mount("/staff", console(Lockout(), tmp_path, Rasa("http://r", httpx.MockTransport(_rasa))))
    with served(app) as url:
        yield f"{url}/staff/drafts/{NUMBER}/"


@pytest.fixture
def editor(new_page: NewPage, drafted: str) -> Callable[..., Page]:
    """Makes a page on which lan has logged in."""

    def made(**options: object) -> Page:
        page = new_page(**options)
        page.goto(drafted)
        page.get_by_label("Tên đăng nhập").fill("lan")
        page.get_by_label("Mật khẩu").fill(WORD)
        page.get_by_role("button", name="Đăng nhập").click()
        expect(page.get_by_role("heading", name="Chào lan")).to_be_visible()
        return page

    return made


@pytest.mark.parametrize("javascript", [True, False])
def test_an_editor_asks_and_presses(
    editor: Callable[..., Page], drafted: str, javascript: bool
) -> None:
    page = editor(java_script_enabled=javascript)
    page.goto(f"{drafted}chat")
    page.get_by_label("Câu hỏi, gõ như người dân").fill(ASKED)
    page.get_by_role("button", name="Gửi").click()
    expect(page.locator(".bubble strong")).to_have_text(NEW_FEE)
    page.get_by_role("button", name="Nơi và cách nộp").click()
    expect(page.locator(".said")).to_have_count(2)
    expect(page.get_by_role("complementary").first).to_contain_text("Phí, lệ phí")
    page.get_by_role("button", name="Bắt đầu lại").click()
    expect(page.locator(".said")).to_have_count(0)


def test_what_would_change_comes_by_itself_and_by_a_link(
    editor: Callable[..., Page], drafted: str
) -> None:
    page = editor()
    page.goto(f"{drafted}changes")
    expect(page.get_by_role("status")).to_contain_text("1 trong 1 câu")
    expect(page.get_by_text(NEW_FEE)).to_have_count(1)
    plain = editor(java_script_enabled=False)
    plain.goto(f"{drafted}changes")
    plain.get_by_role("link", name="mở kết quả ở đây").click()
    expect(plain.get_by_text(NEW_FEE)).to_have_count(1)


def test_the_channels_stand_side_by_side_at_a_desk_and_below_each_other_on_a_phone(
    editor: Callable[..., Page], drafted: str
) -> None:
    tops = []
    for viewport in (DESKTOP, PHONE):
        page = editor(viewport=viewport)
        page.goto(f"{drafted}preview?facet=fee&show=draft")
        boxes = [page.locator(f".frame.{name}").bounding_box() for name in ("web", "telegram")]
        assert all(boxes)
        tops.append([box["y"] for box in boxes if box])
    assert tops[0][0] == tops[0][1]
    assert tops[1][0] < tops[1][1]


@pytest.mark.parametrize("viewport", [PHONE, DESKTOP], ids=["phone", "desktop"])
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_every_page_is_for_everybody(
    editor: Callable[..., Page], drafted: str, viewport: dict[str, int], scheme: str
) -> None:
    page = editor(viewport=viewport, color_scheme=scheme)
    messages: list[str] = []
    page.on("console", lambda message: messages.append(message.text))
    for path in ("preview?facet=documents", "preview?facet=forms", "chat", "changes?result=1"):
        page.goto(drafted + path)
        assert violations(page) == [], page.url
        assert page.evaluate("document.documentElement.scrollWidth") <= viewport["width"], page.url
    assert messages == []
