"""Tells what became of a re-marking request, subject by subject, and what it means."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from itertools import groupby
from typing import Final

from actions.payloads import asking
from actions.reply import Button, TextMessage
from actions.status.people import people_buttons
from actions.wording import escape, phrase, render
from knowledge.content import Facets, Knowledge, Text
from knowledge.facets import Facet
from knowledge.repository import Repository, version_before, version_on
from knowledge.status.records import RegradeRow, RegradeState

REGRADING: Final = 7
"""The procedure of a re-marking request."""
_AT_WORK: Final = {RegradeState.RECEIVED, RegradeState.MARKING}


@dataclass(frozen=True)
class Exam:
    """What is told of one exam: a line for each subject, the offices' notes."""

    name: str
    lines: tuple[str, ...]
    notes: tuple[str, ...]
    updated_on: date


@dataclass(frozen=True)
class Rule:
    """A sentence of the knowledge base and where it stands; `former`: it was replaced since."""

    text: str
    source: str
    former: bool


def regrade_answer(repository: Repository, rows: Sequence[RegradeRow], today: date) -> TextMessage:
    """Return what is told to the candidate whose re-marking `rows` are, ordered by exam."""
    kinds = {_kind(row) for row in rows}
    waiting = {state.value for state in _AT_WORK}
    text = render(
        "status_regrade.md.j2",
        exams=[_exam(list(group)) for _, group in groupby(rows, key=lambda row: row.exam)],
        sample=any(row.sample for row in rows),
        changed=bool(kinds & {"raised", "lowered"}),
        unchanged="unchanged" in kinds,
        official=_rule(repository, today, _official) if kinds - waiting else None,
        until=_rule(repository, today, _until) if kinds & waiting else None,
    )
    meaning = phrase("status.regrade.meaning")
    button = Button(title=meaning, payload=asking(Facet.RESULT, REGRADING))
    return TextMessage(text=text, buttons=(button, *people_buttons()), private=True)


def _exam(rows: Sequence[RegradeRow]) -> Exam:
    return Exam(
        name=rows[0].exam_name,
        lines=tuple(map(_line, rows)),
        notes=tuple(dict.fromkeys(row.note for row in rows if row.note)),
        updated_on=max(row.updated_on for row in rows),
    )


def _kind(row: RegradeRow) -> str:
    if row.state in _AT_WORK:
        return row.state.value
    after = row.score_before if row.score_after is None else row.score_after
    if after == row.score_before:
        return "unchanged"
    return "raised" if after > row.score_before else "lowered"


def _line(row: RegradeRow) -> str:
    after = row.score_before if row.score_after is None else row.score_after
    return phrase(
        f"status.regrade.lines.{_kind(row)}",
        before=_score(row.score_before),
        after=_score(after),
        difference=_score(abs(after - row.score_before)),
        subject=escape(row.subject_name),
    )


def _score(score: Decimal) -> str:
    return f"{score:.2f}".replace(".", ",")


def _official(facets: Facets) -> tuple[Text, str | None]:
    return facets.result, facets.result.validity


def _until(facets: Facets) -> tuple[Text, str | None]:
    return facets.processing_time, facets.processing_time.text


def _rule(
    repository: Repository, today: date, told: Callable[[Facets], tuple[Text, str | None]]
) -> Rule | None:
    """Return a sentence of the rule of `today`, or where that is not known of the one before."""
    procedure = repository.procedure(REGRADING)
    version = version_on(procedure, today)
    for each in (version, version_before(procedure, version)):
        content, text = told(each.facets) if each and each.facets else (None, None)
        if content and content.knowledge is Knowledge.KNOWN and text:
            sources = (
                f"{source.document}, {source.articles}" if source.articles else source.document
                for source in content.sources
            )
            return Rule(text, "; ".join(sources), former=each is not version)
    return None
