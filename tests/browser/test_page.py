"""The chat page in a real browser, as people use it."""

import re
from collections.abc import Iterator
from datetime import date

import pytest
from playwright.sync_api import Page, expect

from actions.payloads import asking
from actions.reply import Button, Kind, Outcome, ProcedureMessage, Reply
from actions.season import Announcement
from bot.channels.web.markdown import to_html
from bot.channels.web.phrases import SEASON_EXAMPLES
from knowledge.facets import Facet
from tests.auxil.scripted_gateway import says
from tests.browser.chat_server import ChatServer, chat_server, other_site
from tests.browser.pages import DESKTOP, PHONE, NewPage, ask, violations

pytestmark = pytest.mark.browser

STORED = "motcua.conversation"

WHERE = asking(Facet.WHERE, 3)
FEE = asking(Facet.FEE, 3)
PAPERS = Reply(
    messages=(
        ProcedureMessage(
            procedure=3,
            facet=Facet.DOCUMENTS,
            text="Hồ sơ gồm:\n\n1. **Đơn xin chuyển trường** (bản chính)\n2. Học bạ (bản chính)\n\n"
            "*Nguồn: Quyết định 51/2002/QĐ-BGDĐT, Điều 5.*\n"
            "*Xem https://dichvucong.gov.vn.*",
            as_of=date(2026, 11, 23),
            buttons=(
                Button(title="Nơi và cách nộp", payload=WHERE),
                Button(title="Phí, lệ phí", payload=FEE),
            ),
        ),
    ),
    outcome=Outcome(kind=Kind.ANSWER, procedures=(3,), facets=(Facet.DOCUMENTS,)),
)
QUESTION = "con tôi học lớp 10 muốn chuyển về Đông Hà cần giấy tờ gì"


@pytest.fixture
def server() -> Iterator[ChatServer]:
    with chat_server() as running:
        running.gateway.script = {
            QUESTION: PAPERS,
            WHERE: says("Bạn nộp tại trường nơi đến."),
            FEE: says("Không thu phí."),
        }
        yield running


@pytest.fixture
def page(new_page: NewPage, server: ChatServer) -> Page:
    page = new_page()
    page.goto(server.url)
    return page


def answers(page: Page) -> list[str]:
    return page.locator("#log .bot .bubble").all_inner_texts()


def test_a_parent_asks_and_taps_a_button(page: Page, server: ChatServer) -> None:
    ask(page, QUESTION)
    log = page.get_by_role("log")
    expect(log.get_by_text("Chưa được Sở xác nhận")).to_be_visible()
    expect(log.locator("ol > li")).to_have_text(
        ["Đơn xin chuyển trường (bản chính)", "Học bạ (bản chính)"]
    )
    expect(log.locator("a")).to_have_attribute("rel", "noopener nofollow")
    log.get_by_role("button", name="Nơi và cách nộp").click()
    expect(log.get_by_text("Bạn nộp tại trường nơi đến.")).to_be_visible()
    expect(log.get_by_role("button")).to_have_count(0)
    assert server.gateway.heard == [("c1", QUESTION), ("c1", WHERE)]
    assert server.bodies == [
        {"conversation_id": None, "text": QUESTION},
        {"conversation_id": "c1", "payload": WHERE},
    ]


def test_an_example_is_asked_by_a_tap(page: Page, server: ChatServer) -> None:
    page.get_by_role("button", name=QUESTION).click()
    expect(page.get_by_text("Chưa được Sở xác nhận")).to_be_visible()
    expect(page.get_by_text("Bạn có thể thử hỏi")).to_be_hidden()
    assert server.gateway.heard == [("c1", QUESTION)]


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_in_season_the_results_are_told_and_looked_up_by_a_tap(
    new_page: NewPage, server: ChatServer, scheme: str
) -> None:
    server.news = Announcement("**Đã có điểm thi**, còn **2 ngày**.", may_file=True)
    page = new_page(color_scheme=scheme)
    page.goto(server.url)
    expect(page.get_by_text("Đã có điểm thi")).to_be_visible()
    assert violations(page) == []
    page.get_by_role("button", name=SEASON_EXAMPLES[0]).click()
    expect(page.locator("#log .bot .bubble")).to_be_visible()
    expect(page.get_by_text("Bạn có thể thử hỏi")).to_be_hidden()
    expect(page.get_by_text("Đã có điểm thi")).to_be_attached()
    assert server.gateway.heard == [("c1", SEASON_EXAMPLES[0])]


