"""What a message of ours becomes in Telegram: texts and documents, each within its limits."""

from collections.abc import Awaitable, Callable
from dataclasses import dataclass, replace
from typing import Final

from telegram import (
    Bot,
    InlineKeyboardMarkup,
    InputFile,
    LinkPreviewOptions,
    ReplyParameters,
)
from telegram.constants import ParseMode

from actions.letters.addresses import wanted_letter
from actions.papers import wanted
from actions.reply import FileMessage, Message
from bot.channels.telegram import phrases
from bot.channels.telegram.keyboard import keyboards
from bot.channels.telegram.markup import to_html
from bot.channels.telegram.payloads import PayloadTable
from bot.channels.telegram.split import split, visible_text
from bot.papers.press import AnyWanted, Paper

MAX_CAPTION: Final = 1024
"""Telegram's limit for what stands under a document: UTF-16 units of visible text."""

MakePaper = Callable[[AnyWanted], Awaitable[Paper]]


@dataclass(frozen=True)
class Place:
    """Where to answer: a chat, maybe a topic in it, maybe quoting a message."""

    chat_id: int
    thread_id: int | None = None
    quoted: int | None = None

    @property
    def quotes(self) -> ReplyParameters | None:
        if self.quoted is None:
            return None
        return ReplyParameters(self.quoted, allow_sending_without_reply=True)


@dataclass(frozen=True)
class TextPart:
    """One message of text; `html` unless `plain`."""

    html: str
    keyboard: InlineKeyboardMarkup | None = None
    plain: bool = False

    async def send(self, bot: Bot, place: Place) -> None:
        await bot.send_message(
            place.chat_id,
            self.html,
            parse_mode=None if self.plain else ParseMode.HTML,
            reply_markup=self.keyboard,
            message_thread_id=place.thread_id,
            link_preview_options=LinkPreviewOptions(is_disabled=True),
            reply_parameters=place.quotes,
        )

    def without_markup(self) -> "TextPart":
        return replace(self, html=visible_text(self.html), plain=True)


@dataclass(frozen=True)
class DocumentPart:
    """One file, also a picture: as a photo Telegram would shrink it until nobody can read it."""

    paper: Paper
    html: str = ""
    keyboard: InlineKeyboardMarkup | None = None
    plain: bool = False

    async def send(self, bot: Bot, place: Place) -> None:
        await bot.send_document(
            place.chat_id,
            InputFile(self.paper.content, filename=self.paper.name),
            caption=self.html or None,
            parse_mode=None if self.plain else ParseMode.HTML,
            reply_markup=self.keyboard,
            message_thread_id=place.thread_id,
            reply_parameters=place.quotes,
        )

    def without_markup(self) -> "DocumentPart":
        return replace(self, html=visible_text(self.html), plain=True)


Part = TextPart | DocumentPart


async def parts(message: Message, payloads: PayloadTable, make: MakePaper) -> list[Part]:
    """Return all of `message` in order; its buttons come under the last part of it.

    Raises what `make` and `wanted` raise for a file that can't be made.
    """
    boards = keyboards(message.buttons, payloads)
    first, more = (boards[0], boards[1:]) if boards else (None, [])
    if isinstance(message, FileMessage):
        paper = await make(wanted_letter(message.path) or wanted(message.path))
        told = _around(message, paper, first)
    else:
        told = _texts(to_html(message.text), first)
    return [*told, *(TextPart(phrases.MORE_CHOICES, board) for board in more)]


def parts_without_file(message: FileMessage, payloads: PayloadTable) -> list[Part]:
    """Return what is told where the file can't be made; its buttons are there all the same."""
    boards = keyboards(message.buttons, payloads)
    first, more = (boards[0], boards[1:]) if boards else (None, [])
    told = [TextPart(text) for text in split(to_html(message.lead))]
    return [
        *told,
        TextPart(phrases.NO_FILE, first),
        *(TextPart(phrases.MORE_CHOICES, board) for board in more),
    ]


def _texts(html: str, keyboard: InlineKeyboardMarkup | None) -> list[Part]:
    texts = split(html)
    if keyboard is None:
        return [TextPart(text) for text in texts]
    *before, last = texts or [phrases.CHOOSE]
    return [*map(TextPart, before), TextPart(last, keyboard)]


def _around(
    message: FileMessage, paper: Paper, keyboard: InlineKeyboardMarkup | None
) -> list[Part]:
    """The document with its text as the caption, or after its text where that is too long."""
    html = to_html(message.lead)
    captions = split(html, MAX_CAPTION)
    if len(captions) <= 1:
        return [DocumentPart(paper, "".join(captions), keyboard)]
    return [*map(TextPart, split(html)), DocumentPart(paper, keyboard=keyboard)]
