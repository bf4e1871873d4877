"""The dialogue of the guide: begin, ask, correct, pause, come back, tick."""

from actions.checklist import compose, ended, paper_key
from actions.choices import chosen_option
from actions.context import corrects
from actions.decision import Answer, Clarify
from actions.guide import showing
from actions.guide.hearing import (
    answer_to,
    in_its_words,
    is_only,
    longest_way,
    numbers_alone,
    other_answer,
    papers_at_hand,
    takes_back,
)
from actions.guide.state import Guiding
from actions.guide.wishes import Wish, wish
from actions.payloads import guiding
from actions.questions import DISTRESS, HALVES, clarify, side_by_side, verdict_on
from actions.refusals import refuse
from actions.reply import Kind, Message, Outcome, Reply, TextMessage
from actions.turn import Memory, Said, Turn
from actions.wording import phrase
from knowledge.cases import Chosen, chosen, open_case
from knowledge.content import Case, ProcedureContent, Standing
from knowledge.facets import Facet
from knowledge.repository import version_on

_GO_ON_AFTER = {Kind.ANSWER, Kind.SMALLTALK, Kind.FALLBACK, Kind.CONTACT, Kind.LIST, Kind.FEEDBACK}
"""Kinds of replies after which the guide says that it is still there."""


def guide(turn: Turn) -> Said:
    """Begin, or do what a button of the guide says."""
    pressed = turn.understood.entities
    if "procedure" in pressed:
        return _press(turn, pressed["procedure"])
    compared = side_by_side(turn, verdict_on)
    if compared:
        return compared
    state = turn.memory.guide
    if state and wish(turn.understood.text) in (Wish.GO_ON, Wish.AGAIN):
        return _led(turn, state)
    option = chosen_option(turn.understood.text, turn.memory.options, loosely=turn.memory.guided)
    if option is not None:
        return _show(turn, Guiding(procedure=option))
    verdict = verdict_on(turn)
    match verdict:
        case Answer():
            return _show(turn, Guiding(procedure=verdict.procedures[0]))
        case Clarify():
            said = clarify(turn, verdict, guiding)
            return Said(said.reply, said.memory.model_copy(update={"guided": True}))
        case _:
            return refuse(turn, "not_understood")


def go_on(turn: Turn) -> Said | None:
    """Return what the guide says to a message while it leads; None when it isn't meant for it."""
    state = turn.memory.guide
    text = turn.understood.text
    if state is None or turn.understood.pressed:
        return None
    wanted = wish(text)
    if state.paused:
        return _led(turn, state) if wanted is Wish.GO_ON else _resume(turn, state)
    if chosen_option(text, turn.memory.options) is not None:
        return None
    procedure = turn.repository.procedure(state.procedure)
    case = open_case(procedure, state.answers)
    if wanted in (None, Wish.MISSING) or (case and in_its_words(case, text)):
        return _hear(turn, procedure, state)
    return _led(turn, state)


def remind(turn: Turn, said: Said) -> Said:
    """Return `said` with a word that the guide waits for an answer, if it does."""
    state = said.memory.guide
    if (
        state is None
        or state.paused
        or state != turn.memory.guide
        or said.reply.outcome.kind not in _GO_ON_AFTER
        or turn.understood.intent == DISTRESS
    ):
        return said
    procedure = turn.repository.procedure(state.procedure)
    case = open_case(procedure, state.answers)
    if case is None:
        return said
    messages: tuple[Message, ...] = (*said.reply.messages, showing.reminder(procedure, case))
    reminded = said.memory.model_copy(update={"options": ()})
    return Said(said.reply.model_copy(update={"messages": messages}), reminded)


def _press(turn: Turn, procedure_id: int) -> Said:
    pressed = turn.understood.entities
    try:
        procedure = turn.repository.procedure(procedure_id)
    except LookupError:
        return refuse(turn, "no_option")
    state = turn.memory.guide
    if state is None or state.procedure != procedure_id:
        state = Guiding(procedure=procedure_id)
    if "paper" in pressed:
        return _press_paper(turn, procedure, state, pressed["paper"])
    if "case" not in pressed:
        return _show(turn, Guiding(procedure=procedure_id))
    case = dict(enumerate(procedure.cases)).get(pressed["case"])
    answer = dict(enumerate(case.answers if case else ())).get(pressed.get("answer", -1))
    if case is None or answer is None:
        return refuse(turn, "no_option")
    return _show(turn, state.with_answer(case.key, answer.key))


def _press_paper(turn: Turn, procedure: ProcedureContent, state: Guiding, paper: int) -> Said:
    if open_case(procedure, state.answers) or ended(chosen(procedure, state.answers)):
        return _show(turn, state)
    listed = compose(procedure, state.answers, turn.today).papers
    if paper in (one.key for one in listed):
        return _tick(turn, procedure, state, (paper,))
    rules = [version.facets for version in procedure.versions if version.facets]
    known = {paper_key(one.name): one.name for each in rules for one in each.documents.items}
    if paper not in known:
        return refuse(turn, "no_option")
    return _said(turn, state, [showing.missing(state, listed, not_listed=known[paper])])


def _led(turn: Turn, state: Guiding) -> Said:
    procedure = turn.repository.procedure(state.procedure)
    given = chosen(procedure, state.answers)
    match wish(turn.understood.text):
        case Wish.PAUSE:
            return _pause(turn, state)
        case Wish.BACK if given:
            return _show(turn, state.without(given[-1].case.key))
        case Wish.AGAIN | Wish.BACK:
            return _show(turn, Guiding(procedure=state.procedure))
        case _:
            return _show(turn, state.model_copy(update={"paused": False}))


