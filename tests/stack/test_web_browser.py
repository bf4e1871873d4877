"""A parent with a phone, in a real browser, against the whole installation."""

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page, expect, sync_playwright

from actions.clock import today
from actions.wording import day
from knowledge.catalogue_files import CATALOGUE, read_file
from knowledge.repository import version_on
from tests import machine
from tests.auxil.installation import Installation

pytestmark = [pytest.mark.stack, pytest.mark.browser, pytest.mark.timeout(1200)]

ARGUMENTS = ["--no-sandbox", "--disable-gpu", "--disable-background-networking"]
PHONE = {"width": 360, "height": 740}
PATIENCE = 30_000
QUESTION = "con tôi học lớp 10 muốn chuyển trường về Đông Hà thì cần giấy tờ gì"


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=machine.chromium(), args=ARGUMENTS)
        yield browser
        browser.close()


@pytest.fixture
def page(browser: Browser, installation: Installation) -> Iterator[Page]:
    context = browser.new_context(viewport=PHONE, has_touch=True, is_mobile=True, locale="vi-VN")
    context.set_default_timeout(PATIENCE)
    page = context.new_page()
    page.goto(installation.url)
    yield page
    context.close()


def ask(page: Page, text: str) -> None:
    page.get_by_label("Câu hỏi của bạn").fill(text)
    page.get_by_role("button", name="Gửi", exact=True).tap()


def test_a_parent_reads_the_papers_taps_on_and_comes_back(page: Page) -> None:
    facets = version_on(read_file(CATALOGUE / "03.yml"), today()).facets
    assert facets
    ask(page, QUESTION)
    log = page.get_by_role("log")
    papers = log.locator("ol > li")
    expect(papers).to_have_count(len(facets.documents.items), timeout=PATIENCE)
    for shown, paper in zip(papers.all(), facets.documents.items, strict=True):
        expect(shown).to_contain_text(paper.name)
    expect(log.get_by_text("Thông tư 15/2026/TT-BGDĐT").first).to_be_visible()
    expect(log.get_by_text(day(today())).first).to_be_visible()

    log.get_by_role("button", name="Thời hạn giải quyết").tap()
    expect(log.get_by_text("05 ngày làm việc").first).to_be_visible(timeout=PATIENCE)

    page.reload()
    expect(page.locator("#log .citizen .bubble")).to_have_text([QUESTION, "Thời hạn giải quyết"])
    expect(page.locator("#log ol > li")).to_have_count(len(facets.documents.items))
    ask(page, "thế lệ phí bao nhiêu?")
    expect(log.get_by_text("Phí, lệ phí").first).to_be_visible(timeout=PATIENCE)
    last = page.locator("#log .bot .bubble").last
    expect(last).to_contain_text("Chuyển trường và tiếp nhận học sinh", timeout=PATIENCE)
    expect(last).to_contain_text("lệ phí")


def test_nothing_runs_out_of_a_phones_screen(page: Page) -> None:
    ask(page, "những thủ tục nào làm trực tuyến mức độ 4")
    expect(page.get_by_text("58 thủ tục").first).to_be_visible(timeout=PATIENCE)
    assert page.evaluate("document.documentElement.scrollWidth") <= PHONE["width"]
    box = page.get_by_label("Câu hỏi của bạn").bounding_box()
    assert box
    assert box["x"] + box["width"] <= PHONE["width"]


def test_without_javascript_the_answer_comes_all_the_same(
    browser: Browser, installation: Installation
) -> None:
    context = browser.new_context(viewport=PHONE, java_script_enabled=False, locale="vi-VN")
    page = context.new_page()
    page.goto(installation.url)
    page.get_by_label("Câu hỏi của bạn").fill("xin bản sao bằng tốt nghiệp cần giấy tờ gì")
    page.get_by_role("button", name="Gửi", exact=True).click()
    expect(page.get_by_text("Cấp bản sao văn bằng").first).to_be_visible(timeout=PATIENCE)
    page.get_by_role("button", name="Phí, lệ phí").click()
    expect(page.locator("#log .bot .bubble").last).to_contain_text("Phí, lệ phí", timeout=PATIENCE)
    context.close()
