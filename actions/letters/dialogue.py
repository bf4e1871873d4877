"""The dialogue of a letter: begin, ask, correct, confirm, hand over, forget."""

from datetime import timedelta
from typing import Final

from actions.decision import Answer
from actions.guide.wishes import asks_something
from actions.letters import showing
from actions.letters.fields import Unreadable, read
from actions.letters.offer import written_together
from actions.letters.state import Writing
from actions.letters.wishes import STEPS, Step, step_wished, wants_correction, wants_letter
from actions.questions import DISTRESS, verdict_on
from actions.refusals import refuse
from actions.reply import Kind, Message, Outcome, Reply, TextMessage
from actions.turn import TOPIC_LASTS, Said, Turn
from actions.wording import phrase
from knowledge.content import ProcedureContent
from knowledge.facets import Facet
from knowledge.folding import fold
from knowledge.letters import FieldKind, Letter
from knowledge.sealed import forget, reseal, seal, unseal

FILES_LAST: Final = timedelta(minutes=15)
"""How long the files of a letter can be had once it is made."""
_TOLD_LASTS: Final = timedelta(seconds=TOPIC_LASTS)
_GO_ON_AFTER: Final = {Kind.ANSWER, Kind.SMALLTALK, Kind.FALLBACK, Kind.CONTACT, Kind.LIST}


def press_letter(turn: Turn) -> Said:
    """Do what a button says: begin, go a step on, ask for a field again."""
    pressed = turn.understood.entities
    if "procedure" in pressed:
        return _begin(turn, pressed["procedure"])
    step = dict(enumerate(STEPS)).get(pressed.get("step", -1))
    opened = _open(turn)
    if opened is None or (opened.state.made and step is not Step.FORGET):
        return _gone(turn)
    if "field" in pressed:
        return opened.ask_again(pressed["field"]) or refuse(turn, "no_option")
    return opened.step(step) if step else refuse(turn, "no_option")


def begin_letter(turn: Turn) -> Said | None:
    """Return the beginning of a letter that `turn` asks to be written; None if it doesn't."""
    if not wants_letter(turn.understood.text):
        return None
    verdict = verdict_on(turn)
    if not isinstance(verdict, Answer) or len(verdict.procedures) != 1:
        return None
    procedure = turn.repository.procedure(verdict.procedures[0])
    return _begin(turn, procedure.id) if written_together(procedure) else None


def write_on(turn: Turn) -> Said | None:
    """Return what is said to a message while a letter is written; None if it asks for another."""
    opened = _open(turn)
    return opened.hear() if opened and not opened.state.made else None


def remind_of_letter(turn: Turn, said: Said) -> Said:
    """Return `said` with a word that the letter waits, if it does."""
    if said.memory.writing is None or said.memory.writing != turn.memory.writing:
        return said
    opened = _open(turn)
    if (
        opened is None
        or opened.state.made
        or said.reply.outcome.kind not in _GO_ON_AFTER
        or turn.understood.intent == DISTRESS
    ):
        return said
    waiting = showing.reminder(opened.letter, opened.state)
    messages: tuple[Message, ...] = (*said.reply.messages, waiting)
    memory = said.memory.model_copy(update={"options": ()})
    return Said(said.reply.model_copy(update={"messages": messages}), memory)


def _begin(turn: Turn, procedure_id: int) -> Said:
    try:
        procedure = turn.repository.procedure(procedure_id)
    except LookupError:
        return refuse(turn, "no_option")
    letter = written_together(procedure)
    if letter is None:
        return refuse(turn, "no_option")
    if turn.memory.writing:
        forget(turn.repository.session, turn.memory.writing.token)
    token = seal(turn.repository.session, {}, _TOLD_LASTS)
    state = Writing(procedure=procedure_id, letter=letter.key, token=token)
    return _Opened(turn, procedure, letter, state, {}).ask(letter.fields[0].key)


def _open(turn: Turn) -> "_Opened | None":
    state = turn.memory.writing
    if state is None:
        return None
    values = unseal(turn.repository.session, state.token)
    procedure = turn.repository.procedure(state.procedure)
    letter = next((each for each in procedure.letters if each.key == state.letter), None)
    if values is None or letter is None:
        return None
    return _Opened(turn, procedure, letter, state, values)


def _gone(turn: Turn) -> Said:
    outcome = Outcome(kind=Kind.GUIDE, facets=(Facet.FORMS,))
    reply = Reply(messages=(TextMessage(text=phrase("letter.gone")),), outcome=outcome)
    return Said(reply, turn.memory.model_copy(update={"writing": None}))


