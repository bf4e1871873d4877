"""Turns are counted by kind and timed; no word and no id of a citizen is among the numbers."""

import time

import pytest
from fastapi import FastAPI
from fastapi.testclient import TestClient
from prometheus_client import REGISTRY, generate_latest

from actions.reply import Kind, Outcome, Reply, TextMessage
from bot.channels.web.api import chat_router
from bot.channels.web.limits import AddressLimit
from bot.channels.web.metrics import observe
from tests.auxil.scripted_gateway import NumberedConversations, ScriptedGateway


def _value(name: str, **labels: str) -> float:
    return REGISTRY.get_sample_value(name, labels) or 0.0


def _reply(kind: Kind) -> Reply:
    return Reply(messages=(TextMessage(text="…"),), outcome=Outcome(kind=kind))


@pytest.mark.parametrize("kind", list(Kind))
def test_a_turn_counts_under_its_kind_alone(kind: Kind) -> None:
    before = {k: _value("motcua_turns_total", kind=k.value) for k in Kind}
    with observe() as seen:
        seen(_reply(kind))
    for k in Kind:
        more = _value("motcua_turns_total", kind=k.value) - before[k]
        assert more == (1 if k is kind else 0)


def test_a_turn_is_timed_from_message_to_reply() -> None:
    count, total = _value("motcua_turn_seconds_count"), _value("motcua_turn_seconds_sum")
    with observe() as seen:
        time.sleep(0.05)
        seen(_reply(Kind.ANSWER))
    assert _value("motcua_turn_seconds_count") == count + 1
    assert 0.05 <= _value("motcua_turn_seconds_sum") - total < 5


def test_a_turn_that_failed_counts_as_none() -> None:
    before = _value("motcua_turn_seconds_count")
    with pytest.raises(ConnectionError), observe():
        raise ConnectionError
    assert _value("motcua_turn_seconds_count") == before


def test_no_word_and_no_id_is_among_the_numbers() -> None:
    app = FastAPI()
    gateway = ScriptedGateway(otherwise=lambda _: _reply(Kind.HANDOFF))
    app.include_router(chat_router(gateway, NumberedConversations(), AddressLimit(10)))
    before = _value("motcua_turns_total", kind="handoff")
    body = {"text": "bí mật của tôi"}
    known = TestClient(app).post("/api/chat/messages", json=body).json()["conversation_id"]
    assert _value("motcua_turns_total", kind="handoff") == before + 1
    numbers = generate_latest().decode()
    ours = "\n".join(line for line in numbers.splitlines() if "motcua_" in line)
    assert 'kind="handoff"' in ours
    assert "bí mật" not in numbers
    assert f'"{known}"' not in ours
