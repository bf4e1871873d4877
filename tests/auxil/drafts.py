"""What is told beside a draft, read and changed behind its back."""

from datetime import date
from typing import Any

from sqlalchemy.orm import Session

from knowledge.editing.sections import Section, content_of
from knowledge.repository import Repository, version_on
from knowledge.staff.catalogue_changes import put_and_record


def told(session: Session, procedure_id: int, section: Section, on: date) -> dict[str, Any]:
    """Return the section of the version of `on`, as a form holds it."""
    live = Repository(session).procedure(procedure_id)
    return content_of(live, version_on(live, on), section)


def retitled(session: Session, procedure_id: int, title: str) -> None:
    """Give the newest version another title, as an import would."""
    live = Repository(session).procedure(procedure_id)
    *earlier, last = live.versions
    versions = (*earlier, last.model_copy(update={"title": title}))
    put_and_record(session, [live.model_copy(update={"versions": versions})], "lệnh")
