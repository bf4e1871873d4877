"""A gate: the running bot must not understand the development questions worse than it did."""

from pathlib import Path

import pytest

from bot.evaluation.questions import read
from bot.evaluation.run import Result, ask_all
from bot.evaluation.scoring import Scores
from tests.auxil.installation import Installation

DATA = Path(__file__).parent.parent / "data"
QUESTIONS = DATA / "development.jsonl"
CONVERSATIONS = DATA / "conversations.jsonl"
pytestmark = [pytest.mark.stack, pytest.mark.timeout(900)]


async def _asked(installation: Installation, path: Path) -> list[Result]:
    return await ask_all(installation.url, list(read(path)))


def _scores(results: list[Result]) -> Scores:
    return Scores.of((result.expected, result.judgement) for result in results)


async def test_it_understands_the_development_questions_as_well_as_before(
    installation: Installation,
) -> None:
    results = await _asked(installation, QUESTIONS)
    scores = _scores(results)
    assert scores.right.total > 1500
    assert scores.right.value >= 0.93
    assert scores.right_or_asked.value >= 0.95
    assert scores.wrong.value <= 0.015
    assert scores.leak.value <= 0.05
    assert scores.miss.value <= 0.02
    plain = _scores([result for result in results if result.style == "plain"]).right.value
    for style in {result.style for result in results}:
        there = _scores([result for result in results if result.style == style]).right.value
        assert there >= plain - 0.1, style


async def test_it_follows_the_development_conversations_as_well_as_before(
    installation: Installation,
) -> None:
    scores = _scores(await _asked(installation, CONVERSATIONS))
    assert scores.right.total > 100
    assert scores.right.value >= 0.84
    assert scores.wrong.value <= 0.07
