"""The officers' console in a real browser: at a desk and on a phone."""

from collections.abc import Callable
from datetime import date

import pytest
from playwright.sync_api import Page, expect
from sqlalchemy import Engine

from knowledge.database import session
from knowledge.status import samples
from tests.auxil.authenticator import code
from tests.auxil.status_rows import as_csv, dossier
from tests.browser.officers import WORD, log_in
from tests.browser.pages import DESKTOP, PHONE, NewPage, is_for_everybody, violations

pytestmark = pytest.mark.browser

PATHS = (
    "",
    "procedures",
    "procedures?q=chuyen+truong",
    "procedures/3",
    "procedures/41",
    "coverage",
    "tasks",
    "reviews",
    "laws",
    "laws?q=van+bang",
    "laws/document?number=125/2024/NĐ-CP",
    "laws/new",
    "laws/mark?number=125/2024/NĐ-CP",
    "contacts",
    "dossiers",
    "imports",
    "log",
    "accounts",
    "password",
    "account",
    "guide",
    "codes",
    "khong-co",
)

NUMBERS = ("H48.12-210119-0007", "32001234")


@pytest.fixture(autouse=True)
def dossiers(database: Engine) -> None:
    with session(database) as opened:
        samples.arrange(opened, True, date(2026, 11, 20))


@pytest.fixture
def officer(new_page: NewPage, console: str) -> Callable[..., Page]:
    """Makes a page on which lan, an admin, has logged in."""

    def made(**options: object) -> Page:
        page = new_page(**options)
        page.goto(console)
        log_in(page, "lan")
        return page

    return made


def test_an_officer_finds_a_procedure_while_typing(officer: Callable[..., Page]) -> None:
    page = officer(viewport=DESKTOP)
    page.get_by_role("link", name="Thủ tục", exact=True).click()
    page.get_by_label("Tìm theo số").press_sequentially("chuyen truong", delay=20)
    expect(page.locator("#found li").first).to_contain_text("Chuyển trường")
    expect(page.locator("#found h2")).to_have_count(0)
    page.locator("#found a[href$='procedures/3']").click()
    expect(page.get_by_role("heading", level=1)).to_contain_text("3. Chuyển trường")
    papers = page.locator("#v1-documents")
    expect(papers).to_contain_text("Bot nói với người dân")
    expect(papers).to_contain_text("Đơn xin chuyển trường")


def test_the_coverage_is_filtered_in_place(officer: Callable[..., Page]) -> None:
    page = officer(viewport=DESKTOP)
    page.get_by_role("link", name="Độ phủ", exact=True).click()
    expect(page.locator("tbody tr")).to_have_count(61)
    page.get_by_label("Chỉ thủ tục có chỗ").select_option("unknown")
    expect(page.locator("tbody tr")).not_to_have_count(61)
    expect(page.locator("tbody tr").first.locator("td.unknown").first).to_be_visible()


def test_a_file_is_tried_imported_and_found_on_a_phone(officer: Callable[..., Page]) -> None:
    page = officer()
    page.get_by_role("link", name="Nạp tệp").click()
    rows = as_csv([dossier(), dossier(ma_ho_so="H48.12-261102-0002", thu_tuc=99)])
    page.get_by_label("Tệp CSV").set_input_files(
        {"name": "ho-so.csv", "mimeType": "text/csv", "buffer": rows}
    )
    page.get_by_role("button", name="Đọc thử").click()
    expect(page.get_by_text("Chưa có gì được nạp")).to_be_visible()
    expect(page.get_by_role("cell", name="cột thu_tuc")).to_be_visible()
    assert violations(page) == []
    with page.expect_download() as download:
        page.get_by_role("link", name="Tải danh sách").click()
    assert download.value.suggested_filename == "dong-bi-tu-choi.csv"
    page.get_by_role("button", name="Nạp 1 dòng").click()
    expect(page.get_by_role("status")).to_contain_text("thêm 1")
    page.get_by_role("link", name="Tra hồ sơ").click()
    page.get_by_label("Mã hồ sơ").fill("H48.12-261102-0001")
    page.get_by_role("button", name="Tra").click()
    expect(page.get_by_role("heading", name="Hồ sơ H48.12-261102-0001")).to_be_visible()
    page.get_by_role("link", name="Độ phủ").click()
    page.get_by_role("button", name="Đăng xuất").click()
    expect(page.get_by_role("heading", name="Đăng nhập")).to_be_visible()
    page.go_back()
    expect(page.get_by_role("heading", name="Đăng nhập")).to_be_visible()


