"""Officers who edit the same procedure at the same time, in browsers of their own."""

import pytest
from playwright.sync_api import Locator, Page, expect
from sqlalchemy import Engine

from knowledge.editing.sections import Section
from tests.browser.officers import SAVED, Comes, saving, stored, told
from tests.browser.pages import DESKTOP

pytestmark = pytest.mark.browser
STEPS = "drafts/3/steps"


def first_step(page: Page) -> Locator:
    return page.get_by_role("textbox", name="Bước 1")


@pytest.fixture
def both(comes: Comes) -> tuple[Page, Page]:
    """hoa.nguyen and an have the same form open; hoa.nguyen's text is saved, then an types."""
    hoa, an = (comes(name, STEPS, viewport=DESKTOP) for name in ("hoa.nguyen", "an"))
    first_step(hoa).fill("Bước của Hoa")
    expect(told(hoa)).to_contain_text(SAVED)
    first_step(an).fill("")
    first_step(an).press_sequentially("Bước của An")
    expect(told(an)).to_contain_text("Chưa lưu: hoa.nguyen vừa sửa mục này")
    return hoa, an


def test_the_second_sees_both_texts_and_nothing_is_written_over(
    both: tuple[Page, Page], database: Engine
) -> None:
    hoa, an = both
    conflict = an.get_by_role("alert")
    expect(conflict).to_contain_text("hoa.nguyen vừa sửa mục này lúc")
    expect(conflict.locator("dd").first).to_have_text("Bản của hoa.nguyen Bước của Hoa")
    expect(conflict.locator("dd").last).to_have_text("Bản của bạn Bước của An")
    expect(first_step(an)).to_be_focused()
    an.keyboard.type(", gõ tiếp")
    expect(conflict.locator("dd").last).to_contain_text("gõ tiếp")
    expect(first_step(an)).to_have_value("Bước của An, gõ tiếp")
    assert stored(database, 3, Section.STEPS)["items"][0] == "Bước của Hoa"
    hoa.reload()
    expect(first_step(hoa)).to_have_value("Bước của Hoa")


def test_the_second_keeps_their_own_text(both: tuple[Page, Page]) -> None:
    hoa, an = both
    an.get_by_role("button", name="Giữ bản của tôi").click()
    expect(told(an)).to_contain_text(SAVED)
    expect(an.get_by_role("alert")).to_be_empty()
    expect(first_step(an)).to_have_value("Bước của An")
    with saving(an, "An, lần hai"):
        first_step(an).fill("Bước của An, lần hai")
    expect(told(an)).to_contain_text(SAVED)
    first_step(hoa).fill("Bước của Hoa, lần hai")
    expect(told(hoa)).to_contain_text("Chưa lưu: an vừa sửa mục này")
    hoa.goto(hoa.url)
    expect(first_step(hoa)).to_have_value("Bước của An, lần hai")


def test_the_second_takes_the_text_of_the_first(both: tuple[Page, Page], database: Engine) -> None:
    _, an = both
    an.get_by_role("link", name="Lấy bản của hoa.nguyen").click()
    expect(first_step(an)).to_have_value("Bước của Hoa")
    with saving(an, "Hoa và An"):
        first_step(an).fill("Bước của Hoa và An")
    expect(told(an)).to_contain_text(SAVED)
    assert stored(database, 3, Section.STEPS)["items"][0] == "Bước của Hoa và An"


def test_a_third_who_was_faster_is_not_written_over_by_keep(
    both: tuple[Page, Page], comes: Comes
) -> None:
    hoa, an = both
    with saving(hoa, "mới hơn"):
        first_step(hoa).fill("Bước của Hoa, mới hơn")
    expect(told(hoa)).to_contain_text(SAVED)
    an.get_by_role("button", name="Giữ bản của tôi").click()
    expect(told(an)).to_contain_text("Chưa lưu: hoa.nguyen vừa sửa mục này")
    expect(an.get_by_role("alert")).to_contain_text("Bước của Hoa, mới hơn")
    expect(first_step(an)).to_have_value("Bước của An")


def test_two_sections_are_saved_at_once(comes: Comes, database: Engine) -> None:
    hoa = comes("hoa.nguyen", STEPS, viewport=DESKTOP)
    an = comes("an", "drafts/3/overview", viewport=DESKTOP)
    first_step(hoa).fill("Bước của Hoa")
    an.get_by_label("Câu trả lời").fill("Lời của An.")
    for page in (hoa, an):
        expect(told(page)).to_contain_text(SAVED)
    assert stored(database, 3, Section.STEPS)["items"][0] == "Bước của Hoa"
    assert stored(database, 3, Section.OVERVIEW)["text"] == "Lời của An."
    an.goto(an.url.replace("/overview", ""))
    expect(an.get_by_text("Người sửa: an, hoa.nguyen.")).to_be_visible()


def test_what_is_typed_after_the_draft_was_sent_stays_in_the_form(comes: Comes) -> None:
    hoa, an = (comes(name, STEPS, viewport=DESKTOP) for name in ("hoa.nguyen", "an"))
    first_step(hoa).fill("Bước của Hoa")
    expect(told(hoa)).to_contain_text(SAVED)
    an.reload()
    hoa.get_by_role("button", name="Lưu và xem bản nháp").click()
    hoa.get_by_role("button", name="Gửi duyệt", exact=True).click()
    expect(hoa.get_by_text("Đang chờ duyệt")).to_be_visible()
    first_step(an).fill("Bước của An")
    expect(told(an)).to_contain_text("Chưa lưu: ")
    expect(told(an)).to_contain_text("chờ duyệt")
    expect(first_step(an)).to_have_value("Bước của An")


def test_only_another_reviewer_is_offered_to_approve(comes: Comes) -> None:
    duc = comes("duc", STEPS, viewport=DESKTOP)
    first_step(duc).fill("Bước của Đức")
    expect(told(duc)).to_contain_text(SAVED)
    duc.get_by_role("button", name="Lưu và xem bản nháp").click()
    duc.get_by_role("button", name="Gửi duyệt", exact=True).click()
    approve = "Duyệt và công bố"
    expect(duc.get_by_text("Bạn đã sửa bản này nên người khác phải duyệt.")).to_be_visible()
    expect(duc.get_by_role("button", name=approve)).to_have_count(0)
    hoa = comes("hoa.nguyen", "drafts/3", viewport=DESKTOP)
    expect(hoa.get_by_text("Bản này đang chờ người có quyền duyệt.")).to_be_visible()
    expect(hoa.get_by_role("button", name=approve)).to_have_count(0)
    expect(hoa.get_by_text("Trả lại để sửa")).to_have_count(0)
    lan = comes("lan", "drafts", viewport=DESKTOP)
    lan.get_by_role("link", name="Chuyển trường").click()
    lan.get_by_role("button", name=approve).click()
    expect(lan.get_by_text("Người soạn: duc. Người duyệt: lan.")).to_be_visible()
    expect(lan.locator("#v1-steps")).to_contain_text("Bước của Đức")
