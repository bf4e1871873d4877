"""The pages of editing with something on each of them: on a phone, in light and dark, by axe."""

from datetime import timedelta
from typing import Final

import pytest
from playwright.sync_api import Page, expect
from sqlalchemy import Engine

from actions.clock import today
from knowledge.asked.asked import Asked, keep
from knowledge.database import session
from knowledge.editing.drafts import Drafts
from knowledge.editing.sections import Section
from knowledge.facets import Facet
from knowledge.models import now
from knowledge.repository import Repository
from tests.auxil.drafts import told as told_on
from tests.auxil.workbooks import Edited, written
from tests.browser.officers import Comes, told
from tests.browser.pages import PHONE, is_for_everybody, violations

pytestmark = pytest.mark.browser
LONG: Final = "https://" + "thutuchanhchinh" * 20
PATHS: Final = (
    "",
    "drafts",
    "drafts/3",
    "drafts/3/documents",
    "drafts/3/steps",
    "drafts/3/rules",
    "drafts/3/preview?facet=steps",
    "drafts/3/chat",
    "drafts/3/changes?result=1",
    "drafts/3/discard",
    "drafts/4",
    "drafts/4/steps",
    "drafts/5",
    "procedures/3",
    "procedures/2/history",
    "workbook",
)


@pytest.fixture
def lan(comes: Comes, database: Engine) -> Page:
    """lan on a phone; procedure 2 was published, 3 has wrong and long texts, 4 is in review."""
    with session(database) as opened:
        drafts = Drafts(opened, "hoa.nguyen")
        for number in (2, 3, 4):
            drafts.open(number)
            steps = told_on(opened, number, Section.STEPS, today())
            drafts.save(number, Section.STEPS, {**steps, "items": [LONG, "Bước hai"]}, 0)
        drafts.set_terms(4, today() + timedelta(days=30), f"Nhờ xem {LONG}")
        drafts.save(3, Section.OVERVIEW, {"text": "dài " * 600}, 0)
        drafts.save(3, Section.NAMES, {"aliases": [LONG]}, 0)
        for number in (2, 4):
            drafts.send(number)
        Drafts(opened, "duc").publish(2, applies_from=None, confirmed=True)
        keep(opened, [Asked("c", now(), "chuyển trường thế nào", "answer", (3,), (Facet.STEPS,))])
    return comes("lan", viewport=PHONE)


def test_every_page_of_editing(lan: Page, console: str, database: Engine) -> None:
    messages: list[str] = []
    lan.on("console", lambda message: messages.append(message.text))
    for path in PATHS:
        lan.goto(console + path)
        lan.evaluate("document.querySelectorAll('details').forEach(e => { e.open = true })")
        _is_for_everybody(lan)
    lan.goto(f"{console}procedures/2/history")
    lan.get_by_role("link", name="Xem cả thay đổi").first.click()
    _is_for_everybody(lan)
    _looks_at_a_workbook(lan, console, database)
    _is_for_everybody(lan)
    _meets_a_conflict(lan, console, database)
    _is_for_everybody(lan)
    assert messages == []


def _is_for_everybody(page: Page) -> None:
    page.emulate_media(color_scheme="light")
    is_for_everybody(page, PHONE["width"])
    page.emulate_media(color_scheme="dark")
    assert violations(page, "color-contrast") == [], page.url


def _looks_at_a_workbook(page: Page, console: str, database: Engine) -> None:
    with session(database) as opened:
        book = Edited(written(Repository(opened).procedures()))
    [line, *_] = book.lines("Giấy tờ", 3)
    book.put("Giấy tờ", line, **{"Tên giấy tờ": f"Đơn {LONG}", "Số bản": "hai mươi mốt"})
    [line, *_] = book.lines("Giấy tờ", 4)
    book.put("Giấy tờ", line, **{"Tên giấy tờ": f"Đơn {LONG}"})
    page.goto(f"{console}workbook")
    page.get_by_label("Tệp Excel").set_input_files(
        {"name": "thu-tuc.xlsx", "mimeType": "application/vnd.ms-excel", "buffer": book.saved()}
    )
    page.get_by_role("button", name="Xem thay đổi").click()
    expect(page.get_by_role("heading", name="Dòng thay đổi")).to_be_visible()


def _meets_a_conflict(page: Page, console: str, database: Engine) -> None:
    page.goto(f"{console}drafts/3/overview")
    with session(database) as opened:
        drafts = Drafts(opened, "an")
        draft = drafts.of(3)
        assert draft
        revision = draft.sections[Section.OVERVIEW].revision
        drafts.save(3, Section.OVERVIEW, {"text": f"Lời của An {LONG}"}, revision)
    page.get_by_label("Câu trả lời").fill(f"Lời của Lan {LONG}")
    expect(told(page)).to_contain_text("an vừa sửa mục này")
