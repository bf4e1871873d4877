"""The chat page over HTTP, for browsers without JavaScript and for what all browsers load."""

import re
from datetime import date

import pytest
from fastapi import FastAPI
from fastapi.testclient import TestClient
from markupsafe import escape

from actions.payloads import asking
from actions.reply import Button, FileMessage, Kind, Outcome, ProcedureMessage, Reply
from actions.season import Announcement
from bot.channels.web import phrases
from bot.channels.web.assets import assets
from bot.channels.web.page import page_router
from knowledge.facets import Facet
from tests.auxil.scripted_gateway import NumberedConversations, ScriptedGateway, says

XSS = '"><script>alert(1)</script><img src=x onerror=alert(1)>'


def _dead(_: str) -> Reply:
    raise ConnectionError


class Site:
    """The page with a scripted conversation behind it."""

    def __init__(self, gateway: ScriptedGateway | None = None) -> None:
        self.gateway = gateway or ScriptedGateway()
        self.conversations = NumberedConversations()
        app = FastAPI()
        app.include_router(page_router(self.gateway, self.conversations))
        self.browser = TestClient(app)


@pytest.fixture
def site() -> Site:
    return Site()


def _hidden_ids(html: str) -> set[str]:
    return set(re.findall(r'name="conversation_id" value="([^"]*)"', html))


def _box(html: str) -> str:
    found = re.search(r"<textarea[^>]*>\n?(.*?)</textarea>", html, re.DOTALL)
    assert found
    return found[1]


def test_a_first_visitor_is_greeted_with_examples(site: Site) -> None:
    html = site.browser.get("/").text
    assert '<html lang="vi">' in html
    assert "Chào bạn!" in html
    assert "<noscript>" in html
    for example in phrases.EXAMPLES:
        assert f'value="{example}"' in html


def test_in_season_the_greeting_says_so_and_after_the_last_day_offers_no_letter() -> None:
    for may_file in (True, False):

        async def news(may_file: bool = may_file) -> Announcement:
            return Announcement("**Đã có điểm** <b>thi</b>.", may_file)

        app = FastAPI()
        app.include_router(
            page_router(ScriptedGateway(), NumberedConversations(), news=news),
        )
        browser = TestClient(app)
        for html in (browser.get("/").text, browser.post("/", data={"text": ""}).text):
            assert "<strong>Đã có điểm</strong> &lt;b&gt;thi&lt;/b&gt;." in html
            assert f'value="{phrases.SEASON_EXAMPLES[0]}"' in html
            assert (f'value="{phrases.SEASON_EXAMPLES[-1]}"' in html) is may_file
            assert re.findall(r"<style|\sstyle=|\son\w+=", html) == []


def test_the_hint_says_when_to_send_numbers_and_what_is_kept(site: Site) -> None:
    html = site.browser.get("/").text
    assert "Chỉ gửi số căn cước, số điện thoại khi mình hỏi để viết đơn hay tra hồ sơ." in html
    for kept in ("24 giờ", "30 phút", "15 phút", "10 phút", "180 ngày", "xoá dữ liệu của tôi"):
        assert kept in html


def test_nothing_inline_and_nothing_from_elsewhere(site: Site) -> None:
    html = site.browser.get("/").text
    assert re.findall(r"<script(?![^>]*\bsrc=)", html) == []
    assert re.findall(r"<style|\sstyle=|\son\w+=", html) == []
    assert re.findall(r"(?:src|href|action)=\"(?:https?:)?//", html) == []


def test_headers_of_the_page(site: Site) -> None:
    for answer in (site.browser.get("/"), site.browser.post("/", data={"text": "chào"})):
        assert answer.headers["content-security-policy"] == (
            "default-src 'self'; img-src 'self' data:; connect-src 'self'; "
            "frame-ancestors *; base-uri 'none'; form-action 'self'"
        )
        assert answer.headers["x-content-type-options"] == "nosniff"
        assert answer.headers["referrer-policy"]
        assert answer.headers["cache-control"] == "no-store"


def test_a_question_by_plain_form_is_answered_on_the_page(site: Site) -> None:
    site.gateway.script["xin chào"] = says("**Chào** bạn", ("Danh sách", "/list"))
    answer = site.browser.post("/", data={"conversation_id": "", "text": "  xin chào\r\n"})
    assert answer.status_code == 200
    assert "xin chào" in answer.text
    assert "<strong>Chào</strong> bạn" in answer.text
    assert '<button name="payload" value="/list">Danh sách</button>' in answer.text
    assert site.gateway.heard == [("c1", "xin chào")]
    assert site.conversations.channels == {"c1": "web"}


