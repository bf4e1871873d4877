"""A citizen gets a checklist to keep on the chat page, and comes back by the code on it."""

from collections.abc import Iterator

import pytest
from playwright.sync_api import Page, expect

from actions.payloads import asking
from actions.reply import Button, FileMessage, Kind, Outcome, Reply
from knowledge.facets import Facet
from tests.auxil.scripted_gateway import says
from tests.browser.chat_server import ChatServer, chat_server
from tests.browser.pages import DESKTOP, PHONE, NewPage, ask, violations

pytestmark = pytest.mark.browser

PATH = "/api/procedures/3/checklist.pdf?noi-di=tinh-khac&truong=cong-lap"
OVERVIEW = asking(Facet.OVERVIEW, 3)
ROW = "Tải về: Danh sách giấy tờ chuyển trường Tệp PDF"
CHECKLIST = Reply(
    messages=(
        FileMessage(
            text="Đây là **danh sách giấy tờ** của bạn, bạn in ra hoặc lưu vào máy nhé."
            f"\n\n[Tải danh sách]({PATH})",
            title="Danh sách giấy tờ chuyển trường",
            path=PATH,
            media_type="application/pdf",
        ),
        FileMessage(
            text=f"[Tải ảnh]({PATH.replace('pdf', 'png')})",
            title="Danh sách để xem trên điện thoại",
            path=PATH.replace("pdf", "png"),
            media_type="image/png",
            buttons=(Button(title="Nơi và cách nộp", payload=asking(Facet.WHERE, 3)),),
        ),
    ),
    outcome=Outcome(kind=Kind.ANSWER, procedures=(3,)),
)


@pytest.fixture
def server() -> Iterator[ChatServer]:
    with chat_server() as running:
        running.gateway.script = {"danh sách": CHECKLIST, OVERVIEW: says("Chuyển trường là…")}
        yield running


def _open(new_page: NewPage, server: ChatServer, **options: object) -> Page:
    page = new_page(**options)
    page.goto(server.url)
    ask(page, "danh sách")
    return page


@pytest.mark.parametrize("with_script", [True, False])
def test_the_file_is_one_row_to_tap(
    new_page: NewPage, server: ChatServer, *, with_script: bool
) -> None:
    page = _open(new_page, server, java_script_enabled=with_script)
    row = page.get_by_role("link", name=ROW, exact=True)
    expect(row).to_be_visible()
    expect(page.get_by_text("Đây là danh sách giấy tờ của bạn")).to_be_visible()
    expect(page.get_by_text("Tải danh sách")).to_have_count(0)
    expect(page.locator("#log")).not_to_contain_text("/api/")
    expect(page.get_by_role("link", name="điện thoại Ảnh")).to_be_visible()
    box = row.bounding_box()
    assert box
    assert box["height"] >= 44
    with page.expect_download() as download:
        row.click()
    assert download.value.url == server.url + PATH
    assert download.value.suggested_filename == "Danh sách.pdf"


def test_after_a_reload_the_row_is_still_there(new_page: NewPage, server: ChatServer) -> None:
    page = _open(new_page, server)
    expect(page.get_by_role("link", name=ROW)).to_be_visible()
    page.reload()
    expect(page.get_by_role("link", name=ROW)).to_have_attribute("href", PATH[1:])


@pytest.mark.parametrize("viewport", [PHONE, DESKTOP], ids=["phone", "desktop"])
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_the_row_has_no_serious_barriers(
    new_page: NewPage, server: ChatServer, viewport: dict[str, int], scheme: str
) -> None:
    page = _open(new_page, server, viewport=viewport, color_scheme=scheme, reduced_motion="reduce")
    expect(page.get_by_role("link", name=ROW)).to_be_visible()
    assert violations(page) == []


def test_a_long_title_stays_on_a_narrow_screen(new_page: NewPage, server: ChatServer) -> None:
    named = CHECKLIST.messages[0].model_copy(update={"title": "Danh sách " + "x" * 200})
    server.gateway.script["danh sách"] = Reply(messages=(named,), outcome=CHECKLIST.outcome)
    page = _open(new_page, server, viewport={"width": 320, "height": 600})
    expect(page.get_by_role("link", name="Tải về")).to_be_visible()
    assert page.evaluate("document.documentElement.scrollWidth") <= 320


@pytest.mark.parametrize("with_script", [True, False])
def test_the_code_on_a_paper_opens_the_page_at_the_procedure(
    new_page: NewPage, server: ChatServer, *, with_script: bool
) -> None:
    page = new_page(java_script_enabled=with_script)
    page.goto(f"{server.url}/?thu-tuc=3")
    page.get_by_role("button", name="Xem thủ tục số 3").click()
    expect(page.get_by_text("Chuyển trường là…")).to_be_visible()
    expect(page.get_by_role("button", name="Xem thủ tục số 3")).to_have_count(0)
    assert [said for _, said in server.gateway.heard] == [OVERVIEW]


def test_the_choice_of_the_paper_goes_when_something_else_is_asked(
    new_page: NewPage, server: ChatServer
) -> None:
    page = new_page()
    page.goto(f"{server.url}/?thu-tuc=3")
    expect(page.get_by_role("button", name="Xem thủ tục số 3")).to_be_visible()
    ask(page, "danh sách")
    expect(page.get_by_role("link", name=ROW)).to_be_visible()
    expect(page.get_by_role("button", name="Xem thủ tục số 3")).to_have_count(0)