def test_a_reload_finds_the_conversation_again(page: Page, server: ChatServer) -> None:
    ask(page, QUESTION)
    expect(page.get_by_role("button", name="Phí, lệ phí")).to_be_visible()
    page.get_by_label("Câu hỏi của bạn").fill("đang gõ dở")
    page.reload()
    expect(page.locator("#log .citizen .bubble")).to_have_text([QUESTION])
    expect(page.get_by_label("Câu hỏi của bạn")).to_have_value("đang gõ dở")
    page.get_by_role("button", name="Phí, lệ phí").click()
    expect(page.get_by_text("Không thu phí.")).to_be_visible()
    assert server.gateway.heard[-1] == ("c1", FEE)


def test_a_conversation_of_yesterday_is_gone(page: Page) -> None:
    ask(page, QUESTION)
    expect(page.get_by_text("Chưa được Sở xác nhận")).to_be_visible()
    page.goto(page.url + "widget.js")
    page.evaluate(
        """key => {
            const kept = JSON.parse(localStorage.getItem(key));
            kept.at -= 24 * 60 * 60 * 1000 + 1;
            localStorage.setItem(key, JSON.stringify(kept));
        }""",
        STORED,
    )
    page.go_back()
    page.reload()
    expect(page.get_by_text("Bạn có thể thử hỏi")).to_be_visible()
    assert answers(page) == []


@pytest.mark.parametrize("rubbish", ["{", "null", '{"at": 9e99}', '{"at": 0, "entries": 3}'])
def test_rubbish_in_storage_harms_nothing(page: Page, rubbish: str) -> None:
    page.evaluate("([key, value]) => localStorage.setItem(key, value)", [STORED, rubbish])
    page.add_init_script(f"localStorage.setItem({STORED!r}, {rubbish!r})")
    page.reload()
    ask(page, QUESTION)
    expect(page.get_by_text("Chưa được Sở xác nhận")).to_be_visible()


def test_without_storage_the_page_still_answers(new_page: NewPage, server: ChatServer) -> None:
    page = new_page()
    page.add_init_script(
        "Object.defineProperty(window, 'localStorage', {get() { throw new Error('no') }})"
    )
    page.goto(server.url)
    ask(page, QUESTION)
    expect(page.get_by_text("Chưa được Sở xác nhận")).to_be_visible()


def test_the_transcript_keeps_the_last_100_messages(page: Page) -> None:
    entries = [{"who": "bot", "type": "text", "text": f"tin {n}"} for n in range(250)]
    page.add_init_script(
        f"localStorage.setItem({STORED!r}, JSON.stringify("
        f"{{id: 'c1', at: Date.now(), draft: '', entries: {entries!r}}}))"
    )
    page.reload()
    expect(page.locator("#log .bot")).to_have_count(100)
    assert answers(page)[0] == "tin 150"


def test_a_new_conversation_starts_after_a_confirmation(page: Page, server: ChatServer) -> None:
    ask(page, QUESTION)
    expect(page.get_by_text("Chưa được Sở xác nhận")).to_be_visible()
    page.get_by_role("button", name="Cuộc trò chuyện mới").click()
    page.get_by_role("button", name="Giữ lại").click()
    expect(page.get_by_text("Chưa được Sở xác nhận")).to_be_visible()
    page.get_by_role("button", name="Cuộc trò chuyện mới").click()
    page.get_by_role("button", name="Xoá và bắt đầu lại").click()
    expect(page.get_by_text("Bạn có thể thử hỏi")).to_be_visible()
    assert answers(page) == []
    ask(page, "một")
    expect(page.get_by_text("Bạn vừa gửi: một")).to_be_visible()
    assert server.gateway.heard[-1] == ("c2", "một")


