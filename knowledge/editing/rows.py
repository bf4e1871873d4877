"""Drafts as rows: read, locked, written.

A section whose change was taken back stays as a row without content, so that its revisions go on
counting: a tab from before that can't be taken for a recent one.
"""

from collections.abc import Mapping
from datetime import date
from typing import Any, Final

from sqlalchemy import select, update
from sqlalchemy.orm import Session, selectinload

from knowledge.content import ProcedureContent
from knowledge.editing import days, phrases
from knowledge.editing.placing import edited_version, has_version
from knowledge.editing.sections import Section, content_of
from knowledge.editing.tables import Draft, DraftAuthor, DraftSection
from knowledge.editing.views import DraftError, DraftState, DraftView, SavedSection
from knowledge.models import Procedure, now
from knowledge.repository import Repository, version_on
from knowledge.staff.tables import in_utc

_TRIES: Final = 3
"""A publication that one waits for writes the row of the procedure anew."""


class Rows:
    def __init__(self, session: Session) -> None:
        self._session = session

    def lock(self, procedure_id: int) -> None:
        """Keep all others from changing a procedure or its draft until the transaction ends.

        An update that changes nothing locks in both databases. Raises LookupError.
        """
        lock = (
            update(Procedure)
            .where(Procedure.id == procedure_id)
            .values(name=Procedure.name)
            .returning(Procedure.id)
            .execution_options(synchronize_session=False)
        )
        if not any(self._session.scalars(lock).all() for _ in range(_TRIES)):
            raise LookupError(f"no procedure {procedure_id}")

    def find(self, procedure_id: int) -> Draft | None:
        return self._session.scalar(
            select(Draft)
            .where(Draft.procedure_id == procedure_id)
            .execution_options(populate_existing=True)
        )

    def all(self) -> list[Draft]:
        parts = selectinload(Draft.sections), selectinload(Draft.authors)
        return list(self._session.scalars(select(Draft).options(*parts).order_by(Draft.id)))

    def procedure(self, procedure_id: int) -> ProcedureContent:
        return Repository(self._session).procedure(procedure_id)

    def version_from(self, procedure_id: int, wanted: date | None) -> date:
        """Return when the version to edit came into force. Raises DraftError without that one."""
        procedure = self.procedure(procedure_id)
        if wanted is None:
            return version_on(procedure, days.today()).in_force_from
        if not has_version(procedure, wanted):
            day = days.told(wanted)
            raise DraftError(phrases.NO_VERSION.format(id=procedure_id, day=day))
        return wanted

    def told(self, row: Draft, section: Section) -> dict[str, Any]:
        """Return what is told now in `section` of the version that the draft changes."""
        return _told(self.procedure(row.procedure_id), row, section)

    def section(self, row: Draft, section: Section) -> SavedSection:
        """Return what the draft has of `section`; of one that it doesn't change, what is told."""
        told = self.told(row, section)
        stored = _stored(row, section)
        if stored and _is_change(stored):
            return _saved(stored, told)
        who, at = (stored.changed_by, stored.changed_at) if stored else (row.opened_by, None)
        return SavedSection(section, told, told, 0, who, in_utc(at or row.opened_at), False)

    def view(self, row: Draft) -> DraftView:
        procedure = self.procedure(row.procedure_id)
        changed = {Section(each.section): each for each in row.sections if _is_change(each)}
        return DraftView(
            id=row.id,
            procedure_id=row.procedure_id,
            version_from=row.version_from,
            applies_from=row.applies_from,
            state=DraftState(row.state),
            note=row.note,
            answer=row.answer,
            opened_by=row.opened_by,
            opened_at=in_utc(row.opened_at),
            sent_by=row.sent_by,
            sent_at=in_utc(row.sent_at) if row.sent_at else None,
            sections={
                section: _saved(changed[section], _told(procedure, row, section))
                for section in Section
                if section in changed
            },
            authors=frozenset(author.account for author in row.authors),
        )

    def keep(
        self, row: Draft, section: Section, fields: dict[str, Any], base: dict[str, Any], who: str
    ) -> None:
        """Store the next revision of a section, and its author."""
        stored = _stored(row, section)
        if stored is None:
            stored = DraftSection(section=section.value, revision=0)
            row.sections.append(stored)
        stored.fields, stored.base = fields, base
        stored.revision += 1
        stored.changed_by, stored.changed_at = who, now()
        self.add_author(row, who)
        self._session.flush()

    def forget(self, row: Draft, section: Section, who: str) -> None:
        """Take back the change of a section, if there is one."""
        stored = _stored(row, section)
        if stored and _is_change(stored):
            self.keep(row, section, {}, {}, who)

    def add_author(self, row: Draft, who: str) -> None:
        if who not in {author.account for author in row.authors}:
            row.authors.append(DraftAuthor(account=who))

    def remove(self, row: Draft) -> None:
        self._session.delete(row)
        self._session.flush()


def _told(procedure: ProcedureContent, row: Draft, section: Section) -> dict[str, Any]:
    return content_of(procedure, edited_version(procedure, row.version_from), section)


def _stored(row: Draft, section: Section) -> DraftSection | None:
    return next((each for each in row.sections if each.section == section), None)


def _is_change(stored: DraftSection) -> bool:
    return bool(stored.fields or stored.base)


def _saved(stored: DraftSection, told: Mapping[str, Any]) -> SavedSection:
    return SavedSection(
        Section(stored.section),
        stored.fields,
        stored.base,
        stored.revision,
        stored.changed_by,
        in_utc(stored.changed_at),
        moved=told != stored.base,
    )
