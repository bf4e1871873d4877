"""The list of legal documents, and the page of one with all answers that rest on it."""

from typing import Annotated

from fastapi import APIRouter, Depends, HTTPException, Request
from fastapi.responses import Response

from actions.clock import today
from actions.wording import day
from bot.staff.desk import may
from bot.staff.laws import phrases, views
from bot.staff.laws.addresses import document
from bot.staff.pages import page
from bot.staff.rights import Right
from knowledge.database import session
from knowledge.laws import documents, tasks
from knowledge.laws.resting import resting, resting_on
from knowledge.repository import Repository
from knowledge.staff.sessions import Opened

router = APIRouter()
Reader = Annotated[Opened, Depends(may(Right.READ_KNOWLEDGE))]
_LONGEST = 200


@router.get("/laws")
def listed(request: Request, desk: Reader, q: str = "", state: str = "") -> Response:
    on = today()
    with session() as opened:
        rests = resting(Repository(opened).procedures(), on)
        rows = [views.law_row(law, rests.get(law.number, []), on) for law in documents.laws(opened)]
    typed = q[:_LONGEST]
    return page(
        request,
        "laws/laws.html",
        desk,
        rows=views.chosen(rows, typed, state),
        total=len(rows),
        q=typed,
        state=state,
        texts=phrases,
        told_day=day,
        document=document,
    )


@router.get("/laws/document")
def show(request: Request, desk: Reader, number: str = "") -> Response:
    """Show one document; its number has slashes, so it comes as a parameter."""
    on = today()
    with session() as opened:
        repository = Repository(opened)
        known = {law.number: law for law in documents.laws(opened)}
        law = known.get(number)
        if law is None:
            raise HTTPException(404)
        rests = resting_on(repository, number, on)
        names = {heading.id: heading.name for heading in repository.headings()}
        waiting = len(tasks.open_tasks(opened, law=number))
        asked = tasks.ever_opened(opened, number)
    row = views.law_row(law, rests, on)
    return page(
        request,
        "laws/law.html",
        desk,
        row=row,
        known=known,
        replaces=[each for each in known.values() if number in each.replaced_by],
        amends=[each for each in known.values() if number in each.amended_by],
        now=views.by_procedure((rest for rest in rests if not rest.announced), names),
        later=views.by_procedure((rest for rest in rests if rest.announced), names),
        waiting=waiting,
        unasked=bool(row.left_behind and not asked),
        texts=phrases,
        told_day=day,
        document=document,
    )
