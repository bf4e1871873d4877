"""Marking a law as replaced: the form, what it would do, then, if confirmed, that; and undoing."""

from dataclasses import dataclass
from typing import Annotated

from fastapi import APIRouter, Depends, HTTPException, Request
from fastapi.responses import Response
from sqlalchemy.orm import Session

from actions.clock import today
from actions.wording import day
from bot.staff.desk import Posted, may, posting
from bot.staff.laws import phrases
from bot.staff.laws.addresses import document
from bot.staff.laws.reminders import preview
from bot.staff.pages import go, page
from bot.staff.rights import Right
from knowledge.database import session
from knowledge.laws import phrases as law_phrases
from knowledge.laws.documents import Law, LawError, add_law, law, laws, tidy
from knowledge.laws.marking import checked, digest, mark_replaced, unmark
from knowledge.laws.successors import Successors, typed_successors
from knowledge.staff.sessions import Opened

router = APIRouter()
MarkForm = Annotated[Posted, Depends(posting(Right.REVIEW_KNOWLEDGE))]


@dataclass(frozen=True)
class Typed:
    """The form as it was filled; `seen` is the digest of the law that was shown with it."""

    number: str
    until: str
    replaced_by: str
    repealed: bool
    note: str
    seen: str


@router.get("/laws/mark")
def ask(
    request: Request,
    desk: Annotated[Opened, Depends(may(Right.REVIEW_KNOWLEDGE))],
    number: str = "",
) -> Response:
    with session() as opened:
        one = _law(opened, number)
    typed = Typed(
        number,
        day(one.effective_to) if one.effective_to else "",
        "\n".join(one.replaced_by),
        bool(one.effective_to and not one.replaced_by),
        one.note or "",
        digest(one),
    )
    return _form(request, desk, one, typed)


@router.post("/laws/mark")
def mark(request: Request, posted: MarkForm) -> Response:
    """Show the form again, or what would be, or do it, as the button says."""
    typed, step = _typed(posted), posted.text("step")
    one: Law | None = None
    try:
        with session() as opened:
            one = _law(opened, typed.number)
            if digest(one) != typed.seen:
                raise LawError(phrases.CHANGED_MEANWHILE)
            if step == "back":
                return _form(request, posted.desk, one, typed)
            marked, new = _read(opened, one, typed)
            if step != "confirm":
                return _preview(request, posted.desk, opened, marked, typed=typed, new=new)
            _do(opened, posted.officer.name, marked, new)
    except LawError as error:
        assert one is not None
        return _form(request, posted.desk, one, typed, error.reasons)
    return go(request, document(typed.number))


@router.post("/laws/unmark")
def undo(request: Request, posted: MarkForm) -> Response:
    typed = _typed(posted)
    one: Law | None = None
    try:
        with session() as opened:
            one = _law(opened, typed.number)
            if digest(one) != typed.seen:
                raise LawError(phrases.CHANGED_MEANWHILE)
            unmark(opened, posted.officer.name, typed.number, typed.note)
    except LawError as error:
        assert one is not None
        return _form(request, posted.desk, one, typed, error.reasons)
    return go(request, document(typed.number))


def _read(opened: Session, one: Law, typed: Typed) -> tuple[Law, tuple[Law, ...]]:
    """Return the law as marked and the laws to be added. Raises LawError with all that is wrong."""
    wrong: list[str] = []
    found = Successors((), ())
    try:
        found = _successors(opened, typed)
    except LawError as error:
        wrong += error.reasons
    adding = [each.number for each in found.new]
    try:
        marked = checked(opened, one, typed.until, found.numbers, note=typed.note, adding=adding)
    except LawError as error:
        raise LawError(*error.reasons, *wrong) from error
    if wrong:
        raise LawError(*wrong)
    return marked, found.new


def _preview(
    request: Request,
    desk: Opened,
    opened: Session,
    marked: Law,
    *,
    typed: Typed,
    new: tuple[Law, ...],
) -> Response:
    on = today()
    return page(
        request,
        "laws/preview.html",
        desk,
        law=marked,
        typed=typed,
        new=new,
        preview=preview(opened, marked, on),
        today=on,
        told_day=day,
        document=document,
    )


def _do(opened: Session, who: str, marked: Law, new: tuple[Law, ...]) -> None:
    assert marked.effective_to is not None
    for each in new:
        add_law(opened, who, each)
    mark_replaced(
        opened,
        who,
        marked.number,
        marked.effective_to,
        marked.replaced_by,
        note=marked.note or "",
        on=today(),
    )


def _successors(opened: Session, typed: Typed) -> Successors:
    known = {each.number for each in laws(opened)}
    found = typed_successors(typed.replaced_by, known)
    if typed.repealed and found.numbers:
        raise LawError(law_phrases.BOTH)
    if not typed.repealed and not found.numbers:
        raise LawError(law_phrases.NO_SUCCESSOR)
    return found


def _law(opened: Session, number: str) -> Law:
    try:
        return law(opened, tidy(number))
    except LookupError as error:
        raise HTTPException(404) from error


def _typed(posted: Posted) -> Typed:
    return Typed(
        number=posted.text("number"),
        until=tidy(posted.text("until")),
        replaced_by=posted.text("replaced_by"),
        repealed=bool(posted.text("repealed")),
        note=posted.text("note"),
        seen=posted.text("seen"),
    )


def _form(
    request: Request, desk: Opened, one: Law, typed: Typed, errors: tuple[str, ...] = ()
) -> Response:
    shown = Typed(**vars(typed) | {"seen": digest(one)})
    status = 422 if errors else 200
    return page(
        request,
        "laws/mark.html",
        desk,
        status,
        law=one,
        typed=shown,
        errors=errors,
        told_day=day,
        document=document,
    )
