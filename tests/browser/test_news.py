"""News appear by themselves in an open page, once, and wait for a page that was closed."""

import asyncio
import threading
import time
from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from pathlib import Path

import pytest
import uvicorn
from fastapi import FastAPI
from playwright.sync_api import Page, expect
from sqlalchemy import Engine, select

from actions.payloads import FollowStep, following
from actions.reply import Kind, Outcome, Reply, TextMessage
from bot.channels.web.api import chat_router
from bot.channels.web.limits import AddressLimit
from bot.channels.web.news import Listeners, TellingGateway
from bot.channels.web.page import page_router
from bot.conversations import ConversationRegister
from bot.processes import free_port
from knowledge import database as knowledge_database
from knowledge.database import engine, migrate, session
from knowledge.models import Conversation
from knowledge.status.news_tables import Notice
from tests.auxil.command import eventually
from tests.auxil.followers import follow, tell_dossier
from tests.auxil.scripted_gateway import ScriptedGateway
from tests.browser.pages import NewPage, ask

pytestmark = pytest.mark.browser
FOLLOWS = Reply(
    messages=(TextMessage(text="Mình theo dõi hồ sơ …0001.", follows=True),),
    outcome=Outcome(kind=Kind.STATUS_DOSSIER),
)


@dataclass
class Site:
    url: str
    database: Engine
    gateway: ScriptedGateway

    def follows(self) -> None:
        """The one conversation there is follows the dossier."""
        with session(self.database) as opened:
            (known,) = opened.scalars(select(Conversation.id)).all()
        follow(self.database, known)

    def change(self, state: str, day: int) -> None:
        tell_dossier(self.database, day=day, trang_thai=state)

    def states(self) -> list[str]:
        with session(self.database) as opened:
            return list(opened.scalars(select(Notice.state).order_by(Notice.id)))


@pytest.fixture
def site(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Site]:
    url = f"sqlite:///{tmp_path / 'news.db'}"
    made = engine(url)
    migrate(url)
    monkeypatch.setattr(knowledge_database, "engine", lambda *_: made)
    tell_dossier(made)
    gateway = ScriptedGateway({"theo dõi": FOLLOWS})
    listeners = Listeners(every=0.05)

    @asynccontextmanager
    async def lifespan(_app: FastAPI) -> AsyncIterator[None]:
        task = asyncio.create_task(listeners.run())
        yield
        task.cancel()
        await asyncio.gather(task, return_exceptions=True)

    app = FastAPI(lifespan=lifespan)
    telling, conversations = TellingGateway(gateway), ConversationRegister()
    app.include_router(chat_router(telling, conversations, AddressLimit(1000), listeners))
    app.include_router(page_router(telling, conversations))
    port = free_port()
    server = uvicorn.Server(uvicorn.Config(app, port=port, log_level="warning"))
    thread = threading.Thread(target=server.run, daemon=True)
    thread.start()
    while not server.started:
        time.sleep(0.01)
    yield Site(f"http://127.0.0.1:{port}", made, gateway)
    server.should_exit = True
    server.force_exit = True
    thread.join(10)
    made.dispose()


def _opened(site: Site, page: Page) -> Page:
    """A page in which the citizen has asked for news."""
    page.goto(site.url)
    ask(page, "theo dõi")
    expect(page.get_by_text("Mình theo dõi")).to_be_visible()
    site.follows()
    return page


def test_news_appear_in_an_open_page_with_their_buttons(site: Site, new_page: NewPage) -> None:
    page = _opened(site, new_page())
    site.change("da_co_ket_qua", 5)
    expect(page.get_by_text("đã có kết quả")).to_be_visible()
    expect(page.get_by_role("button", name="Khỏi báo nữa")).to_be_visible()
    eventually(lambda: site.states() == ["delivered"], 10, "the page's receipt")
    page.get_by_role("button", name="Tra lại").click()
    expect(page.locator(".message.bot").last).to_contain_text("/follow")
    (payload,) = [said for _, said in site.gateway.heard if said.startswith("/follow")]
    assert payload.startswith(following(FollowStep.LOOK_AT_DOSSIER)[:-1])


def test_what_changed_while_the_page_was_closed_appears_once_at_the_next_visit(
    site: Site, new_page: NewPage
) -> None:
    page = _opened(site, new_page())
    page.goto("about:blank")
    site.change("yeu_cau_bo_sung", 5)
    site.change("da_co_ket_qua", 6)
    page.goto(site.url)
    expect(page.get_by_text("cần bổ sung giấy tờ")).to_have_count(2)
    expect(page.get_by_text("đã có kết quả")).to_have_count(1)
    eventually(lambda: site.states() == ["delivered"] * 2, 10, "the receipts")
    page.reload()
    expect(page.get_by_text("đã có kết quả")).to_have_count(1)


def test_a_push_that_was_shown_is_dropped_though_its_receipt_got_lost(
    site: Site, new_page: NewPage
) -> None:
    page = _opened(site, new_page())
    site.change("da_co_ket_qua", 5)
    expect(page.get_by_text("đã có kết quả")).to_have_count(1)
    eventually(lambda: site.states() == ["delivered"], 10, "the receipt")
    with session(site.database) as opened:
        (notice,) = opened.scalars(select(Notice))
        notice.state, notice.claimed_by = "waiting", None
    eventually(lambda: site.states() == ["delivered"], 10, "the second receipt")
    expect(page.get_by_text("đã có kết quả")).to_have_count(1)
    page.reload()
    expect(page.get_by_text("đã có kết quả")).to_have_count(1)


def test_a_new_conversation_ends_the_news_of_the_old(site: Site, new_page: NewPage) -> None:
    page = _opened(site, new_page())
    page.get_by_role("button", name="Cuộc trò chuyện mới").click()
    page.get_by_role("button", name="Xoá và bắt đầu lại").click()
    eventually(
        lambda: any(said == following(FollowStep.END) for _, said in site.gateway.heard),
        10,
        "the end of the news",
    )
