"""Who wants to hear of which request: begun after a look-up, ended by wish, by time or by itself.

A subscription is the conversation's, not a person's: whoever holds the conversation ends it.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Final

from sqlalchemy import ColumnElement, and_, delete, exists, func, or_, select, text, update
from sqlalchemy.orm import Session

from knowledge.models import Conversation, now
from knowledge.status.news_tables import Notice, Subscription
from knowledge.status.outbox import enqueue_missed
from knowledge.status.records import DossierState, RegradeState
from knowledge.status.tables import Dossier, Regrade, StatusChange

LASTS: Final = timedelta(days=180)
"""Longer than any procedure takes."""
MOST: Final = 10
"""Requests that one conversation may follow."""
DOSSIER, REGRADE = "dossier", "regrade"
DOSSIER_ENDS: Final = (DossierState.RESULT_GIVEN.value, DossierState.REFUSED.value)
REGRADE_ENDS: Final = (RegradeState.RESULT_READY.value, RegradeState.UNCHANGED.value)
"""The states after which nothing more is to be told; of re-marking, once all subjects are there."""
_TELEGRAM: Final = "telegram"
"""The channel that names conversations itself; all others stand in the table of conversations."""


class TooMany(Exception):
    """The conversation follows as many requests as it may."""


@dataclass(frozen=True)
class Request:
    """A dossier by its code, or what one candidate has in one exam; the rest is empty."""

    kind: str
    code: str = ""
    exam: str = ""
    candidate: str = ""


@dataclass(frozen=True)
class Followed:
    """A subscription: its number, what it follows, and how long at most."""

    id: int
    request: Request
    expires_at: datetime


def newest_change(session: Session, request: Request) -> int:
    """Return the number of the newest change of `request` known now; 0 if none is."""
    found = session.scalar(select(func.max(StatusChange.id)).where(*_changes_of(request)))
    return found or 0


def is_over(session: Session, request: Request) -> bool:
    """Return whether nothing more is to be told of `request`, or there is none."""
    if request.kind == DOSSIER:
        state = session.scalar(select(Dossier.state).where(Dossier.code == request.code))
        return state is None or state in DOSSIER_ENDS
    states = session.scalars(
        select(Regrade.state).where(
            Regrade.candidate == request.candidate, Regrade.exam == request.exam
        )
    ).all()
    return all(state in REGRADE_ENDS for state in states)


def subscribe(
    session: Session, conversation: str, requests: Sequence[tuple[Request, int]]
) -> tuple[Followed, ...]:
    """Let `conversation` follow `requests`, each from the change on that it was told of.

    What changed since then is told too, and what an import is writing just now. A request that
    is followed already is followed for the whole time anew. Raises TooMany, and changes nothing.
    """
    known = {followed.request for followed in following(session, conversation)}
    if len(known | {request for request, _ in requests}) > MOST:
        raise TooMany
    for kind in sorted({request.kind for request, _ in requests}):
        _wait_for_import(session, kind)
    for request, told in requests:
        _subscribe(session, conversation, request, told)
    session.flush()
    wanted = {request for request, _ in requests}
    found = following(session, conversation)
    return tuple(followed for followed in found if followed.request in wanted)


def following(session: Session, conversation: str) -> tuple[Followed, ...]:
    """Return what `conversation` follows, the oldest first."""
    found = session.scalars(
        select(Subscription)
        .where(Subscription.conversation == conversation, Subscription.expires_at > now())
        .order_by(Subscription.id)
    )
    return tuple(Followed(each.id, _request(each), each.expires_at) for each in found)


def unsubscribe(session: Session, conversation: str, number: int | None = None) -> int:
    """End the subscription `number` of `conversation`, or all; return how many there were.

    What waits to be told of them is dropped.
    """
    chosen = [Subscription.conversation == conversation]
    if number is not None:
        chosen.append(Subscription.id == number)
    ended = session.scalars(delete(Subscription).where(*chosen).returning(Subscription.id))
    return len(ended.all())


def end_if_over(session: Session, number: int) -> None:
    """End the subscription `number` if its request is over and all is told of it."""
    undone = exists().where(Notice.subscription_id == number, Notice.state != "delivered")
    dossier_over = and_(
        Subscription.kind == DOSSIER,
        exists().where(Dossier.code == Subscription.code, Dossier.state.in_(DOSSIER_ENDS)),
    )
    of_candidate = and_(
        Regrade.candidate == Subscription.candidate, Regrade.exam == Subscription.exam
    )
    regrade_over = and_(
        Subscription.kind == REGRADE,
        exists().where(of_candidate),
        ~exists().where(of_candidate, Regrade.state.not_in(REGRADE_ENDS)),
    )
    session.execute(
        delete(Subscription)
        .where(Subscription.id == number, ~undone, or_(dossier_over, regrade_over))
        .execution_options(synchronize_session=False)
    )


def remember_address(session: Session, conversation: str, address: bytes) -> None:
    """Note where the channel reaches `conversation`, for all that it follows."""
    session.execute(
        update(Subscription)
        .where(Subscription.conversation == conversation)
        .values(address=address)
        .execution_options(synchronize_session=False)
    )


def forget_expired_subscriptions(session: Session) -> None:
    """Delete the subscriptions whose time is over, and what was to be told of them."""
    session.execute(delete(Subscription).where(Subscription.expires_at <= now()))


def _subscribe(session: Session, conversation: str, request: Request, told: int) -> None:
    stored = session.scalar(
        select(Subscription).where(
            Subscription.conversation == conversation,
            Subscription.kind == request.kind,
            Subscription.code == request.code,
            Subscription.exam == request.exam,
            Subscription.candidate == request.candidate,
        )
    )
    if stored:
        stored.expires_at = now() + LASTS
        return
    opened = session.get(Conversation, conversation)
    made = Subscription(
        kind=request.kind,
        code=request.code,
        exam=request.exam,
        candidate=request.candidate,
        conversation=conversation,
        channel=opened.channel if opened else _TELEGRAM,
        expires_at=now() + LASTS,
    )
    session.add(made)
    session.flush()
    enqueue_missed(session, request.kind, made.id, told)


def _request(stored: Subscription) -> Request:
    return Request(stored.kind, stored.code, stored.exam, stored.candidate)


def _changes_of(request: Request) -> tuple[ColumnElement[bool], ...]:
    if request.kind == DOSSIER:
        return (StatusChange.code == request.code,)
    return StatusChange.candidate == request.candidate, StatusChange.exam == request.exam


def _wait_for_import(session: Session, kind: str) -> None:
    """Wait for whoever is writing to the register, so that its changes are seen in the next look.

    In SQLite the subscription itself waits for it.
    """
    if session.get_bind().dialect.name == "postgresql":
        table = (Dossier if kind == DOSSIER else Regrade).__tablename__
        session.execute(text(f"LOCK TABLE {table} IN ROW EXCLUSIVE MODE"))