def test_the_next_turn_stays_in_the_conversation(site: Site) -> None:
    first = site.browser.post("/", data={"text": "một"}).text
    assert _hidden_ids(first) == {"c1"}
    press = {"conversation_id": "c1", "payload": "/list", "title": "Danh sách"}
    second = site.browser.post("/", data=press).text
    assert site.gateway.heard == [("c1", "một"), ("c1", "/list")]
    assert '<div class="bubble">Danh sách</div>' in second


def test_a_forgotten_conversation_gives_way_to_a_new_one(site: Site) -> None:
    html = site.browser.post("/", data={"conversation_id": "gone", "text": "một"}).text
    assert _hidden_ids(html) == {"c1"}
    assert site.gateway.heard == [("c1", "một")]


def test_a_procedure_says_whether_the_department_confirmed_it(site: Site) -> None:
    def about(*, confirmed: bool) -> Reply:
        message = ProcedureMessage(
            procedure=3,
            facet=Facet.DOCUMENTS,
            text="1. Đơn",
            as_of=date(2026, 11, 23),
            confirmed=confirmed,
            buttons=(Button(title="Ở đâu", payload="/where"),),
        )
        return Reply(messages=(message,), outcome=Outcome(kind=Kind.ANSWER))

    site.gateway.script = {"mới": about(confirmed=False), "chắc": about(confirmed=True)}
    assert "Chưa được Sở xác nhận" in site.browser.post("/", data={"text": "mới"}).text
    assert "Sở đã xác nhận" in site.browser.post("/", data={"text": "chắc"}).text


@pytest.mark.parametrize("field", ["text", "payload", "title", "conversation_id"])
def test_markup_sent_in_any_field_stays_text(site: Site, field: str) -> None:
    data = {"text": "hỏi"} | ({"payload": "/list"} if field == "title" else {}) | {field: XSS}
    html = site.browser.post("/", data=data).text
    assert "<script>alert" not in html
    assert "<img src=x" not in html


def test_markup_in_a_reply_stays_text(site: Site) -> None:
    site.gateway.script["hỏi"] = says(XSS + "[x](javascript:alert(1))'", (XSS + "'", XSS[:60]))
    html = site.browser.post("/", data={"text": "hỏi"}).text
    assert "<script>alert" not in html
    assert "<img src=x" not in html
    assert 'href="javascript' not in html
    turn = re.search(r"data-turn='([^']*)'>", html)
    assert turn
    assert "<" not in turn[1]


@pytest.mark.parametrize(
    ("data", "line"),
    [
        ({"text": " \r\n "}, phrases.EMPTY),
        ({}, phrases.EMPTY),
        ({"text": "a" * 2_001}, phrases.TOO_LONG),
        ({"payload": "/drop_all", "conversation_id": "c1"}, phrases.BAD_CHOICE),
    ],
)
def test_bad_input_is_told_clearly_and_reaches_nobody(
    site: Site, data: dict[str, str], line: str
) -> None:
    answer = site.browser.post("/", data=data)
    assert answer.status_code == 422
    assert line in answer.text
    assert 'role="alert"' in answer.text
    assert site.gateway.heard == []


def test_a_file_in_place_of_the_text_is_bad_input(site: Site) -> None:
    answer = site.browser.post("/", files={"text": ("a.txt", b"hello")})
    assert answer.status_code == 422
    assert phrases.EMPTY in answer.text


def test_too_long_a_text_is_kept_with_its_conversation(site: Site) -> None:
    typed = "dòng <một>\n" + "a" * 2_000
    html = site.browser.post("/", data={"conversation_id": "c7", "text": typed}).text
    assert _box(html) == typed.replace("<", "&lt;").replace(">", "&gt;")
    assert _hidden_ids(html) == {"c7"}


def test_line_ends_of_a_form_count_once(site: Site) -> None:
    text = "\n".join("a" * 1_000)
    assert site.browser.post("/", data={"text": text.replace("\n", "\r\n")}).status_code == 200
    assert site.gateway.heard == [("c1", text)]


def test_trouble_behind_the_page_keeps_the_question() -> None:
    site = Site(ScriptedGateway(otherwise=_dead))
    answer = site.browser.post("/", data={"text": "hỏi đường"})
    assert answer.status_code == 503
    assert phrases.TROUBLE in answer.text
    assert _box(answer.text) == "hỏi đường"


