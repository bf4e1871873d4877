"""Measures how fast a running installation answers."""

import asyncio
import statistics
import time
from collections.abc import Sequence

from rich.table import Table

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


async def measure(url: str) -> Table:
    """Return the speed table: latency and throughput for one and for many citizens at once."""
    table = Table("người cùng lúc", "lượt", "p50 ms", "p95 ms", "lượt/giây", title="Tốc độ")
    async with ChatClient(url) as client:
        await _citizen(client, 3)
        for crowd in _CROWDS:
            start = time.perf_counter()
            each = await asyncio.gather(*(_citizen(client, _TURNS) for _ in range(crowd)))
            elapsed = time.perf_counter() - start
            seconds = sorted(taken for citizen in each for taken in citizen)
            table.add_row(
                str(crowd),
                str(len(seconds)),
                f"{1000 * statistics.median(seconds):.0f}",
                f"{1000 * _at(seconds, 0.95):.0f}",
                f"{len(seconds) / elapsed:.1f}",
            )
    return table


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
