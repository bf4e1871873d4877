"""A reviewed draft is told to citizens, if nothing speaks against it."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date

from sqlalchemy.orm import Session

from knowledge.content import ProcedureContent, State
from knowledge.editing import days, phrases
from knowledge.editing.composing import compose
from knowledge.editing.placing import has_version, placed
from knowledge.editing.sections import Section
from knowledge.editing.views import DraftError, DraftView
from knowledge.staff.audit import Action
from knowledge.staff.catalogue_changes import put_and_record


@dataclass(frozen=True)
class Approval:
    """Who approves, from which day on (None: in place), and whether for the department."""

    who: str
    applies_from: date | None
    confirmed: bool


def publish(
    session: Session,
    live: ProcedureContent,
    draft: DraftView,
    approval: Approval,
) -> ProcedureContent:
    """Store `live` with `draft` in it, approved, and log it. Raises DraftError."""
    if approval.who in draft.authors:
        raise DraftError(phrases.OWN_DRAFT)
    check(live, draft)
    check_day(live, approval.applies_from)
    composed = compose(live, replace(draft, applies_from=approval.applies_from))
    approved = composed.version.model_copy(
        update={
            "author": draft.sent_by,
            "approver": approval.who,
            "reviewed_on": days.today(),
            "confirmed": approval.confirmed,
        }
    )
    procedure, _ = placed(composed.procedure, approved, None)
    put_and_record(session, [procedure], approval.who, Action.PUBLISH)
    return procedure


def check(live: ProcedureContent, draft: DraftView) -> None:
    """Raise DraftError if `draft` could not be published as it is."""
    if not draft.sections:
        raise DraftError(phrases.NOTHING_CHANGED)
    if not has_version(live, draft.version_from):
        raise DraftError(phrases.VERSION_GONE.format(day=days.told(draft.version_from)))
    if wrong := compose(live, draft).problems:
        raise DraftError(phrases.PROBLEMS.format(sections=_names(wrong)))
    if moved := [section for section, saved in draft.sections.items() if saved.moved]:
        raise DraftError(phrases.MOVED.format(sections=_names(moved)))


def check_day(live: ProcedureContent, applies_from: date | None) -> None:
    """Raise DraftError if no rule can be announced for that day."""
    if applies_from is None:
        return
    if applies_from < days.today():
        raise DraftError(phrases.PAST.format(day=days.told(applies_from)))
    first = min(each.in_force_from for each in live.versions if each.state is State.PUBLISHED)
    if applies_from < first:
        message = phrases.BEFORE_THE_FIRST
        raise DraftError(message.format(day=days.told(applies_from), first=days.told(first)))


def _names(sections: Iterable[Section]) -> str:
    return ", ".join(phrases.SECTIONS[section.value] for section in sections)
