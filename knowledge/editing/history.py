"""What a procedure said before and after each change, and how to get it back."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Final, Literal

from pydantic import ValidationError
from sqlalchemy import Select, select
from sqlalchemy.orm import Session

from knowledge.content import ProcedureContent
from knowledge.editing import days, phrases
from knowledge.editing.drafts import DraftError, Drafts, DraftView
from knowledge.editing.sections import Section, content_of, facet_of
from knowledge.repository import Repository, version_on
from knowledge.staff.audit import Action
from knowledge.staff.tables import AuditEntry, in_utc

_ACTIONS: Final = tuple(
    action.value
    for action in (Action.PUBLISH, Action.CONFIRM, Action.REVIEWED, Action.IMPORT_CATALOGUE)
)


@dataclass(frozen=True)
class Change:
    """One change of what citizens are told; `at` in UTC.

    `before` is None for a procedure that was new, and either where the schema was another then.
    """

    id: int
    at: datetime
    who: str
    action: str
    before: ProcedureContent | None
    after: ProcedureContent | None


def changes(session: Session, procedure_id: int, page: int = 1, size: int = 20) -> list[Change]:
    """Return the `page`-th `size` changes, from 1 and the newest on."""
    newest = _of(procedure_id).order_by(AuditEntry.id.desc())
    rows = session.scalars(newest.limit(size).offset((page - 1) * size))
    return [_change(row) for row in rows]


def change(session: Session, procedure_id: int, change_id: int) -> Change:
    """Return one change. Raises LookupError if that procedure has none by that id."""
    row = session.scalar(_of(procedure_id).where(AuditEntry.id == change_id))
    if row is None:
        raise LookupError(f"no change {change_id} of procedure {procedure_id}")
    return _change(row)


def restore(
    session: Session,
    who: str,
    procedure_id: int,
    change_id: int,
    side: Literal["before", "after"],
) -> DraftView:
    """Make a draft that says again what was told on one side of a change.

    Raises LookupError without such a change, DraftError if nothing differs or a draft is open.
    """
    old_change = change(session, procedure_id, change_id)
    old = old_change.before if side == "before" else old_change.after
    if old is None:
        raise DraftError(phrases.NO_CONTENT)
    drafts = Drafts(session, who)
    if drafts.of(procedure_id):
        raise DraftError(phrases.DRAFT_OPEN.format(id=procedure_id))
    differing = _differing(old, Repository(session).procedure(procedure_id))
    if not differing:
        raise DraftError(phrases.NOTHING_TO_RESTORE)
    drafts.open(procedure_id)
    for section, content in differing.items():
        drafts.save(procedure_id, section, content, 0)
    restored = drafts.of(procedure_id)
    assert restored is not None
    return restored


def _differing(old: ProcedureContent, live: ProcedureContent) -> dict[Section, Mapping[str, Any]]:
    """Return the sections of `old` that say something else than those told today."""
    told = version_on(live, days.today())
    before = version_on(old, told.in_force_from)
    sections = [each for each in Section if before.facets or facet_of(each) is None]
    contents = {section: content_of(old, before, section) for section in sections}
    return {
        section: content
        for section, content in contents.items()
        if content != content_of(live, told, section)
    }


def _of(procedure_id: int) -> Select[AuditEntry]:
    about = f"thủ tục {procedure_id}"
    return select(AuditEntry).where(AuditEntry.object == about, AuditEntry.action.in_(_ACTIONS))


def _change(row: AuditEntry) -> Change:
    before, after = _content(row.before), _content(row.after)
    return Change(row.id, in_utc(row.at), row.who, row.action, before, after)


def _content(told: Mapping[str, Any] | None) -> ProcedureContent | None:
    try:
        return ProcedureContent.model_validate(told) if told else None
    except ValidationError:
        return None
