"""A citizen gets a letter of application as a document in Telegram."""

import asyncio
from collections.abc import AsyncIterator, Iterator

import pytest

from actions.letters.addresses import BlankLetter, FilledLetter, LetterForm
from actions.reply import FileMessage, Kind, Outcome, Reply
from bot.channels.telegram import phrases
from bot.channels.telegram.adapter import build_application, serve
from bot.papers import press as presses
from bot.papers.letter_files import LetterGone
from bot.papers.letter_sheet import lay_out
from bot.papers.press import AnyWanted, Paper
from tests.auxil.botapi import TOKEN, BotApi, Sent
from tests.auxil.letters import TOLD, file_of, letter, words_in
from tests.auxil.scripted_gateway import ScriptedGateway

LAN = 7001
OPEN, GONE = "A" * 43, "B" * 43


@pytest.fixture(autouse=True)
def links(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The links that letters were made with, which are made without a knowledge base."""
    seen: list[str] = []

    def make(wanted: AnyWanted, link: str) -> Paper:
        assert isinstance(wanted, BlankLetter | FilledLetter)
        seen.append(link)
        if isinstance(wanted, FilledLetter) and wanted.token == GONE:
            raise LetterGone("forgotten")
        told = TOLD if isinstance(wanted, FilledLetter) else {}
        content = file_of(lay_out(letter(), told), wanted.form)
        name = f"Đơn xin chuyển trường.{wanted.form}"
        return Paper(name, f"don.{wanted.form}", wanted.form.media_type, content)

    monkeypatch.setattr(presses, "make", make)
    return seen


@pytest.fixture
def server() -> Iterator[BotApi]:
    with BotApi() as api:
        yield api


@pytest.fixture
async def gateway(server: BotApi) -> AsyncIterator[ScriptedGateway]:
    """What the citizens talk to, through the real Application polling the local server."""
    scripted = ScriptedGateway()
    stopped = asyncio.Event()
    application = build_application(TOKEN, scripted, api_base_url=server.url)
    task = asyncio.create_task(serve(application, stopped))
    yield scripted
    stopped.set()
    await asyncio.wait_for(task, 20)


async def _sent(
    server: BotApi, gateway: ScriptedGateway, wanted: BlankLetter | FilledLetter
) -> Sent:
    link = f"[Tải về]({wanted.path})"
    file = FileMessage(
        text=link, title="Tải về", path=wanted.path, media_type=wanted.form.media_type
    )
    outcome = Outcome(kind=Kind.GUIDE, procedures=(3,))
    gateway.script["mẫu đơn"] = Reply(messages=(file,), outcome=outcome)
    server.user_says(LAN, "mẫu đơn")
    (sent,) = await server.wait_for_messages(LAN, 1)
    return sent


@pytest.mark.parametrize("form", LetterForm)
async def test_a_blank_letter_comes_as_a_document(
    server: BotApi, gateway: ScriptedGateway, form: LetterForm
) -> None:
    sent = await _sent(server, gateway, BlankLetter(3, "don-xin-chuyen-truong", form))
    assert sent.document
    assert sent.document.name == f"Đơn xin chuyển trường.{form}"
    assert "ĐƠN XIN CHUYỂN TRƯỜNG" in words_in(sent.document.content, form)
    assert server.refusals == []


@pytest.mark.parametrize("form", LetterForm)
async def test_a_letter_that_was_told_comes_without_a_way_back_to_it(
    server: BotApi, gateway: ScriptedGateway, form: LetterForm, links: list[str]
) -> None:
    sent = await _sent(server, gateway, FilledLetter(OPEN, form))
    assert sent.document
    assert "Nguyễn Thị Quỳnh Như" in words_in(sent.document.content, form)
    assert links == [""]


async def test_a_letter_that_is_gone_is_owned_up_to_and_its_token_told_to_no_log(
    server: BotApi, gateway: ScriptedGateway, caplog: pytest.LogCaptureFixture
) -> None:
    sent = await _sent(server, gateway, FilledLetter(GONE, LetterForm.PDF))
    assert sent.text == phrases.NO_FILE
    assert "a file could not be made" in caplog.text
    assert GONE not in caplog.text
