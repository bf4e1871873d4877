"""Measures how long the trained model takes to understand a message, inside Rasa's process.

Run in Rasa's environment: ``.venv-rasa/bin/python -m bot.rasa_speed FILE.jsonl``
"""

import asyncio
import json
import logging
import statistics
import sys
import time
from pathlib import Path

import structlog
from rasa.core.agent import Agent

_MODEL = Path(__file__).parent.parent / "models" / "motcua.tar.gz"
_WARM_UP = 20
_ROUNDS = 3


async def measure(texts: list[str]) -> list[float]:
    """Return milliseconds, one for each of `texts` in each of three rounds."""
    agent = Agent.load(_MODEL)
    for text in texts[:_WARM_UP]:
        await agent.parse_message(text)
    taken = []
    for text in texts * _ROUNDS:
        start = time.perf_counter()
        await agent.parse_message(text)
        taken.append(1000 * (time.perf_counter() - start))
    return taken


def main(path: Path) -> None:
    # Rasa logs every message otherwise.
    structlog.configure(wrapper_class=structlog.make_filtering_bound_logger(logging.ERROR))
    logging.disable(logging.WARNING)
    lines = path.read_text(encoding="utf-8").splitlines()
    taken = asyncio.run(measure([json.loads(line)["text"] for line in lines]))
    at = statistics.quantiles(taken, n=20)
    print(f"{len(taken)} parses: p50 {statistics.median(taken):.1f} ms, p95 {at[18]:.1f} ms")  # noqa: T201


if __name__ == "__main__":
    main(Path(sys.argv[1]))
