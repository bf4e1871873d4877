"""Answers questions about procedures, or asks which one is meant."""

from functools import partial

from actions.answer import tell
from actions.choices import chosen_option
from actions.context import Kin
from actions.decision import MOSTLY_A_NAME, Answer, Clarify, NotUnderstood, decide
from actions.labels import label
from actions.menus import group_buttons
from actions.payloads import asking
from actions.refusals import refuse
from actions.reply import Button, Kind, Outcome, ProcedureMessage, Reply, TextMessage
from actions.turn import Said, Turn
from actions.wording import escape, phrase
from knowledge.content import ProcedureContent
from knowledge.facets import Facet
from knowledge.names import Mention, NameIndex

CHOOSE = "choose"
OUT_OF_SCOPE = "out_of_scope_"
_WHATEVER_IS_NAMED = {"abuse", "injection", "distress", "personal_data"}
"""Reasons for which a message is refused even when it is little but a name."""


def answer_question(turn: Turn) -> Said:
    """Answer a question in words or from a button."""
    loosely = turn.understood.intent == CHOOSE
    chosen = chosen_option(turn.understood.text, turn.memory.options, loosely)
    if chosen is not None and not turn.understood.pressed:
        return _answer(turn, Answer((chosen,), turn.memory.facets or (Facet.OVERVIEW,), 1.0))
    named = _named(turn)
    kin = {heading.id: Kin(heading.group, heading.act) for heading in turn.repository.headings()}
    verdict = decide(turn.understood, turn.memory, named, kin)
    match verdict:
        case Answer():
            return _answer(turn, verdict)
        case Clarify():
            return _clarify(turn, verdict)
        case NotUnderstood():
            return refuse(turn, "not_understood")


def fall_back(turn: Turn) -> Said:
    """Refuse for the reason that the intent names, unless the message is little but a name."""
    reason = turn.understood.intent.removeprefix(OUT_OF_SCOPE)
    named = _named(turn) if reason not in _WHATEVER_IS_NAMED else []
    if named and named[0].share >= MOSTLY_A_NAME:
        return answer_question(turn)
    return refuse(turn, reason)


def choose_option(turn: Turn) -> Said:
    """Answer the option that the citizen chose by its number or place."""
    if not turn.memory.options:
        return refuse(turn, "no_option")
    return answer_question(turn)


def _named(turn: Turn) -> list[Mention]:
    """Return the procedures named word for word, or but for a slip of the keyboard."""
    names = NameIndex(turn.repository.names())
    return names.mentions(turn.understood.text) or names.mentions(turn.understood.mended)


def _answer(turn: Turn, verdict: Answer) -> Said:
    known = {heading.id for heading in turn.repository.headings()}
    procedures = tuple(p for p in verdict.procedures if p in known)
    if not procedures:
        return refuse(turn, "no_option")
    say = partial(tell, turn.repository, on=turn.today)
    messages = [say(procedure, facet) for procedure in procedures for facet in verdict.facets]
    outcome = Outcome(
        kind=Kind.ANSWER,
        procedures=procedures,
        facets=verdict.facets,
        confidence=round(verdict.confidence, 3),
    )
    memory = turn.memory.about(procedures, verdict.facets)
    return Said(Reply(messages=tuple(_buttons_last(messages)), outcome=outcome), memory)


def _buttons_last(messages: list[ProcedureMessage]) -> list[ProcedureMessage]:
    bare = [message.model_copy(update={"buttons": ()}) for message in messages[:-1]]
    return [*bare, messages[-1]]


def _clarify(turn: Turn, verdict: Clarify) -> Said:
    facet = verdict.facets[0]
    options = [turn.repository.procedure(candidate) for candidate in verdict.candidates]
    lines = [
        f"{number}. **{escape(label(option))}** – {escape(option.choose_when)}"
        for number, option in enumerate(options, start=1)
    ]
    buttons = [Button(title=label(o), payload=asking(facet, o.id)) for o in options]
    if options:
        text = "\n".join([_what_is_missing(turn, options), "", *lines])
        buttons.append(Button(title=phrase("buttons.menu"), payload="/list"))
    else:
        text = phrase("which_procedure")
        buttons = group_buttons(turn.repository)
    outcome = Outcome(
        kind=Kind.CLARIFY,
        facets=verdict.facets,
        candidates=verdict.candidates,
        confidence=round(verdict.confidence, 3),
    )
    message = TextMessage(text=text, buttons=tuple(buttons))
    memory = turn.memory.model_copy(
        update={"options": verdict.candidates, "facets": verdict.facets}
    )
    return Said(Reply(messages=(message,), outcome=outcome), memory)


def _what_is_missing(turn: Turn, options: list[ProcedureContent]) -> str:
    """Return a question for no more than what the message leaves open: the act or for whom."""
    if len({option.act for option in options}) == 1:
        return phrase("clarify_institution", act=escape(options[0].act))
    institutions = {option.institution for option in options}
    if len(institutions) == 1:
        return phrase("clarify_act", institution=escape(institutions.pop()))
    groups = {option.group for option in options}
    if len(groups) == 1:
        names = {group.key: group.name for group in turn.repository.groups()}
        return phrase("clarify_act", institution=escape(names[groups.pop()]))
    return phrase("clarify")