def _hear(turn: Turn, procedure: ProcedureContent, state: Guiding) -> Said | None:
    text = turn.understood.text
    case = open_case(procedure, state.answers)
    answer = answer_to(case, text, _likely_a_question(turn)) if case else None
    corrected = _corrected(chosen(procedure, state.answers), text) if takes_back(text) else None
    if corrected and (answer is None or case is None or _rather(corrected.case, case, text)):
        return _show(turn, state.with_answer(corrected.case.key, corrected.answer.key))
    if case is None:
        return _hear_papers(turn, procedure, state)
    return _show(turn, state.with_answer(case.key, answer.key)) if answer else None


def _resume(turn: Turn, state: Guiding) -> Said | None:
    """Go on with a guide left long ago, if its open question is answered and nothing else was
    spoken of since."""
    memory = turn.memory
    if memory.topic or memory.visited or memory.options or memory.lookup:
        return None
    case = open_case(turn.repository.procedure(state.procedure), state.answers)
    text = turn.understood.text
    answer = in_its_words(case, text, likely_a_question=True) if case else None
    if case is None or answer is None or (turn.understood.asks and not is_only(answer, text)):
        return None
    return _show(turn, state.with_answer(case.key, answer.key))


def _rather(corrected: Case, case: Case, text: str) -> bool:
    """Return whether `text`, which answers both, is rather said to the case that it corrects."""
    return corrects(text) and len(longest_way(corrected, text)) >= len(longest_way(case, text))


def _corrected(given: list[Chosen], text: str) -> Chosen | None:
    """Return the other answer, to the latest case that has it, by which `text` corrects one."""
    for one in reversed(given):
        other = in_its_words(one.case, text)
        if other and other != one.answer:
            return Chosen(one.case, other)
    other = other_answer(given[-1].case, text) if given else None
    return Chosen(given[-1].case, other) if other else None


def _hear_papers(turn: Turn, procedure: ProcedureContent, state: Guiding) -> Said | None:
    text = turn.understood.text
    listed = compose(procedure, state.answers, turn.today).papers
    at_hand = papers_at_hand([paper.name for paper in listed], text)
    if not at_hand and turn.memory.topic == (procedure.id,):
        at_hand = numbers_alone(len(listed), text)
    if at_hand or (listed and wish(text) is Wish.MISSING):
        return _tick(turn, procedure, state, tuple(listed[at].key for at in at_hand))
    return None


def _likely_a_question(turn: Turn) -> bool:
    """Return whether the message is taken for a question other than how to begin."""
    return turn.understood.asks and turn.understood.intent != f"ask_{Facet.OVERVIEW.value}"


def _show(turn: Turn, state: Guiding) -> Said:
    procedure = turn.repository.procedure(state.procedure)
    given = chosen(procedure, state.answers)
    abolished = version_on(procedure, turn.today).standing is Standing.ABOLISHED
    case = None if abolished else open_case(procedure, state.answers)
    messages: list[Message]
    if case:
        messages = [showing.question(procedure, case, given)]
    elif given and given[-1].answer.ends:
        instead = given[-1].answer.instead
        other = turn.repository.procedure(instead) if instead else None
        messages = [showing.not_for_you(procedure, given[-1], other)]
    else:
        composed = compose(procedure, state.answers, turn.today)
        following, replaced = _next(turn, state.procedure), _instead(turn, procedure)
        messages = [*showing.checklist(procedure, state, composed, following, replaced)]
    return _said(turn, state, messages)


def _next(turn: Turn, procedure_id: int) -> ProcedureContent | None:
    """Return what comes after `procedure_id`: who has founded a school asks to operate it."""
    after = HALVES.after(procedure_id)
    return _unless_abolished(turn, after) if after else None


def _instead(turn: Turn, procedure: ProcedureContent) -> ProcedureContent | None:
    """Return what replaced `procedure`, if it is abolished and something did."""
    version = version_on(procedure, turn.today)
    replaced = version.standing is Standing.ABOLISHED and version.replaced_by_procedure
    return _unless_abolished(turn, replaced) if replaced else None


def _unless_abolished(turn: Turn, procedure_id: int) -> ProcedureContent | None:
    try:
        procedure = turn.repository.procedure(procedure_id)
    except LookupError:
        return None
    standing = version_on(procedure, turn.today).standing
    return None if standing is Standing.ABOLISHED else procedure


def _tick(turn: Turn, procedure: ProcedureContent, state: Guiding, papers: tuple[int, ...]) -> Said:
    ticked = state.with_papers(papers)
    listed = compose(procedure, state.answers, turn.today).papers
    return _said(turn, ticked, [showing.missing(ticked, listed)])


def _pause(turn: Turn, state: Guiding) -> Said:
    message = TextMessage(text=phrase("guide.paused"))
    return _said(turn, state.model_copy(update={"paused": True}), [message])


def _said(turn: Turn, state: Guiding, messages: list[Message]) -> Said:
    outcome = Outcome(kind=Kind.GUIDE, procedures=(state.procedure,))
    memory: Memory = turn.memory.about((state.procedure,), (Facet.DOCUMENTS,))
    led = memory.model_copy(update={"guide": state})
    return Said(Reply(messages=tuple(messages), outcome=outcome), led)
