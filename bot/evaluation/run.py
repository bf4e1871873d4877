"""Asks a running installation the questions of an evaluation file."""

import asyncio
import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from actions.reply import Outcome
from bot.chat_client import ChatClient
from bot.evaluation.questions import ConversationScript, Expectation, Question
from bot.evaluation.scoring import Judgement, judge

AT_ONCE = 8
_SAMPLES = {
    "{CODE_OK}": "H48.12-210119-0007",
    "{PHONE4_OK}": "1234",
    "{SBD_OK}": "32001234",
    "{DOB_OK}": "05/09/2003",
    "{CODE_BAD}": "H48.12-990101-9999",
    "{SBD_BAD}": "39999999",
}
_NUMBER = re.compile(r"\{NUM:(\d+)\}")


@dataclass(frozen=True)
class Result:
    """One message, what was expected, what came.

    `turn` counts the messages of a conversation from 1; it is 0 for a question of its own.
    """

    id: str
    text: str
    style: str
    expected: Expectation
    outcome: Outcome
    judgement: Judgement
    turn: int = 0


async def ask_all(
    url: str,
    items: Sequence[Question | ConversationScript],
    progress: Callable[[], None] = lambda: None,
) -> list[Result]:
    """Return a result for each question and each conversation turn, in order."""
    gate = asyncio.Semaphore(AT_ONCE)

    async with ChatClient(url) as client:

        async def one(item: Question | ConversationScript) -> list[Result]:
            async with gate:
                results = (
                    [await _question(client, item)]
                    if isinstance(item, Question)
                    else await _conversation(client, item)
                )
            progress()
            return results

        answered = await asyncio.gather(*(one(item) for item in items))
    return [result for results in answered for result in results]


async def _question(client: ChatClient, question: Question) -> Result:
    _, reply = await client.say(question.text)
    return Result(
        question.id,
        question.text,
        question.style,
        question,
        reply.outcome,
        judge(question, reply.outcome),
    )


async def _conversation(client: ChatClient, script: ConversationScript) -> list[Result]:
    known: str | None = None
    candidates: tuple[int, ...] = ()
    results = []
    for number, turn in enumerate(script.turns, start=1):
        text = _fill(turn.user, candidates)
        known, reply = await client.say(text, known)
        candidates = reply.outcome.candidates
        judgement = judge(turn.expect, reply.outcome)
        results.append(
            Result(
                f"{script.id}.{number}",
                text,
                "conversation",
                turn.expect,
                reply.outcome,
                judgement,
                number,
            )
        )
    return results


def _fill(text: str, candidates: Sequence[int]) -> str:
    for sample, value in _SAMPLES.items():
        text = text.replace(sample, value)

    def number(match: re.Match[str]) -> str:
        procedure = int(match.group(1))
        return str(candidates.index(procedure) + 1) if procedure in candidates else "1"

    return _NUMBER.sub(number, text)
