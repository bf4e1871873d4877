"""Talking to the bot as if a draft were published: the real Rasa, the real actions."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Annotated, Final

from anyio import to_thread
from fastapi import APIRouter, Depends, Request
from fastapi.responses import Response

from actions.clock import today
from actions.drafts import Drafted
from actions.reply import Outcome
from actions.wording import facet_title
from bot.staff.desk import Posted, posting
from bot.staff.pages import go, page
from bot.staff.rights import Right
from bot.staff.trying import phrases
from bot.staff.trying.bubbles import WebBubble, web_bubbles
from bot.staff.trying.chats import Chat, Chats, ChatTurn
from bot.staff.trying.preview import Editor, Number, draft_of
from bot.staff.trying.rasa import Rasa, RasaAway
from knowledge.database import session
from knowledge.repository import Repository
from knowledge.staff.sessions import Opened

ChatForm = Annotated[Posted, Depends(posting(Right.EDIT_KNOWLEDGE))]
_LONGEST: Final = 2000
"""Characters of a question, as for citizens."""


@dataclass(frozen=True)
class Understood:
    """What the bot took a turn for, in words."""

    kind: str
    procedures: tuple[str, ...]
    candidates: tuple[str, ...]
    facets: tuple[str, ...]


@dataclass(frozen=True)
class ShownTurn:
    said: str
    bubbles: tuple[WebBubble, ...]
    understood: Understood


@dataclass(frozen=True)
class _About:
    """The procedure of the draft, for which day it answers, and all names by number."""

    number: int
    name: str
    day: date
    names: dict[int, str]


def chat_router(rasa: Rasa) -> APIRouter:
    """Routes of the test chat."""
    router = APIRouter()
    chats = Chats()

    @router.get("/drafts/{number}/chat")
    def look(request: Request, desk: Editor, number: Number) -> Response:
        return _shown(request, desk, _about(number), chats.of(desk, number))

    @router.post("/drafts/{number}/chat")
    async def ask(request: Request, posted: ChatForm, number: Number) -> Response:
        about = await to_thread.run_sync(_about, number)
        if posted.text("do") == "restart":
            chats.restart(posted.desk, number)
            return go(request, f"drafts/{number}/chat")
        chat = chats.of(posted.desk, number)
        text, payload = posted.text("text").strip(), posted.text("payload")
        error = await _turn(rasa, chat, number, text, payload)
        if error:
            return _shown(request, posted.desk, about, chat, error=error, typed=text)
        return go(request, f"drafts/{number}/chat#last")

    return router


async def _turn(rasa: Rasa, chat: Chat, number: int, text: str, payload: str) -> str:
    """Say or press something; return why it can't be done, or nothing."""
    button = chat.button(payload) if payload else None
    if payload and button is None:
        return phrases.NO_SUCH_BUTTON
    if not payload and not text:
        return phrases.EMPTY
    if len(text) > _LONGEST:
        return phrases.TOO_LONG
    try:
        if button:
            reply = await rasa.press(chat.conversation, button.payload, number)
        else:
            reply = await rasa.say(chat.conversation, text, number)
    except RasaAway:
        return phrases.RASA_AWAY
    chat.add(ChatTurn(button.title if button else text, reply))
    return ""


def _about(number: int) -> _About:
    with session() as opened:
        repository = Repository(opened)
        found: Drafted = draft_of(repository, number)
        names = {heading.id: heading.name for heading in repository.headings()}
    return _About(number, found.told.name, found.day, names)


def _shown(
    request: Request,
    desk: Opened,
    about: _About,
    chat: Chat,
    *,
    error: str = "",
    typed: str = "",
) -> Response:
    return page(
        request,
        "trying/chat.html",
        desk,
        422 if error else 200,
        about=about,
        later=about.day > today(),
        turns=[_shown_turn(turn, about.names) for turn in chat.turns],
        error=error,
        typed=typed,
        longest=_LONGEST,
    )


def _shown_turn(turn: ChatTurn, names: dict[int, str]) -> ShownTurn:
    return ShownTurn(turn.said, web_bubbles(turn.reply), understood(turn.reply.outcome, names))


def understood(outcome: Outcome, names: dict[int, str]) -> Understood:
    """Return what an outcome says, in words."""

    def called(numbers: Sequence[int]) -> tuple[str, ...]:
        return tuple(f"{number}. {names.get(number, '')}" for number in numbers)

    return Understood(
        phrases.KINDS[outcome.kind],
        called(outcome.procedures),
        called(outcome.candidates),
        tuple(map(facet_title, outcome.facets)),
    )
