"""Answers those who ask for the state of their dossier or re-marking."""

from actions.reply import Button, Kind, Outcome, Reply, TextMessage
from actions.turn import Said, Turn
from actions.wording import phrase


def dossier_status(turn: Turn) -> Said:
    return _said(turn, Kind.STATUS_DOSSIER, "status_dossier")


def regrade_status(turn: Turn) -> Said:
    return _said(turn, Kind.STATUS_REGRADE, "status_regrade")


def _said(turn: Turn, kind: Kind, key: str) -> Said:
    buttons = (Button(title=phrase("buttons.contact"), payload="/contact"),)
    outcome = Outcome(kind=kind, confidence=round(turn.understood.confidence, 3))
    reply = Reply(messages=(TextMessage(text=phrase(key), buttons=buttons),), outcome=outcome)
    return Said(reply, turn.memory.model_copy(update={"lookup": kind, "options": ()}))
