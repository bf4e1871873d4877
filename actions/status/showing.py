"""What is said while a look-up goes on: the question, a reminder, that it stopped or failed."""

from collections.abc import Sequence

from actions.payloads import FollowStep, following
from actions.reply import Button, TextMessage
from actions.status.kinds import LookUp
from actions.status.people import people_buttons
from actions.status.readings import Slip
from actions.status.state import Factor
from actions.wording import phrase, render


def question(
    look_up: LookUp,
    missing: Sequence[Factor],
    slip: Slip | None = None,
    first: bool = False,
    expired: bool = False,
) -> TextMessage:
    """Return the question for the factors that are `missing`.

    `slip`: what was wrong with the last message; `first`, to say why they are asked for;
    `expired`, to say that what was told before is forgotten.
    """
    part = missing[0].value if len(missing) == 1 else "both"
    text = render(
        "status_question.md.j2",
        slip=phrase(f"status.{look_up.phrases}.slips.{slip.key}", count=slip.count) if slip else "",
        expired=phrase("status.expired") if expired else "",
        why=phrase(f"status.{look_up.phrases}.why") if first and part == "both" else "",
        ask=phrase(f"status.{look_up.phrases}.{part}"),
        not_kept=phrase("status.not_kept") if first else "",
    )
    return _private(text)


def reminder(look_up: LookUp, missing: Factor) -> TextMessage:
    """Return a word that the look-up waits for the factor that is `missing`."""
    name = phrase(f"status.{look_up.phrases}.missing_{missing.value}")
    return TextMessage(text=phrase(f"status.{look_up.phrases}.waiting", missing=name))


def with_offer(message: TextMessage) -> TextMessage:
    """Return `message` with a button first that asks to be told when the state changes."""
    offer = Button(title=phrase("following.offer"), payload=following(FollowStep.BEGIN))
    return message.model_copy(update={"buttons": (offer, *message.buttons)})


def no_match(look_up: LookUp) -> TextMessage:
    """Return the one answer to factors that are wrong or unknown."""
    return _private(phrase(f"status.{look_up.phrases}.wrong"), people_buttons())


def lost(look_up: LookUp) -> TextMessage:
    """Return where the code is written, and that nothing else opens the look-up."""
    return _private(phrase(f"status.{look_up.phrases}.lost"), people_buttons())


def locked() -> TextMessage:
    return _private(phrase("status.locked"), people_buttons()[::-1])


def stopped() -> TextMessage:
    return _private(phrase("status.stopped"))


def _private(text: str, buttons: tuple[Button, ...] = ()) -> TextMessage:
    return TextMessage(text=text, buttons=buttons, private=True)
