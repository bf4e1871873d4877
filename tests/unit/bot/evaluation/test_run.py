"""An evaluation asks every question in a conversation of its own, and plays the scripts."""

from collections.abc import Callable
from functools import partial

import httpx
import pytest
from fastapi import FastAPI

from actions.reply import Kind, Outcome, Reply, TextMessage
from bot.channels.web.api import chat_router
from bot.channels.web.limits import AddressLimit
from bot.chat_client import ChatClient
from bot.evaluation import run
from bot.evaluation.questions import ConversationScript, Question
from bot.evaluation.run import Result, ask_all
from tests.auxil.scripted_gateway import NumberedConversations, ScriptedGateway

Ask = Callable[..., "list[Result]"]


def _reply(outcome: Outcome) -> Reply:
    return Reply(messages=(TextMessage(text="…"),), outcome=outcome)


@pytest.fixture
def gateway(monkeypatch: pytest.MonkeyPatch) -> ScriptedGateway:
    """The conversation behind the installation that is evaluated."""
    made = ScriptedGateway(
        {"nội trú": _reply(Outcome(kind=Kind.CLARIFY, candidates=(24, 25, 26)))},
        otherwise=lambda _: _reply(Outcome(kind=Kind.ANSWER, procedures=(25,))),
    )
    app = FastAPI()
    app.include_router(chat_router(made, NumberedConversations(), AddressLimit(1000)))
    transport = httpx.ASGITransport(app)
    monkeypatch.setattr(run, "ChatClient", partial(ChatClient, transport=transport))
    return made


def _script(*turns: str) -> ConversationScript:
    said = [{"user": user, "expect": {"kind": "answer", "procedures": [25]}} for user in turns]
    return ConversationScript.model_validate({"id": "C1", "turns": said})


def _heard(gateway: ScriptedGateway) -> list[str]:
    return [said for _, said in gateway.heard]


async def test_each_question_is_asked_in_a_conversation_of_its_own(
    gateway: ScriptedGateway,
) -> None:
    asked = [
        Question(id=f"S{n}", text=f"câu {n}", kind="answer", procedures=(25,), style="plain")
        for n in range(20)
    ]
    done: list[None] = []
    results = await ask_all("http://motcua", asked, lambda: done.append(None))
    assert [result.id for result in results] == [question.id for question in asked]
    assert all(result.judgement.right and not result.turn for result in results)
    assert len({conversation for conversation, _ in gateway.heard}) == 20
    assert len(done) == 20


async def test_a_script_is_played_in_one_conversation(gateway: ScriptedGateway) -> None:
    results = await ask_all("http://motcua", [_script("nội trú", "thành lập", "phí?")])
    assert [(result.id, result.style) for result in results] == [
        ("C1.1", "conversation"), ("C1.2", "conversation"), ("C1.3", "conversation"),
    ]  # fmt: skip
    assert [result.judgement.right for result in results] == [False, True, True]
    assert [result.turn for result in results] == [1, 2, 3]
    assert len({conversation for conversation, _ in gateway.heard}) == 1


async def test_a_number_stands_for_the_option_that_was_just_offered(
    gateway: ScriptedGateway,
) -> None:
    await ask_all("http://motcua", [_script("nội trú", "{NUM:26} nha", "{NUM:26}")])
    assert _heard(gateway) == ["nội trú", "3 nha", "1"]


async def test_samples_stand_for_dossiers_and_candidates_that_exist(
    gateway: ScriptedGateway,
) -> None:
    await ask_all("http://motcua", [_script("{CODE_OK} {PHONE4_OK}", "{SBD_OK}", "{DOB_OK}")])
    assert _heard(gateway) == ["H48.12-210119-0007 1234", "32001234", "05/09/2003"]
