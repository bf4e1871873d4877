"""The buttons that lead from a look-up to people."""

from actions.reply import Button
from actions.wording import phrase


def people_buttons() -> tuple[Button, ...]:
    """Return the buttons for whom to contact and for a human."""
    return (
        Button(title=phrase("buttons.contact"), payload="/contact"),
        Button(title=phrase("buttons.human"), payload="/handoff"),
    )
