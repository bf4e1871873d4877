"""Drafts: opened, changed section by section, and sent to be reviewed."""

import json
from collections.abc import Mapping
from datetime import date, datetime
from typing import Any, Final

from sqlalchemy.orm import Session

from knowledge.content import ProcedureContent
from knowledge.editing import phrases
from knowledge.editing.publishing import Approval, check, check_day, publish
from knowledge.editing.rows import Rows
from knowledge.editing.sections import Section, cleaned, read
from knowledge.editing.tables import Draft
from knowledge.editing.views import DraftError, DraftState, DraftView, SavedSection, Stale
from knowledge.models import now
from knowledge.staff.audit import Action, record

__all__ = ["DraftError", "DraftState", "DraftView", "Drafts", "SavedSection", "Stale"]

_BIGGEST: Final = 200_000
"""Bytes of JSON of one section."""
_LONGEST_NOTE: Final = 2000


class Drafts:
    """Reads and writes drafts through one session; `who` is named as author and in the log."""

    def __init__(self, session: Session, who: str) -> None:
        self._session = session
        self._who = who
        self._rows = Rows(session)

    def open(self, procedure_id: int, version_from: date | None = None) -> DraftView:
        """Return the draft of a procedure, a new one of that version (today's) if there is none.

        Raises LookupError without such a procedure, DraftError without such a version.
        """
        if known := self.of(procedure_id):
            return known
        self._rows.lock(procedure_id)
        if row := self._rows.find(procedure_id):
            return self._rows.view(row)
        day = self._rows.version_from(procedure_id, version_from)
        row = Draft(
            procedure_id=procedure_id,
            version_from=day,
            state=DraftState.OPEN.value,
            opened_by=self._who,
        )
        self._session.add(row)
        self._session.flush()
        self._log(Action.OPEN_DRAFT, procedure_id, after={"version_from": day.isoformat()})
        return self._rows.view(row)

    def of(self, procedure_id: int) -> DraftView | None:
        row = self._rows.find(procedure_id)
        return self._rows.view(row) if row else None

    def listed(self) -> list[DraftView]:
        """Return all drafts, the one that was changed last first."""
        views = [self._rows.view(row) for row in self._rows.all()]
        return sorted(views, key=_changed_at, reverse=True)

    def save(
        self, procedure_id: int, section: Section, fields: Mapping[str, Any], revision: int
    ) -> SavedSection:
        """Store what was typed, right or wrong, in place of `revision` (0: what is told).

        What is told becomes its base, and a section that says the same is no change any more.
        Raises Stale if another revision is stored, DraftError if nothing can be saved now.
        """
        size = _size(fields)
        row = self._editable(procedure_id)
        stored = self._rows.section(row, section)
        if stored.revision != revision:
            own = stored.changed_by == self._who
            message = phrases.OTHER_TAB if own else phrases.STALE.format(who=stored.changed_by)
            raise Stale(message, stored)
        if size > _BIGGEST:
            raise DraftError(phrases.TOO_BIG)
        live = self._rows.told(row, section)
        if cleaned(fields) == live or read(section, fields).content == live:
            self._rows.forget(row, section, self._who)
        elif fields != stored.fields or live != stored.base:
            self._rows.keep(row, section, dict(fields), live, self._who)
        return self._rows.section(row, section)

    def drop(self, procedure_id: int, section: Section) -> None:
        """Take back the change of one section; the log keeps it. Raises DraftError."""
        row = self._editable(procedure_id)
        saved = self._rows.section(row, section)
        if saved.revision:
            self._rows.forget(row, section, self._who)
            before = {section.value: dict(saved.fields)}
            self._log(Action.DROP_SECTION, procedure_id, before=before)

    def set_terms(self, procedure_id: int, applies_from: date | None, note: str) -> None:
        """Say from which day the change holds, and something to the reviewer. Raises DraftError."""
        row = self._editable(procedure_id)
        told = note.strip()
        if len(told) > _LONGEST_NOTE:
            raise DraftError(phrases.NOTE_TOO_LONG.format(most=_LONGEST_NOTE))
        check_day(self._rows.procedure(procedure_id), applies_from)
        if (row.applies_from, row.note) != (applies_from, told or None):
            row.applies_from, row.note = applies_from, told or None
            self._rows.add_author(row, self._who)
            self._session.flush()

    def send(self, procedure_id: int) -> None:
        """Ask for review. Raises DraftError if nothing was changed or something is wrong."""
        row = self._editable(procedure_id)
        view = self._rows.view(row)
        live = self._rows.procedure(procedure_id)
        check(live, view)
        check_day(live, view.applies_from)
        row.state, row.answer = DraftState.IN_REVIEW.value, None
        row.sent_by, row.sent_at = self._who, now()
        self._rows.add_author(row, self._who)
        self._log(
            Action.SEND_DRAFT,
            procedure_id,
            before={section.value: dict(saved.base) for section, saved in view.sections.items()},
            after=_sent(view),
        )

    def withdraw(self, procedure_id: int) -> None:
        """Take a draft of one's own back from review. Raises DraftError."""
        row = self._in_review(procedure_id)
        if self._who not in self._rows.view(row).authors:
            raise DraftError(phrases.NOT_AN_AUTHOR)
        row.state = DraftState.OPEN.value
        self._log(Action.WITHDRAW_DRAFT, procedure_id)

    def give_back(self, procedure_id: int, why: str) -> None:
        """Return a draft from review to its authors. Raises DraftError, also without a reason."""
        row = self._in_review(procedure_id)
        if not why.strip():
            raise DraftError(phrases.WHY)
        if len(why.strip()) > _LONGEST_NOTE:
            raise DraftError(phrases.NOTE_TOO_LONG.format(most=_LONGEST_NOTE))
        row.state, row.answer = DraftState.OPEN.value, why.strip()
        self._log(Action.RETURN_DRAFT, procedure_id, after={"answer": row.answer})

    def discard(self, procedure_id: int) -> None:
        """Throw a draft away; the log keeps what was typed. Raises DraftError, also in review."""
        row = self._editable(procedure_id)
        view = self._rows.view(row)
        self._rows.remove(row)
        self._log(Action.DISCARD_DRAFT, procedure_id, before=_thrown_away(view))

    def publish(
        self,
        procedure_id: int,
        *,
        applies_from: date | None,
        confirmed: bool,
        looked_at: datetime | None = None,
    ) -> ProcedureContent:
        """Tell citizens what a draft says, in place of its version or from that day on.

        `looked_at`: when that was sent which the approver saw; None for what is there now.
        Raises DraftError if it is one's own, not in review, sent anew, wrong, or behind what is
        told.
        """
        row = self._in_review(procedure_id)
        view = self._rows.view(row)
        if looked_at not in (None, view.sent_at):
            raise DraftError(phrases.SENT_ANEW)
        live = self._rows.procedure(procedure_id)
        approval = Approval(self._who, applies_from, confirmed)
        done = publish(self._session, live, view, approval)
        self._rows.remove(row)
        return done

    def _locked(self, procedure_id: int) -> Draft:
        self._rows.lock(procedure_id)
        row = self._rows.find(procedure_id)
        if row is None:
            raise DraftError(phrases.NO_DRAFT.format(id=procedure_id))
        return row

    def _editable(self, procedure_id: int) -> Draft:
        row = self._locked(procedure_id)
        if row.state != DraftState.OPEN:
            raise DraftError(phrases.IN_REVIEW)
        return row

    def _in_review(self, procedure_id: int) -> Draft:
        row = self._locked(procedure_id)
        if row.state != DraftState.IN_REVIEW:
            raise DraftError(phrases.NOT_IN_REVIEW)
        return row

    def _log(
        self,
        action: Action,
        procedure_id: int,
        before: Mapping[str, Any] | None = None,
        after: Mapping[str, Any] | None = None,
    ) -> None:
        self._session.flush()
        about = f"thủ tục {procedure_id}"
        record(self._session, self._who, action, about, before=before, after=after)


def _changed_at(view: DraftView) -> datetime:
    return max((saved.changed_at for saved in view.sections.values()), default=view.opened_at)


def _size(fields: Mapping[str, Any]) -> int:
    try:
        return len(json.dumps(fields, ensure_ascii=False, allow_nan=False).encode())
    except (TypeError, ValueError, RecursionError) as error:
        raise DraftError(phrases.NOT_TEXT) from error


def _terms(view: DraftView) -> dict[str, Any]:
    day = view.applies_from.isoformat() if view.applies_from else None
    return {name: told for name, told in (("applies_from", day), ("note", view.note)) if told}


def _sent(view: DraftView) -> dict[str, Any]:
    contents = {
        section.value: read(section, saved.fields).content
        for section, saved in view.sections.items()
    }
    return {**contents, **_terms(view)}


def _thrown_away(view: DraftView) -> dict[str, Any]:
    return {
        **{section.value: dict(saved.fields) for section, saved in view.sections.items()},
        **_terms(view),
        "version_from": view.version_from.isoformat(),
        "authors": sorted(view.authors),
    }