def test_trouble_behind_the_page_offers_the_choice_again() -> None:
    site = Site(ScriptedGateway(otherwise=_dead))
    data = {"conversation_id": "c1", "payload": "/list", "title": "Danh sách"}
    answer = site.browser.post("/", data=data)
    assert answer.status_code == 503
    assert '<button name="payload" value="/list">Danh sách</button>' in answer.text


def test_a_hasty_citizen_waits_and_loses_nothing() -> None:
    async def wait(address: str) -> int:
        return 7 if address else 0

    app = FastAPI()
    gateway = ScriptedGateway()
    app.include_router(page_router(gateway, NumberedConversations(), wait))
    answer = TestClient(app).post("/", data={"text": "hỏi nhanh"})
    assert answer.status_code == 429
    assert answer.headers["retry-after"] == "7"
    assert phrases.TOO_MANY in answer.text
    assert _box(answer.text) == "hỏi nhanh"
    assert gateway.heard == []


def test_in_a_frame_the_form_stays_in_the_frame(site: Site) -> None:
    html = site.browser.post("/?khung=1", data={"text": "hỏi"}).text
    assert 'class="framed"' in html
    assert set(re.findall(r'method="post" action="([^"]*)"', html)) == {"./?khung=1"}


def test_every_file_that_the_page_names_is_there(site: Site) -> None:
    html = site.browser.get("/").text
    named = set(re.findall(r'(?:href|src)="(static/[^"]+)"', html))
    assert len(named) >= 5
    for path in named:
        answer = site.browser.get(f"/{path}")
        assert answer.status_code == 200
        assert "immutable" in answer.headers["cache-control"]
        assert answer.headers["x-content-type-options"] == "nosniff"


def test_an_old_address_of_a_file_is_served_but_not_kept(site: Site) -> None:
    answer = site.browser.get("/static/000000000000/chat.css")
    assert answer.status_code == 200
    assert answer.headers["cache-control"] == "no-cache"


@pytest.mark.parametrize("name", ["page.py", "..%2fpage.py", "..%2ftemplates%2fchat.html"])
def test_only_static_files_are_served(site: Site, name: str) -> None:
    assert site.browser.get(f"/static/x/{name}").status_code == 404


def test_files_are_readable_without_compression(site: Site) -> None:
    plain = site.browser.get("/static/x/chat.css", headers={"Accept-Encoding": "identity"})
    assert "content-encoding" not in plain.headers
    assert plain.text == site.browser.get("/static/x/chat.css").text


def test_script_and_style_weigh_less_than_20_kb_on_the_wire() -> None:
    sent = [asset for name, asset in assets().items() if name != "widget.js"]
    assert sum(len(asset.zipped) for asset in sent) < 20_000


def test_the_widget_may_be_loaded_by_other_sites(site: Site) -> None:
    answer = site.browser.get("/widget.js")
    assert answer.headers["content-type"].startswith("text/javascript")
    assert answer.headers["cross-origin-resource-policy"] == "cross-origin"


def _file_reply(title: str) -> Reply:
    path = "/api/procedures/3/checklist.png?noi-di=tinh-khac&truong=cong-lap"
    message = FileMessage(
        text=f"Của bạn **đây**.\n\n[Tải]({path})", title=title, path=path, media_type="image/png"
    )
    return Reply(messages=(message,), outcome=Outcome(kind=Kind.ANSWER, procedures=(3,)))


@pytest.mark.parametrize("title", ["Danh sách", XSS])
def test_a_file_is_a_row_and_its_title_is_only_text(title: str) -> None:
    site = Site(ScriptedGateway({"danh sách": _file_reply(title)}))
    html = site.browser.post("/", data={"text": "danh sách"}).text
    shown = html[html.index('<div class="message bot">') :]
    assert shown.count('class="file"') == 1
    href = "api/procedures/3/checklist.png?noi-di=tinh-khac&amp;truong=cong-lap"
    assert f'href="{href}" download' in shown
    assert "<strong>đây</strong>" in shown
    assert "[Tải]" not in shown
    assert XSS not in html
    assert f"<strong>{escape(title)}</strong>" in shown


@pytest.mark.parametrize(
    ("number", "offered"),
    [("3", True), ("61", True), *((n, False) for n in ("0", "62", "x", "", "٣", "3" * 5000))],
)
def test_the_link_of_a_paper_offers_its_procedure(site: Site, number: str, offered: bool) -> None:
    html = site.browser.get("/", params={"thu-tuc": number}).text
    assert (f"Xem thủ tục số {number}<" in html) is offered
    if offered:
        payload = asking(Facet.OVERVIEW, int(number))
        assert f'value="{escape(payload)}"' in html
