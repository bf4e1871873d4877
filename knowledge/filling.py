"""Fills an empty database from the files that come with the code."""

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from knowledge import reference_files
from knowledge.catalogue_files import CATALOGUE, read_directory
from knowledge.models import Contact, Group, LegalDocument, Procedure
from knowledge.repository import Repository


def is_empty(session: Session) -> bool:
    return session.scalar(select(func.count()).select_from(Procedure)) == 0


def fill(session: Session) -> int:
    """Store groups, laws, contacts and the 61 procedures; return how many procedures.

    Raises CatalogueError naming file and line for anything wrong in the files.
    """
    procedures = read_directory(CATALOGUE)
    for position, group in enumerate(reference_files.groups()):
        session.merge(Group(key=group.key, name=group.name, position=position))
    for law in reference_files.legal_documents():
        session.merge(LegalDocument(**law.model_dump(mode="json")))
    for position, contact in enumerate(reference_files.contacts()):
        session.merge(Contact(position=position, **contact.model_dump()))
    session.flush()
    Repository(session).put(procedures)
    return len(procedures)
