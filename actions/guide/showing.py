"""What the guide shows: a question, the checklist, what is still missing."""

import re
from collections.abc import Iterator, Sequence
from datetime import date

from actions.checklist import Checklist, ToBring
from actions.deadlines import own_term, promise, tell_briefly
from actions.due_file import due_file
from actions.guide.state import Guiding
from actions.labels import label
from actions.letters.offer import write_button
from actions.papers import Form, Wanted
from actions.payloads import asking, guiding, ticking
from actions.reply import Button, FileMessage, Message, TextMessage
from actions.wording import escape, phrase, render
from knowledge.cases import Chosen, chosen
from knowledge.content import Case, ProcedureContent
from knowledge.facets import Facet
from knowledge.repository import version_on

_TICKS = 5
"""Papers that have a button of their own; the others are ticked in words."""
_TITLE = 40
"""Characters of a button's title."""


def question(procedure: ProcedureContent, case: Case, before: Sequence[Chosen]) -> TextMessage:
    """Return the next question, after what the last answer means."""
    text = render(
        "guide_question.md.j2",
        title=label(procedure),
        last=before[-1].answer if before else None,
        case=case,
        number=len(before) + 1,
    )
    return TextMessage(text=text, buttons=tuple(_answers(procedure, case)))


def reminder(procedure: ProcedureContent, case: Case) -> TextMessage:
    """Return a word that the guide is waiting, with the answers to its question."""
    text = phrase("guide.waiting", title=escape(label(procedure)), question=escape(case.question))
    return TextMessage(text=text, buttons=tuple(_answers(procedure, case)))


def checklist(
    procedure: ProcedureContent,
    state: Guiding,
    composed: Checklist,
    following: ProcedureContent | None,
    instead: ProcedureContent | None,
) -> Iterator[Message]:
    """Yield the checklist of this person: as text, as files to keep, with buttons to tick.

    `instead` is what replaced the procedure, if it is no more.
    """
    given = chosen(procedure, state.answers)
    text = render(
        "guide_checklist.md.j2",
        checklist=composed,
        last=given[-1].answer if given else None,
        following=label(following) if following else "",
        due=_due(procedure, given, composed.as_of),
    )
    files = [*_files(state)] if composed.papers else []
    due = due_file(procedure, composed.as_of, composed.as_of, state.answers)
    *most, last = [TextMessage(text=text), *files, *([due] if due else [])]
    yield from most
    written = write_button(procedure) if composed.papers else ()
    buttons = (*_ticks(state, composed.papers), *written, *_onwards(following), *_instead(instead))
    yield last.model_copy(update={"buttons": buttons})


def _due(procedure: ProcedureContent, given: Sequence[Chosen], today: date) -> str:
    """Return when the result is due of what is filed today, "" where that can't be reckoned."""
    rules = version_on(procedure, today).facets
    made = promise(own_term(rules.processing_time, given), today) if rules else None
    return tell_briefly(made) if made else ""


def not_for_you(
    procedure: ProcedureContent, stop: Chosen, instead: ProcedureContent | None
) -> TextMessage:
    """Return why the procedure is not for this person, and the one that is."""
    buttons = [Button(title=phrase("guide.again"), payload=guiding(procedure.id))]
    if instead:
        buttons = [*_instead(instead), *buttons]
    text = phrase(
        "guide.not_for_you", title=escape(label(procedure)), effect=escape(stop.answer.effect)
    )
    return TextMessage(text=text, buttons=tuple(buttons))


def _files(state: Guiding) -> Iterator[FileMessage]:
    for form in Form:
        path = Wanted(state.procedure, form, state.answers).path
        title = phrase(f"guide.file_{form.value}")
        text = phrase(f"guide.file_{form.value}_text")
        yield FileMessage(
            text=f"{text}\n\n[{title}]({path})",
            title=title,
            path=path,
            media_type=form.media_type,
        )


def missing(state: Guiding, papers: Sequence[ToBring], not_listed: str = "") -> TextMessage:
    """Return which papers are still to be got, after a word on the one that is `not_listed`."""
    left = [(at, paper) for at, paper in enumerate(papers, 1) if paper.key not in state.at_hand]
    text = render("guide_missing.md.j2", left=left, count=len(papers), not_listed=not_listed)
    facet = Facet.WHERE if not left else Facet.FORMS
    last = Button(title=phrase(f"facets.{facet.value}"), payload=asking(facet, state.procedure))
    return TextMessage(text=text, buttons=(*_ticks(state, papers), last))


def _instead(other: ProcedureContent | None) -> Iterator[Button]:
    if other:
        title = phrase("guide.instead", title=label(other))
        yield Button(title=title, payload=guiding(other.id))


def _onwards(following: ProcedureContent | None) -> Iterator[Button]:
    if following:
        title = phrase("guide.next", title=label(following))
        yield Button(title=title, payload=guiding(following.id))


def _answers(procedure: ProcedureContent, case: Case) -> Iterator[Button]:
    at = procedure.cases.index(case)
    for number, answer in enumerate(case.answers):
        yield Button(title=answer.answer, payload=guiding(procedure.id, at, number))


def _ticks(state: Guiding, papers: Sequence[ToBring]) -> Iterator[Button]:
    left = [paper for paper in papers if paper.key not in state.at_hand]
    for paper in left[:_TICKS]:
        title = phrase("guide.tick", paper=_short(paper.name))
        yield Button(title=title, payload=ticking(state.procedure, paper.key))


def _short(name: str) -> str:
    head = re.split(r" \(|,", name, maxsplit=1)[0]
    return head if len(head) <= _TITLE else head[: _TITLE - 1].rsplit(" ", 1)[0] + "…"
