"""A citizen talks in the terminal: replies with numbered buttons, an empty line to leave."""

import io
from collections.abc import Iterator, Sequence

import pytest
from rich.console import Console

from actions.reply import FileMessage, Kind, Outcome, Reply, TextMessage
from bot.channels.terminal import converse, show
from bot.chat_client import ChatClient, NobodyThere
from tests.auxil.scripted_gateway import ScriptedGateway, says

MENU = Reply(
    messages=(
        says("Chào **bạn**", ("Chuyển [trường]", "/list")).messages[0],
        says("Nữa:", ("Phúc khảo", '/ask_fee{"procedure":7}')).messages[0],
    ),
    outcome=Outcome(kind=Kind.LIST),
)


class Client(ChatClient):
    """Passes what is said to a scripted gateway instead of a server."""

    def __init__(self, gateway: ScriptedGateway) -> None:
        self.gateway = gateway
        self.known: list[str | None] = []

    async def say(self, text: str, conversation_id: str | None = None) -> tuple[str, Reply]:
        self.known.append(conversation_id)
        return "c1", await self.gateway.say("c1", text)

    async def press(self, payload: str, conversation_id: str) -> tuple[str, Reply]:
        self.known.append(conversation_id)
        return "c1", await self.gateway.press("c1", payload)


class Keyboard(Console):
    """A console whose keyboard types `lines` and then ends."""

    def __init__(self, lines: Sequence[str]) -> None:
        super().__init__(file=io.StringIO(), width=100)
        self._lines: Iterator[str] = iter(lines)

    def input(self, *_: object, **__: object) -> str:
        try:
            return next(self._lines)
        except StopIteration:
            raise EOFError from None

    @property
    def printed(self) -> str:
        assert isinstance(self.file, io.StringIO)
        return self.file.getvalue()


@pytest.fixture
def client() -> Client:
    return Client(ScriptedGateway({"chào": MENU}))


def _heard(client: Client) -> list[str]:
    return [said for _, said in client.gateway.heard]


async def test_a_conversation_goes_on_under_one_id(client: Client) -> None:
    keyboard = Keyboard(["chào", "  phúc khảo  "])
    await converse(client, keyboard)
    assert _heard(client) == ["chào", "phúc khảo"]
    assert client.known == [None, "c1"]
    assert "Bạn vừa gửi: phúc khảo" in keyboard.printed


@pytest.mark.parametrize("leave", ["", "   "])
async def test_an_empty_line_leaves(client: Client, leave: str) -> None:
    await converse(client, Keyboard(["chào", leave, "never said"]))
    assert _heard(client) == ["chào"]


async def test_buttons_of_all_messages_are_numbered_and_pressed_by_number(client: Client) -> None:
    keyboard = Keyboard(["chào", "/2"])
    await converse(client, keyboard)
    assert "/1 Chuyển [trường]" in keyboard.printed
    assert "/2 Phúc khảo" in keyboard.printed
    assert _heard(client) == ["chào", '/ask_fee{"procedure":7}']


@pytest.mark.parametrize("typed", ["/3", "/0", "/-1", "2", "/hai", "/²"])
async def test_what_is_no_button_is_said_as_it_is(client: Client, typed: str) -> None:
    await converse(client, Keyboard(["chào", typed]))
    assert _heard(client) == ["chào", typed]


async def test_buttons_of_an_earlier_reply_are_gone(client: Client) -> None:
    await converse(client, Keyboard(["chào", "cảm ơn", "/1"]))
    assert _heard(client) == ["chào", "cảm ơn", "/1"]


async def test_a_number_before_any_reply_presses_nothing(client: Client) -> None:
    await converse(client, Keyboard(["/1"]))
    assert _heard(client) == ["/1"]


async def test_a_file_is_named_with_its_address(client: Client) -> None:
    path = "/api/procedures/3/checklist.pdf"
    message = FileMessage(
        text=f"Của bạn đây.\n\n[Tải]({path})",
        title="Danh sách [in]",
        path=path,
        media_type="application/pdf",
    )
    client.gateway.script["chào"] = MENU.model_copy(update={"messages": (message,)})
    keyboard = Keyboard(["chào"])
    await converse(client, keyboard)
    assert "Của bạn đây." in keyboard.printed
    assert f"Danh sách [in]: http://127.0.0.1:8000{path}" in keyboard.printed


async def test_a_message_longer_than_the_server_takes_is_cut(client: Client) -> None:
    await converse(client, Keyboard(["à" * 2500]))
    assert _heard(client) == ["à" * 2000]


async def test_where_nobody_answers_the_command_is_told() -> None:
    async with ChatClient("http://127.0.0.1:1") as client:
        with pytest.raises(NobodyThere):
            await converse(client, Keyboard(["chào"]))


def test_a_reply_is_shown_as_text_not_as_markup() -> None:
    keyboard = Keyboard([])
    message = TextMessage(text="Nộp **2 bộ** [red]đỏ[/red]")
    assert show(Reply(messages=(message,), outcome=Outcome(kind=Kind.ANSWER)), keyboard) == []
    assert keyboard.printed.strip() == "Nộp 2 bộ [red]đỏ[/red]"
