"""Points to people: whom to contact, handing over, taking feedback."""

from actions.personal_data import press_personal_data
from actions.reply import Button, Kind, Outcome, Reply, TextMessage
from actions.turn import Said, Turn
from actions.wording import day, escape, phrase
from knowledge.models import Contact

_FIELDS = ("address", "phone", "email", "website", "hours")
_ASKED_FIRST = ("address", "phone", "hours")


def contact(turn: Turn) -> Said:
    """Tell where the department and the one-stop centre can be reached, and what is not known."""
    return press_personal_data(turn) or _said(turn, Kind.CONTACT, _contacts(turn))


def hand_over(turn: Turn) -> Said:
    """Own up that no officer can be called into the chat yet, and say whom to turn to."""
    return _said(turn, Kind.HANDOFF, f"{phrase('handoff')}\n\n{_contacts(turn)}")


def take_feedback(turn: Turn) -> Said:
    return _said(
        turn,
        Kind.FEEDBACK,
        phrase("feedback"),
        Button(title=phrase("buttons.human"), payload="/handoff"),
    )


def _said(turn: Turn, kind: Kind, text: str, *buttons: Button) -> Said:
    outcome = Outcome(kind=kind, confidence=round(turn.understood.confidence, 3))
    reply = Reply(messages=(TextMessage(text=text, buttons=buttons),), outcome=outcome)
    return Said(reply, turn.memory)


def _contacts(turn: Turn) -> str:
    known = turn.repository.contacts()
    blocks = [_block(entry) for entry in known]
    if known:
        blocks.append(phrase("contact_footer", as_of=day(max(entry.as_of for entry in known))))
    return "\n\n".join(blocks)


def _block(entry: Contact) -> str:
    lines = [f"**{escape(entry.name)}** – {escape(entry.role)}", ""]
    for name in _FIELDS:
        value = getattr(entry, name)
        title = phrase(f"contact_labels.{name}")
        if value:
            lines.append(f"- {title}: {value if name == 'website' else escape(value)}")
        elif name in _ASKED_FIRST and entry.website is None:
            lines.append(f"- {phrase('contact_unknown', what=title)}")
    return "\n".join(lines)
