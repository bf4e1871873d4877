"""What is shown while a letter is written: a question, the summary, the files."""

from collections.abc import Iterator, Mapping

from actions.letters.offer import filled_files
from actions.letters.state import Writing
from actions.letters.wishes import STEPS, Step
from actions.payloads import asking, guiding, writing_field, writing_step
from actions.reply import Button, Message, TextMessage
from actions.wording import escape, phrase, render
from knowledge.content import ProcedureContent
from knowledge.facets import Facet
from knowledge.letters import Letter, LetterField


def step_button(step: Step) -> Button:
    """Return the button that does `step`."""
    return Button(
        title=phrase(f"letter.steps.{step.value}"), payload=writing_step(STEPS.index(step))
    )


def question(letter: Letter, state: Writing, wrong: str | None = None) -> TextMessage:
    """Return the question for the field asked for; `wrong` names what the answer to it lacked."""
    field = asked_field(letter, state)
    at = letter.fields.index(field)
    text = render(
        "letter_question.md.j2",
        field=field,
        wrong=phrase(f"letter.unreadable.{wrong}") if wrong else "",
        number=at + 1,
        count=len(letter.fields),
        correcting=state.correcting,
        first=at == 0 and not state.correcting and wrong is None,
    )
    return TextMessage(text=text, buttons=tuple(_ways_on(field, state, at)), private=True)


def reminder(letter: Letter, state: Writing) -> TextMessage:
    """Return a word that the letter waits, with what it waits for."""
    waiting = asked_field(letter, state).ask if state.asked else phrase("letter.is_it_right")
    steps = (Step.CANCEL,) if state.asked else (Step.CONFIRM, Step.CANCEL)
    text = phrase("letter.waiting", question=escape(waiting))
    return TextMessage(text=text, buttons=tuple(map(step_button, steps)))


def summary(letter: Letter, values: Mapping[str, str]) -> TextMessage:
    """Return all that will stand in the letter, to be looked at before it is made."""
    told = [(field, values.get(field.key, "")) for field in letter.fields]
    text = render("letter_summary.md.j2", letter=letter, told=told)
    steps = (Step.CONFIRM, Step.EDIT, Step.CANCEL)
    return TextMessage(text=text, buttons=tuple(map(step_button, steps)), private=True)


def fields_to_edit(letter: Letter) -> TextMessage:
    """Return the question which field is to be told anew."""
    fields = [
        Button(title=field.label, payload=writing_field(at))
        for at, field in enumerate(letter.fields)
    ]
    return TextMessage(text=phrase("letter.which_field"), buttons=tuple(fields))


def made(
    procedure: ProcedureContent, letter: Letter, token: str, minutes: int
) -> Iterator[Message]:
    """Yield the letter as files, and what to do with it."""
    text = render("letter_made.md.j2", letter=letter, minutes=minutes)
    yield TextMessage(text=text)
    *files, last = filled_files(token)
    yield from files
    buttons = (
        step_button(Step.FORGET),
        Button(title=phrase("facets.where"), payload=asking(Facet.WHERE, procedure.id)),
        Button(title=phrase("buttons.guide"), payload=guiding(procedure.id)),
    )
    yield last.model_copy(update={"buttons": buttons})


def asked_field(letter: Letter, state: Writing) -> LetterField:
    """Return the field that is asked for."""
    return next(field for field in letter.fields if field.key == state.asked)


def _ways_on(field: LetterField, state: Writing, at: int) -> Iterator[Button]:
    if not field.required:
        yield step_button(Step.PASS)
    if at or state.correcting:
        yield step_button(Step.SUMMARY if state.correcting else Step.BACK)
    yield step_button(Step.CANCEL)
