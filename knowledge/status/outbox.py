"""Puts changes into the outbox for those who follow the request, in the change's transaction.

So no change is stored without its notices, and none is told that was rolled back.
"""

from typing import Any, Final

from sqlalchemy import ColumnElement, and_, func, insert, literal, or_, select
from sqlalchemy.orm import Session

from knowledge.models import now
from knowledge.status.news_tables import Notice, Subscription
from knowledge.status.tables import StatusChange

SAMPLE: Final = "sample"
"""The source of what is only shown as an example."""

_SAME_REQUEST: Final[dict[str, ColumnElement[bool]]] = {
    "dossier": Subscription.code == StatusChange.code,
    "regrade": and_(
        Subscription.candidate == StatusChange.candidate, Subscription.exam == StatusChange.exam
    ),
}
_TELLS: Final = or_(
    StatusChange.from_state.is_distinct_from(StatusChange.to_state),
    StatusChange.from_due_on.is_distinct_from(StatusChange.to_due_on),
    StatusChange.from_score_before.is_distinct_from(StatusChange.to_score_before),
    StatusChange.from_score_after.is_distinct_from(StatusChange.to_score_after),
)
"""Not where only a sample became what an office told."""


def newest(session: Session) -> int:
    """Return the number of the newest change; those that this transaction makes come after it."""
    return session.scalar(select(func.max(StatusChange.id))) or 0


def enqueue(session: Session, kind: str, after: int) -> None:
    """Put all changes of `kind` after number `after` into the outbox, for all who follow them.

    To be called while the table of `kind` is locked: two writers would see each other's.
    """
    _enqueue(session, kind, StatusChange.id > after, Subscription.expires_at > now())


def enqueue_missed(session: Session, kind: str, subscription: int, after: int) -> None:
    """Put what changed after number `after` into the outbox for a subscription just made."""
    _enqueue(session, kind, StatusChange.id > after, Subscription.id == subscription)


def _enqueue(session: Session, kind: str, *conditions: ColumnElement[bool]) -> None:
    found: Any = (
        select(Subscription.id, StatusChange.id, literal("waiting"))
        .join(StatusChange, _SAME_REQUEST[kind])
        .where(Subscription.kind == kind, StatusChange.kind == kind)
        .where(StatusChange.source != SAMPLE, _TELLS, *conditions)
        .order_by(StatusChange.id, Subscription.id)
    )
    session.execute(insert(Notice).from_select(["subscription_id", "change_id", "state"], found))
