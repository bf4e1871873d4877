"""A reply as the web chat shows it, and as Telegram does."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Final

import nh3
from markupsafe import Markup

from actions.reply import Button, FileMessage, Message, ProcedureMessage, Reply
from bot.channels.telegram.parts import DocumentPart, Part, parts
from bot.channels.telegram.payloads import PayloadTable
from bot.channels.web.markdown import to_html
from bot.channels.web.phrases import FILE_KINDS
from bot.papers.press import AnyWanted, Paper

_TELEGRAM_TAGS: Final = {"b", "i", "code", "a"}


@dataclass(frozen=True)
class File:
    """A file in a bubble; it is shown, not made."""

    title: str
    kind: str


@dataclass(frozen=True)
class WebBubble:
    """One message of the web chat; `confirmed` is None where there is no such mark."""

    html: Markup
    confirmed: bool | None
    file: File | None
    buttons: tuple[Button, ...]


@dataclass(frozen=True)
class TelegramBubble:
    """One message in Telegram; `keyboard` has the titles of its rows of buttons."""

    html: Markup
    file: File | None
    keyboard: tuple[tuple[str, ...], ...]


@dataclass(frozen=True)
class Shown:
    """A reply on both channels."""

    web: tuple[WebBubble, ...]
    telegram: tuple[TelegramBubble, ...]


async def shown(reply: Reply) -> Shown:
    """Return what a citizen sees of `reply` on the web and in Telegram."""
    in_telegram = [each for m in reply.messages for each in await _telegram(m)]
    return Shown(web_bubbles(reply), tuple(in_telegram))


def web_bubbles(reply: Reply) -> tuple[WebBubble, ...]:
    """Return what the web chat shows of `reply`."""
    return tuple(map(_web, reply.messages))


def _web(message: Message) -> WebBubble:
    text = message.lead if isinstance(message, FileMessage) else message.text
    return WebBubble(
        Markup(to_html(text)),  # noqa: S704  cleaned
        message.confirmed if isinstance(message, ProcedureMessage) else None,
        _file(message),
        message.buttons,
    )


async def _telegram(message: Message) -> Iterator[TelegramBubble]:
    sent = await parts(message, PayloadTable(), _not_made)
    return (_telegram_bubble(part, _file(message)) for part in sent)


def _telegram_bubble(part: Part, file: File | None) -> TelegramBubble:
    rows: Sequence[Sequence[object]] = part.keyboard.inline_keyboard if part.keyboard else ()
    html = nh3.clean(
        part.html,
        tags=_TELEGRAM_TAGS,
        attributes={"a": {"href"}},
        url_schemes={"http", "https"},
        link_rel="noopener nofollow",
        set_tag_attribute_values={"a": {"target": "_blank"}},
    )
    return TelegramBubble(
        Markup(html),  # noqa: S704  cleaned
        file if isinstance(part, DocumentPart) else None,
        tuple(tuple(str(getattr(button, "text", "")) for button in row) for row in rows),
    )


def _file(message: Message) -> File | None:
    if not isinstance(message, FileMessage):
        return None
    return File(message.title, FILE_KINDS.get(message.media_type, "Tệp"))


async def _not_made(_wanted: AnyWanted) -> Paper:
    """Stand in for the press: the preview shows that there is a file, not the file."""
    return Paper("", "", "", b"")