class _Opened:
    """A letter being written, with what has been told for it."""

    def __init__(
        self,
        turn: Turn,
        procedure: ProcedureContent,
        letter: Letter,
        state: Writing,
        values: dict[str, str],
    ) -> None:
        self.turn, self.procedure, self.letter = turn, procedure, letter
        self.state, self.values = state, values

    def hear(self) -> Said | None:
        text = self.turn.understood.text
        wished = step_wished(text)
        if self.state.asked is None:
            if wants_correction(text) is not None and not self._asks(FieldKind.TEXT):
                corrected = self._field_meant(text)
                return self.step(Step.EDIT) if corrected is None else self.ask_again(corrected)
            return self.step(wished) if wished in (Step.CONFIRM, Step.CANCEL, Step.BACK) else None
        if wished in (Step.CANCEL, Step.BACK):
            return self.step(wished)
        field = showing.asked_field(self.letter, self.state)
        if wished is Step.PASS:
            return self.step(Step.PASS) if not field.required else self._say_again("required")
        if self._asks(field.kind):
            return None
        try:
            value = read(field, self.turn.understood.typed or text, self.turn.today)
        except Unreadable as wrong:
            return self._say_again(str(wrong))
        self.values[field.key] = value
        return self._next(passed=tuple(key for key in self.state.passed if key != field.key))

    def step(self, step: Step) -> Said:
        if step is Step.CANCEL or step is Step.FORGET:
            forget(self.turn.repository.session, self.state.token)
            return self._said((TextMessage(text=phrase("letter.forgotten")),), None)
        if step is Step.CONFIRM:
            return self._make() if self.state.asked is None else self._say_again(None)
        if step is Step.EDIT and self.state.asked is None:
            return self._said((showing.fields_to_edit(self.letter),), self.state)
        if step is Step.SUMMARY and self.state.correcting:
            return self._show_summary()
        if step is Step.PASS and self.state.asked:
            field = showing.asked_field(self.letter, self.state)
            if field.required:
                return self._say_again("required")
            self.values.pop(field.key, None)
            return self._next(passed=(*self.state.passed, field.key))
        return self._back()

    def ask(self, key: str, correcting: bool = False) -> Said:
        update = {"asked": key, "correcting": correcting}
        return self._ask(self.state.model_copy(update=update))

    def ask_again(self, position: int) -> Said | None:
        """Ask for the field at `position` once more; None if there is none."""
        if position not in range(len(self.letter.fields)):
            return None
        complete = self.state.asked is None or self.state.correcting
        return self.ask(self.letter.fields[position].key, correcting=complete)

    def _next(self, passed: tuple[str, ...]) -> Said:
        self.state = self.state.model_copy(update={"passed": passed})
        reseal(self.turn.repository.session, self.state.token, self.values, _TOLD_LASTS)
        left = [f.key for f in self.letter.fields if f.key not in {*self.values, *passed}]
        return self.ask(left[0]) if left else self._show_summary()

    def _back(self) -> Said:
        keys = [field.key for field in self.letter.fields]
        at = keys.index(self.state.asked) if self.state.asked else len(keys)
        before = keys[max(0, at - 1)]
        self.values.pop(before, None)
        passed = tuple(key for key in self.state.passed if key != before)
        self.state = self.state.model_copy(update={"passed": passed})
        reseal(self.turn.repository.session, self.state.token, self.values, _TOLD_LASTS)
        return self.ask(before)

    def _make(self) -> Said:
        told = {**self.values, "procedure": str(self.procedure.id), "letter": self.letter.key}
        reseal(self.turn.repository.session, self.state.token, told, FILES_LAST)
        minutes = int(FILES_LAST.total_seconds() // 60)
        made = tuple(showing.made(self.procedure, self.letter, self.state.token, minutes))
        return self._said(made, self.state.model_copy(update={"made": True}))

    def _ask(self, state: Writing, wrong: str | None = None) -> Said:
        return self._said((showing.question(self.letter, state, wrong),), state)

    def _say_again(self, wrong: str | None) -> Said:
        if self.state.asked is None:
            return self._show_summary()
        return self._ask(self.state, wrong)

    def _show_summary(self) -> Said:
        state = self.state.model_copy(update={"asked": None, "correcting": False})
        return self._said((showing.summary(self.letter, self.values),), state)

    def _said(self, messages: tuple[Message, ...], state: Writing | None) -> Said:
        outcome = Outcome(kind=Kind.GUIDE, procedures=(self.procedure.id,), facets=(Facet.FORMS,))
        memory = self.turn.memory.about((self.procedure.id,), (Facet.FORMS,))
        memory = memory.model_copy(update={"writing": state, "guide": None})
        return Said(Reply(messages=messages, outcome=outcome), memory)

    def _asks(self, kind: FieldKind) -> bool:
        """Return whether the message is a question rather than an answer to the field."""
        understood = self.turn.understood
        return kind is not FieldKind.PROSE and understood.asks and asks_something(understood.text)

    def _field_meant(self, text: str) -> int | None:
        """Return the position of the field that `text` wants corrected."""
        rest = wants_correction(text)
        if rest is None:
            return None
        number = next((int(word) for word in rest.split() if word.isdecimal()), None)
        if number is not None:
            return number - 1
        labels = [fold(field.label) for field in self.letter.fields]
        named = [at for at, name in enumerate(labels) if rest and (name in rest or rest in name)]
        return named[0] if named else None