def test_a_new_officer_gets_a_password_and_must_change_it(
    officer: Callable[..., Page], new_page: NewPage, console: str
) -> None:
    page = officer()
    page.get_by_role("link", name="Tài khoản", exact=True).click()
    page.get_by_label("Tên đăng nhập").fill("minh")
    page.get_by_label("Duyệt:").check()
    page.get_by_role("button", name="Thêm").click()
    password = page.locator(".secret").inner_text()
    assert violations(page) == []
    other = new_page()
    other.goto(console)
    other.get_by_label("Tên đăng nhập").fill("minh")
    other.get_by_label("Mật khẩu").fill(password)
    other.get_by_role("button", name="Đăng nhập").click()
    expect(other.get_by_text("do người khác đặt")).to_be_visible()


def test_an_officer_switches_codes_on_and_logs_in_by_one(officer: Callable[..., Page]) -> None:
    page = officer()
    page.get_by_role("link", name="Tài khoản của bạn").click()
    page.get_by_role("link", name="Bật mã xác thực").click()
    page.get_by_label("Mật khẩu").fill(WORD)
    page.get_by_role("button", name="Tiếp tục").click()
    expect(page.get_by_role("img", name="Mã QR")).to_be_visible()
    assert page.get_by_role("img", name="Mã QR").evaluate("e => e.naturalWidth") > 200
    assert violations(page) == []
    secret = page.locator(".key").inner_text()
    page.get_by_label("Mã 6 chữ số").fill(code(secret))
    page.get_by_role("button", name="Bật", exact=True).click()
    expect(page.get_by_text("Đang bật")).to_be_visible()
    page.get_by_role("button", name="Đăng xuất", exact=True).click()
    page.get_by_label("Tên đăng nhập").fill("lan")
    page.get_by_label("Mật khẩu").fill(WORD)
    page.get_by_role("button", name="Đăng nhập").click()
    expect(page.get_by_label("Mã 6 chữ số")).to_be_focused()
    assert violations(page) == []
    shown = code(secret, 1)  # that of now is used
    page.keyboard.type(f"{shown[:3]} {shown[3:]}")
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", name="Chào lan")).to_be_visible()


def test_without_javascript_all_the_same(officer: Callable[..., Page]) -> None:
    page = officer(java_script_enabled=False)
    page.get_by_role("link", name="Thủ tục", exact=True).click()
    page.get_by_label("Tìm theo số").fill("phuc khao")
    page.get_by_role("button", name="Tìm").click()
    expect(page.locator("#found li").first).to_contain_text("khảo")


@pytest.mark.parametrize("viewport", [PHONE, DESKTOP], ids=["phone", "desktop"])
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_every_pageis_for_everybody(
    officer: Callable[..., Page], console: str, viewport: dict[str, int], scheme: str
) -> None:
    page = officer(viewport=viewport, color_scheme=scheme)
    messages: list[str] = []
    page.on("console", lambda message: messages.append(message.text))
    for path in PATHS:
        page.goto(console + path)
        is_for_everybody(page, viewport["width"])
    for number in NUMBERS:
        page.goto(console + "dossiers")
        page.get_by_label("Mã hồ sơ, hoặc số báo danh").fill(number)
        page.get_by_role("button", name="Tra", exact=True).click()
        expect(page.get_by_text("Đã diễn ra").first).to_be_visible()
        assert number not in page.url
        is_for_everybody(page, viewport["width"])
    assert [text for text in messages if "404" not in text] == []
