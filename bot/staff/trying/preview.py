"""How a draft looks on the web and in Telegram, beside what is told now."""

from dataclasses import dataclass
from datetime import date
from typing import Annotated, Final

from anyio import to_thread
from fastapi import APIRouter, Depends, HTTPException, Request
from fastapi import Path as InPath
from fastapi.responses import Response

from actions.clock import today
from actions.drafts import Drafted, drafted
from actions.payloads import asking
from actions.questions import answer_question
from actions.reply import Reply
from actions.turn import Memory, Turn, Understanding
from bot.staff.desk import may
from bot.staff.editing.labels import title, within
from bot.staff.pages import page
from bot.staff.rights import Right
from bot.staff.trying import phrases
from bot.staff.trying.bubbles import Shown, shown
from knowledge.content import ProcedureContent
from knowledge.database import session
from knowledge.facets import Facet
from knowledge.repository import Repository
from knowledge.staff.sessions import Opened

router = APIRouter()
Editor = Annotated[Opened, Depends(may(Right.EDIT_KNOWLEDGE))]
Number = Annotated[int, InPath(ge=1, le=61)]
_DAYS: Final = (date(2000, 1, 1), date(2100, 12, 31))


class NoDraft(Exception):
    """A procedure has no draft to try. Its number is the argument."""


@dataclass(frozen=True)
class Told:
    """What the draft and what the present rules say to one question, and to whom it belongs."""

    procedure: ProcedureContent
    day: date
    today: date
    draft: Reply
    live: Reply
    problems: tuple[tuple[str, str, str], ...]
    """Section, place in it, what is wrong."""

    @property
    def same(self) -> bool:
        return self.draft.messages == self.live.messages


@dataclass(frozen=True)
class Side:
    """One of the two, as it is shown."""

    title: str
    shown: Shown


@router.get("/drafts/{number}/preview")
async def preview(
    request: Request,
    desk: Editor,
    number: Number,
    *,
    facet: str = "",
    as_of: str = "",
    show: str = "both",
) -> Response:
    wanted = Facet(facet) if facet in set(Facet) else Facet.OVERVIEW
    told = await to_thread.run_sync(_told, number, wanted, _day(as_of))
    view = show if show in phrases.VIEWS else "both"
    sides = []
    if view != "live":
        sides.append(Side(phrases.DRAFT, await shown(told.draft)))
    if view == "live" or (view == "both" and not told.same):
        sides.append(Side(phrases.LIVE, await shown(told.live)))
    return page(
        request,
        "trying/preview.html",
        desk,
        told=told,
        facet=wanted,
        show=view,
        views=phrases.VIEWS,
        sides=sides,
    )


def draft_of(opened: Repository, number: int) -> Drafted:
    """Return the draft of a procedure. Raises NoDraft, or HTTPException."""
    try:
        found = drafted(opened.session, number, today())
    except LookupError as error:
        raise HTTPException(404) from error
    if found is None:
        raise NoDraft(number)
    return found


def _told(number: int, facet: Facet, as_of: date | None) -> Told:
    with session() as opened:
        live = Repository(opened)
        found = draft_of(live, number)
        day = as_of or found.day
        return Told(
            found.composed.procedure,
            day,
            today(),
            _answer(found.repository, number, facet, day),
            _answer(live, number, facet, day),
            tuple(
                (title(section.value), within(section.value, problem.path), problem.message)
                for section, problems in found.composed.problems.items()
                for problem in problems
            ),
        )


def _answer(repository: Repository, number: int, facet: Facet, day: date) -> Reply:
    """Return what is said to the button that asks for `facet`."""
    payload = asking(facet, number)
    pressed = Understanding(payload, f"ask_{facet.value}", entities={"procedure": number})
    return answer_question(Turn(repository, pressed, Memory(), day)).reply


def _day(typed: str) -> date | None:
    try:
        day = date.fromisoformat(typed)
    except ValueError:
        return None
    first, last = _DAYS
    return day if first <= day <= last else None
