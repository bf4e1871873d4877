"""One section of a procedure on the desk of an officer: what is told, and what is drafted."""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from hashlib import sha256
from typing import Any

from sqlalchemy.orm import Session

from actions.clock import today
from knowledge.content import ProcedureContent
from knowledge.editing.composing import Composed, compose
from knowledge.editing.drafts import Drafts
from knowledge.editing.placing import edited_version
from knowledge.editing.sections import Problem, Section, content_of, problems, read
from knowledge.editing.views import DraftView, SavedSection
from knowledge.repository import Repository


@dataclass(frozen=True)
class Work:
    """A section under work. `version_from`: when the version that is changed came into force."""

    procedure: ProcedureContent
    version_from: date
    section: Section
    draft: DraftView | None
    composed: Composed | None

    @property
    def live(self) -> dict[str, Any]:
        """What is told now."""
        version = edited_version(self.procedure, self.version_from)
        return content_of(self.procedure, version, self.section)

    @property
    def saved(self) -> SavedSection | None:
        return self.draft.sections.get(self.section) if self.draft else None

    @property
    def fields(self) -> Mapping[str, Any]:
        """What the form is filled with."""
        if self.saved:
            return self.saved.fields
        if self.composed:
            return content_of(self.composed.procedure, self.composed.version, self.section)
        return self.live

    @property
    def told(self) -> str:
        """What changes whenever that does which is told now."""
        said = json.dumps(self.live, ensure_ascii=False, sort_keys=True)
        return sha256(said.encode()).hexdigest()[:16]

    @property
    def revision(self) -> int:
        return self.saved.revision if self.saved else 0

    def problems(self, typed: Mapping[str, Any]) -> tuple[Problem, ...]:
        """Return what is wrong in `typed`; also what is only wrong beside other sections."""
        if self.composed and self.saved and self.saved.fields == typed:
            return self.composed.problems.get(self.section, ())
        return problems(self.section, typed)


def work_on(opened: Session, who: str, number: int, section: Section, since: str = "") -> Work:
    """Return `section` as it stands. Raises LookupError if there is no procedure `number`.

    `since` (ISO) chooses the version where there is no draft yet; otherwise it is today's.
    """
    procedure = Repository(opened).procedure(number)
    draft = Drafts(opened, who).of(number)
    if draft:
        return Work(procedure, draft.version_from, section, draft, compose(procedure, draft))
    day = edited_version(procedure, _day(since) or today()).in_force_from
    return Work(procedure, day, section, None, None)


def save(opened: Session, who: str, work: Work, typed: Mapping[str, Any], revision: int) -> None:
    """Keep what was typed; a draft is opened only once something differs from what is told.

    Raises DraftError, as Drafts.save does.
    """
    drafts, number = Drafts(opened, who), work.procedure.id
    if work.draft is None:
        if read(work.section, typed).content == work.live:
            return
        drafts.open(number, work.version_from)
    drafts.save(number, work.section, typed, revision)


def _day(typed: str) -> date | None:
    try:
        return date.fromisoformat(typed)
    except ValueError:
        return None
