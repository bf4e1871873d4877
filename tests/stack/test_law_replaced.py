"""A law is marked as replaced: the answers on it are listed and tasked, and citizens are told."""

from collections.abc import Iterator
from datetime import timedelta
from typing import Final

import pytest
from playwright.sync_api import Browser, Page, expect, sync_playwright
from sqlalchemy import delete

from actions.clock import today
from knowledge.database import engine, session
from knowledge.laws.tables import ReviewTask
from knowledge.models import LegalDocument
from knowledge.staff.accounts import Role
from tests import machine
from tests.auxil.citizen import Citizen, only, words
from tests.auxil.installation import Installation
from tests.auxil.officers import come_in, hire
from tests.auxil.photographs import photograph

pytestmark = [pytest.mark.stack, pytest.mark.browser, pytest.mark.timeout(600)]

LAW: Final = "15/2026/TT-BGDĐT"
NEXT: Final = "199/2026/TT-BGDĐT"
QUESTION: Final = "con tôi học lớp 10 muốn chuyển trường về Đông Hà thì cần giấy tờ gì"
NOTE: Final = "Câu trả lời này còn dựa vào văn bản đã hết hiệu lực"


@pytest.fixture
def law(installation: Installation) -> Iterator[None]:
    """Puts the law back as it was once the test is over."""
    bind = engine(installation.database_url)
    with session(bind) as opened:
        row = opened.get_one(LegalDocument, LAW)
        before = (row.effective_to, list(row.replaced_by), row.note)
    yield
    with session(bind) as opened:
        row = opened.get_one(LegalDocument, LAW)
        row.effective_to, row.replaced_by, row.note = before
        opened.execute(delete(LegalDocument).where(LegalDocument.number == NEXT))
        opened.execute(delete(ReviewTask).where(ReviewTask.law == LAW))


@pytest.fixture
def reviewer(law: None, installation: Installation) -> Iterator[Page]:
    hire(installation, duyet=Role.REVIEWER)
    arguments = ["--no-sandbox", "--disable-gpu", "--lang=vi-VN"]
    with sync_playwright() as playwright:
        browser: Browser = playwright.chromium.launch(
            executable_path=machine.chromium(), args=arguments
        )
        yield come_in(browser, installation, "duyet", width=1100, height=760)
        browser.close()


def test_it_is_told_to_citizens_and_tasked_to_officers_until_it_is_taken_back(
    reviewer: Page, citizen: Citizen
) -> None:
    assert NOTE not in words(only(citizen.says(QUESTION)).text)

    reviewer.get_by_role("link", name="Văn bản", exact=True).click()
    reviewer.get_by_label("Số hiệu hay tên").fill("15/2026")
    reviewer.locator(".laws a", has_text=LAW).first.click()
    expect(reviewer.get_by_role("heading", name="Câu trả lời dựa vào văn bản này")).to_be_visible()
    answers = reviewer.locator(".answers .jump a").count()
    assert answers >= 12
    reviewer.get_by_role("link", name="Đánh dấu đã bị thay").click()
    yesterday = today() - timedelta(days=1)
    reviewer.get_by_label("Ngày cuối còn hiệu lực").fill(f"{yesterday:%d/%m/%Y}")
    reviewer.get_by_label("Được thay bằng", exact=True).fill(
        f"Thông tư {NEXT} Quy định về chuyển trường"
    )
    photograph(reviewer, "13-danh-dau-van-ban")
    reviewer.get_by_role("button", name="Xem trước").click()
    tiles = reviewer.locator(".tiles strong")
    expect(tiles.first).to_have_text(str(answers))
    tasks = int(tiles.nth(1).inner_text())
    assert tasks >= 12
    expect(reviewer.locator(".bubble").first).to_contain_text(NOTE)
    photograph(reviewer, "14-xem-truoc-danh-dau")
    assert NOTE not in words(only(citizen.says(QUESTION)).text)
    reviewer.get_by_role("button", name="Xác nhận, nói với người dân ngay").click()
    expect(reviewer.get_by_role("link", name="việc cần rà soát")).to_be_visible()

    told = words(only(citizen.says(QUESTION)).text)
    assert NOTE in told
    assert LAW in told
    reviewer.get_by_role("link", name="Việc cần làm", exact=True).click()
    expect(reviewer.locator(".jobs li")).to_have_count(tasks)
    expect(reviewer.locator(".jobs li").first).to_contain_text(NEXT)
    photograph(reviewer, "15-viec-can-lam")

    reviewer.get_by_role("link", name=LAW).first.click()
    reviewer.get_by_role("link", name="Sửa dấu hay bỏ dấu").click()
    reviewer.get_by_role("button", name="Bỏ dấu").click()
    assert NOTE not in words(only(citizen.says(QUESTION)).text)
    reviewer.get_by_role("link", name="Việc cần làm", exact=True).click()
    expect(reviewer.get_by_text("Không có việc nào đang mở")).to_be_visible()
