"""Greets, thanks, takes leave, and says what the bot is."""

from actions.menus import group_buttons
from actions.reply import Button, Kind, Outcome, Reply, TextMessage
from actions.season import season_first
from actions.turn import Said, Turn
from actions.wording import phrase

_KNOWN = ("greet", "thanks", "bye", "who_are_you", "chitchat")
_WITH_MENU = ("greet", "who_are_you")


def small_talk(turn: Turn) -> Said:
    """Answer by the intent; anything unknown counts as a greeting."""
    intent = turn.understood.intent if turn.understood.intent in _KNOWN else "greet"
    text, buttons = phrase(intent), list[Button]()
    if intent in _WITH_MENU:
        buttons = group_buttons(turn.repository)
    if intent == "greet":
        news, first = season_first(turn.repository, turn.today)
        text, buttons = "\n\n".join([text, *news]), [*first, *buttons]
    outcome = Outcome(kind=Kind.SMALLTALK, confidence=round(turn.understood.confidence, 3))
    message = TextMessage(text=text, buttons=tuple(buttons))
    return Said(Reply(messages=(message,), outcome=outcome), turn.memory)
