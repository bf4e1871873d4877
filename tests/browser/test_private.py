"""What tells of a person is shown on the page and kept nowhere on the device."""

from collections.abc import Iterator

import pytest
from playwright.sync_api import Page, expect

from actions.reply import Button, Kind, Outcome, Reply, TextMessage
from tests.auxil.scripted_gateway import says
from tests.browser.chat_server import ChatServer, chat_server
from tests.browser.pages import NewPage, ask

pytestmark = pytest.mark.browser

NAME, PHONE = "Hoàng Thị Tường Lam", "0976543201"
NOTE = "Phần này có thông tin riêng nên không lưu trên máy."


def _asks(text: str) -> Reply:
    button = Button(title="Bỏ qua câu này", payload='/letter{"step":1}')
    message = TextMessage(text=text, buttons=(button,), private=True)
    return Reply(messages=(message,), outcome=Outcome(kind=Kind.GUIDE))


@pytest.fixture
def server() -> Iterator[ChatServer]:
    with chat_server() as running:
        running.gateway.script = {
            "viết đơn giúp em": _asks("Họ và tên là gì?"),
            NAME: _asks("Số điện thoại là gì?"),
            PHONE: _asks(f"Bạn xem lại: {NAME}, {PHONE}. Đúng chưa?"),
            "cảm ơn": says("Không có gì bạn nhé!"),
        }
        yield running


@pytest.fixture
def page(new_page: NewPage, server: ChatServer) -> Page:
    page = new_page()
    page.goto(server.url)
    return page


def _kept(page: Page) -> str:
    kept: str = page.evaluate("JSON.stringify(Object.entries(localStorage))")
    return kept


def _wait_until_the_script_keeps_something(page: Page) -> None:
    # Playwright's own waiting evaluates text, which the page's policy forbids.
    for _ in range(100):
        if page.evaluate("localStorage.length"):
            return
        page.wait_for_timeout(100)
    pytest.fail("the script kept nothing")


def _tells_all(page: Page) -> None:
    ask(page, "viết đơn giúp em")
    expect(page.get_by_text("Họ và tên là gì?")).to_be_visible()
    ask(page, NAME)
    expect(page.get_by_text("Số điện thoại là gì?")).to_be_visible()
    ask(page, PHONE)
    expect(page.get_by_text("Đúng chưa?")).to_be_visible()


def test_it_is_shown_but_not_kept(page: Page) -> None:
    _tells_all(page)
    expect(page.get_by_text(NAME).first).to_be_visible()
    kept = _kept(page)
    assert NAME not in kept
    assert PHONE not in kept


def test_not_even_while_the_answer_is_awaited(page: Page, server: ChatServer) -> None:
    ask(page, "viết đơn giúp em")
    expect(page.get_by_text("Họ và tên là gì?")).to_be_visible()
    server.delay = 2
    ask(page, NAME)
    expect(page.locator("#log .citizen .bubble").last).to_have_text(NAME)
    assert NAME not in _kept(page)


def test_what_is_being_typed_is_not_kept_either(page: Page) -> None:
    ask(page, "viết đơn giúp em")
    expect(page.get_by_text("Họ và tên là gì?")).to_be_visible()
    page.get_by_label("Câu hỏi của bạn").fill(NAME)
    page.evaluate("document.dispatchEvent(new Event('visibilitychange'))")
    assert NAME not in _kept(page)


def test_after_a_reload_the_page_says_why_it_is_gone_and_one_can_go_on(
    page: Page, server: ChatServer
) -> None:
    _tells_all(page)
    page.reload()
    expect(page.get_by_text(NOTE)).to_have_count(1)
    expect(page.get_by_text(NAME)).to_have_count(0)
    ask(page, "cảm ơn")
    expect(page.get_by_text("Không có gì bạn nhé!")).to_be_visible()
    assert server.gateway.heard[-1][0] == "c1"


def test_a_script_that_comes_late_takes_over_the_page_but_keeps_nothing(
    new_page: NewPage, server: ChatServer
) -> None:
    page = new_page()
    page.route("**/*.js", lambda route: route.abort())
    page.goto(server.url)
    ask(page, "viết đơn giúp em")
    expect(page.get_by_text("Họ và tên là gì?")).to_be_visible()
    page.unroute("**/*.js")
    ask(page, NAME)
    expect(page.get_by_text("Số điện thoại là gì?")).to_be_visible()
    _wait_until_the_script_keeps_something(page)
    assert NAME not in _kept(page)
