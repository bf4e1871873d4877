"""The dialogue of a look-up: ask for two factors, in any order, check them, tell, forget."""

from datetime import timedelta
from typing import Final

from actions.choices import chosen_option
from actions.questions import DISTRESS
from actions.reply import Kind, Message, Outcome, Reply, TextMessage
from actions.status import showing
from actions.status.kinds import BY_KIND, DOSSIER, REGRADE, LookUp
from actions.status.readings import Reading, Slip
from actions.status.state import Factor, Looking
from actions.status.told import keep_told
from actions.status.wishes import has_lost_it, leaves, state_wanted, wants_again
from actions.turn import Said, Turn
from knowledge.sealed import forget, reseal, seal, unseal
from knowledge.status.locks import locks
from knowledge.status.subscriptions import Request

TOLD_LASTS: Final = timedelta(minutes=10)
"""How long what was told is kept while the rest is waited for."""
SURELY_ASKS: Final = 0.7
"""Probability of a question from which a number in it is no answer to a look-up."""
_DOUBTED: Final = "doubted"
"""Name under which a factor of an unusual form is kept; told again, it counts."""
_TO_PEOPLE: Final = {"handoff", "contact", "feedback"}
_NEVER_BEGINS: Final = {
    f"out_of_scope_{reason}"
    for reason in ("personal_data", "abuse", "injection", "foreign", "distress")
}
_REMIND_AFTER: Final = {Kind.ANSWER, Kind.CLARIFY, Kind.LIST, Kind.CONTACT}


def dossier_status(turn: Turn) -> Said:
    """Answer a message that asks how far a dossier is."""
    return _asked(turn, DOSSIER)


def regrade_status(turn: Turn) -> Said:
    """Answer a message that asks how far a re-marking request is."""
    return _asked(turn, REGRADE)


def look_up_on(turn: Turn) -> Said | None:
    """Return what a look-up says to a message that asks for none; None if it isn't meant for one.

    It is if it brings a code or a named candidate number, or what an open look-up waits for.
    """
    if turn.understood.intent == DISTRESS:
        return None
    begun = _begun(turn)
    if begun:
        return _Open(turn, begun).hear()
    state = turn.memory.lookup
    if state is None:
        return None
    opened = _Open(turn, BY_KIND[state.kind])
    text = turn.understood.text
    if state.answered:
        return opened.ask_anew() if wants_again(text) else None
    if leaves(text):
        return opened.stop()
    return opened.hear() if _meant_for(opened, turn) else None


def look_up_once_more(turn: Turn, look_up: LookUp, request: Request | None) -> Said:
    """Begin a look-up again; of `request` only the second factor is asked for."""
    opened = _Open(turn, look_up)
    if request:
        opened.told = {look_up.needed[0]: request.code or request.candidate}
    return opened.ask_anew()


def remind_of_look_up(turn: Turn, said: Said) -> Said:
    """Return `said` with a word, once, that a look-up waits for its second factor, if it does."""
    state = said.memory.lookup
    if (
        state is None
        or state != turn.memory.lookup
        or state.token is None
        or state.reminded
        or said.reply.outcome.kind not in _REMIND_AFTER
    ):
        return said
    opened = _Open(turn, BY_KIND[state.kind])
    if len(opened.missing) != 1:
        return said
    waiting = showing.reminder(opened.look_up, opened.missing[0])
    messages: tuple[Message, ...] = (*said.reply.messages, waiting)
    looking = state.model_copy(update={"reminded": True})
    memory = said.memory.model_copy(update={"lookup": looking})
    return Said(said.reply.model_copy(update={"messages": messages}), memory)


def _asked(turn: Turn, look_up: LookUp) -> Said:
    opened = _Open(turn, look_up)
    return opened.stop() if leaves(turn.understood.text) else opened.hear()


def _begun(turn: Turn) -> LookUp | None:
    """Return the look-up that the words themselves ask for, whatever they are taken for."""
    typed = _typed(turn)
    if DOSSIER.begins(typed):
        return DOSSIER
    understood = turn.understood
    wanted = None if understood.intent else state_wanted(understood.text)
    if wanted:
        return BY_KIND[wanted]
    waits = turn.memory.lookup is not None and not turn.memory.lookup.answered
    may_begin = understood.asking < SURELY_ASKS and understood.intent not in _NEVER_BEGINS
    return REGRADE if REGRADE.begins(typed) and (waits or may_begin) else None


def _meant_for(opened: "_Open", turn: Turn) -> bool:
    understood = turn.understood
    reading = opened.reading
    if not reading or chosen_option(understood.text, turn.memory.options) is not None:
        return False
    if reading.values and reading.plainly:
        return True
    if understood.intent in _TO_PEOPLE or understood.asking >= SURELY_ASKS:
        return False
    return bool(reading.values) or understood.intent not in set(BY_KIND)


