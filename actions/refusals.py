"""Says honestly what the bot can't answer and why, and offers a human."""

from actions.reply import Button, Kind, Outcome, Reply, TextMessage
from actions.turn import Said, Turn
from actions.wording import phrase, phrases


def refuse(turn: Turn, reason: str) -> Said:
    """Refuse for `reason`, a key of the fallback phrases."""
    known = phrases()["fallback"]
    text = phrase(f"fallback.{reason if reason in known else 'not_understood'}")
    buttons = (
        Button(title=phrase("buttons.menu"), payload="/list"),
        Button(title=phrase("buttons.human"), payload="/handoff"),
    )
    outcome = Outcome(kind=Kind.FALLBACK, confidence=round(turn.understood.confidence, 3))
    reply = Reply(messages=(TextMessage(text=text, buttons=buttons),), outcome=outcome)
    return Said(reply, turn.memory)
