"""Marking a legal document as replaced, which is told to citizens at once, and undoing it."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from hashlib import sha256

from sqlalchemy.orm import Session

from knowledge.laws import phrases, tasks
from knowledge.laws.documents import (
    Law,
    LawError,
    law,
    laws,
    object_of,
    tidy,
    told,
    too_long,
    typed_day,
)
from knowledge.laws.resting import Rest, answers, resting_on
from knowledge.laws.told_dates import first_day, last_day
from knowledge.models import LegalDocument
from knowledge.repository import Repository
from knowledge.staff.audit import Action, record

MOST_SUCCESSORS = 5


def mark_replaced(
    session: Session,
    who: str,
    number: str,
    until: date | str,
    replaced_by: Sequence[str],
    *,
    note: str,
    on: date,
) -> int:
    """Mark a law as holding until `until` and open tasks; return how many were opened.

    `until` as typed or exact; `replaced_by` known numbers, none if it was just repealed. A task is
    opened for each answer told or announced `on` that rests on the law and is told longer than it
    holds. If neither day nor successors change, answers that had a task once get no other.
    Raises LawError with all that is wrong, LookupError if there is no such law.
    """
    before = _locked(session, number)
    marked = checked(session, before, until, replaced_by, note=note)
    _write(session, marked)
    affected = answers(outlasting(resting_on(Repository(session), number, on), marked))
    same = (before.effective_to, before.replaced_by) == (marked.effective_to, marked.replaced_by)
    known = tasks.ever_opened(session, number) if same else set()
    withdrawn = tasks.withdraw(session, who, number, affected)
    opened = tasks.open_for(session, who, number, [a for a in affected if a not in known])
    after = told(marked) | {"tasks_opened": opened, "tasks_withdrawn": withdrawn}
    record(session, who, Action.MARK_LAW, object_of(number), before=told(before), after=after)
    return opened


def unmark(session: Session, who: str, number: str, note: str) -> int:
    """Say that a law holds after all; return how many open tasks were withdrawn.

    Raises LawError if it is not marked or the note is too long, LookupError if there is none.
    """
    before = _locked(session, number)
    if before.effective_to is None:
        raise LawError(phrases.NOT_MARKED.format(number=number))
    text = tidy(note)
    if wrong := too_long("note", text):
        raise LawError(wrong)
    freed = replace(before, effective_to=None, replaced_by=(), note=text or None)
    _write(session, freed)
    withdrawn = tasks.withdraw(session, who, number)
    after = told(freed) | {"tasks_withdrawn": withdrawn}
    record(session, who, Action.MARK_LAW, object_of(number), before=told(before), after=after)
    return withdrawn


def checked(
    session: Session,
    one: Law,
    until: date | str,
    replaced_by: Sequence[str],
    *,
    note: str,
    adding: Sequence[str] = (),
) -> Law:
    """Return `one` as marked; `adding` are numbers that are to be added in the same step.

    Raises LawError with all that is wrong.
    """
    wrong: list[str] = []
    end = _end(one, until, wrong)
    successors = tuple(dict.fromkeys(replaced_by))
    wrong += _wrong_successors(session, one.number, successors, adding)
    text = tidy(note)
    if message := too_long("note", text):
        wrong.append(message)
    if wrong:
        raise LawError(*wrong)
    return replace(one, effective_to=end, replaced_by=successors, note=text or None)


def outlasting(rests: Sequence[Rest], marked: Law) -> list[Rest]:
    """Return those of `rests` that are told on days on which the marked law no longer holds."""
    assert marked.effective_to is not None
    end = last_day(marked.effective_to)
    return [rest for rest in rests if rest.until is None or rest.until > end]


def digest(one: Law) -> str:
    """Return what changes whenever the mark or the note of a law does."""
    mark = (one.effective_to, one.replaced_by, one.note)
    return sha256(repr(mark).encode()).hexdigest()[:16]


def _end(one: Law, until: date | str, wrong: list[str]) -> str | None:
    typed = until.isoformat() if isinstance(until, date) else until
    if not tidy(typed):
        wrong.append(phrases.MISSING.format(what=phrases.UNTIL.lower()))
        return None
    try:
        end = typed_day(typed, phrases.UNTIL)
    except LawError as error:
        wrong += error.reasons
        return None
    if one.effective_from and last_day(end) < first_day(one.effective_from):
        text = phrases.ENDS_BEFORE_START
        wrong.append(text.format(until=_shown(end), start=_shown(one.effective_from)))
    return end


def _wrong_successors(
    session: Session, number: str, successors: Sequence[str], adding: Sequence[str]
) -> list[str]:
    if number in successors:
        return [phrases.ITSELF]
    if len(successors) > MOST_SUCCESSORS:
        return [phrases.TOO_MANY.format(most=MOST_SUCCESSORS)]
    replaced_by = {each.number: each.replaced_by for each in laws(session)}
    replaced_by |= dict.fromkeys(adding, ())
    wrong = []
    for successor in successors:
        if successor not in replaced_by:
            wrong.append(phrases.NO_SUCH_LAW.format(number=successor))
        elif number in _later(successor, replaced_by):
            wrong.append(phrases.CIRCLE.format(by=successor, number=number))
    return wrong


def _later(number: str, replaced_by: dict[str, tuple[str, ...]]) -> set[str]:
    """Return all that replaced `number`, directly or through others."""
    found: set[str] = set()
    waiting = list(replaced_by.get(number, ()))
    while waiting:
        each = waiting.pop()
        if each not in found:
            found.add(each)
            waiting += replaced_by.get(each, ())
    return found


def _locked(session: Session, number: str) -> Law:
    session.get(LegalDocument, number, with_for_update=True)
    return law(session, number)


def _write(session: Session, marked: Law) -> None:
    row = session.get_one(LegalDocument, marked.number)
    row.effective_to, row.note = marked.effective_to, marked.note
    row.replaced_by = list(marked.replaced_by)
    session.flush()


def _shown(told_date: str) -> str:
    return "/".join(reversed(told_date.split("-")))
