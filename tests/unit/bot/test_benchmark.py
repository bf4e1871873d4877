"""The benchmark counts what it asked; how fast that went is not tested."""

from typing import Any

import pytest

from actions.reply import Kind, Outcome, Reply, TextMessage
from bot import benchmark
from bot.benchmark import NoSample, measure_look_ups


class FakeClient:
    """Answers every look-up with `text`."""

    text = "**Toán**: 8,00 → **8,40** (tăng 0,40)"
    asked: list[str | None] = []

    def __init__(self, _url: str) -> None:
        type(self).asked = []

    async def __aenter__(self) -> "FakeClient":
        return self

    async def __aexit__(self, *_: object) -> None:
        return None

    async def say(self, _text: str, known: str | None = None) -> tuple[str, Reply]:
        self.asked.append(known)
        message = TextMessage(text=self.text)
        reply = Reply(messages=(message,), outcome=Outcome(kind=Kind.STATUS_REGRADE))
        return known or f"c{len(self.asked)}", reply


@pytest.fixture
def client(monkeypatch: pytest.MonkeyPatch) -> type[FakeClient]:
    monkeypatch.setattr(benchmark, "ChatClient", FakeClient)
    return FakeClient


async def test_as_many_conversations_look_up_as_were_asked_for(client: Any) -> None:
    table = await measure_look_ups("http://nowhere", 7)
    cells = [list(column.cells) for column in table.columns]
    assert cells[0] == ["7"]
    assert cells[1] == ["35"]
    assert client.asked.count(None) == 1 + 7


async def test_without_the_samples_nothing_is_measured(
    client: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(client, "text", "Mình không thấy yêu cầu phúc khảo nào khớp")
    with pytest.raises(NoSample):
        await measure_look_ups("http://nowhere", 1)
