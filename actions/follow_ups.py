"""Hears what only the turns before explain: a choice, a code, a question cut short."""

import re
from collections.abc import Callable

from actions.choices import chosen_option
from actions.decision import among
from actions.guide.dialogue import go_on, guide, remind
from actions.lookups import dossier_status, regrade_status
from actions.questions import CHOOSE, OUT_OF_SCOPE, answer_question
from actions.reply import Kind
from actions.turn import Said, Turn
from knowledge.folding import fold

_DOSSIER_CODE = re.compile(r"\b[A-Za-z]\d{1,3}(?:[. ]\d{1,3})*[ .-]\d{6}[ .-]\d{1,5}\b")
_SECRET = re.compile(r"\d{4,}|\d{1,2}[/.-]\d{1,2}[/.-]\d{2,4}|\*\*\*")
"""A code, the last digits of a number, a date, or what was masked."""
_LOOKED_UP = {Kind.STATUS_DOSSIER: dossier_status, Kind.STATUS_REGRADE: regrade_status}
_LONGEST_CHOICE = 7
_LONGEST_FOLLOW_UP = 12
_CUT_SHORT = 4
"""Words, all three."""
_MAY_FOLLOW = ("other_agency", "department_other", "life", "nonsense")
"""Reasons for which a message on its own is refused, yet may be the rest of a question."""
DOUBT = 0.66
"""How sure the model must be that a short message is out of scope when a topic is open."""
SURELY_OUTSIDE = 0.96
"""The same for one that points to one of the options offered."""
ASKING = 0.12
"""Probability of a question from which a short message with a topic open is one."""
SURELY_ASKS = 0.7
"""Probability of a question from which a number in it is no answer to a look-up."""
ASKING_SHORT = 0.2
"""The same for one of hardly any words that is taken for another kind: "hồ sơ?"."""


def hear(turn: Turn, otherwise: Callable[[Turn], Said]) -> Said:
    """Return what is said to a follow-up; let `otherwise` speak to any other message."""
    if turn.understood.pressed:
        return otherwise(turn)
    led = go_on(turn)
    return led if led else remind(turn, _hear(turn, otherwise))


def _hear(turn: Turn, otherwise: Callable[[Turn], Said]) -> Said:
    if _chooses(turn):
        return guide(turn) if turn.memory.guided else answer_question(turn)
    if _DOSSIER_CODE.search(turn.understood.text):
        return dossier_status(turn)
    if turn.memory.lookup and _tells_a_secret(turn):
        return _LOOKED_UP[turn.memory.lookup](turn)
    if turn.memory.topic and _asks_on(turn):
        return answer_question(turn)
    return otherwise(turn)


def _chooses(turn: Turn) -> bool:
    options = turn.memory.options
    if not options or turn.understood.asks:
        return False
    loosely = turn.understood.intent == CHOOSE
    if chosen_option(turn.understood.text, options, loosely) is not None:
        return True
    return (
        _may_follow(turn)
        and turn.understood.out_of_scope < SURELY_OUTSIDE
        and len(fold(turn.understood.text).split()) <= _LONGEST_CHOICE
        and among(turn.understood.ranking, options) is not None
    )


def _tells_a_secret(turn: Turn) -> bool:
    return turn.understood.asking < SURELY_ASKS and bool(_SECRET.search(turn.understood.text))


def _may_follow(turn: Turn) -> bool:
    reason = turn.understood.intent.removeprefix(OUT_OF_SCOPE)
    return turn.understood.intent != reason and reason in _MAY_FOLLOW


def _asks_on(turn: Turn) -> bool:
    understood = turn.understood
    words = len(fold(understood.text).split())
    if understood.asks:
        return False
    if understood.intent.startswith(OUT_OF_SCOPE):
        return (
            _may_follow(turn)
            and words <= _LONGEST_FOLLOW_UP
            and understood.asking >= ASKING
            and understood.out_of_scope < DOUBT
        )
    return words <= _CUT_SHORT and understood.asking >= ASKING_SHORT
