"""The whole way of a change: mended, tried, reviewed, told to an open chat, and taken back."""

import re
from collections.abc import Iterator
from typing import Final

import pytest
from playwright.sync_api import Browser, Locator, Page, expect, sync_playwright

from knowledge.database import engine, session
from knowledge.repository import Repository
from knowledge.staff import audit
from knowledge.staff.accounts import Role
from knowledge.staff.audit import Action, Wanted
from tests import machine
from tests.auxil.installation import Installation
from tests.auxil.officers import PATIENCE, come_in, hire
from tests.auxil.photographs import photograph

pytestmark = [pytest.mark.stack, pytest.mark.browser, pytest.mark.timeout(600)]

ARGUMENTS: Final = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-background-networking",
    "--lang=vi-VN",
]
DESK: Final = {"width": 1100, "height": 760}
PHONE: Final = {"width": 390, "height": 760}
TRANSFER: Final = 3
QUESTION: Final = "con tôi học lớp 10 muốn chuyển trường về Đông Hà thì cần giấy tờ gì"
NEW_PAPER: Final = "Đơn xin chuyển trường có chữ ký của cha hoặc mẹ"
EDITOR, REVIEWER = "bientap", "duyet"


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=machine.chromium(), args=ARGUMENTS)
        yield browser
        browser.close()


@pytest.fixture
def officers(installation: Installation) -> Iterator[None]:
    """An editor and a reviewer; the procedure is as it was before once the test is over."""
    hire(installation, bientap=Role.EDITOR, duyet=Role.REVIEWER)
    bind = engine(installation.database_url)
    with session(bind) as opened:
        before = Repository(opened).procedure(TRANSFER)
    yield
    with session(bind) as opened:
        Repository(opened).put([before])


@pytest.fixture
def editor(officers: None, browser: Browser, installation: Installation) -> Iterator[Page]:
    page = come_in(browser, installation, EDITOR, **DESK)
    yield page
    page.context.close()


@pytest.fixture
def reviewer(officers: None, browser: Browser, installation: Installation) -> Iterator[Page]:
    page = come_in(browser, installation, REVIEWER, **PHONE)
    yield page
    page.context.close()


@pytest.fixture
def chat(browser: Browser, installation: Installation) -> Iterator[Page]:
    """The open chat of a citizen."""
    context = browser.new_context(viewport=PHONE, locale="vi-VN")
    context.set_default_timeout(PATIENCE)
    page = context.new_page()
    page.goto(installation.url)
    yield page
    context.close()


def test_a_change_goes_from_the_editor_to_an_open_chat_and_back(
    editor: Page, reviewer: Page, chat: Page, installation: Installation
) -> None:
    first = _asks(chat, 1)
    expect(first).not_to_contain_text(NEW_PAPER)
    lines_before = _lines(installation)

    _finds_the_procedure(editor)
    _changes_the_first_paper(editor)
    _tries_the_draft(editor)
    _sends_for_review(editor)
    expect(_asks(chat, 2)).not_to_contain_text(NEW_PAPER)

    _approves(reviewer, photographed=True)
    expect(_asks(chat, 3)).to_contain_text(NEW_PAPER)
    photograph(chat, "12-nguoi-dan", chat.locator("#log .bot .bubble").last)

    _takes_the_old_text_back(editor)
    _approves(reviewer)
    expect(_asks(chat, 4)).not_to_contain_text(NEW_PAPER)

    assert [(entry.who, entry.action) for entry in _since(installation, lines_before)] == [
        (EDITOR, Action.OPEN_DRAFT),
        (EDITOR, Action.SEND_DRAFT),
        (REVIEWER, Action.PUBLISH),
        (EDITOR, Action.OPEN_DRAFT),
        (EDITOR, Action.SEND_DRAFT),
        (REVIEWER, Action.PUBLISH),
    ]


def _finds_the_procedure(page: Page) -> None:
    photograph(page, "01-trang-chinh")
    page.get_by_role("link", name="Thủ tục", exact=True).click()
    page.get_by_label("Tìm theo số").press_sequentially("chuyen truong", delay=20)
    expect(page.locator("#found h2")).to_have_count(0)
    photograph(page, "02-tim-thu-tuc")
    page.locator(f"#found a[href$='procedures/{TRANSFER}']").click()
    edit = page.get_by_role("link", name="Sửa: Giấy tờ cần nộp").first
    photograph(page, "03-thu-tuc", edit)
    edit.click()


