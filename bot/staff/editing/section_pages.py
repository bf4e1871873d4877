"""The form of one section: shown, saved as one types, its rows moved, its conflicts settled."""

from dataclasses import replace
from typing import Annotated, Any, Final

from fastapi import APIRouter, Depends, HTTPException, Request
from fastapi.responses import Response
from sqlalchemy.orm import Session
from starlette.datastructures import FormData

from actions.wording import day
from bot.staff.desk import Posted, may, posting
from bot.staff.editing import labels, phrases
from bot.staff.editing.fields import FIELDS, Kind
from bot.staff.editing.path import Number
from bot.staff.editing.reading import read, read_row
from bot.staff.editing.rows import REMOVED, Path, as_inputs, changed, parsed
from bot.staff.editing.showing import Outcome, Removed, values
from bot.staff.editing.work import Work, save, work_on
from bot.staff.pages import go, page
from bot.staff.rights import Right
from knowledge.database import session
from knowledge.editing.drafts import DraftError, Drafts, Stale
from knowledge.editing.sections import Section, cleaned
from knowledge.staff.sessions import Opened

router = APIRouter()
MOST_FIELDS: Final = 2000
LARGEST_FORM: Final = 1024 * 1024
"""Bytes of what is posted: more than a draft keeps of a section, in which a letter takes nine."""
Editor = Annotated[Opened, Depends(may(Right.EDIT_KNOWLEDGE))]
TypedForm = Annotated[Posted, Depends(posting(Right.EDIT_KNOWLEDGE, MOST_FIELDS, shown_again=True))]
EditForm = Annotated[Posted, Depends(posting(Right.EDIT_KNOWLEDGE, MOST_FIELDS))]
_SAVE: Final = ("save", "done", "keep", "")
_FORGED: Final = 403
_CONFLICT: Final = 409
_REFUSED: Final = 422


@router.get("/drafts/{number}/{section}")
def show(
    request: Request, desk: Editor, number: Number, section: Section, version: str = ""
) -> Response:
    with session() as opened:
        work = _work(opened, desk.officer.name, number, section, version)
        shown = values(opened, work, work.fields, Outcome(revision=work.revision))
    return page(request, "editing/section.html", desk, **shown)


@router.post("/drafts/{number}/{section}")
def submit(request: Request, posted: TypedForm, number: Number, section: Section) -> Response:
    """Save, move a row, or settle a conflict, and show the form again with all that was typed."""
    do, typed, said = posted.text("do"), read(section, posted.form), ""
    wanted: Path = ()
    removed = None
    if do in _SAVE:
        as_pasted, typed = typed, cleaned(typed)
        said = phrases.PASTED if _tags(as_pasted) > _tags(typed) else ""
    else:
        typed, wanted, removed, said = _rows_changed(section, typed, do, posted.form)
    revision = posted.text("theirs") if do == "keep" else posted.text("revision")
    outcome = (
        Outcome(_revision(revision), phrases.FORGED, status=_FORGED)
        if posted.forged
        else _saved(posted, number, section, typed, _revision(revision))
    )
    if do == "done" and not outcome.failed:
        return go(request, f"drafts/{number}")
    with session() as opened:
        work = _work(opened, posted.officer.name, number, section, posted.text("version"))
        shown = values(opened, work, typed, replace(outcome, said=said, removed=removed), wanted)
    status = 200 if request.headers.get("hx-request") else outcome.status
    return page(request, "editing/section.html", posted.desk, status, **shown)


@router.post("/drafts/{number}/{section}/autosave")
def autosave(request: Request, posted: EditForm, number: Number, section: Section) -> Response:
    """Save what was typed so far; the answer changes nothing in the form but what is wrong."""
    typed = read(section, posted.form)
    outcome = _saved(posted, number, section, typed, _revision(posted.text("revision")))
    with session() as opened:
        work = _work(opened, posted.officer.name, number, section, posted.text("version"))
        shown = values(opened, work, typed, outcome)
    return page(request, "editing/autosaved.html", posted.desk, **shown)


@router.post("/drafts/{number}/{section}/undo")
def undo(request: Request, posted: EditForm, number: Number, section: Section) -> Response:
    """Take the change of one section back."""
    try:
        with session() as opened:
            Drafts(opened, posted.officer.name).drop(number, section)
    except DraftError as error:
        return page(
            request,
            "editing/refused.html",
            posted.desk,
            _CONFLICT,
            number=number,
            message=str(error),
        )
    return go(request, f"drafts/{number}")


def _saved(
    posted: Posted, number: int, section: Section, typed: dict[str, Any], known: int
) -> Outcome:
    """Save and say how that went."""
    who = posted.officer.name
    try:
        with session() as opened:
            work = _work(opened, who, number, section, posted.text("version"))
            if work.draft is None and known:
                return Outcome(0, phrases.DRAFT_GONE, status=_CONFLICT)
            if moved := _moved(posted, work):
                return Outcome(known, moved, status=_CONFLICT)
            save(opened, who, work, typed, known)
            after = _work(opened, who, number, section, posted.text("version"))
    except Stale as error:
        return Outcome(known, theirs=error.theirs, status=_CONFLICT)
    except DraftError as error:
        return Outcome(known, str(error), status=_REFUSED)
    return Outcome(after.revision, saved=True)


def _moved(posted: Posted, work: Work) -> str:
    """Return why what was typed is for something else than the draft changes; empty if it isn't."""
    if posted.text("version") not in ("", work.version_from.isoformat()):
        return phrases.OTHER_VERSION.format(day=day(work.version_from))
    return phrases.TOLD_ANEW if posted.text("told") not in ("", work.told) else ""


def _rows_changed(
    section: Section, typed: dict[str, Any], do: str, form: FormData
) -> tuple[dict[str, Any], Path, Removed | None, str]:
    """Return the fields after a row was added, moved or removed, which one, or why that failed."""
    lists = {each.key: each for each in FIELDS[section] if each.kind in (Kind.ROWS, Kind.TEXTS)}
    source = form if do.endswith(".restore") else FormData()
    rows = {key: read_row(each, REMOVED, source) for key, each in lists.items()}
    try:
        after, wanted = changed(typed, do, rows)
        key, at, what = parsed(do)
    except ValueError:
        return typed, (), None, phrases.CANNOT_MOVE
    if what != "remove":
        return after, wanted, None, ""
    title = labels.within(section, (key, at))
    inputs = tuple(as_inputs(typed[key][at]))
    return after, wanted, Removed(title, inputs, f"{key}.{at}.restore"), ""


def _revision(typed: str) -> int:
    return int(typed) if typed.isdecimal() and len(typed) < 10 else 0


def _tags(fields: Any) -> int:
    return repr(fields).count("<")


def _work(opened: Session, who: str, number: int, section: Section, version: str) -> Work:
    try:
        return work_on(opened, who, number, section, version)
    except LookupError as error:
        raise HTTPException(404) from error
