"""Measures how fast a running installation answers, questions or look-ups."""

import asyncio
import statistics
import time
from collections.abc import Sequence

from rich.table import Table

from actions.reply import Kind, Reply
from bot.chat_client import ChatClient

_QUESTIONS = (
    "con tôi học lớp 11 muốn chuyển trường về Đông Hà cần giấy tờ gì",
    "mo trung tam tieng anh can dieu kien gi",
    "thế lệ phí bao nhiêu",
    "bằng tốt nghiệp bị mất thì xin bản sao ở đâu",
    "bao lâu thì có kết quả",
    "liệt kê các thủ tục mức độ 3",
)
_TURNS = 20
_CROWDS = (1, 4, 16)
_LOOK_UP = "tra phúc khảo SBD 32001234 sinh 05/09/2003"
"""Of the candidate that the samples always have."""
_LOOK_UPS = 5
"""Of each conversation; fewer than the season of re-marking allows."""


class NoSample(Exception):
    """The sample candidate isn't there to be looked up."""


async def measure(url: str) -> Table:
    """Return the speed table: latency and throughput for one and for many citizens at once."""
    table = _table("Tốc độ")
    async with ChatClient(url) as client:
        await _citizen(client, 3)
        for crowd in _CROWDS:
            start = time.perf_counter()
            each = await asyncio.gather(*(_citizen(client, _TURNS) for _ in range(crowd)))
            _add_row(table, each, time.perf_counter() - start)
    return table


async def measure_look_ups(url: str, crowd: int) -> Table:
    """Return the same for `crowd` conversations that look up a re-marking at once.

    Raises NoSample.
    """
    table = _table("Tra cứu phúc khảo")
    async with ChatClient(url) as client:
        await _candidate(client, 1)
        start = time.perf_counter()
        each = await asyncio.gather(*(_candidate(client, _LOOK_UPS) for _ in range(crowd)))
        _add_row(table, each, time.perf_counter() - start)
    return table


def _table(title: str) -> Table:
    return Table("người cùng lúc", "lượt", "p50 ms", "p95 ms", "lượt/giây", title=title)


def _add_row(table: Table, each: Sequence[Sequence[float]], elapsed: float) -> None:
    seconds = sorted(taken for citizen in each for taken in citizen)
    table.add_row(
        str(len(each)),
        str(len(seconds)),
        f"{1000 * statistics.median(seconds):.0f}",
        f"{1000 * _at(seconds, 0.95):.0f}",
        f"{len(seconds) / elapsed:.1f}",
    )


async def _candidate(client: ChatClient, turns: int) -> list[float]:
    known: str | None = None
    taken = []
    for _ in range(turns):
        start = time.perf_counter()
        known, reply = await client.say(_LOOK_UP, known)
        taken.append(time.perf_counter() - start)
        if not _tells_scores(reply):
            raise NoSample
    return taken


def _tells_scores(reply: Reply) -> bool:
    return reply.outcome.kind is Kind.STATUS_REGRADE and any(
        "8,40" in message.text for message in reply.messages
    )


async def _citizen(client: ChatClient, turns: int) -> list[float]:
    known: str | None = None
    taken = []
    for turn in range(turns):
        start = time.perf_counter()
        known, _ = await client.say(_QUESTIONS[turn % len(_QUESTIONS)], known)
        taken.append(time.perf_counter() - start)
    return taken


def _at(ordered: Sequence[float], share: float) -> float:
    return ordered[min(len(ordered) - 1, int(share * len(ordered)))]
