"""Says honestly what the bot can't answer and why, and offers a human."""

from actions.reply import Button, Kind, Outcome, Reply, TextMessage
from actions.turn import Said, Turn
from actions.wording import day, escape, phrase, phrases
from knowledge.agencies import agency_for

_OTHER_AGENCY = "other_agency"
_DEPARTMENT_OTHER = "department_other"


def refuse(turn: Turn, reason: str) -> Said:
    """Refuse for `reason`, a key of the fallback phrases."""
    text = _named(turn, reason) or _reason(reason)
    buttons = (
        Button(title=phrase("buttons.menu"), payload="/list"),
        Button(title=phrase("buttons.human"), payload="/handoff"),
    )
    outcome = Outcome(kind=Kind.FALLBACK, confidence=round(turn.understood.confidence, 3))
    reply = Reply(messages=(TextMessage(text=text, buttons=buttons),), outcome=outcome)
    return Said(reply, turn.memory)


def _reason(reason: str) -> str:
    known = phrases()["fallback"]
    return phrase(f"fallback.{reason if reason in known else 'not_understood'}")


def _named(turn: Turn, reason: str) -> str | None:
    """Return the words that name the agency in charge, where the question tells which."""
    if reason not in {_OTHER_AGENCY, _DEPARTMENT_OTHER}:
        return None
    agency = agency_for(turn.understood.text, of_education=reason == _DEPARTMENT_OTHER)
    if agency is None:
        return None
    return phrase(
        "fallback.agency",
        name=escape(agency.name),
        handles=escape(agency.handles),
        source=escape(agency.source),
        as_of=day(agency.as_of),
    )
