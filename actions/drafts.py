"""Answers from a draft, for the officers who try it; citizens' turns never name one."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any, Final

from sqlalchemy.orm import Session

from knowledge.content import ProcedureContent
from knowledge.editing.composing import Composed, compose
from knowledge.editing.drafts import Drafts
from knowledge.editing.overlay import DraftRepository
from knowledge.editing.views import DraftView
from knowledge.repository import Repository

DRAFT: Final = "draft"
"""Metadata of a message: the procedure whose draft is to be told in place of what is told now."""


@dataclass(frozen=True)
class Drafted:
    """A draft laid over the knowledge base; `day` is the first on which it would be told."""

    view: DraftView
    composed: Composed
    told: ProcedureContent
    repository: DraftRepository
    day: date


def drafted(session: Session, procedure_id: int, today: date) -> Drafted | None:
    """Return the draft of a procedure as if it were published now; None if there is none."""
    view = Drafts(session, "").of(procedure_id)
    if view is None:
        return None
    told = Repository(session).procedure(procedure_id)
    composed = compose(told, view)
    repository = DraftRepository(session, composed.procedure)
    return Drafted(view, composed, told, repository, max(today, view.applies_from or today))


def told_from(session: Session, message: Mapping[str, Any], today: date) -> tuple[Repository, date]:
    """Return from what to answer the `latest_message` of a tracker, and for which day."""
    named = (message.get("metadata") or {}).get(DRAFT)
    found = drafted(session, named, today) if type(named) is int else None
    return (found.repository, found.day) if found else (Repository(session), today)
