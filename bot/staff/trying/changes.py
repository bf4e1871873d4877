"""Which questions that citizens really asked a draft would answer otherwise."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Final

from anyio import CapacityLimiter, to_thread
from fastapi import APIRouter, Request
from fastapi.responses import Response
from sqlalchemy.orm import Session

from actions.turn import Understanding
from bot.staff.pages import page
from bot.staff.trying import phrases
from bot.staff.trying.bubbles import WebBubble, web_bubbles
from bot.staff.trying.preview import Editor, Number, draft_of
from bot.staff.trying.rasa import Rasa, RasaAway
from bot.staff.trying.replay import Replayed, concerning, replay
from knowledge import database
from knowledge.asked.asked import LASTS, MOST, Asked, recent
from knowledge.content import ProcedureContent
from knowledge.database import session
from knowledge.editing.sections import Section
from knowledge.repository import Repository

_NEWEST: Final = 500
"""Questions that are tried."""
_SHOWN: Final = 40
"""Groups of changed answers that are shown."""


@dataclass(frozen=True)
class Question:
    """The procedure whose draft is tried, and the questions to try it on.

    `all_of_them`: its names were changed, so that any question may now be about it.
    """

    procedure: ProcedureContent
    asked: tuple[Asked, ...]
    all_of_them: bool


@dataclass(frozen=True)
class ShownChange:
    """One answer that would change, and the questions that get it."""

    old: tuple[WebBubble, ...]
    new: tuple[WebBubble, ...]
    old_kind: str
    new_kind: str
    questions: tuple[tuple[str, int], ...]
    count: int


@dataclass(frozen=True)
class Result:
    replayed: Replayed
    shown: tuple[ShownChange, ...]
    changed: int


def changes_router(rasa: Rasa) -> APIRouter:
    """The page of changed questions, and what is loaded into it.

    One officer at a time: it asks the Rasa that citizens ask too.
    """
    router = APIRouter()
    turn = CapacityLimiter(1)

    @router.get("/drafts/{number}/changes")
    async def changes(request: Request, desk: Editor, number: Number, result: str = "") -> Response:
        question = await to_thread.run_sync(_question, number)
        partly = request.headers.get("hx-request") == "true"
        found, error = None, ""
        if result or partly:
            async with turn:
                found, error = await _result(rasa, question)
        return page(
            request,
            "trying/changes_found.html" if partly else "trying/changes.html",
            desk,
            question=question,
            found=found,
            error=error,
            days=LASTS.days,
            newest=_NEWEST,
            most_shown=_SHOWN,
        )

    return router


async def _result(rasa: Rasa, question: Question) -> tuple[Result | None, str]:
    """Return what would change, or why that can't be said."""
    texts = list(dict.fromkeys(each.text for each in question.asked))
    try:
        understood = await rasa.understood(texts)
    except RasaAway:
        return None, phrases.PARSER_AWAY
    known = dict(zip(texts, understood, strict=True))
    replayed = await to_thread.run_sync(_replay, question, known)
    shown = tuple(
        ShownChange(
            web_bubbles(each.old),
            web_bubbles(each.new),
            phrases.KINDS[each.old.outcome.kind],
            phrases.KINDS[each.new.outcome.kind],
            each.questions,
            each.count,
        )
        for each in replayed.changed[:_SHOWN]
    )
    return Result(replayed, shown, sum(each.count for each in replayed.changed)), ""


def _question(number: int) -> Question:
    with session() as opened:
        found = draft_of(Repository(opened), number)
        named = Section.NAMES in found.view.sections
        asked = concerning(recent(opened, MOST), number, named)
        return Question(found.composed.procedure, tuple(asked[:_NEWEST]), named)


def _replay(question: Question, known: Mapping[str, Understanding | None]) -> Replayed:
    with Session(database.engine()) as opened:
        live = Repository(opened)
        draft = draft_of(live, question.procedure.id)
        return replay(draft, live, _one_by_one(opened, question, known))


def _one_by_one(
    opened: Session, question: Question, known: Mapping[str, Understanding | None]
) -> Iterator[tuple[Asked, Understanding | None]]:
    """Yield what was heard; undo what answering each wrote, and let other writers in between."""
    for asked in question.asked:
        yield asked, known[asked.text]
        opened.rollback()
