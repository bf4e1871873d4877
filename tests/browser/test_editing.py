"""One officer edits in a real browser: what is typed is saved, and survives what goes wrong."""

import pytest
from playwright.sync_api import Locator, Page, Route, expect
from sqlalchemy import Engine, delete

from knowledge.database import session
from knowledge.editing.sections import Section
from knowledge.staff.tables import StaffSession
from tests.browser.officers import SAVED, WORD, Comes, log_in, saving, stored, told
from tests.browser.pages import DESKTOP, NewPage

pytestmark = pytest.mark.browser
STEPS = "drafts/3/steps"
OFFLINE = "Chưa lưu được vì mất kết nối"
OUTSIDE = "Phiên đăng nhập đã hết"


@pytest.fixture
def page(comes: Comes) -> Page:
    """The form of the steps of procedure 3, open before hoa.nguyen."""
    return comes("hoa.nguyen", STEPS, viewport=DESKTOP)


def first_step(page: Page) -> Locator:
    return page.get_by_role("textbox", name="Bước 1")


def first_saved(database: Engine) -> object:
    items = stored(database, 3, Section.STEPS).get("items")
    return items[0] if isinstance(items, list) else None


def end_sessions(database: Engine) -> None:
    with session(database) as opened:
        opened.execute(delete(StaffSession))


def test_typing_goes_on_while_it_is_saved(page: Page, database: Engine) -> None:
    step = first_step(page)
    was = step.input_value()
    step.focus()
    page.keyboard.press("Control+Home")
    page.keyboard.type("Trước hết, ")
    expect(told(page)).to_contain_text(SAVED)
    expect(step).to_be_focused()
    assert step.evaluate("e => [e.selectionStart, e.selectionEnd]") == [11, 11]
    with saving(page, "Trước hết, bạn "):
        page.keyboard.type("bạn ")
    expect(step).to_have_value(f"Trước hết, bạn {was}")
    page.reload()
    expect(first_step(page)).to_have_value(f"Trước hết, bạn {was}")
    assert first_saved(database) == f"Trước hết, bạn {was}"


def test_a_slow_answer_holds_nobody_up(page: Page, database: Engine) -> None:
    held: list[Route] = []
    page.route("**/autosave", lambda route: route.continue_() if held else held.append(route))
    with page.expect_request("**/autosave"):
        first_step(page).fill("Một")
    expect(told(page)).to_have_text("Đang lưu…")
    first_step(page).press_sequentially(", hai")
    with saving(page, "Một, hai"):
        held[0].continue_()
    expect(told(page)).to_contain_text(SAVED)
    expect(page.get_by_role("alert")).to_be_empty()
    assert first_saved(database) == "Một, hai"


def test_what_is_typed_offline_is_saved_once_online(page: Page, database: Engine) -> None:
    page.context.set_offline(True)
    first_step(page).fill("Gõ lúc mất mạng")
    expect(told(page)).to_contain_text(OFFLINE)
    expect(first_step(page)).to_have_value("Gõ lúc mất mạng")
    page.context.set_offline(False)
    expect(told(page)).to_contain_text(SAVED)
    assert first_saved(database) == "Gõ lúc mất mạng"
    page.reload()
    expect(first_step(page)).to_have_value("Gõ lúc mất mạng")


@pytest.mark.parametrize("answer", ["none", "500"])
def test_a_server_that_fails_is_asked_again(page: Page, database: Engine, answer: str) -> None:
    def fail(route: Route) -> None:
        route.abort() if answer == "none" else route.fulfill(status=500, body="x")

    page.clock.install()
    page.route("**/autosave", fail)
    first_step(page).fill("Gõ lúc máy chủ hỏng")
    page.clock.run_for(1000)
    expect(told(page)).to_contain_text("Chưa lưu được")
    expect(first_step(page)).to_have_value("Gõ lúc máy chủ hỏng")
    page.unroute("**/autosave")
    page.clock.run_for(15_000)
    expect(told(page)).to_contain_text(SAVED)
    assert first_saved(database) == "Gõ lúc máy chủ hỏng"


def test_leaving_at_once_loses_nothing(page: Page, database: Engine) -> None:
    first_step(page).fill("Gõ rồi đi ngay")
    page.get_by_role("link", name="Thủ tục 3", exact=True).click()
    page.get_by_role("link", name="Sửa: Các bước").first.click()
    expect(first_step(page)).to_have_value("Gõ rồi đi ngay")
    assert first_saved(database) == "Gõ rồi đi ngay"


def test_who_leaves_with_unsaved_text_is_asked(page: Page) -> None:
    page.context.set_offline(True)
    first_step(page).fill("Chưa lưu được")
    expect(told(page)).to_contain_text(OFFLINE)
    with page.expect_event("dialog") as asked:
        page.once("dialog", lambda dialog: dialog.dismiss())
        page.get_by_role("link", name="Thủ tục 3", exact=True).click(no_wait_after=True)
    assert asked.value.type == "beforeunload"
    expect(first_step(page)).to_have_value("Chưa lưu được")


