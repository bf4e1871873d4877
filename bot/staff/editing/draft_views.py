"""What the pages of drafts show."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from fastapi import Request
from fastapi.responses import Response
from sqlalchemy.orm import Session

from bot.staff.desk import Posted
from bot.staff.editing import phrases
from bot.staff.editing.changes import Change, changes
from bot.staff.editing.controls import Around, controls
from bot.staff.editing.labels import title
from bot.staff.editing.path import procedure_of
from bot.staff.editing.showing import Found, found
from bot.staff.pages import page
from bot.staff.rights import Right, allows
from knowledge.content import ProcedureContent
from knowledge.database import session
from knowledge.editing.composing import compose
from knowledge.editing.days import read_day
from knowledge.editing.drafts import DraftError, Drafts
from knowledge.editing.placing import edited_version
from knowledge.editing.sections import Section, cleaned, content_of, facet_of, read
from knowledge.editing.views import DraftState, DraftView, SavedSection
from knowledge.repository import Repository
from knowledge.staff.accounts import Officer
from knowledge.staff.sessions import Opened

_REFUSED = 409


@dataclass(frozen=True)
class SectionView:
    """One changed section: who changed it, what, and what is wrong."""

    section: Section
    title: str
    saved: SavedSection
    changes: list[Change]
    problems: list[Found]


@dataclass(frozen=True)
class Line:
    """One draft in the list of them."""

    draft: DraftView
    name: str
    titles: tuple[str, ...]


@dataclass(frozen=True)
class Listed:
    """All drafts: to be reviewed by the officer, by others, one's own open ones, the others'."""

    to_review: list[Line]
    in_review: list[Line]
    mine: list[Line]
    others: list[Line]


def listed(opened: Session, officer: Officer) -> Listed:
    names = {heading.id: heading.name for heading in Repository(opened).headings()}
    lines = [
        Line(draft, names[draft.procedure_id], tuple(title(each) for each in draft.sections))
        for draft in Drafts(opened, officer.name).listed()
    ]
    waiting = [line for line in lines if line.draft.state is DraftState.IN_REVIEW]
    open_ones = [line for line in lines if line.draft.state is DraftState.OPEN]
    to_review = [line for line in waiting if may_approve(officer, line.draft)]
    mine = [line for line in open_ones if _took_part(officer, line.draft)]
    return Listed(
        to_review,
        [line for line in waiting if line not in to_review],
        mine,
        [line for line in open_ones if line not in mine],
    )


def may_approve(officer: Officer, draft: DraftView) -> bool:
    return allows(officer.role, Right.REVIEW_KNOWLEDGE) and officer.name not in draft.authors


def sections(procedure: ProcedureContent, draft: DraftView) -> list[SectionView]:
    """Return what `draft` changes, in the order of the sections."""
    version = edited_version(procedure, draft.version_from)
    wrong = compose(procedure, draft).problems
    views = []
    for section, saved in draft.sections.items():
        problems = wrong.get(section, ())
        shown = controls(section, saved.fields, problems, Around(procedure.cases))
        new = read(section, saved.fields).content or cleaned(saved.fields)
        old = content_of(procedure, version, section)
        views.append(
            SectionView(
                section,
                title(section),
                saved,
                changes(old, new, section, procedure.cases),
                found(section, problems, shown),
            )
        )
    return views


def draft_page(
    request: Request, desk: Opened, number: int, error: str = "", posted: Posted | None = None
) -> Response:
    """Return the page of a draft; with why something could not be done, and what was typed."""
    with session() as opened:
        procedure = procedure_of(Repository(opened), number)
        draft = Drafts(opened, desk.officer.name).of(number)
        views = sections(procedure, draft) if draft else []
    return page(
        request,
        "editing/draft.html",
        desk,
        _REFUSED if error else 200,
        procedure=procedure,
        draft=draft,
        views=views,
        error=error,
        typed=_typed(posted, draft),
        in_review=bool(draft and draft.state is DraftState.IN_REVIEW),
        own=bool(draft and desk.officer.name in draft.authors),
        approves=bool(draft and may_approve(desk.officer, draft)),
        untouched=_untouched(procedure, draft) if draft else [],
    )


def applies_from(posted: Posted) -> date | None:
    """Return the day that was chosen, None for at once. Raises DraftError for no day."""
    if posted.text("when") != "from":
        return None
    typed = posted.text("applies_from")
    try:
        return read_day(typed)
    except ValueError as error:
        raise DraftError(phrases.NO_SUCH_DAY.format(typed=typed[:40])) from error


def _typed(posted: Posted | None, draft: DraftView | None) -> Mapping[str, Any]:
    """Return what stands in the forms: what was refused, or else what the draft has."""
    if posted:
        names = ("when", "applies_from", "note", "why", "confirmed")
        return {name: posted.text(name) for name in names}
    day = draft.applies_from if draft else None
    return {
        "when": "from" if day else "now",
        "applies_from": day.isoformat() if day else "",
        "note": (draft.note if draft else None) or "",
        "why": "",
        "confirmed": "",
    }


def _untouched(procedure: ProcedureContent, draft: DraftView) -> list[tuple[Section, str]]:
    """Return the sections that can still be changed."""
    version = compose(procedure, draft).version
    return [
        (section, title(section))
        for section in Section
        if section not in draft.sections and (version.facets or facet_of(section) is None)
    ]


def _took_part(officer: Officer, draft: DraftView) -> bool:
    return officer.name in draft.authors or officer.name == draft.opened_by
