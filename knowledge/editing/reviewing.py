"""What an officer says of a version without changing it: that it is right, and who says so."""

from datetime import date
from hashlib import sha256

from sqlalchemy.orm import Session

from knowledge.content import VersionContent
from knowledge.editing import days, phrases
from knowledge.editing.placing import edited_version, has_version, placed
from knowledge.editing.rows import Rows
from knowledge.editing.views import DraftError
from knowledge.staff.audit import Action
from knowledge.staff.catalogue_changes import put_and_record


def confirm(
    session: Session, who: str, procedure_id: int, version_from: date, seen: str | None = None
) -> None:
    """Say for the department that a version is right.

    Raises as `mark_reviewed` does, and DraftError for its author.
    """
    _mark(session, who, procedure_id, version_from, action=Action.CONFIRM, seen=seen)


def mark_reviewed(
    session: Session, who: str, procedure_id: int, version_from: date, seen: str | None = None
) -> None:
    """Say that a version is still right today.

    `seen`: the digest of what the officer looked at; None for what is there now.
    Raises LookupError without such a procedure, DraftError without such a version, or if it says
    something else by now.
    """
    _mark(session, who, procedure_id, version_from, action=Action.REVIEWED, seen=seen)


def digest(version: VersionContent) -> str:
    """Return what changes whenever `version` does, but for its being confirmed or reviewed."""
    said = version.model_copy(update={"reviewed_on": None, "confirmed": False})
    return sha256(said.model_dump_json().encode()).hexdigest()[:16]


def _mark(
    session: Session,
    who: str,
    procedure_id: int,
    version_from: date,
    *,
    action: Action,
    seen: str | None,
) -> None:
    rows = Rows(session)
    rows.lock(procedure_id)
    live = rows.procedure(procedure_id)
    if not has_version(live, version_from):
        day = days.told(version_from)
        raise DraftError(phrases.NO_VERSION.format(id=procedure_id, day=day))
    version = edited_version(live, version_from)
    if seen not in (None, digest(version)):
        raise DraftError(phrases.CHANGED_MEANWHILE)
    if action is Action.CONFIRM and version.author == who:
        raise DraftError(phrases.OWN_VERSION)
    confirmed = version.confirmed or action is Action.CONFIRM
    marked = version.model_copy(update={"reviewed_on": days.today(), "confirmed": confirmed})
    procedure, _ = placed(live, marked, None)
    put_and_record(session, [procedure], who, action)
