"""A worker that brings news to a file instead of a channel: one line each, as it would send one.

Run as a program: the file; the database is that of the settings.
"""

import asyncio
import os
import signal
import sys
from datetime import timedelta

from bot.news import Courier, Fate
from knowledge.status.notices import News

LEASE = timedelta(seconds=3)


async def main(file: str) -> None:
    """Deliver until told to stop."""
    stopped = asyncio.Event()
    asyncio.get_running_loop().add_signal_handler(signal.SIGTERM, stopped.set)
    out = os.open(file, os.O_WRONLY | os.O_APPEND | os.O_CREAT)

    async def send(news: News) -> Fate:
        os.write(out, f"{news.id}\n".encode())
        return Fate.TOLD

    await Courier("telegram", send, every=0.2, lease=LEASE).run(stopped)


if __name__ == "__main__":
    asyncio.run(main(sys.argv[1]))
