"""Citizens write to the bot through a Bot API server that keeps Telegram's rules."""

import asyncio
import logging
import re
import traceback
from collections.abc import AsyncIterator, Awaitable, Callable, Iterator
from contextlib import asynccontextmanager, contextmanager
from typing import Any

import httpx
import pytest
import uvicorn
from starlette.applications import Starlette
from telegram.error import InvalidToken

from actions.reply import Button, Kind, Outcome, Reply, TextMessage
from bot.channels.telegram import phrases, webhook
from bot.channels.telegram.adapter import build_application, run, serve
from tests.auxil.botapi import TOKEN, BotApi

LAN, MINH, GROUP = 7001, 7002, -100900
OUTCOME = Outcome(kind=Kind.SMALLTALK)
CONVERSATION = re.compile(r"tg-[0-9a-f]{32}")


@contextmanager
def _no_signals() -> Iterator[None]:
    yield


def reply(*messages: str | TextMessage) -> Reply:
    as_messages = (TextMessage(text=m) if isinstance(m, str) else m for m in messages)
    return Reply(messages=tuple(as_messages), outcome=OUTCOME)


class ScriptedGateway:
    """Answers from a script; an unscripted turn is repeated back with `echo:`."""

    def __init__(self) -> None:
        self.turns: list[tuple[str, str, str]] = []
        self.script: dict[str, Reply | Exception | Callable[[], Awaitable[Reply]]] = {}

    async def say(self, conversation_id: str, text: str) -> Reply:
        return await self._turn("say", conversation_id, text)

    async def press(self, conversation_id: str, payload: str) -> Reply:
        return await self._turn("press", conversation_id, payload)

    async def _turn(self, way: str, conversation_id: str, said: str) -> Reply:
        self.turns.append((way, conversation_id, said))
        answer = self.script.get(said, reply(f"echo: {said}"))
        if isinstance(answer, Exception):
            raise answer
        return answer if isinstance(answer, Reply) else await answer()

    @property
    def heard(self) -> list[tuple[str, str]]:
        return [(way, said) for way, _, said in self.turns]


@pytest.fixture
def server() -> Iterator[BotApi]:
    with BotApi() as api:
        yield api


@pytest.fixture
def gateway() -> ScriptedGateway:
    return ScriptedGateway()


@asynccontextmanager
async def running(server: BotApi, gateway: ScriptedGateway) -> AsyncIterator[None]:
    """The real Application, polling the local server."""
    stopped = asyncio.Event()
    application = build_application(TOKEN, gateway, api_base_url=server.url)
    task = asyncio.create_task(serve(application, stopped))
    try:
        yield
    finally:
        stopped.set()
        await asyncio.wait_for(task, 20)


@pytest.fixture
async def bot(server: BotApi, gateway: ScriptedGateway) -> AsyncIterator[None]:
    async with running(server, gateway):
        yield


async def settled(server: BotApi, chat: int = MINH) -> None:
    """Another chat asks and is answered, so whatever was sent before has been looked at."""
    before = len(server.messages(chat))
    server.user_says(chat, "xong chưa?")
    await server.wait_for_messages(chat, before + 1)


