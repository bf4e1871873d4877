"""Stores procedures and says in the log what each was before and is now."""

from collections.abc import Sequence
from typing import Any

from sqlalchemy.orm import Session

from knowledge.content import ProcedureContent
from knowledge.repository import ImportReport, Repository
from knowledge.staff.audit import Action, record


def put_and_record(
    session: Session,
    procedures: Sequence[ProcedureContent],
    who: str,
    action: Action = Action.IMPORT_CATALOGUE,
) -> ImportReport:
    """Do what `Repository.put` does, and write a line for each procedure that it changes."""
    repository = Repository(session)
    stored = {procedure.id: procedure for procedure in repository.procedures()}
    done = repository.put(procedures)
    for procedure in procedures:
        before = stored.get(procedure.id)
        if procedure != before:
            record(
                session,
                who,
                action,
                f"thủ tục {procedure.id}",
                before=_told(before) if before else None,
                after=_told(procedure),
            )
    return done


def _told(procedure: ProcedureContent) -> dict[str, Any]:
    return procedure.model_dump(mode="json", exclude_defaults=True)
