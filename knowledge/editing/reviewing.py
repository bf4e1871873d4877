"""What an officer says of a version without changing it: that it is right, and who says so."""

from datetime import date

from sqlalchemy.orm import Session

from knowledge.editing import days, phrases
from knowledge.editing.placing import edited_version, has_version, placed
from knowledge.editing.rows import Rows
from knowledge.editing.views import DraftError
from knowledge.staff.audit import Action
from knowledge.staff.catalogue_changes import put_and_record


def confirm(session: Session, who: str, procedure_id: int, version_from: date) -> None:
    """Say for the department that a version is right. Raises as `mark_reviewed` does."""
    _mark(session, who, procedure_id, version_from, Action.CONFIRM)


def mark_reviewed(session: Session, who: str, procedure_id: int, version_from: date) -> None:
    """Say that a version is still right today.

    Raises LookupError without such a procedure, DraftError without such a version.
    """
    _mark(session, who, procedure_id, version_from, Action.REVIEWED)


def _mark(
    session: Session, who: str, procedure_id: int, version_from: date, action: Action
) -> None:
    rows = Rows(session)
    rows.lock(procedure_id)
    live = rows.procedure(procedure_id)
    if not has_version(live, version_from):
        day = days.told(version_from)
        raise DraftError(phrases.NO_VERSION.format(id=procedure_id, day=day))
    version = edited_version(live, version_from)
    confirmed = version.confirmed or action is Action.CONFIRM
    marked = version.model_copy(update={"reviewed_on": days.today(), "confirmed": confirmed})
    procedure, _ = placed(live, marked, None)
    put_and_record(session, [procedure], who, action)
