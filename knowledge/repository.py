"""Procedures, laws and contacts as typed values, read live from the database."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session, selectinload

from knowledge.content import ProcedureContent, Standing, State, VersionContent
from knowledge.models import Alias, Contact, Group, LegalDocument, Procedure, Version
from knowledge.names import Name

_PROFILE = (
    "act",
    "institution",
    "audience",
    "choose_when",
    "near_twins",
    "cases",
    "questions",
    "letters",
)


@dataclass(frozen=True)
class Heading:
    """A procedure as a menu shows it."""

    id: int
    name: str
    level: int
    rollout_year: int
    group: str
    act: str
    institution: str


@dataclass(frozen=True)
class Replacement:
    """`number` no longer holds from the day after `until` (YYYY, YYYY-MM or YYYY-MM-DD)."""

    number: str
    until: str
    replaced_by: tuple[str, ...]


@dataclass(frozen=True)
class ImportReport:
    """How many procedures an import added, changed, and found as they were."""

    added: int = 0
    changed: int = 0
    unchanged: int = 0


class Repository:
    """Reads and writes the knowledge base through one session.

    What was read once is not read again until something is put: make one for each turn or request.
    """

    def __init__(self, session: Session) -> None:
        self.session = session
        self._procedures: dict[int, ProcedureContent] = {}
        self._headings: tuple[Heading, ...] = ()

    def procedure(self, procedure_id: int) -> ProcedureContent:
        """Return one procedure. Raises LookupError if there is none by that id."""
        known = self._procedures.get(procedure_id)
        if known is None:
            row = self.session.get(Procedure, procedure_id, populate_existing=True)
            if row is None:
                raise LookupError(f"no procedure {procedure_id}")
            known = self._procedures[procedure_id] = _content(row)
        return known

    def procedures(self) -> list[ProcedureContent]:
        rows = self.session.scalars(
            select(Procedure)
            .options(selectinload(Procedure.versions), selectinload(Procedure.aliases))
            .order_by(Procedure.id)
        )
        return [_content(row) for row in rows]

    def headings(self) -> tuple[Heading, ...]:
        """Return all procedures, in the order of their ids, without their content."""
        self._headings = self._headings or self._read_headings()
        return self._headings

    def _read_headings(self) -> tuple[Heading, ...]:
        rows = self.session.execute(
            select(
                Procedure.id,
                Procedure.name,
                Procedure.level,
                Procedure.rollout_year,
                Procedure.group_key,
                Procedure.profile["act"].as_string(),
                Procedure.profile["institution"].as_string(),
            ).order_by(Procedure.id)
        )
        return tuple(Heading(*row) for row in rows)

    def groups(self) -> list[Group]:
        return list(self.session.scalars(select(Group).order_by(Group.position)))

    def contacts(self) -> list[Contact]:
        return list(self.session.scalars(select(Contact).order_by(Contact.position)))

    def names(self) -> list[Name]:
        """Return every official name and alias."""
        official = self.session.execute(select(Procedure.id, Procedure.name))
        aliases = self.session.execute(select(Alias.procedure_id, Alias.text))
        return [
            *(Name(procedure, text, official=True) for procedure, text in official),
            *(Name(procedure, text) for procedure, text in aliases),
        ]

    def replacements(self, numbers: Sequence[str], on: date) -> list[Replacement]:
        """Return those of the legal documents `numbers` that no longer hold on `on`."""
        rows = self.session.scalars(
            select(LegalDocument).where(
                LegalDocument.number.in_(numbers), LegalDocument.effective_to.is_not(None)
            )
        )
        return [
            Replacement(row.number, row.effective_to, tuple(row.replaced_by))
            for row in rows
            if row.effective_to and row.effective_to < on.isoformat()[: len(row.effective_to)]
        ]

    def put(self, procedures: Sequence[ProcedureContent]) -> ImportReport:
        """Store `procedures` whole, replacing what the database has of each.

        Raises LookupError, and stores none, if one belongs to a group that there is not.
        """
        known = {group.key for group in self.groups()}
        for procedure in procedures:
            if procedure.group not in known:
                raise LookupError(f"thủ tục {procedure.id}: không có nhóm {procedure.group!r}")
        added = changed = unchanged = 0
        for procedure in procedures:
            row = self.session.get(Procedure, procedure.id)
            if row is None:
                self.session.add(_row(procedure))
                added += 1
            elif _content(row) == procedure:
                unchanged += 1
            else:
                self.session.delete(row)
                self.session.flush()
                self.session.add(_row(procedure))
                changed += 1
        self.session.flush()
        self._procedures, self._headings = {}, ()
        return ImportReport(added, changed, unchanged)


def version_on(procedure: ProcedureContent, day: date) -> VersionContent:
    """Return the published version that holds on `day`, or the one nearest to it."""
    published = [v for v in procedure.versions if v.state is State.PUBLISHED]
    earlier = [v for v in published if v.in_force_from <= day]
    return earlier[-1] if earlier else published[0]


def version_before(procedure: ProcedureContent, version: VersionContent) -> VersionContent | None:
    """Return the last published version that ended before `version` and still had content."""
    earlier = [
        v
        for v in procedure.versions
        if v.state is State.PUBLISHED
        and v.in_force_from < version.in_force_from
        and v.standing is not Standing.ABOLISHED
    ]
    return earlier[-1] if earlier else None


def version_after(procedure: ProcedureContent, version: VersionContent) -> VersionContent | None:
    """Return the next version that was published, if it is known already."""
    later = [
        v
        for v in procedure.versions
        if v.state is State.PUBLISHED and v.in_force_from > version.in_force_from
    ]
    return later[0] if later else None


def _row(procedure: ProcedureContent) -> Procedure:
    data = procedure.model_dump(mode="json", exclude_defaults=True)
    return Procedure(
        id=procedure.id,
        name=procedure.name,
        level=procedure.level,
        rollout_year=procedure.rollout_year,
        group_key=procedure.group,
        profile={key: data[key] for key in _PROFILE if key in data},
        aliases=[Alias(text=text) for text in procedure.aliases],
        versions=[
            Version(
                state=version.state,
                in_force_from=version.in_force_from,
                in_force_to=version.in_force_to,
                author=version.author,
                approver=version.approver,
                confirmed=version.confirmed,
                content=version.model_dump(mode="json", exclude_defaults=True),
            )
            for version in procedure.versions
        ],
    )


def _content(row: Procedure) -> ProcedureContent:
    data: dict[str, Any] = {
        "id": row.id,
        "name": row.name,
        "level": row.level,
        "rollout_year": row.rollout_year,
        "group": row.group_key,
        **row.profile,
        "aliases": [alias.text for alias in row.aliases],
        "versions": [version.content for version in row.versions],
    }
    return ProcedureContent.model_validate(data)
