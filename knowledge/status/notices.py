"""The outbox: what is to be told, taken by workers that may die at any moment.

A worker claims notices for a lease, says `begin` right before it sends one and `delivered` after.
A notice is claimed by one worker at a time and, of one subscription, only the oldest that is left:
so several changes of a request are told in order. A worker that dies leaves claims that others
take over when the lease ends; only what it had begun may have reached the citizen already.
"""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache
from typing import Any, Final

from sqlalchemy import Executable, and_, bindparam, case, delete, exists, or_, select, update
from sqlalchemy.orm import Session, aliased

from knowledge.models import now
from knowledge.status.news_tables import Notice, Subscription
from knowledge.status.subscriptions import (
    DOSSIER_ENDS,
    REGRADE_ENDS,
    Request,
    end_if_over,
)
from knowledge.status.tables import Dossier, Regrade, StatusChange

LEASE: Final = timedelta(seconds=60)
"""How long a claim holds without a word from the worker."""
WAITING, CLAIMED, SENDING, DELIVERED = "waiting", "claimed", "sending", "delivered"
_TAKEN: Final = (CLAIMED, SENDING)
_QUIETLY: Final = {"synchronize_session": False}


@dataclass(frozen=True)
class News:
    """One change to tell: to whom, of what, from what to what.

    `subject`: the name of the re-marked subject; `rescored`: a score that was told has changed;
    `over`: nothing more will come.
    """

    id: int
    subscription: int
    conversation: str
    address: bytes | None
    request: Request
    subject: str
    from_state: str | None
    to_state: str
    from_due_on: date | None
    to_due_on: date | None
    rescored: bool
    over: bool


def claim(
    session: Session,
    worker: str,
    channel: str,
    most: int,
    conversations: Collection[str] | None = None,
) -> tuple[News, ...]:
    """Take up to `most` notices for `worker`, the oldest first; of `conversations` only, if given.

    On a channel that writes to an address, those whose address isn't known yet wait.
    """
    waits = _claimable(channel, conversations)
    if session.scalar(select(Notice.id).join(Subscription).where(*waits).limit(1)) is None:
        return ()
    picked = (
        select(Notice.id)
        .join(Subscription)
        .where(*waits)
        .order_by(Notice.id)
        .limit(most)
        .with_for_update(of=Notice, skip_locked=True)
        .cte("picked")
    )
    taken = session.scalars(
        update(Notice)
        .where(Notice.id.in_(select(picked.c.id)))
        .values(state=CLAIMED, claimed_by=worker, claimed_at=now())
        .returning(Notice.id)
        .execution_options(**_QUIETLY)
    ).all()
    return _news(session, taken)


def begin(session: Session, worker: str, notice: int) -> bool:
    """Note that `worker` is about to send `notice`; False if it is no longer its own to send."""
    return _move(session, worker, notice, (CLAIMED,), state=SENDING, claimed_at=now())


def delivered(session: Session, worker: str, news: News) -> None:
    """Note that `news` was told; the subscription ends if nothing more will come."""
    told = _move(session, worker, news.id, _TAKEN, state=DELIVERED, delivered_at=now())
    if told and news.over:
        end_if_over(session, news.subscription)


def release(session: Session, worker: str, notices: Sequence[int]) -> None:
    """Give back `notices`, which were surely not told, for anyone to take at once."""
    for notice in notices:
        _move(session, worker, notice, _TAKEN, state=WAITING, claimed_by=None, claimed_at=None)


def release_all(session: Session, worker: str) -> None:
    """Give back all that `worker` holds, none of which was told."""
    session.execute(
        update(Notice)
        .where(Notice.state.in_(_TAKEN), Notice.claimed_by == worker)
        .values(state=WAITING, claimed_by=None, claimed_at=None)
        .execution_options(**_QUIETLY)
    )


def postpone(session: Session, worker: str, notice: int) -> None:
    """Give back `notice`, which can't be told now, for anyone to take after a lease."""
    _move(session, worker, notice, _TAKEN, state=CLAIMED, claimed_by="", claimed_at=now())


def keep(session: Session, worker: str) -> None:
    """Prolong the lease of all that `worker` holds."""
    session.execute(
        update(Notice)
        .where(Notice.state.in_(_TAKEN), Notice.claimed_by == worker)
        .values(claimed_at=now())
        .execution_options(**_QUIETLY)
    )