def _changes_the_first_paper(page: Page) -> None:
    page.locator("details.row-card > summary").first.click()
    name = page.get_by_role("group", name="Giấy tờ số 1").get_by_label(re.compile("^Tên"))
    name.fill(NEW_PAPER)
    expect(page.locator("#saved")).to_contain_text("Đã lưu lúc")
    photograph(page, "04-sua", name)
    page.get_by_role("button", name="Lưu và xem bản nháp").click()
    expect(page.locator("ins").first).to_be_visible()
    photograph(page, "05-ban-nhap")


def _tries_the_draft(page: Page) -> None:
    page.get_by_role("link", name="Xem bot nói gì").click()
    page.get_by_role("link", name="Giấy tờ cần nộp", exact=True).click()
    expect(page.locator(".frame.web").get_by_text(NEW_PAPER)).to_be_visible()
    expect(page.locator(".frame.telegram").get_by_text(NEW_PAPER)).to_be_visible()
    photograph(page, "06-xem-thu", page.locator(".frame.web").first)
    page.get_by_role("link", name="Hỏi thử bot").click()
    page.get_by_label("Câu hỏi, gõ như người dân").fill(QUESTION)
    page.get_by_role("button", name="Gửi", exact=True).click()
    expect(page.get_by_text(NEW_PAPER)).to_be_visible()
    photograph(page, "07-hoi-thu", page.locator(".talk"))
    page.get_by_role("link", name="Câu nào", exact=False).first.click()
    expect(page.locator("#found [role=status]")).to_be_visible()
    photograph(page, "08-cau-hoi-doi")
    page.get_by_role("link", name="Bản nháp", exact=True).last.click()


def _sends_for_review(page: Page) -> None:
    note = page.get_by_label("Lời nhắn cho người duyệt")
    note.fill("Trường yêu cầu đơn có chữ ký của cha hoặc mẹ.")
    photograph(page, "09-gui-duyet", note)
    page.get_by_role("button", name="Gửi duyệt").click()
    expect(page.get_by_text("Đang chờ duyệt")).to_be_visible()


def _approves(page: Page, photographed: bool = False) -> None:
    page.get_by_role("link", name="Bản nháp", exact=True).click()
    page.locator(f"a[href$='drafts/{TRANSFER}']").click()
    approve = page.get_by_role("button", name="Duyệt và công bố")
    if photographed:
        photograph(page, "10-duyet", approve)
    approve.click()
    expect(page.get_by_text(f"Người duyệt: {REVIEWER}")).to_be_visible()


def _takes_the_old_text_back(page: Page) -> None:
    page.get_by_role("link", name="Thủ tục", exact=True).click()
    page.locator(f"a[href$='procedures/{TRANSFER}']").first.click()
    page.get_by_role("link", name="Lịch sử thay đổi").click()
    expect(page.locator("ins").first).to_contain_text("chữ ký")
    photograph(page, "11-lich-su")
    page.get_by_role("link", name=re.compile("^Xem cả thay đổi lúc")).first.click()
    page.get_by_role("button", name="Lấy lại bản trước thay đổi này").click()
    page.get_by_role("button", name="Gửi duyệt").click()
    expect(page.get_by_text("Đang chờ duyệt")).to_be_visible()


def _asks(page: Page, times: int) -> Locator:
    """Ask on in the open page; return the answer that comes."""
    page.get_by_label("Câu hỏi của bạn").fill(QUESTION)
    page.get_by_role("button", name="Gửi", exact=True).click()
    expect(page.locator("#log .citizen")).to_have_count(times)
    answers = page.locator("#log .bot")
    expect(page.locator("#typing")).to_be_hidden()
    expect(answers.last).to_contain_text("Giấy tờ cần nộp")
    return answers.last


def _lines(installation: Installation) -> int:
    with session(engine(installation.database_url)) as opened:
        return audit.count(opened, Wanted())


def _since(installation: Installation, lines: int) -> list[audit.Entry]:
    """Return the entries after the first `lines`, but for those of logging in, oldest first."""
    with session(engine(installation.database_url)) as opened:
        found = audit.entries(opened, Wanted(), 1, audit.count(opened, Wanted()) - lines)
    return [entry for entry in reversed(found) if entry.action != Action.LOG_IN]
