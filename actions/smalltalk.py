"""Greets, thanks, takes leave, and says what the bot is."""

from actions.menus import group_buttons
from actions.reply import Button, Kind, Outcome, Reply, TextMessage
from actions.turn import Said, Turn
from actions.wording import phrase

_KNOWN = ("greet", "thanks", "bye", "who_are_you", "chitchat")
_WITH_MENU = ("greet", "who_are_you")


def small_talk(turn: Turn) -> Said:
    """Answer by the intent; anything unknown counts as a greeting."""
    intent = turn.understood.intent if turn.understood.intent in _KNOWN else "greet"
    buttons: tuple[Button, ...] = ()
    if intent in _WITH_MENU:
        buttons = tuple(group_buttons(turn.repository))
    outcome = Outcome(kind=Kind.SMALLTALK, confidence=round(turn.understood.confidence, 3))
    message = TextMessage(text=phrase(intent), buttons=buttons)
    return Said(Reply(messages=(message,), outcome=outcome), turn.memory)
