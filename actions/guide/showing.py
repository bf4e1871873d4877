"""What the guide shows: a question, the checklist, what is still missing."""

import re
from collections.abc import Iterator, Sequence

from actions.checklist import Checklist, ToBring
from actions.guide.state import Guiding
from actions.labels import label
from actions.papers import Form, Wanted
from actions.payloads import asking, guiding, ticking
from actions.reply import Button, FileMessage, Message, TextMessage
from actions.wording import escape, phrase, render
from knowledge.cases import Chosen
from knowledge.content import Case, ProcedureContent
from knowledge.facets import Facet

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
    state: Guiding, composed: Checklist, last: Chosen | None, following: ProcedureContent | None
) -> Iterator[Message]:
    """Yield the checklist of this person: as text, as files to keep, with buttons to tick."""
    text = render(
        "guide_checklist.md.j2",
        checklist=composed,
        last=last.answer if last else None,
        following=label(following) if following else "",
    )
    if not composed.papers:
        yield TextMessage(text=text, buttons=tuple(_onwards(following)))
        return
    yield TextMessage(text=text)
    paper, picture = _files(state)
    buttons = (*_ticks(state, composed.papers), *_onwards(following))
    yield paper
    yield picture.model_copy(update={"buttons": buttons})


def not_for_you(
    procedure: ProcedureContent, stop: Chosen, instead: ProcedureContent | None
) -> TextMessage:
    """Return why the procedure is not for this person, and the one that is."""
    buttons = [Button(title=phrase("guide.again"), payload=guiding(procedure.id))]
    if instead:
        title = phrase("guide.instead", title=label(instead))
        buttons.insert(0, Button(title=title, payload=guiding(instead.id)))
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


def missing(state: Guiding, papers: Sequence[ToBring]) -> TextMessage:
    """Return which papers are still to be got."""
    left = [paper for at, paper in enumerate(papers) if at not in state.at_hand]
    text = render("guide_missing.md.j2", left=left, count=len(papers))
    facet = Facet.WHERE if not left else Facet.FORMS
    last = Button(title=phrase(f"facets.{facet.value}"), payload=asking(facet, state.procedure))
    return TextMessage(text=text, buttons=(*_ticks(state, papers), last))


def _onwards(following: ProcedureContent | None) -> Iterator[Button]:
    if following:
        title = phrase("guide.next", title=label(following))
        yield Button(title=title, payload=guiding(following.id))


def _answers(procedure: ProcedureContent, case: Case) -> Iterator[Button]:
    at = procedure.cases.index(case)
    for number, answer in enumerate(case.answers):
        yield Button(title=answer.answer, payload=guiding(procedure.id, at, number))


def _ticks(state: Guiding, papers: Sequence[ToBring]) -> Iterator[Button]:
    left = [(at, paper) for at, paper in enumerate(papers) if at not in state.at_hand]
    for at, paper in left[:_TICKS]:
        title = phrase("guide.tick", paper=_short(paper.name))
        yield Button(title=title, payload=ticking(state.procedure, at))


def _short(name: str) -> str:
    head = re.split(r" \(|,", name, maxsplit=1)[0]
    return head if len(head) <= _TITLE else head[: _TITLE - 1].rsplit(" ", 1)[0] + "…"