@pytest.mark.usefixtures("bot")
class TestConversation:
    async def test_a_citizen_starts_and_is_greeted(
        self, server: BotApi, gateway: ScriptedGateway
    ) -> None:
        gateway.script["xin chào"] = reply("Chào **bạn**!")
        server.user_says(LAN, "/start")
        (greeting,) = await server.wait_for_messages(LAN, 1)
        assert greeting.text == "Chào bạn!"
        assert [entity.type for entity in greeting.entities] == ["bold"]
        assert gateway.heard == [("say", "xin chào")]

    async def test_a_parent_asks_chooses_and_reads_the_answer(
        self, server: BotApi, gateway: ScriptedGateway
    ) -> None:
        long_payload = "/chon_thu_tuc" + "x" * 200
        choices = (
            Button(title="Chuyển trường THCS", payload="/thcs"),
            Button(title="Chuyển trường đối với học sinh trung học", payload=long_payload),
        )
        gateway.script["chuyển trường"] = reply(
            TextMessage(text="Bạn hỏi về:\n\n1. THCS\n2. THPT", buttons=choices)
        )
        gateway.script[long_payload] = reply("Hồ sơ:\n\n- Đơn\n- Học bạ", "Cần gì nữa không?")
        server.user_says(LAN, "  chuyển trường ")
        (question,) = await server.wait_for_messages(LAN, 1)
        assert question.text == "Bạn hỏi về:\n\n1. THCS\n2. THPT"
        assert question.titles == [choice.title for choice in choices]

        query = server.user_presses(LAN, choices[1].title)
        _, papers, more = await server.wait_for_messages(LAN, 3)
        assert (papers.text, more.text) == ("Hồ sơ:\n\n• Đơn\n• Học bạ", "Cần gì nữa không?")
        assert server.answered == [query]
        assert gateway.heard == [("say", "chuyển trường"), ("press", long_payload)]

    async def test_the_conversation_is_the_chats_own_but_hides_its_id(
        self, server: BotApi, gateway: ScriptedGateway
    ) -> None:
        for text in ("a", "b"):
            server.user_says(LAN, text)
        server.user_says(MINH, "c")
        await server.wait_for_messages(LAN, 2)
        await server.wait_for_messages(MINH, 1)
        names = {said: name for _, name, said in gateway.turns}
        assert names["a"] == names["b"] != names["c"]
        assert all(CONVERSATION.fullmatch(name) for name in names.values())
        assert not any(str(LAN) in name for name in names.values())

    async def test_two_quick_messages_are_answered_in_order(
        self, server: BotApi, gateway: ScriptedGateway
    ) -> None:
        async def slow() -> Reply:
            await asyncio.sleep(0.5)
            return reply("một", "hai")

        gateway.script["chậm"] = slow
        server.user_says(LAN, "chậm")
        server.user_says(LAN, "nhanh")
        sent = await server.wait_for_messages(LAN, 3)
        assert [message.text for message in sent] == ["một", "hai", "echo: nhanh"]

    async def test_one_slow_citizen_holds_up_no_other(
        self, server: BotApi, gateway: ScriptedGateway
    ) -> None:
        release = asyncio.Event()

        async def slow() -> Reply:
            await release.wait()
            return reply("xong")

        gateway.script["chậm"] = slow
        server.user_says(LAN, "chậm")
        server.user_says(MINH, "nhanh")
        await server.wait_for_messages(MINH, 1)
        assert server.messages(LAN) == []
        release.set()
        await server.wait_for_messages(LAN, 1)

    async def test_typing_is_shown_while_a_citizen_waits(
        self, server: BotApi, gateway: ScriptedGateway
    ) -> None:
        release = asyncio.Event()

        async def slow() -> Reply:
            await release.wait()
            return reply("xong")

        gateway.script["chậm"] = slow
        server.user_says(LAN, "chậm")
        await server.wait_until(lambda: server.actions(LAN) == ["typing"])
        assert server.messages(LAN) == []
        release.set()
        await server.wait_for_messages(LAN, 1)

    async def test_a_command_menu_is_offered(self, server: BotApi) -> None:
        await server.wait_until(lambda: bool(server.commands))
        assert [command["command"] for command in server.commands] == ["start", "help"]


