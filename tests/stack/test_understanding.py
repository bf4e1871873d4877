"""A gate: the running bot must not understand the development questions worse than it did."""

from pathlib import Path

import pytest

from bot.evaluation.questions import Question, read
from bot.evaluation.run import ask_all
from bot.evaluation.scoring import Scores
from tests.auxil.installation import Installation

DEVELOPMENT = Path(__file__).parent.parent / "data" / "development.jsonl"
pytestmark = [pytest.mark.stack, pytest.mark.timeout(900)]


async def test_it_understands_the_development_questions_as_well_as_before(
    installation: Installation,
) -> None:
    questions = [item for item in read(DEVELOPMENT) if isinstance(item, Question)]
    results = await ask_all(installation.url, questions)
    scores = Scores.of((result.expected, result.judgement) for result in results)
    assert scores.right.total == len(questions) > 1500
    assert scores.right.value >= 0.87
    assert scores.right_or_asked.value >= 0.89
    assert scores.wrong.value <= 0.02
    assert scores.leak.value <= 0.07
    assert scores.miss.value <= 0.02
