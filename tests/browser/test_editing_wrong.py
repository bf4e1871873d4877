"""What officers type wrong, paste, or mean ill: said, kept, and never run."""

from collections.abc import Mapping
from typing import Any, Final

import pytest
from playwright.sync_api import Dialog, Locator, Page, expect
from sqlalchemy import Engine

from actions.clock import today
from knowledge.database import session
from knowledge.editing.drafts import Drafts
from knowledge.editing.sections import Section, content_of
from knowledge.facets import Facet
from knowledge.repository import Repository, version_on
from tests.browser.officers import SAVED, Comes, saving, stored, told
from tests.browser.pages import DESKTOP

pytestmark = pytest.mark.browser
OVERVIEW = "drafts/3/overview"
WORD_HTML: Final = (
    "<p class=MsoNormal style='margin:0cm'><b><span lang=VI>Nộp đơn</span></b> tại"
    " <i>phòng một cửa</i>.<o:p></o:p></p><script>alert(1)</script>"
)
HOSTILE: Final = "1 < 2 <x id=hit onclick=alert(1)> {{ 7*7 }} javascript:alert(1) </textarea>"
SCRIPT: Final = '<script>alert(1)</script><img id=hit src=x onerror="alert(1)">'
SHOWN: Final = "<x id=hit onclick=alert(1)>"
TEXTS: Final = {
    *("text", "reason", "place", "receives", "decides", "ways", "validity", "name", "form"),
    *("when", "until", "items", "title", "articles", "note", "applicants", "choose_when"),
    *("aliases", "q", "a", "document", "source"),
}


def opens(comes: Comes, path: str) -> Page:
    return comes("hoa.nguyen", path, viewport=DESKTOP)


def refused_until_mended(page: Page, link: str, field: Locator) -> None:
    """On the draft's page sending is refused; the link leads to the field, with the focus in it."""
    page.get_by_role("button", name="Lưu và xem bản nháp").click()
    page.get_by_role("button", name="Gửi duyệt", exact=True).click()
    expect(page.get_by_role("alert")).to_be_visible()
    expect(page.get_by_text("Đang sửa")).to_be_visible()
    page.get_by_role("link", name=link, exact=True).click()
    expect(field).to_be_focused()
    expect(field).to_be_in_viewport()
    expect(field).to_have_attribute("aria-invalid", "true")


def test_a_source_that_was_removed_is_named(comes: Comes) -> None:
    page = opens(comes, "drafts/3/documents")
    page.get_by_text("Giấy tờ số 2:").click()
    source = page.locator("#f-items-1-source")
    source.fill("")
    expect(told(page)).to_contain_text("Còn 1 chỗ cần sửa")
    problems = page.locator("#problems")
    expect(problems).to_contain_text("Giấy tờ số 2 · Nguồn: cần điền ô này")
    page.get_by_text("Giấy tờ số 2:").click()
    expect(source).not_to_be_visible()
    problems.get_by_role("link", name="Giấy tờ số 2 · Nguồn").click()
    expect(source).to_be_focused()
    refused_until_mended(page, "Giấy tờ số 2 · Nguồn", source)
    source.fill("Công văn 12/SGDĐT")
    expect(told(page)).to_contain_text(SAVED)
    expect(problems).to_be_empty()
    page.get_by_role("button", name="Lưu và xem bản nháp").click()
    page.get_by_role("button", name="Gửi duyệt", exact=True).click()
    expect(page.get_by_text("Đang chờ duyệt")).to_be_visible()


def test_all_sources_of_a_section_removed(comes: Comes) -> None:
    page = opens(comes, OVERVIEW)
    for _ in range(2):
        page.get_by_role("button", name="Bỏ: Nguồn số 1").click()
        expect(page.get_by_text("Đã bỏ: Nguồn số 1.")).to_be_visible()
    expect(page.locator("#problems")).to_contain_text("cần ít nhất một nguồn")


def test_a_day_that_is_none_in_the_rules(comes: Comes) -> None:
    page = opens(comes, "drafts/3/rules")
    since = page.get_by_label("Có từ")
    page.get_by_label("Văn bản mới").fill("Thông tư 99/2027/TT-BGDĐT")
    since.fill("30/02/2027")
    page.get_by_role("button", name="Lưu nháp").click()
    expect(page.locator("#f-superseded-since-wrong")).to_contain_text("không có ngày 30/02/2027")
    expect(since).to_have_value("30/02/2027")
    refused_until_mended(page, "Văn bản mới chưa có nội dung · Có từ", since)


def test_a_day_that_is_none_in_the_terms(comes: Comes, database: Engine) -> None:
    with session(database) as opened:
        drafts = Drafts(opened, "hoa.nguyen")
        drafts.open(3)
        drafts.save(3, Section.STEPS, {"items": ["Một"], **_every()}, 0)
    page = opens(comes, "drafts/3")
    page.get_by_label("Lời nhắn cho người duyệt").fill("Giữ lời này nhé.")
    page.get_by_label("Từ một ngày").check()
    day = page.get_by_label("Ngày bắt đầu áp dụng")
    assert any(_is_refused(page, day, digits) for digits in ("30022027", "02302027"))
    page.get_by_role("button", name="Gửi duyệt", exact=True).click()
    expect(page.get_by_text("Đang sửa")).to_be_visible()
    day.evaluate("e => { e.type = 'text'; e.value = '30/02/2027' }")  # as older browsers have it
    page.get_by_role("button", name="Gửi duyệt", exact=True).click()
    expect(page.get_by_role("alert")).to_contain_text("Không có ngày “30/02/2027”")
    expect(page.get_by_label("Lời nhắn cho người duyệt")).to_have_value("Giữ lời này nhé.")
    expect(page.get_by_label("Từ một ngày")).to_be_checked()