def test_a_conversation_that_the_server_forgot_is_opened_anew(
    page: Page, server: ChatServer
) -> None:
    ask(page, QUESTION)
    expect(page.get_by_role("button", name="Phí, lệ phí")).to_be_visible()
    server.conversations.channels = {"x": "", "y": ""}
    page.get_by_role("button", name="Phí, lệ phí").click()
    expect(page.get_by_text("Bạn vừa gửi: Phí, lệ phí")).to_be_visible()
    ask(page, "hai")
    expect(page.get_by_text("Bạn vừa gửi: hai")).to_be_visible()
    assert server.gateway.heard[1:] == [("c3", "Phí, lệ phí"), ("c3", "hai")]


def test_offline_nothing_typed_is_lost(page: Page, server: ChatServer) -> None:
    page.context.set_offline(True)
    ask(page, "câu quan trọng")
    alert = page.get_by_role("log").get_by_role("alert")
    expect(alert).to_contain_text("mất kết nối mạng")
    page.context.set_offline(False)
    page.reload()
    expect(alert).to_contain_text("mất kết nối mạng")
    page.get_by_role("button", name="Gửi lại").click()
    expect(page.get_by_text("Bạn vừa gửi: câu quan trọng")).to_be_visible()
    expect(alert).to_have_count(0)
    expect(page.locator("#log .citizen .bubble")).to_have_text(["câu quan trọng"])
    assert server.gateway.heard == [("c1", "câu quan trọng")]


def test_a_button_that_failed_can_be_sent_again(page: Page, server: ChatServer) -> None:
    ask(page, QUESTION)
    expect(page.get_by_role("button", name="Phí, lệ phí")).to_be_visible()
    server.failures.append((500, {}))
    page.get_by_role("button", name="Phí, lệ phí").click()
    expect(page.get_by_role("log").get_by_role("alert")).to_contain_text("trục trặc")
    expect(page.get_by_role("button", name="Nơi và cách nộp")).to_be_visible()
    page.get_by_role("button", name="Gửi lại").click()
    expect(page.get_by_text("Không thu phí.")).to_be_visible()
    assert server.gateway.heard[-1] == ("c1", FEE)


@pytest.mark.parametrize(
    ("status", "headers", "line"),
    [
        (429, {"Retry-After": "20"}, "chờ 20 giây"),
        (429, {"Retry-After": "120"}, "chờ khoảng 2 phút"),
        (429, {}, "chờ một lát"),
        (503, {}, "trục trặc"),
        (422, {}, "chưa đọc được tin này"),
    ],
)
def test_refusals_are_told_in_plain_words(
    page: Page, server: ChatServer, status: int, headers: dict[str, str], line: str
) -> None:
    server.failures.append((status, headers))
    ask(page, "hỏi")
    expect(page.get_by_role("log").get_by_role("alert")).to_contain_text(line)
    page.get_by_role("button", name="Gửi lại").click()
    expect(page.get_by_text("Bạn vừa gửi: hỏi")).to_be_visible()


def test_a_refused_text_goes_back_to_the_box(page: Page, server: ChatServer) -> None:
    server.failures.append((422, {}))
    ask(page, "hỏi")
    page.get_by_role("button", name="Sửa lại").click()
    box = page.get_by_label("Câu hỏi của bạn")
    expect(box).to_have_value("hỏi")
    expect(box).to_be_focused()
    expect(page.locator("#log .citizen")).to_have_count(0)


def test_a_reload_before_the_answer_keeps_the_question(page: Page, server: ChatServer) -> None:
    server.delay = 2
    ask(page, "hỏi")
    expect(page.locator("#typing")).to_be_visible()
    page.reload()
    expect(page.get_by_role("log").get_by_role("alert")).to_contain_text("chưa kịp")


def test_one_question_at_a_time(page: Page, server: ChatServer) -> None:
    server.delay = 0.5
    ask(page, "một")
    box = page.get_by_label("Câu hỏi của bạn")
    box.fill("hai")
    box.press("Enter")
    expect(page.get_by_text("Bạn vừa gửi: một")).to_be_visible()
    expect(box).to_have_value("hai")
    assert server.gateway.heard == [("c1", "một")]