def test_a_session_that_ended_takes_no_text_with_it(page: Page, database: Engine) -> None:
    end_sessions(database)
    first_step(page).fill("Gõ sau khi hết phiên")
    expect(told(page)).to_contain_text(OUTSIDE)
    expect(first_step(page)).to_have_value("Gõ sau khi hết phiên")
    other = page.context.new_page()
    other.goto(page.url)
    log_in(other, "hoa.nguyen")
    page.get_by_role("button", name="Lưu nháp").click()
    expect(told(page)).to_contain_text("Biểu mẫu đã cũ vì bạn vừa đăng nhập lại")
    expect(first_step(page)).to_have_value("Gõ sau khi hết phiên")
    page.get_by_role("button", name="Lưu nháp").click()
    expect(told(page)).to_contain_text(SAVED)
    assert first_saved(database) == "Gõ sau khi hết phiên"


@pytest.mark.parametrize("button", ["Lưu nháp", "Lưu và xem bản nháp", "Thêm bước"])
def test_no_button_throws_text_away_once_the_session_ended(
    page: Page, database: Engine, button: str
) -> None:
    end_sessions(database)
    first_step(page).fill("Gõ sau khi hết phiên")
    page.get_by_role("button", name=button).click()
    expect(told(page)).to_contain_text(OUTSIDE)
    expect(first_step(page)).to_have_value("Gõ sau khi hết phiên")


def test_the_keyboard_alone_leads_from_the_door_to_a_saved_change(
    new_page: NewPage, console: str, database: Engine
) -> None:
    page = new_page(viewport=DESKTOP)
    page.goto(console)
    tab_to(page, page.get_by_label("Tên đăng nhập"))
    page.keyboard.type("hoa.nguyen")
    page.keyboard.press("Tab")
    page.keyboard.type(WORD)
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", name="Chào hoa.nguyen")).to_be_visible()
    follow(page, page.get_by_role("link", name="Thủ tục", exact=True))
    tab_to(page, page.get_by_label("Tìm theo số"))
    page.keyboard.type("chuyển trường")
    expect(page.locator("#found h2")).to_have_count(0)
    follow(page, page.locator("#found a[href$='procedures/3']"))
    follow(page, page.get_by_role("link", name="Sửa: Các bước").first)
    tab_to(page, first_step(page))
    page.keyboard.press("Control+A")
    page.keyboard.type("Gõ bằng bàn phím.")
    expect(told(page)).to_contain_text(SAVED)
    follow(page, page.get_by_role("button", name="Lưu và xem bản nháp"))
    expect(page.get_by_text("Gõ bằng bàn phím.")).to_be_visible()
    assert first_saved(database) == "Gõ bằng bàn phím."


def follow(page: Page, goal: Locator) -> None:
    was = page.url
    tab_to(page, goal)
    page.keyboard.press("Enter")
    expect(page).not_to_have_url(was)


def tab_to(page: Page, goal: Locator) -> None:
    """Press Tab until `goal` has the focus."""
    expect(goal).to_be_visible()
    for _ in range(120):
        page.keyboard.press("Tab")
        if goal.evaluate("e => e === document.activeElement"):
            return
    pytest.fail(f"no Tab leads to {goal}")


def test_without_javascript_from_a_new_paper_to_its_publication(comes: Comes) -> None:
    page = comes("an", "drafts/3/documents", java_script_enabled=False)
    page.get_by_role("button", name="Thêm giấy tờ").click()
    added = page.get_by_role("group", name="Giấy tờ số 4")
    added.get_by_label("Tên giấy tờ").fill("Ảnh 3x4")
    added.get_by_label("Nguồn").fill("Công văn 12/SGDĐT")
    page.get_by_role("button", name="Lên: Giấy tờ số 4").click()
    moved = page.locator("#f-items-2-name")
    expect(moved).to_have_value("Ảnh 3x4")
    page.get_by_role("button", name="Bỏ: Giấy tờ số 3").click()
    expect(page.get_by_text("Đã bỏ: Giấy tờ số 3.")).to_be_visible()
    expect(page.locator("#f-items > .row-card")).to_have_count(3)
    expect(moved).not_to_have_value("Ảnh 3x4")
    page.get_by_role("button", name="Đặt lại").click()
    expect(moved).to_have_value("Ảnh 3x4")
    expect(page.locator("#f-items > .row-card")).to_have_count(4)
    page.get_by_role("button", name="Lưu nháp").click()
    expect(told(page)).to_contain_text(SAVED)
    page.get_by_role("button", name="Lưu và xem bản nháp").click()
    page.get_by_label("Lời nhắn cho người duyệt").fill("Thêm ảnh.")
    page.get_by_role("button", name="Gửi duyệt", exact=True).click()
    expect(page.get_by_text("Đang chờ duyệt")).to_be_visible()
    duc = comes("duc", "drafts", java_script_enabled=False)
    duc.get_by_role("link", name="Chuyển trường").click()
    expect(duc.get_by_text("Thêm ảnh.")).to_be_visible()
    duc.get_by_role("button", name="Duyệt và công bố").click()
    expect(duc.locator("#v1-documents .bubble")).to_contain_text("Ảnh 3x4")
