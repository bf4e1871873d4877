"""Words the news of a change: what changed, of a request that only its owner recognises.

Whoever looks over a shoulder at a notification learns neither name nor score: a code or number is
told by its last four digits, and the rest is looked up again with both factors.
"""

from typing import Final

from actions.payloads import FollowStep, following
from actions.reply import Button, TextMessage
from actions.wording import day, escape, phrase
from knowledge.status.notices import News
from knowledge.status.subscriptions import DOSSIER, Request

_SHOWN: Final = 4
"""Characters of a code that are told."""
_RESULTS: Final = {"da_co_ket_qua", "khong_thay_doi"}
_LOOKS: Final = {True: FollowStep.LOOK_AT_DOSSIER, False: FollowStep.LOOK_AT_REGRADE}


def masked(request: Request) -> str:
    """Return what `request` is, ready to stand in a sentence: "hồ sơ …0007"."""
    code = request.code or request.candidate
    return phrase(f"following.masked.{request.kind}", tail=escape(code[-_SHOWN:]))


def news_message(news: News) -> TextMessage:
    """Return what is told of a change, with buttons to look it up again and to hear no more."""
    told = _dossier(news) if news.request.kind == DOSSIER else _regrade(news)
    over = phrase("following.over") if news.over else ""
    return TextMessage(
        text="\n\n".join(filter(None, (told, over))),
        buttons=follow_buttons(news.subscription, news.request, ended=news.over),
        follows=not news.over,
    )


def follow_buttons(subscription: int, request: Request, ended: bool = False) -> tuple[Button, ...]:
    """Return the buttons under the news of a subscription; where that has `ended`, only to look."""
    look = following(_LOOKS[request.kind == DOSSIER], subscription)
    shown = Button(title=phrase("following.look"), payload=look)
    if ended:
        return (shown,)
    end = following(FollowStep.END, subscription)
    return shown, Button(title=phrase("following.end"), payload=end)


def _dossier(news: News) -> str:
    what = masked(news.request)
    due = phrase("following.due", due=day(news.to_due_on or "")) if _moved(news) else ""
    if news.from_state == news.to_state:
        key = "due_alone" if news.to_due_on else "due_gone"
        return phrase(f"following.{key}", what=what, due=day(news.to_due_on or ""))
    told = phrase(
        "following.changed",
        what=what,
        before=_state(news.from_state),
        after=_state(news.to_state),
    )
    return f"{told} {due}".strip()


def _moved(news: News) -> bool:
    return news.to_due_on is not None and news.from_due_on != news.to_due_on


def _state(state: str | None) -> str:
    if state is None:
        return phrase("following.new")
    name = phrase(f"status.dossier.states.{state}")
    return name[0].lower() + name[1:]


def _regrade(news: News) -> str:
    key = "again" if news.rescored else "result" if news.to_state in _RESULTS else news.to_state
    what = masked(news.request)
    return phrase(f"following.regrade.{key}", subject=escape(news.subject), what=what)