def test_too_long_a_text_stays_in_the_box(page: Page, server: ChatServer) -> None:
    box = page.get_by_label("Câu hỏi của bạn")
    box.fill("a" * 1_900)
    expect(page.get_by_text("Còn 100 ký tự")).to_be_visible()
    box.fill("a" * 2_005)
    expect(page.locator("#counter")).to_contain_text("Dài quá 5 ký tự")
    box.press("Enter")
    expect(box).to_have_value("a" * 2_005)
    assert server.bodies == []


def test_markup_in_a_reply_is_not_run(page: Page, server: ChatServer) -> None:
    attack = (
        "<script>window.hit=1</script><img src=x onerror=window.hit=1>\n"
        '[x](javascript:window.hit=1) **<svg onload=window.hit=1>** https://a.vn/"onclick="hit=1'
    )
    title = "<img src=x onerror=window.hit=1>"
    server.gateway.script["hỏi"] = says(attack, (title, "/x"))
    server.gateway.script["/x"] = says("đã xong")
    ask(page, "hỏi")
    page.get_by_role("button", name=title).click()
    expect(page.get_by_text("đã xong")).to_be_visible()
    page.reload()
    expect(page.get_by_text("đã xong")).to_be_visible()
    assert page.evaluate("window.hit") is None
    assert page.locator("#log :is(img, script, svg)").count() == 0
    assert page.locator("#log a").count() == 1


SAMPLES = [
    "một\nhai\n\nba",
    "**đậm *và nghiêng* nữa** *nghiêng **đậm** hết*",
    r"\*không\* \[x\] mau\_don 1\. a \ b",
    "Gồm:\n1. Đơn\n2. Học bạ\n   bản chính\n\nHết",
    "3. ba\n7. bảy",
    "Gồm:\n\n- một **hai**\n- ba https://a.vn/x_y.\n\n*Nguồn: a; b.*\n*Ngày.*",
    "1. một\n   - con\n   - con nữa\n2. hai",
    "- a\n\n1. b",
    "[Cổng](https://dichvucong.gov.vn/p?a=1&b=2), (https://a.vn/b) http://c.vn",
    r"[M\*ẫu **1**](https://a.vn/mau\_1) https://a.vn/mau\_2",
    "[x](javascript:alert) <b>x</b> & &amp; https:// 2 * 3 * 4 **",
    "*Nguồn: https://a.vn/b.*",
    "** *hai ** ba *",
    "2. hai\nba. bốn\n-không",
    "năm\n2021. Không phải danh sách",
    "a  \nb",
]


@pytest.mark.parametrize("markdown", SAMPLES)
def test_both_renderers_build_the_same(page: Page, markdown: str) -> None:
    same = page.evaluate(
        r"""async ([markdown, html]) => {
            const entry = document.querySelector('script[type=module]').src;
            const { render } = await import(entry.replace('chat.js', 'markdown.js'));
            const tidy = (root) => {
                const box = document.createElement('div');
                box.append(root);
                return box.innerHTML.replace(/\s*\n\s*/g, '');
            };
            const sorted = (text) => text.replace(/<(\w+)((?: [\w]+="[^"]*")+)>/g,
                (_, tag, rest) => `<${tag} ${rest.trim().split(/ (?=\w+=")/).sort().join(' ')}>`);
            const parsed = new DOMParser().parseFromString(html, 'text/html');
            const expected = document.createDocumentFragment();
            expected.append(...parsed.body.childNodes);
            return [sorted(tidy(render(markdown))), sorted(tidy(expected))];
        }""",
        [markdown, to_html(markdown)],
    )
    assert same[0] == same[1]


