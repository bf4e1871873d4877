"""Hears what only the turns before explain: a choice, a code, a question cut short."""

from collections.abc import Callable

from actions.choices import chosen_option
from actions.decision import among
from actions.guide.dialogue import go_on, guide, remind
from actions.letters.dialogue import begin_letter, remind_of_letter, write_on
from actions.look_up_limit import tells_state, within_limit
from actions.personal_data import offer_to_tell, on_personal_data
from actions.questions import CHOOSE, OUT_OF_SCOPE, answer_question
from actions.status.dialogue import look_up_on, remind_of_look_up
from actions.status.following import hear_following
from actions.turn import Said, Turn
from knowledge.folding import fold

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
ASKING_SHORT = 0.2
"""The same for one of hardly any words that is taken for another kind: "hồ sơ?"."""


def hear(turn: Turn, otherwise: Callable[[Turn], Said]) -> Said:
    """Return what is said to a follow-up; let `otherwise` speak to any other message."""
    said = _heard(turn, otherwise)
    return offer_to_tell(within_limit(turn, said)) if tells_state(turn, said) else said


def _heard(turn: Turn, otherwise: Callable[[Turn], Said]) -> Said:
    if turn.understood.pressed:
        return otherwise(turn)
    of_data = on_personal_data(turn)
    if of_data is None:
        gone_on = _gone_on(turn)
        if gone_on:
            return gone_on
    said = of_data or begin_letter(turn) or _hear(turn, otherwise)
    if turn.memory.writing:
        return remind_of_letter(turn, said)
    reminded = remind(turn, said)
    return remind_of_look_up(turn, said) if reminded is said else reminded


def _gone_on(turn: Turn) -> Said | None:
    """Return what a letter, a look-up or the guide that is open says, if it is meant."""
    written = write_on(turn)
    if written:
        return written
    followed = hear_following(turn)
    if followed:
        return followed
    looked_up = look_up_on(turn)
    if looked_up:
        return looked_up
    return go_on(turn) if turn.memory.writing is None else None


def _hear(turn: Turn, otherwise: Callable[[Turn], Said]) -> Said:
    if _chooses(turn):
        return guide(turn) if turn.memory.guided else answer_question(turn)
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