@pytest.mark.usefixtures("bot")
class TestWholeReplies:
    LONG = "\n\n".join(
        f"Mục {n}: điểm **{n}** < 5 & > 3, xem [mẫu {n}](https://a.vn/?n={n}&m=<1>) 😀." + " à" * 10
        for n in range(200)
    )
    SHOWN = "\n\n".join(
        f"Mục {n}: điểm {n} < 5 & > 3, xem mẫu {n} 😀." + " à" * 10 for n in range(200)
    )

    async def test_a_reply_of_ten_thousand_characters_arrives_whole(
        self, server: BotApi, gateway: ScriptedGateway
    ) -> None:
        assert len(self.SHOWN) > 10_000
        button = Button(title="Tiếp", payload="/tiep")
        gateway.script["dài"] = reply(TextMessage(text=self.LONG, buttons=(button,)), "Hết.")
        server.user_says(LAN, "dài")
        await server.wait_until(lambda: "Hết." in [m.text for m in server.messages(LAN)])
        *parts, last = server.messages(LAN)
        assert last.text == "Hết."
        assert len(parts) >= 2
        assert "\n\n".join(part.text for part in parts) == self.SHOWN
        urls = [e.url for part in parts for e in part.entities if e.type == "text_link"]
        assert len(urls) == 200
        assert [part.titles for part in parts] == [[]] * (len(parts) - 1) + [["Tiếp"]]
        assert server.refusals == []

    @pytest.mark.filterwarnings("ignore::telegram.warnings.PTBDeprecationWarning")
    async def test_too_many_requests_delay_the_reply_but_lose_nothing(
        self, server: BotApi, gateway: ScriptedGateway
    ) -> None:
        gateway.script["ba"] = reply("một", "hai", "ba")
        server.flood(2, retry_after=1)
        server.flood(3, retry_after=1)
        server.user_says(LAN, "ba")
        sent = await server.wait_for_messages(LAN, 3)
        assert [message.text for message in sent] == ["một", "hai", "ba"]
        assert sent[1].at - sent[0].at >= 2
        assert server.refusals == [("sendMessage", "Too Many Requests: retry after 1")] * 2

    async def test_a_telegram_hiccup_loses_nothing(
        self, server: BotApi, gateway: ScriptedGateway
    ) -> None:
        gateway.script["hai"] = reply("một", "hai")
        server.outage(2, 502)
        server.user_says(LAN, "hai")
        sent = await server.wait_for_messages(LAN, 2)
        assert [message.text for message in sent] == ["một", "hai"]
        assert server.refusals == [("sendMessage", "Bad Gateway")]

    async def test_html_that_telegram_refuses_goes_out_as_plain_text(
        self, server: BotApi, gateway: ScriptedGateway, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setattr("bot.channels.telegram.parts.to_html", lambda _: "<u>a</u> <x>b</x>")
        server.user_says(LAN, "hỏng")
        (sent,) = await server.wait_for_messages(LAN, 1)
        assert (sent.text, sent.parse_mode) == ("a b", None)
        assert 'Unsupported start tag "x"' in server.refusals[0][1]

    async def test_more_buttons_than_a_keyboard_holds_follow_in_another_message(
        self, server: BotApi, gateway: ScriptedGateway
    ) -> None:
        many = tuple(Button(title=str(n), payload=f"/{n}") for n in range(130))
        gateway.script["hết"] = reply(TextMessage(text="Chọn đi", buttons=many))
        server.user_says(LAN, "hết")
        first, second = await server.wait_for_messages(LAN, 2)
        assert first.titles + second.titles == [button.title for button in many]
        assert (first.text, second.text) == ("Chọn đi", phrases.MORE_CHOICES)

    async def test_buttons_without_text_still_arrive(
        self, server: BotApi, gateway: ScriptedGateway
    ) -> None:
        only = TextMessage(text=" ", buttons=(Button(title="Có", payload="/co"),))
        gateway.script["nút"] = reply(only)
        server.user_says(LAN, "nút")
        (sent,) = await server.wait_for_messages(LAN, 1)
        assert (sent.text, sent.titles) == (phrases.CHOOSE, ["Có"])

    async def test_a_reply_with_nothing_in_it_is_not_met_with_silence(
        self, server: BotApi, gateway: ScriptedGateway
    ) -> None:
        gateway.script["rỗng"] = reply(" ")
        server.user_says(LAN, "rỗng")
        (sent,) = await server.wait_for_messages(LAN, 1)
        assert sent.text == phrases.TROUBLE


@pytest.mark.usefixtures("bot")
class TestWhatCannotBeAnswered:
    @pytest.mark.parametrize("kind", ["voice", "document", "sticker", "location"])
    async def test_anything_but_text_gets_an_honest_line(
        self, server: BotApi, gateway: ScriptedGateway, kind: str
    ) -> None:
        server.sends(LAN, kind)
        (sent,) = await server.wait_for_messages(LAN, 1)
        assert sent.text == phrases.TEXT_ONLY
        assert gateway.turns == []

    async def test_an_album_gets_one_line_not_one_a_photo(
        self, server: BotApi, gateway: ScriptedGateway
    ) -> None:
        for _ in range(3):
            server.sends_photo(LAN, album="a1")
        server.sends_photo(LAN)
        server.user_says(LAN, "hết ảnh")
        sent = await server.wait_for_messages(LAN, 3)
        assert [message.text for message in sent] == [
            *[phrases.TEXT_ONLY] * 2,
            "echo: hết ảnh",
        ]

    async def test_a_message_too_long_is_asked_to_be_shortened(
        self, server: BotApi, gateway: ScriptedGateway
    ) -> None:
        server.user_says(LAN, "đ" * 2001)
        server.user_says(LAN, "đ" * 2000)
        first, second = await server.wait_for_messages(LAN, 2)
        assert first.text == phrases.TOO_LONG
        assert second.text == "echo: " + "đ" * 2000
        assert gateway.heard == [("say", "đ" * 2000)]

    async def test_blank_edited_and_service_messages_are_ignored(
        self, server: BotApi, gateway: ScriptedGateway
    ) -> None:
        await settled(server)
        server.user_says(LAN, "\u2800 \u200b")
        server.user_edits(LAN, "sửa")
        server.sends(LAN, "new_chat_title")
        server.user_says(LAN, "rồi")
        (sent,) = await server.wait_for_messages(LAN, 1)
        assert sent.text == "echo: rồi"
        assert ("say", "sửa") not in gateway.heard

    async def test_a_failing_conversation_is_admitted_and_the_next_turn_works(
        self, server: BotApi, gateway: ScriptedGateway
    ) -> None:
        gateway.script["hỏng"] = RuntimeError("database password")
        server.user_says(LAN, "hỏng")
        server.user_says(LAN, "lại")
        first, second = await server.wait_for_messages(LAN, 2)
        assert (first.text, second.text) == (phrases.TROUBLE, "echo: lại")

    async def test_a_conversation_that_hangs_is_given_up(
        self, server: BotApi, gateway: ScriptedGateway, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setattr("bot.channels.telegram.adapter._PATIENCE", 0.2)

        async def never() -> Reply:
            await asyncio.Event().wait()
            raise AssertionError

        gateway.script["treo"] = never
        server.user_says(LAN, "treo")
        (sent,) = await server.wait_for_messages(LAN, 1)
        assert sent.text == phrases.TROUBLE

    async def test_a_citizen_who_blocked_the_bot_disturbs_no_one(
        self, server: BotApi, gateway: ScriptedGateway, caplog: pytest.LogCaptureFixture
    ) -> None:
        server.blocks(LAN)
        server.user_says(LAN, "a")
        refused = ("sendMessage", "Forbidden: bot was blocked by the user")
        await server.wait_until(lambda: refused in server.refusals)
        await settled(server)
        assert server.refusals == [refused]
        assert server.messages(LAN) == []
        assert not [r for r in caplog.records if r.levelno >= logging.ERROR]

    async def test_an_old_button_still_works_when_telegram_no_longer_takes_the_receipt(
        self, server: BotApi, gateway: ScriptedGateway
    ) -> None:
        choice = TextMessage(text="?", buttons=(Button(title="Có", payload="/co"),))
        gateway.script["hỏi"] = reply(choice)
        server.user_says(LAN, "hỏi")
        await server.wait_for_messages(LAN, 1)
        server.user_presses(LAN, "Có", late=True)
        sent = await server.wait_for_messages(LAN, 2)
        assert sent[1].text == "echo: /co"
        assert server.answered == []
        assert [method for method, _ in server.refusals] == ["answerCallbackQuery"]


async def test_a_button_from_before_a_restart_asks_to_type_again(
    server: BotApi, gateway: ScriptedGateway
) -> None:
    choice = TextMessage(text="?", buttons=(Button(title="Có", payload="x" * 100),))
    gateway.script["hỏi"] = reply(choice)
    async with running(server, gateway):
        server.user_says(LAN, "hỏi")
        await server.wait_for_messages(LAN, 1)
    async with running(server, gateway):
        query = server.user_presses(LAN, "Có")
        sent = await server.wait_for_messages(LAN, 2)
    assert sent[1].text == phrases.BUTTON_EXPIRED
    assert server.answered == [query]
    assert gateway.heard == [("say", "hỏi")]


async def test_messages_sent_while_the_bot_was_away_are_answered(
    server: BotApi, gateway: ScriptedGateway
) -> None:
    for text in ("một", "hai"):
        server.user_says(LAN, text)
    assert server.pending() == 2
    async with running(server, gateway):
        sent = await server.wait_for_messages(LAN, 2)
    assert [message.text for message in sent] == ["echo: một", "echo: hai"]
    assert server.pending() == 0


async def test_a_stop_waits_for_the_answer_under_way(
    server: BotApi, gateway: ScriptedGateway
) -> None:
    begun = asyncio.Event()

    async def slow() -> Reply:
        begun.set()
        await asyncio.sleep(0.5)
        return reply("xong")

    gateway.script["chậm"] = slow
    async with running(server, gateway):
        server.user_says(LAN, "chậm")
        await asyncio.wait_for(begun.wait(), 10)
        assert server.messages(LAN) == []
    assert [message.text for message in server.messages(LAN)] == ["xong"]


@pytest.mark.usefixtures("bot")
class TestGroups:
    async def test_only_a_mention_is_answered_and_the_name_is_left_out(
        self, server: BotApi, gateway: ScriptedGateway
    ) -> None:
        server.user_says(GROUP, "ai biết lệ phí không?")
        server.sends_photo(GROUP)
        server.user_says(GROUP, "/start")
        asked = server.user_says(GROUP, "😀 @Motcua_Bot lệ phí bao nhiêu?")
        (sent,) = await server.wait_for_messages(GROUP, 1)
        assert gateway.heard == [("say", "😀   lệ phí bao nhiêu?")]
        assert sent.quoted == asked

    async def test_a_reply_to_the_bot_and_its_own_command_are_answered(
        self, server: BotApi, gateway: ScriptedGateway
    ) -> None:
        server.user_says(GROUP, "/start@motcua_bot")
        await server.wait_for_messages(GROUP, 1)
        server.user_says(GROUP, "còn hồ sơ?", reply_to_bot=True)
        await server.wait_for_messages(GROUP, 2)
        assert gateway.heard == [("say", "xin chào"), ("say", "còn hồ sơ?")]

    async def test_a_group_that_moved_is_answered_at_its_new_place(
        self, server: BotApi, gateway: ScriptedGateway
    ) -> None:
        gateway.script["xin chào"] = reply("một", "hai")
        server.moves(GROUP, -100901)
        server.user_says(GROUP, "/start@motcua_bot")
        sent = await server.wait_for_messages(-100901, 2)
        assert [message.text for message in sent] == ["một", "hai"]

    async def test_a_photo_for_the_bot_gets_the_honest_line(
        self, server: BotApi, gateway: ScriptedGateway
    ) -> None:
        server.sends_photo(GROUP, caption="@motcua_bot đây là gì?")
        (sent,) = await server.wait_for_messages(GROUP, 1)
        assert sent.text == phrases.TEXT_ONLY


async def test_no_word_of_a_citizen_and_no_token_reach_the_logs(
    server: BotApi, gateway: ScriptedGateway, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.DEBUG)
    gateway.script["bí mật 0912345678"] = ValueError("bí mật 0912345678")
    async with running(server, gateway):
        server.user_says(LAN, "bí mật 0912345678")
        server.user_says(LAN, "kín đáo")
        await server.wait_for_messages(LAN, 2)
    own = [r for r in caplog.records if not r.name.startswith(("asyncio", "uvicorn"))]
    logged = "\n".join(logging.Formatter().format(record) for record in own)
    assert "ValueError at test_adapter.py" in logged
    assert not [word for word in ("0912", "kín", "bí mật", str(LAN), TOKEN) if word in logged]


async def test_a_wrong_token_ends_the_channel_with_an_error(
    server: BotApi, gateway: ScriptedGateway
) -> None:
    wrong = TOKEN[:-1] + "B"
    application = build_application(wrong, gateway, api_base_url=server.url + "/")
    with pytest.raises(InvalidToken) as refused:
        await asyncio.wait_for(serve(application, asyncio.Event()), 10)
    assert wrong not in "".join(traceback.format_exception(refused.value))


async def test_an_unreachable_telegram_is_waited_for_until_the_stop(
    gateway: ScriptedGateway,
) -> None:
    stopped = asyncio.Event()
    application = build_application(TOKEN, gateway, api_base_url="http://127.0.0.1:9")
    task = asyncio.create_task(serve(application, stopped))
    await asyncio.sleep(0.5)
    assert not task.done()
    stopped.set()
    await asyncio.wait_for(task, 5)


async def test_a_second_poller_is_told_so_and_the_first_goes_on(
    server: BotApi, gateway: ScriptedGateway
) -> None:
    async with running(server, gateway):
        await server.wait_until(lambda: bool(server.called("getUpdates")))
        async with httpx.AsyncClient() as rival:
            await rival.post(f"{server.url}/bot{TOKEN}/getUpdates", json={"timeout": 0})
        conflict = "Conflict: terminated by other getUpdates request"
        await server.wait_until(
            lambda: any(text.startswith(conflict) for _, text in server.refusals)
        )
        server.user_says(LAN, "còn đó không?")
        (sent,) = await server.wait_for_messages(LAN, 1)
        assert sent.text == "echo: còn đó không?"


async def test_a_webhook_brings_messages_and_refuses_strangers(
    server: BotApi, gateway: ScriptedGateway, unused_tcp_port: int
) -> None:
    url = f"http://127.0.0.1:{unused_tcp_port}/telegram/hook"
    application = build_application(TOKEN, gateway, api_base_url=server.url, webhook_url=url)
    app = Starlette(routes=[webhook.route(application)])
    web = uvicorn.Server(uvicorn.Config(app, port=unused_tcp_port, log_level="critical"))
    web.capture_signals = _no_signals  # type: ignore[method-assign]
    stopped = asyncio.Event()
    serving = asyncio.create_task(web.serve())
    await server.wait_until(lambda: web.started)
    task = asyncio.create_task(serve(application, stopped))
    server.user_says(LAN, "qua web")
    (sent,) = await server.wait_for_messages(LAN, 1)
    assert sent.text == "echo: qua web"
    assert server.called("getUpdates") == []
    async with httpx.AsyncClient() as stranger:
        forged: dict[str, Any] = {"update_id": 1}
        assert (await stranger.post(url, json=forged)).status_code == 403
    stopped.set()
    web.should_exit = True
    await asyncio.gather(task, serving)
    with pytest.raises(RuntimeError, match=r"webhook\.route"):
        run(application)
