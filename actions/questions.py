"""Answers questions about procedures, or asks which one is meant."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from datetime import date
from functools import partial

from actions.answer import tell
from actions.choices import chosen_option
from actions.comparison import compare, to_compare, wants_comparison
from actions.context import Kin
from actions.dates_in_words import NoSuchDay
from actions.decision import (
    MOST_PROCEDURES,
    MOSTLY_A_NAME,
    Answer,
    Clarify,
    NotUnderstood,
    Verdict,
    asked_facets,
    decide,
)
from actions.due_file import due_file
from actions.filing import filing_day
from actions.labels import label
from actions.letters.offer import blank_files
from actions.menus import group_buttons
from actions.past import asks_for_the_past, day_asked_for
from actions.payloads import asking
from actions.refusals import refuse
from actions.reply import Button, Kind, Message, Outcome, Reply, TextMessage
from actions.turn import Said, Turn
from actions.windows import publication_day
from actions.wording import day, escape, phrase
from knowledge.content import ProcedureContent
from knowledge.facets import Facet
from knowledge.names import Mention, NameIndex
from knowledge.repository import Heading, version_on
from knowledge.taxonomy import Taxonomy

CHOOSE = "choose"
OUT_OF_SCOPE = "out_of_scope_"
DISTRESS = f"{OUT_OF_SCOPE}distress"
"""Someone in distress is not called back to their papers."""
HALVES = Taxonomy.read()
NO_DOUBT = 0.6
"""Share of the likeliest procedure from which a message is about it though its kind says no."""
NO_DOUBT_ALONE = 0.7
"""The same of its own probability."""
_WHATEVER_IS_NAMED = {"abuse", "injection", "distress", "personal_data"}
"""Reasons for which a message is refused even when it is little but a name."""


def answer_question(turn: Turn) -> Said:
    """Answer a question in words or from a button."""
    compared = side_by_side(turn, verdict_on)
    if compared:
        return compared
    loosely = turn.understood.intent == CHOOSE
    chosen = chosen_option(turn.understood.text, turn.memory.options, loosely)
    if chosen is not None and not turn.understood.pressed:
        return _answer(turn, Answer((chosen,), turn.memory.facets or (Facet.OVERVIEW,), 1.0))
    verdict = verdict_on(turn)
    match verdict:
        case Answer():
            return _answer(turn, verdict, _filed(turn))
        case Clarify():
            return clarify(turn, verdict, partial(asking, verdict.facets[0]))
        case NotUnderstood():
            return refuse(turn, "not_understood")


def verdict_on(turn: Turn) -> Verdict:
    """Return what the message is about, after names and what was said before."""
    return decide(turn.understood, turn.memory, _named(turn), kin_of(turn.repository.headings()))


def fall_back(turn: Turn) -> Said:
    """Refuse for the reason that the intent names, unless a procedure is as good as named."""
    reason = turn.understood.intent.removeprefix(OUT_OF_SCOPE)
    compared = None if reason in _WHATEVER_IS_NAMED else side_by_side(turn)
    if compared:
        return compared
    if reason not in _WHATEVER_IS_NAMED and _as_good_as_named(turn):
        return answer_question(turn)
    return refuse(turn, reason)


def choose_option(turn: Turn) -> Said:
    """Answer the option that the citizen chose by its number or place."""
    if not turn.memory.options:
        return side_by_side(turn) or refuse(turn, "no_option")
    return answer_question(turn)


def kin_of(headings: Iterable[Heading]) -> dict[int, Kin]:
    """Return what makes each procedure akin to others."""
    return {
        heading.id: Kin(heading.group, HALVES.act(heading.id), HALVES.institution(heading.id))
        for heading in headings
    }


def side_by_side(
    turn: Turn, decided: Callable[[Turn], Verdict] = lambda _: NotUnderstood(1.0)
) -> Said | None:
    """Return two or three procedures compared, if the message asks for that; else None."""
    text = turn.understood.text
    if turn.understood.pressed or not wants_comparison(text):
        return None
    verdict = decided(turn)
    asked = to_compare(text, _named(turn), turn.memory.options, verdict)
    known = {heading.id for heading in turn.repository.headings()}
    procedures = tuple(procedure for procedure in asked if procedure in known)
    if len(procedures) < 2 or asks_for_the_past(text):
        return None
    facets = verdict.facets if isinstance(verdict, Answer) else asked_facets(turn.understood)
    outcome = Outcome(
        kind=Kind.ANSWER,
        procedures=procedures,
        facets=facets,
        confidence=round(verdict.confidence, 3),
    )
    message = compare(turn.repository, procedures, facets, turn.today)
    return Said(Reply(messages=(message,), outcome=outcome), turn.memory.about(procedures, facets))


def _as_good_as_named(turn: Turn) -> bool:
    """Return whether the message is little but a name, or the model has no doubt of which."""
    likeliest = turn.understood.ranking[:1]
    if any(r.share >= NO_DOUBT and r.odds >= NO_DOUBT_ALONE for r in likeliest):
        return True
    named = _named(turn)
    return bool(named) and named[0].share >= MOSTLY_A_NAME


def _named(turn: Turn) -> list[Mention]:
    """Return the procedures named word for word, or but for a slip of the keyboard."""
    names = NameIndex(turn.repository.names())
    return names.mentions(turn.understood.text) or names.mentions(turn.understood.mended)


def _filed(turn: Turn) -> date | NoSuchDay | None:
    """Return the day of filing that is written in the message, if any."""
    said = turn.understood
    return None if said.pressed else filing_day(said.text, turn.today)


def _answer(turn: Turn, verdict: Answer, filed: date | NoSuchDay | None = None) -> Said:
    known = {heading.id for heading in turn.repository.headings()}
    procedures = tuple(p for p in verdict.procedures if p in known)
    if not procedures:
        return refuse(turn, "no_option")
    published = publication_day(turn.understood.text, turn.today)
    messages: list[Message] = [*_difference(turn, procedures)]
    for told in map(turn.repository.procedure, procedures):
        then = day_asked_for(turn.understood.text, told, turn.today)
        if then:
            messages.append(_of_the_past(told, then, turn.today))
        say = partial(
            tell,
            turn.repository,
            told.id,
            on=then or turn.today,
            today=turn.today,
            filed=filed,
            published=published,
        )
        messages.extend(say(facet) for facet in verdict.facets)
        if Facet.FORMS in verdict.facets and not then:
            messages.extend(blank_files(told))
        if Facet.PROCESSING_TIME in verdict.facets and not then:
            messages.extend(_to_calendar(turn, told, filed))
    outcome = Outcome(
        kind=Kind.ANSWER,
        procedures=procedures,
        facets=verdict.facets,
        confidence=round(verdict.confidence, 3),
    )
    memory = turn.memory.about(procedures, verdict.facets)
    return Said(Reply(messages=tuple(_buttons_last(messages)), outcome=outcome), memory)


def _to_calendar(
    turn: Turn, procedure: ProcedureContent, filed: date | NoSuchDay | None
) -> Iterator[Message]:
    """Yield the day on which the result is due, as a file; by filing today if no day is named."""
    file = due_file(procedure, filed if isinstance(filed, date) else turn.today, turn.today)
    if file:
        yield file


def _of_the_past(procedure: ProcedureContent, then: date, today: date) -> TextMessage:
    """Return a word that what follows is the rule of `then`, and whether it still is."""
    version = version_on(procedure, then)
    if version == version_on(procedure, today):
        return TextMessage(text=phrase("past.same", since=day(version.in_force_from)))
    until = day(version.in_force_to) if version.in_force_to else ""
    return TextMessage(text=phrase("past.former", since=day(version.in_force_from), until=until))


def _difference(turn: Turn, procedures: Sequence[int]) -> Iterator[TextMessage]:
    """Yield how two procedures that are easily confused differ, if just these two were told."""
    if len(procedures) == MOST_PROCEDURES:
        one, other = procedures
        for twin in turn.repository.procedure(one).near_twins:
            if twin.id == other:
                yield TextMessage(text=phrase("difference", how=escape(twin.how)))


def _buttons_last(messages: list[Message]) -> list[Message]:
    buttons = next((m.buttons for m in reversed(messages) if m.buttons), ())
    bare = [message.model_copy(update={"buttons": ()}) for message in messages]
    return [*bare[:-1], bare[-1].model_copy(update={"buttons": buttons})]


def clarify(turn: Turn, verdict: Clarify, payload: Callable[[int], str]) -> Said:
    """Ask which procedure is meant; a button sends the `payload` of its procedure."""
    options = [turn.repository.procedure(candidate) for candidate in verdict.candidates]
    lines = [
        f"{number}. **{escape(label(option))}** – {escape(option.choose_when)}"
        for number, option in enumerate(options, start=1)
    ]
    buttons = [Button(title=label(o), payload=payload(o.id)) for o in options]
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
        update={"options": verdict.candidates, "facets": verdict.facets, "guided": False}
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
