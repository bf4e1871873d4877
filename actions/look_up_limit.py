"""Bounds how often one conversation is told a state while results are awaited by thousands."""

from typing import Final

from actions.reply import Kind, Reply, TextMessage
from actions.status.people import people_buttons
from actions.turn import Said, Turn
from actions.wording import phrase
from knowledge.season import season_in
from knowledge.status.look_ups import MINUTES, MOST, look_ups

_LOOK_UPS: Final = {Kind.STATUS_DOSSIER, Kind.STATUS_REGRADE}


def tells_state(turn: Turn, said: Said) -> bool:
    """Return whether `said` is the end of a look-up: the state of a request."""
    looking = said.memory.lookup
    ended = looking is not None and looking.answered and looking is not turn.memory.lookup
    return ended and said.reply.outcome.kind in _LOOK_UPS


def within_limit(turn: Turn, said: Said) -> Said:
    """Return `said`, which tells a state, or in season to wait a while if it is one too many."""
    if not turn.conversation or season_in(turn.repository.session, turn.today) is None:
        return said
    if look_ups().count(turn.conversation):
        return said
    text = phrase("season.too_many", most=MOST, minutes=MINUTES)
    message = TextMessage(text=text, buttons=people_buttons(), private=True)
    reply = Reply(messages=(message,), outcome=said.reply.outcome)
    return Said(reply, said.memory.model_copy(update={"lookup": None}))
