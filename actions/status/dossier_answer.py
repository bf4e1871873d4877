"""Tells how far a dossier is: what was done when, until when, and what is to be done next."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Final

from actions.deadlines import weekday_and_day
from actions.labels import label
from actions.payloads import asking
from actions.reply import Button, TextMessage
from actions.status.people import people_buttons
from actions.wording import phrase, render
from knowledge.facets import Facet
from knowledge.repository import Repository
from knowledge.status.records import DossierRow, DossierState
from knowledge.status.register import SAMPLE
from knowledge.status.reports import Change
from knowledge.working_days import left

_AT_WORK: Final = {DossierState.RECEIVED, DossierState.IN_WORK}
_ENDED: Final = {DossierState.RESULT_GIVEN, DossierState.REFUSED}
_ASKED_NEXT: Final = {
    DossierState.MORE_WANTED: Facet.DOCUMENTS,
    DossierState.RESULT_READY: Facet.RESULT,
    DossierState.REFUSED: Facet.CONDITIONS,
}
"""What people ask of the procedure in a state."""


@dataclass(frozen=True)
class Stage:
    """A state that the dossier was in, and from when."""

    state: DossierState
    since: date


def dossier_answer(
    repository: Repository, row: DossierRow, history: Sequence[Change], today: date
) -> TextMessage:
    """Return what is told to the citizen whose dossier `row` is."""
    procedure = repository.procedure(row.procedure)
    passed = stages(row, history)
    text = render(
        "status_dossier.md.j2",
        row=row,
        procedure=label(procedure),
        way=phrase(f"status.dossier.ways.{row.way.value}"),
        stages=[(phrase(f"status.dossier.states.{each.state.value}"), each) for each in passed],
        ended=row.state in _ENDED,
        due=_due(row, today),
        next=_next(row, today),
    )
    facet = _ASKED_NEXT.get(row.state)
    asked = (
        (Button(title=phrase(f"facets.{facet.value}"), payload=asking(facet, row.procedure)),)
        if facet
        else ()
    )
    return TextMessage(text=text, buttons=(*asked, *people_buttons()), private=True)


def stages(row: DossierRow, history: Sequence[Change]) -> list[Stage]:
    """Return the states that the dossier went through, the last one as it is now.

    Changes of a sample don't count once an office has told of the dossier.
    """
    found: list[Stage] = []
    for change in history:
        state = DossierState(change.to_state)
        if (change.source == SAMPLE) == row.sample and (not found or found[-1].state != state):
            found.append(Stage(state, change.changed_on))
    if not found or found[-1].state != row.state:
        found.append(Stage(row.state, row.updated_on))
    return found


def _due(row: DossierRow, today: date) -> str:
    """Return a sentence on the day promised; "" where it no longer matters."""
    if row.state is DossierState.MORE_WANTED and row.due_on:
        return phrase("status.dossier.due.waits", due=weekday_and_day(row.due_on))
    if row.state not in _AT_WORK:
        return ""
    if row.due_on is None:
        return phrase("status.dossier.due.unknown")
    due = weekday_and_day(row.due_on)
    if row.due_on == today:
        return phrase("status.dossier.due.today", due=due)
    if row.due_on > today:
        days = left(row.due_on, today).working_days
        return phrase(f"status.dossier.due.{'ahead' if days else 'near'}", due=due, days=days)
    days = left(today, row.due_on).working_days
    return phrase(f"status.dossier.due.{'over' if days else 'just_over'}", due=due, days=days)


def _next(row: DossierRow, today: date) -> str:
    key: str = row.state.value
    if row.state in _AT_WORK and row.due_on and row.due_on < today:
        key = "qua_hen"
    elif row.state is DossierState.MORE_WANTED and not row.note:
        key = "bo_sung_gi"
    return phrase(f"status.dossier.next.{key}")
