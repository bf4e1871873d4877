"""A citizen gets a checklist as a file in Telegram, made in the same process."""

import asyncio
import io
from collections.abc import AsyncIterator, Iterator

import pytest
from PIL import Image
from pypdf import PdfReader

from actions.payloads import asking
from actions.reply import Button, FileMessage, Kind, Outcome, Reply
from bot.channels.telegram import phrases
from bot.channels.telegram.adapter import build_application, serve
from bot.channels.telegram.parts import MAX_CAPTION
from bot.papers import press as presses
from bot.papers.press import Paper
from bot.papers.render import render
from knowledge.facets import Facet
from tests.auxil.botapi import TOKEN, BotApi, Sent
from tests.auxil.checklists import long_checklist
from tests.auxil.scripted_gateway import ScriptedGateway

LAN, GROUP = 7001, -100900
OUTCOME = Outcome(kind=Kind.ANSWER, procedures=(3,))
BUTTON = Button(title="Nơi và cách nộp", payload=asking(Facet.WHERE, 3))
LEAD = "Đây là **danh sách** của bạn."


def _file(
    lead: str = LEAD, ending: str = "pdf", media_type: str = "application/pdf", number: int = 3
) -> Reply:
    path = f"/api/procedures/{number}/checklist.{ending}?noi-di=tinh-khac"
    text = f"{lead}\n\n[Tải về]({path})".strip()
    message = FileMessage(
        text=text, title="Danh sách", path=path, media_type=media_type, buttons=(BUTTON,)
    )
    return Reply(messages=(message,), outcome=OUTCOME)


@pytest.fixture(autouse=True)
def links(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The links printed on papers, which are made without a knowledge base."""
    seen: list[str] = []

    def make(wanted: presses.Wanted, link: str) -> Paper:
        seen.append(link)
        if wanted.procedure == 61:
            raise presses.UnknownProcedure(61)
        content = render(long_checklist(), link, wanted.form)
        return Paper(
            f"Danh sách – 3.{wanted.form}", f"ds.{wanted.form}", wanted.form.media_type, content
        )

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


async def _answers(server: BotApi, gateway: ScriptedGateway, reply: Reply, n: int) -> list[Sent]:
    gateway.script["danh sách"] = reply
    server.user_says(LAN, "danh sách")
    return await server.wait_for_messages(LAN, n)


async def test_the_checklist_comes_as_a_document_with_its_words_and_buttons(
    server: BotApi, gateway: ScriptedGateway, links: list[str]
) -> None:
    (sent,) = await _answers(server, gateway, _file(), 1)
    assert sent.document
    assert sent.document.name == "Danh sách – 3.pdf"
    told = PdfReader(io.BytesIO(sent.document.content)).pages[0].extract_text()
    assert "Chuyển trường" in told
    assert sent.text == "Đây là danh sách của bạn."
    assert [entity.type for entity in sent.entities] == ["bold"]
    assert sent.titles == ["Nơi và cách nộp"]
    assert links == ["https://t.me/motcua_bot?start=thu-tuc-3"]
    server.user_presses(LAN, "Nơi và cách nộp")
    await server.wait_for_messages(LAN, 2)
    assert [said for _, said in gateway.heard] == ["danh sách", BUTTON.payload]


async def test_the_picture_comes_whole_and_sharp(server: BotApi, gateway: ScriptedGateway) -> None:
    (sent,) = await _answers(server, gateway, _file(ending="png", media_type="image/png"), 1)
    assert sent.document
    assert Image.open(io.BytesIO(sent.document.content)).width == 1080


async def test_a_file_without_words_needs_no_caption(
    server: BotApi, gateway: ScriptedGateway
) -> None:
    (sent,) = await _answers(server, gateway, _file(lead=""), 1)
    assert sent.document
    assert sent.text == ""


@pytest.mark.parametrize(("length", "messages"), [(MAX_CAPTION, 1), (MAX_CAPTION + 1, 2)])
async def test_words_too_long_for_a_caption_come_before_the_file(
    server: BotApi, gateway: ScriptedGateway, length: int, messages: int
) -> None:
    sent = await _answers(server, gateway, _file(lead="a" * length), messages)
    assert "".join(message.text for message in sent) == "a" * length
    assert [bool(message.document) for message in sent] == [False] * (messages - 1) + [True]
    assert sent[-1].titles == ["Nơi và cách nộp"]
    assert server.refusals == []


async def test_a_file_that_cannot_be_made_is_owned_up_to(
    server: BotApi, gateway: ScriptedGateway, caplog: pytest.LogCaptureFixture
) -> None:
    words, excuse = await _answers(server, gateway, _file(number=61), 2)
    assert words.text == "Đây là danh sách của bạn."
    assert excuse.text == phrases.NO_FILE
    assert excuse.titles == ["Nơi và cách nộp"]
    assert "a file could not be made" in caplog.text


async def test_a_file_of_another_place_is_not_fetched(
    server: BotApi, gateway: ScriptedGateway, caplog: pytest.LogCaptureFixture
) -> None:
    message = FileMessage(
        text="[Tải](/metrics)", title="Số đếm", path="/metrics", media_type="text/plain"
    )
    (excuse,) = await _answers(server, gateway, Reply(messages=(message,), outcome=OUTCOME), 1)
    assert excuse.text == phrases.NO_FILE
    assert "a file could not be made" in caplog.text


async def test_an_outage_delays_the_file_and_does_not_lose_it(
    server: BotApi, gateway: ScriptedGateway
) -> None:
    server.outage(1, 502)
    (sent,) = await _answers(server, gateway, _file(), 1)
    assert sent.document


async def test_in_a_group_the_file_answers_whoever_asked(
    server: BotApi, gateway: ScriptedGateway
) -> None:
    gateway.script["danh sách"] = _file()
    asked = server.user_says(GROUP, "@motcua_bot danh sách")
    (sent,) = await server.wait_for_messages(GROUP, 1)
    assert sent.document
    assert sent.quoted == asked


async def test_the_code_on_a_paper_opens_the_chat_at_the_procedure(
    server: BotApi, gateway: ScriptedGateway
) -> None:
    server.user_says(LAN, "/start thu-tuc-3")
    await server.wait_for_messages(LAN, 1)
    assert [said for _, said in gateway.heard] == [asking(Facet.OVERVIEW, 3)]


@pytest.mark.parametrize("argument", ["thu-tuc-62", "thu-tuc-0", "thu-tuc-3 4", "x", "thu-tuc-³"])
async def test_any_other_link_greets(
    server: BotApi, gateway: ScriptedGateway, argument: str
) -> None:
    server.user_says(LAN, f"/start {argument}")
    await server.wait_for_messages(LAN, 1)
    assert [said for _, said in gateway.heard] == [phrases.GREETING_UTTERANCE]