def test_by_keyboard_alone(new_page: NewPage, server: ChatServer) -> None:
    page = new_page(viewport=DESKTOP)
    page.goto(server.url)
    page.keyboard.press("Tab")
    expect(page.get_by_role("link", name="Đến ô nhập câu hỏi")).to_be_focused()
    page.keyboard.press("Enter")
    box = page.get_by_label("Câu hỏi của bạn")
    expect(box).to_be_focused()
    page.keyboard.type("dòng một")
    page.keyboard.press("Shift+Enter")
    page.keyboard.type("dòng hai")
    page.keyboard.press("Enter")
    expect(page.locator("#log .bot .bubble")).to_have_text("Bạn vừa gửi: dòng mộtdòng hai")
    assert server.gateway.heard == [("c1", "dòng một\ndòng hai")]
    page.keyboard.type(QUESTION)
    page.keyboard.press("Enter")
    where = page.get_by_role("button", name="Nơi và cách nộp")
    expect(where).to_be_visible()
    for _ in range(6):
        page.keyboard.press("Shift+Tab")
        if where.evaluate("node => node === document.activeElement"):
            break
    expect(where).to_be_focused()
    assert where.evaluate("node => getComputedStyle(node).outlineStyle") == "solid"
    page.keyboard.press("Enter")
    told = page.locator("#log .bot").last
    expect(told).to_contain_text("Bạn nộp tại trường nơi đến.")
    expect(told).to_be_focused()


def test_enter_that_ends_a_composed_word_does_not_send(page: Page, server: ChatServer) -> None:
    box = page.get_by_label("Câu hỏi của bạn")
    box.fill("chuyển trươ")
    box.evaluate(
        """node => node.dispatchEvent(new KeyboardEvent("keydown",
            {key: "Enter", isComposing: true, bubbles: true, cancelable: true}))"""
    )
    expect(box).to_have_value("chuyển trươ")
    assert server.bodies == []


def test_without_javascript_the_form_converses(new_page: NewPage, server: ChatServer) -> None:
    page = new_page(java_script_enabled=False)
    page.goto(server.url)
    ask(page, QUESTION)
    expect(page.get_by_text("Đơn xin chuyển trường")).to_be_visible()
    page.get_by_role("button", name="Phí, lệ phí").click()
    expect(page.get_by_text("Không thu phí.")).to_be_visible()
    expect(page.locator("#log .citizen .bubble")).to_have_text("Phí, lệ phí")
    ask(page, "a" * 2_001)
    expect(page.get_by_role("alert")).to_contain_text("dài quá")
    expect(page.get_by_label("Câu hỏi của bạn")).to_have_value("a" * 2_001)
    ask(page, "ngắn thôi")
    expect(page.get_by_text("Bạn vừa gửi: ngắn thôi")).to_be_visible()
    page.get_by_role("button", name="Cuộc trò chuyện mới").click()
    expect(page.get_by_text("Bạn có thể thử hỏi")).to_be_visible()
    assert server.gateway.heard == [("c1", QUESTION), ("c1", FEE), ("c1", "ngắn thôi")]


def test_a_form_sent_before_the_script_came_is_taken_over(
    new_page: NewPage, server: ChatServer
) -> None:
    page = new_page()
    page.route("**/chat.js", lambda route: route.abort())
    page.goto(server.url)
    page.get_by_role("button", name=QUESTION).click()
    expect(page.get_by_text("Đơn xin chuyển trường")).to_be_visible()
    page.unroute("**/chat.js")
    ask(page, QUESTION)
    expect(page.locator("#log .choices button")).to_have_count(2)
    expect(page.locator("#log form")).to_have_count(0)
    page.reload()
    expect(page.locator("#log .citizen .bubble")).to_have_text([QUESTION])
    page.get_by_role("button", name="Phí, lệ phí").click()
    expect(page.get_by_text("Không thu phí.")).to_be_visible()
    assert server.gateway.heard[-1] == ("c1", FEE)
    assert page.evaluate("performance.getEntriesByType('navigation')[0].type") == "reload"


STRICT = {"Content-Security-Policy": "default-src 'none'; script-src http:; frame-src http:"}