def take_back(session: Session, lease: timedelta = LEASE) -> int:
    """Free what was claimed longer than `lease` ago; return how much may have been told before."""
    stale = (Notice.state.in_(_TAKEN), Notice.claimed_at < now() - lease)
    found = session.execute(select(Notice.id, Notice.state).where(*stale)).all()
    if not found:
        return 0
    freed = session.scalars(
        update(Notice)
        .where(Notice.id.in_([id_ for id_, _ in found]), *stale)
        .values(state=WAITING, claimed_by=None, claimed_at=None)
        .returning(Notice.id)
        .execution_options(**_QUIETLY)
    ).all()
    return sum(state == SENDING and id_ in set(freed) for id_, state in found)


def forget_delivered(session: Session, kept: timedelta = timedelta(days=30)) -> None:
    """Delete what was told longer than `kept` ago."""
    session.execute(
        delete(Notice).where(Notice.state == DELIVERED, Notice.delivered_at < now() - kept)
    )


def _claimable(channel: str, conversations: Collection[str] | None) -> list[Any]:
    earlier = aliased(Notice)
    conditions: list[Any] = [
        Notice.state == WAITING,
        Subscription.channel == channel,
        ~exists().where(
            earlier.subscription_id == Notice.subscription_id,
            earlier.id < Notice.id,
            earlier.state != DELIVERED,
        ),
    ]
    if conversations is None:
        conditions.append(Subscription.address.is_not(None))
    else:
        conditions.append(Subscription.conversation.in_(conversations))
    return conditions


def _move(
    session: Session, worker: str, notice: int, states: tuple[str, ...], **values: Any
) -> bool:
    """Change `notice` if `worker` holds it in one of `states`; return whether it does."""
    moving = _moving(states, tuple(values))
    new = {f"new_{name}": value for name, value in values.items()}
    moved = session.connection().execute(moving, {"notice": notice, "worker": worker, **new})
    return moved.scalar() is not None


@cache
def _moving(states: tuple[str, ...], columns: tuple[str, ...]) -> Executable:
    """Return one statement for many notices: to make it anew takes longer than to run it."""
    table = Notice.__table__
    return (
        update(table)  # type: ignore[arg-type]  # __table__ is a Table
        .where(
            table.c.id == bindparam("notice"),
            table.c.claimed_by == bindparam("worker"),
            table.c.state.in_(states),
        )
        .values({name: bindparam(f"new_{name}") for name in columns})
        .returning(table.c.id)
    )


def _news(session: Session, notices: Sequence[int]) -> tuple[News, ...]:
    of_candidate = and_(
        Regrade.candidate == Subscription.candidate, Regrade.exam == Subscription.exam
    )
    over = case(
        (Subscription.kind == "dossier", Dossier.state.in_(DOSSIER_ENDS)),
        else_=~exists()
        .where(of_candidate, Regrade.state.not_in(REGRADE_ENDS))
        .correlate(Subscription),
    )
    marked = aliased(Regrade)
    told_score_changed = and_(
        StatusChange.from_state.in_(REGRADE_ENDS),
        or_(
            StatusChange.from_score_before.is_distinct_from(StatusChange.to_score_before),
            StatusChange.from_score_after.is_distinct_from(StatusChange.to_score_after),
        ),
    )
    found = session.execute(
        select(
            Notice.id,
            Subscription,
            StatusChange,
            marked.subject_name,
            told_score_changed,
            over,
        )
        .select_from(Notice)
        .join(Subscription)
        .join(StatusChange, StatusChange.id == Notice.change_id)
        .outerjoin(Dossier, Dossier.code == Subscription.code)
        .outerjoin(
            marked,
            and_(
                marked.exam == StatusChange.exam,
                marked.candidate == StatusChange.candidate,
                marked.subject == StatusChange.subject,
            ),
        )
        .where(Notice.id.in_(notices))
        .order_by(Notice.id)
    )
    return tuple(
        News(
            id=id_,
            subscription=sub.id,
            conversation=sub.conversation,
            address=sub.address,
            request=Request(sub.kind, sub.code, sub.exam, sub.candidate),
            subject=subject or change.subject or "",
            from_state=change.from_state,
            to_state=change.to_state,
            from_due_on=change.from_due_on,
            to_due_on=change.to_due_on,
            rescored=bool(rescored),
            over=bool(is_over),
        )
        for id_, sub, change, subject, rescored, is_over in found
    )
