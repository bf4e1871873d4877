"""The dialogue about news of a request: begin after a look-up, list, end, look it up again."""

from collections.abc import Sequence
from typing import Final

from actions.payloads import FollowStep, following
from actions.reply import Button, Kind, Outcome, Reply, TextMessage
from actions.status.dialogue import look_up_once_more
from actions.status.following_wishes import FollowWish, follow_wish
from actions.status.kinds import DOSSIER, REGRADE, LookUp
from actions.status.news import follow_buttons, masked
from actions.status.told import told
from actions.turn import Said, Turn
from actions.wording import phrase
from knowledge.status import subscriptions
from knowledge.status.subscriptions import Followed, TooMany, subscribe, unsubscribe

_LOOKS: Final = {FollowStep.LOOK_AT_DOSSIER: DOSSIER, FollowStep.LOOK_AT_REGRADE: REGRADE}
_KINDS: Final = {
    subscriptions.DOSSIER: Kind.STATUS_DOSSIER,
    subscriptions.REGRADE: Kind.STATUS_REGRADE,
}


def follow(turn: Turn) -> Said:
    """Do what a button of ours wishes; one that no longer fits lists what is followed."""
    entities = turn.understood.entities
    number = entities.get("request")
    match entities.get("step"):
        case FollowStep.BEGIN:
            return _begin(turn)
        case FollowStep.END:
            return _end(turn, number)
        case (FollowStep.LOOK_AT_DOSSIER | FollowStep.LOOK_AT_REGRADE) as step:
            return _look(turn, _LOOKS[FollowStep(step)], number)
        case _:
            return _list(turn, _followed(turn))


def hear_following(turn: Turn) -> Said | None:
    """Return what is said to a wish about news, where one can be meant; else None."""
    wish = follow_wish(turn.understood.text)
    if wish is None or not turn.conversation:
        return None
    followed = _followed(turn)
    looking = turn.memory.lookup
    if wish is FollowWish.BEGIN:
        if looking and looking.answered:
            return _begin(turn)
        return _list(turn, followed) if followed else None
    if not followed:
        return None
    if wish is FollowWish.LIST or (wish is FollowWish.END and len(followed) > 1):
        return _list(turn, followed)
    return _end(turn, None)


def _begin(turn: Turn) -> Said:
    looking = turn.memory.lookup
    wanted = told(turn)
    if not wanted:
        ended = looking is not None and looking.answered and looking.told is None
        return _said(turn, phrase("following.nothing_more" if ended else "following.too_late"))
    try:
        begun = subscribe(turn.repository.session, turn.conversation, wanted)
    except TooMany:
        text = phrase("following.too_many", most=subscriptions.MOST)
        return _list(turn, _followed(turn), text)
    what = ", ".join(dict.fromkeys(masked(each.request) for each in begun))
    days = subscriptions.LASTS.days
    text = f"{phrase('following.begun', what=what)}\n\n{phrase('following.how', days=days)}"
    return _said(turn, text, _ends(begun), begun)


def _end(turn: Turn, number: int | None) -> Said:
    ended = unsubscribe(turn.repository.session, turn.conversation, number)
    left = _followed(turn)
    if not ended:
        return _list(turn, left)
    return _said(turn, phrase("following.ended"), (), left)


def _look(turn: Turn, look_up: LookUp, number: int | None) -> Said:
    request = next((each.request for each in _followed(turn) if each.id == number), None)
    fits = request is not None and _KINDS[request.kind] is look_up.kind
    return look_up_once_more(turn, look_up, request if fits else None)


def _list(turn: Turn, followed: Sequence[Followed], first: str = "") -> Said:
    if not followed:
        return _said(turn, phrase("following.none"))
    lines = "\n".join(f"{n}. {masked(each.request)}" for n, each in enumerate(followed, start=1))
    text = "\n\n".join(filter(None, (first, phrase("following.list"), lines)))
    return _said(turn, text, _ends(followed), followed)


def _ends(followed: Sequence[Followed]) -> tuple[Button, ...]:
    """Return the buttons that end each of `followed`, and all if there are several."""
    if len(followed) == 1:
        return follow_buttons(followed[0].id, followed[0].request)[1:]
    each = [
        Button(
            title=phrase("following.end_one", what=masked(one.request)),
            payload=following(FollowStep.END, one.id),
        )
        for one in followed
    ]
    return (*each, Button(title=phrase("following.end_all"), payload=following(FollowStep.END)))


def _followed(turn: Turn) -> tuple[Followed, ...]:
    return subscriptions.following(turn.repository.session, turn.conversation)


def _said(
    turn: Turn,
    text: str,
    buttons: tuple[Button, ...] = (),
    followed: Sequence[Followed] = (),
) -> Said:
    looking = turn.memory.lookup
    kinds = [_KINDS[each.request.kind] for each in followed[:1]]
    kind = kinds[0] if kinds else looking.kind if looking else Kind.STATUS_DOSSIER
    message = TextMessage(text=text, buttons=buttons, follows=bool(followed))
    return Said(Reply(messages=(message,), outcome=Outcome(kind=kind)), turn.memory)
