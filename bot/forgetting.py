"""Deletes what citizens told once its time is over, also when nobody asks for it."""

import asyncio
import logging
from typing import Final

from anyio import to_thread
from sqlalchemy.exc import SQLAlchemyError

from knowledge.asked.asked import forget_old
from knowledge.database import session
from knowledge.sealed import forget_expired
from knowledge.status.notices import forget_delivered
from knowledge.status.subscriptions import forget_expired_subscriptions

EVERY: Final = 5 * 60
"""Seconds between two rounds."""
_LOG = logging.getLogger(__name__)


async def forget_regularly(every: float = EVERY) -> None:
    """Delete what is too old, again and again until cancelled."""
    while True:
        try:
            await to_thread.run_sync(_forget)
        except SQLAlchemyError as error:
            _LOG.warning("what is too old could not be deleted: %s", type(error).__name__)
        await asyncio.sleep(every)


def _forget() -> None:
    with session() as opened:
        forget_expired(opened)
        forget_expired_subscriptions(opened)
        forget_delivered(opened)
        forget_old(opened)