def test_a_text_that_is_too_long_is_kept_and_says_how_long_it_may_be(comes: Comes) -> None:
    page = opens(comes, OVERVIEW)
    answer = page.get_by_label("Câu trả lời")
    long = "dài lắm, " * 555 + "hết.."
    assert len(long) == 5000
    answer.fill(long)
    wrong = page.locator("#f-text-wrong")
    expect(wrong).to_contain_text("quá dài: 5.000 ký tự, tối đa 2.000")
    expect(answer).to_have_attribute("aria-invalid", "true")
    expect(told(page)).to_contain_text(SAVED)
    page.reload()
    expect(answer).to_have_value(long)
    refused_until_mended(page, "Câu trả lời", answer)


def test_what_is_pasted_out_of_word_is_plain(comes: Comes, database: Engine) -> None:
    page = opens(comes, OVERVIEW)
    answer = page.get_by_label("Câu trả lời")
    word = page.context.new_page()
    word.set_content(WORD_HTML.split("<script>")[0])
    word.keyboard.press("Control+A")
    word.keyboard.press("Control+C")
    page.bring_to_front()
    answer.fill("")
    answer.focus()
    with saving(page, "phòng một cửa"):
        page.keyboard.press("Control+V")
    assert answer.input_value().strip() == "Nộp đơn tại phòng một cửa."
    expect(page.locator("#problems")).to_be_empty()
    answer.fill(WORD_HTML)
    page.get_by_role("button", name="Lưu nháp").click()
    expect(page.get_by_text("Trong chữ bạn dán có mã định dạng")).to_be_visible()
    expect(answer).to_have_value("Nộp đơn tại phòng một cửa.")
    assert stored(database, 3, Section.OVERVIEW)["text"] == "Nộp đơn tại phòng một cửa."


def test_scripts_in_every_text_are_text_everywhere(
    comes: Comes, console: str, database: Engine
) -> None:
    with session(database) as opened:
        drafts, procedure = Drafts(opened, "hoa.nguyen"), Repository(opened).procedure(3)
        drafts.open(3)
        version = version_on(procedure, today())
        for section in Section:
            drafts.save(3, section, _filled(content_of(procedure, version, section)), 0)
        drafts.set_terms(3, None, SCRIPT)
    page = opens(comes, "drafts/3")
    hits = _dialogs(page)
    _is_text(page, "")
    for path in (
        *(f"drafts/3/{section}" for section in Section),
        *(f"drafts/3/preview?facet={facet}" for facet in Facet),
        "drafts",
        "drafts/3/chat",
        "drafts/3/changes",
        "drafts/3/discard",
    ):
        _is_text(page, console + path)
    page.goto(f"{console}drafts/3/overview")
    expect(page.get_by_label("Câu trả lời")).to_have_value(HOSTILE)
    page.goto(f"{console}drafts/3/preview?facet=overview&show=draft")
    for frame in page.locator(".frame").all():
        expect(frame).to_contain_text(SHOWN)
    assert hits == []


def test_scripts_that_were_published_are_text_in_the_history(
    comes: Comes, console: str, database: Engine
) -> None:
    with session(database) as opened:
        drafts, procedure = Drafts(opened, "hoa.nguyen"), Repository(opened).procedure(3)
        drafts.open(3)
        version = version_on(procedure, today())
        for section in (Section.OVERVIEW, Section.STEPS, Section.DOCUMENTS, Section.QUESTIONS):
            drafts.save(3, section, _filled(content_of(procedure, version, section)), 0)
        drafts.send(3)
        Drafts(opened, "duc").give_back(3, HOSTILE)
    page = comes("lan", "drafts/3", viewport=DESKTOP)
    hits = _dialogs(page)
    _is_text(page, "")
    with session(database) as opened:
        Drafts(opened, "hoa.nguyen").send(3)
        Drafts(opened, "duc").publish(3, applies_from=None, confirmed=False)
    for path in ("procedures/3", "procedures/3/history", "log", "procedures?q=onclick"):
        _is_text(page, console + path)
    page.goto(f"{console}procedures/3/history")
    page.get_by_role("link", name="Xem cả thay đổi").first.click()
    expect(page.get_by_text(SHOWN).first).to_be_visible()
    _is_text(page, "")
    assert hits == []


def _is_text(page: Page, address: str) -> None:
    if address:
        page.goto(address)
    expect(page.locator("#hit")).to_have_count(0)
    expect(page.locator("h1")).to_be_visible()


def _dialogs(page: Page) -> list[str]:
    """The addresses of pages on which a script ran; grows."""
    hits: list[str] = []

    def hit(dialog: Dialog) -> None:
        hits.append(page.url)
        dialog.dismiss()

    page.on("dialog", hit)
    return hits


def _filled(value: Any, key: str = "") -> Any:
    """Return a section with a script or what looks like one in each of its texts."""
    if isinstance(value, Mapping):
        return {name: _filled(each, name) for name, each in value.items()}
    if isinstance(value, list):
        return [_filled(each, key) for each in value]
    if not isinstance(value, str) or key not in TEXTS:
        return value
    return SCRIPT if key in ("form", "articles", "aliases") else HOSTILE


def _every() -> dict[str, Any]:
    return {"confidence": "high", "sources": [{"document": "Thông tư 15/2026/TT-BGDĐT"}]}


def _is_refused(page: Page, day: Locator, digits: str) -> bool:
    """Whether the browser takes no such day; in which order it wants it, is the machine's."""
    day.fill("")
    day.focus()
    page.keyboard.type(digits)
    return bool(day.evaluate("e => e.validity.badInput"))
