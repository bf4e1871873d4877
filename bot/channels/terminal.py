"""The terminal channel: the same replies, with numbered buttons."""

from collections.abc import Sequence

from rich.console import Console
from rich.markdown import Markdown

from actions.reply import Button, FileMessage, Reply
from bot.chat_client import ChatClient
from knowledge.settings import settings

_NEWS = "Cửa sổ này không nhận tin ngay được: tin mới hiện ở đầu câu trả lời lần tới của bạn."
_HINT = "Gõ câu hỏi, /số để bấm nút (ví dụ /1), dòng trống để thôi."


async def converse(client: ChatClient, console: Console) -> None:
    """Talk until an empty line or the end of input. Raises NobodyThere."""
    console.print(_HINT, style="dim")
    known: str | None = None
    buttons: Sequence[Button] = ()
    while True:
        try:
            typed = console.input("[bold]Bạn:[/bold] ").strip()
        except EOFError:
            return
        if not typed:
            return
        pressed = _pressed(typed, buttons)
        if pressed and known:
            known, reply = await client.press(pressed.payload, known)
        else:
            known, reply = await client.say(typed[:2000], known)
        buttons = show(reply, console)


def show(reply: Reply, console: Console) -> list[Button]:
    """Print `reply`; return its buttons in the order of their numbers."""
    buttons: list[Button] = []
    for message in reply.messages:
        if isinstance(message, FileMessage):
            console.print(Markdown(message.lead))
            console.print(f"{message.title}: {settings().web_url}{message.path}", markup=False)
        else:
            console.print(Markdown(message.text))
        buttons.extend(message.buttons)
    if reply.follows:
        console.print(_NEWS, style="dim")
    for number, button in enumerate(buttons, start=1):
        console.print(f"  /{number} {button.title}", style="cyan", markup=False)
    return buttons


def _pressed(typed: str, buttons: Sequence[Button]) -> Button | None:
    number = typed.removeprefix("/")
    if not typed.startswith("/") or not number.isdecimal():
        return None
    return buttons[int(number) - 1] if 1 <= int(number) <= len(buttons) else None