@pytest.mark.parametrize("headers", [{}, STRICT])
def test_the_widget_on_another_site(
    new_page: NewPage, server: ChatServer, headers: dict[str, str]
) -> None:
    html = (
        "<!doctype html><html lang=vi><title>Trường</title><h1>Trường</h1>"
        f"<a href=#>Liên kết</a><script src='{server.url}/widget.js'></script>"
        f"<script src='{server.url}/widget.js'></script>"
    )
    with other_site(html, headers) as address:
        page = new_page(viewport=DESKTOP)
        page.add_init_script("window.before = new Set(Object.getOwnPropertyNames(window))")
        page.goto(address)
        opener = page.get_by_role("button", name="Hỏi thủ tục giáo dục")
        expect(opener).to_have_count(1)
        added = page.evaluate(
            "Object.getOwnPropertyNames(window).filter(n => !before.has(n) && n !== 'before')"
        )
        assert added == []
        page.keyboard.press("Tab")
        page.keyboard.press("Tab")
        expect(opener).to_be_focused()
        page.keyboard.press("Enter")
        frame = page.frame_locator("iframe")
        ask_in_frame = frame.get_by_label("Câu hỏi của bạn")
        ask_in_frame.wait_for()
        page.frames[-1].wait_for_load_state("load")
        ask_in_frame.fill(QUESTION)
        ask_in_frame.press("Enter")
        expect(frame.get_by_text("Đơn xin chuyển trường")).to_be_visible()
        page.keyboard.press("Escape")
        expect(page.get_by_role("dialog")).to_be_hidden()
        expect(opener).to_be_focused()
        page.keyboard.press("Enter")
        expect(frame.get_by_text("Đơn xin chuyển trường")).to_be_visible()
        page.get_by_role("button", name="Đóng khung hỏi đáp").focus()
        page.keyboard.press("Escape")
        expect(opener).to_be_focused()
        assert violations(page) == []


@pytest.mark.parametrize("viewport", [PHONE, DESKTOP], ids=["phone", "desktop"])
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_no_serious_barriers(
    new_page: NewPage, server: ChatServer, viewport: dict[str, int], scheme: str
) -> None:
    page = new_page(viewport=viewport, color_scheme=scheme, reduced_motion="reduce")
    page.goto(server.url)
    assert violations(page) == []
    server.gateway.script["chắc"] = Reply(
        messages=(PAPERS.messages[0].model_copy(update={"confirmed": True}),),
        outcome=PAPERS.outcome,
    )
    for text in ("chắc", QUESTION):
        ask(page, text)
        expect(page.get_by_role("button", name="Phí, lệ phí")).to_be_visible()
    expect(page.locator("#log .bot")).to_have_count(2)
    server.failures.append((429, {"Retry-After": "9"}))
    ask(page, "hỏi")
    expect(page.get_by_role("button", name="Gửi lại")).to_be_visible()
    page.get_by_label("Câu hỏi của bạn").fill("a" * 2_100)
    page.get_by_text("Điều gì được lưu?").click()
    assert violations(page) == []
    page.get_by_role("button", name="Cuộc trò chuyện mới").click()
    assert violations(page) == []


@pytest.mark.parametrize("width", [320, 640, 1280])
def test_nothing_runs_out_of_a_narrow_screen(
    new_page: NewPage, server: ChatServer, width: int
) -> None:
    server.gateway.script["dài"] = says("https://a.vn/" + "x" * 300, ("N" * 90, "/x"))
    page = new_page(viewport={"width": width, "height": 600})
    page.goto(server.url)
    ask(page, "dài")
    expect(page.locator("#log .choices button")).to_be_visible()
    assert page.evaluate("document.documentElement.scrollWidth") <= width


@pytest.mark.parametrize("with_script", [True, False])
def test_targets_are_large_enough_for_a_thumb(
    new_page: NewPage, server: ChatServer, *, with_script: bool
) -> None:
    page = new_page(java_script_enabled=with_script)
    page.goto(server.url)
    ask(page, QUESTION)
    expect(page.get_by_role("button", name="Phí, lệ phí")).to_be_visible()
    for target in page.locator("button:visible, textarea, summary").all():
        box = target.bounding_box()
        assert box
        assert min(box["width"], box["height"]) >= 44, target.inner_text()


def test_the_page_asks_no_other_host(new_page: NewPage, server: ChatServer) -> None:
    page = new_page()
    asked: list[str] = []
    troubles: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    page.on("console", lambda message: troubles.append(message.text))
    page.on("pageerror", lambda error: troubles.append(str(error)))
    page.goto(server.url)
    ask(page, QUESTION)
    expect(page.get_by_text("Chưa được Sở xác nhận")).to_be_visible()
    assert {re.sub(r"(://[^/]+).*", r"\1", url) for url in asked} == {server.url}
    assert troubles == []