def _typed(turn: Turn) -> str:
    return turn.understood.typed or turn.understood.text


class _Open:
    """A look-up in a turn, with what was told for it in the turns before."""

    def __init__(self, turn: Turn, look_up: LookUp) -> None:
        self.turn, self.look_up = turn, look_up
        self.session = turn.repository.session
        state = turn.memory.lookup
        self.waits = state is not None and state.kind is look_up.kind and not state.answered
        self.token = state.token if state and self.waits else None
        kept = unseal(self.session, self.token) if self.token else None
        self.expired = self.token is not None and kept is None
        kept = kept or {}
        self.told = {factor: kept[factor] for factor in look_up.needed if factor in kept}
        self.doubted = kept.get(_DOUBTED)
        self.reading = look_up.read(_typed(turn), self.told, turn.today)

    @property
    def missing(self) -> list[Factor]:
        return [factor for factor in self.look_up.needed if factor not in self.told]

    def hear(self) -> Said:
        """Take what the message tells; ask for the rest, or check and answer."""
        reading = self._in_earnest()
        slip = self._take(reading)
        if locks().locked(*self.look_up.locked_by(self.turn, {})):
            return self._done(showing.locked())
        if self.missing:
            if not reading and has_lost_it(self.turn.understood.text):
                return self._wait(showing.lost(self.look_up))
            first = not self.waits or self.expired
            asked = showing.question(self.look_up, self.missing, slip, first, self.expired)
            return self._wait(asked)
        return self._check()

    def ask_anew(self) -> Said:
        """Ask for the factors that are missing."""
        return self._wait(showing.question(self.look_up, self.missing, first=True))

    def stop(self) -> Said:
        """Forget what was told and leave the look-up."""
        self._forget()
        return self._said(showing.stopped(), None)

    def _in_earnest(self) -> Reading:
        """Return the reading; of a first message only what is surely meant as a factor."""
        reading = self.reading
        if self.waits or reading.plainly or self.look_up.needed[0] in reading.values:
            return reading
        about = reading.slip and reading.slip.about is self.look_up.needed[0]
        return Reading(slip=reading.slip if about else None)

    def _take(self, reading: Reading) -> Slip | None:
        """Add what was told; return what is wrong, unless it was told like that before."""
        self.told.update(reading.values)
        slip = reading.slip
        if slip is None or slip.about is None:
            return slip
        self.told.pop(slip.about, None)
        if slip.value is None or slip.value != self.doubted:
            self.doubted = slip.value
            return slip
        self.told[slip.about] = slip.value
        return None

    def _check(self) -> Said:
        names = self.look_up.locked_by(self.turn, self.told)
        if locks().locked(*names):
            return self._done(showing.locked())
        found = self.look_up.find(self.turn, self.told)
        if found is None:
            locked = locks().fail(*names)
            return self._done(showing.locked() if locked else showing.no_match(self.look_up))
        self._forget()
        told = keep_told(self.turn, found.requests)
        answered = Looking(kind=self.look_up.kind, answered=True, told=told)
        message = showing.with_offer(found.message) if told else found.message
        return self._said(message, answered, (found.procedure,))

    def _done(self, message: TextMessage) -> Said:
        """Say `message`, forget what was told, and wait for both factors."""
        self._forget()
        return self._said(message, Looking(kind=self.look_up.kind))

    def _wait(self, message: TextMessage) -> Said:
        """Say `message` and keep what was told until the rest is."""
        values = {factor.value: value for factor, value in self.told.items()}
        if self.doubted:
            values[_DOUBTED] = self.doubted
        if not self.waits:
            self._forget()
        token = None if self.expired else self.token
        if values and token:
            reseal(self.session, token, values, TOLD_LASTS)
        elif values:
            token = seal(self.session, values, TOLD_LASTS)
        return self._said(message, Looking(kind=self.look_up.kind, token=token))

    def _forget(self) -> None:
        state = self.turn.memory.lookup
        for token in (state.token, state.told) if state else ():
            if token:
                forget(self.session, token)

    def _said(
        self, message: TextMessage, looking: Looking | None, procedures: tuple[int, ...] = ()
    ) -> Said:
        about = procedures or self.look_up.about
        outcome = Outcome(kind=self.look_up.kind, procedures=about)
        memory = self.turn.memory
        if about and about != memory.topic:
            memory = memory.about(about, ())
        memory = memory.model_copy(update={"lookup": looking, "options": ()})
        return Said(Reply(messages=(message,), outcome=outcome), memory)
