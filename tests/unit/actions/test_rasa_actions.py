"""The actions as Rasa calls them: by name, with a tracker, answered with one custom message."""

import json
import time
from collections.abc import Iterator
from typing import Any

import pytest
import rasa_sdk
import yaml
from rasa_sdk import Action
from rasa_sdk.executor import ActionExecutor
from sqlalchemy import Engine

from actions import rasa_actions
from actions.reply import Kind, Reply
from actions.turn import Memory
from knowledge.database import engine
from knowledge.settings import ROOT, settings

Call = dict[str, Any]


@pytest.fixture
def executor(database: Engine, monkeypatch: pytest.MonkeyPatch) -> Iterator[ActionExecutor]:
    """The actions on the test's own database."""
    address = database.url.render_as_string(hide_password=False)
    monkeypatch.setenv("DATABASE_URL", address)
    settings.cache_clear()
    engine.cache_clear()
    made = ActionExecutor()
    made.register_package(rasa_actions)
    yield made
    engine().dispose()
    engine.cache_clear()
    settings.cache_clear()


def domain() -> dict[str, Any]:
    return yaml.safe_load((ROOT / "domain.yml").read_text("utf-8"))


def rules() -> dict[str, str]:
    """Return the action of each intent, as the rules say."""
    read = yaml.safe_load((ROOT / "nlu_data" / "rules.yml").read_text("utf-8"))
    return {rule["steps"][0]["intent"]: rule["steps"][1]["action"] for rule in read["rules"]}


def call(action: str, intent: str, text: str, memory: Call | None = None, **nlu: object) -> Call:
    """Return what Rasa sends when `text` was understood as `intent`, as recorded from 3.6."""
    message = {
        "intent": {"name": intent, "confidence": 0.98},
        "entities": [],
        "text": text,
        "message_id": "8f3c",
        "metadata": {},
        "intent_ranking": [{"name": intent, "confidence": 0.98}],
        "facet_ranking": [],
        "procedure_ranking": [],
        "no_procedure": 0.01,
        "outside": 0.01,
        "several_procedures": 0.01,
        "unclear_procedure": 0.01,
        "open_act": 0.01,
        "open_institution": 0.01,
        "out_of_scope": 0.01,
        **nlu,
    }
    tracker = {
        "sender_id": "c-1",
        "slots": {"memory": memory, "session_started_metadata": None},
        "latest_message": message,
        "latest_event_time": 1795406400.0,
        "followup_action": None,
        "paused": False,
        "events": [{"event": "user", "text": text, "parse_data": message}],
        "latest_input_channel": "rest",
        "active_loop": {},
        "latest_action": {"action_name": "action_listen"},
        "latest_action_name": "action_listen",
    }
    return {
        "version": rasa_sdk.__version__,
        "next_action": action,
        "sender_id": "c-1",
        "tracker": tracker,
        "domain": domain(),
    }


async def speak(executor: ActionExecutor, what: Call) -> tuple[Reply, Memory]:
    """Return what was said and what is remembered, after checking that there is nothing else."""
    result = await executor.run(what)
    assert result is not None
    answer = json.loads(result.model_dump_json())
    (response,) = answer["responses"]
    assert not response["text"]
    (event,) = answer["events"]
    assert (event["event"], event["name"]) == ("slot", "memory")
    return Reply.model_validate(response["custom"]), Memory.model_validate(event["value"])


RANKED = {"procedure_ranking": [{"procedure": 3, "share": 0.95, "odds": 0.95}]}


def test_the_actions_of_domain_rules_and_code_are_the_same(executor: ActionExecutor) -> None:
    named = set(domain()["actions"])
    assert set(executor.actions) == named
    assert set(rules().values()) == named
    assert {one().name() for one in rasa_actions._Spoken.__subclasses__()} == named
    assert issubclass(rasa_actions.ActionAnswer, Action)


def test_every_intent_of_the_domain_has_a_rule() -> None:
    assert {name for intent in domain()["intents"] for name in intent} == set(rules())


async def test_a_question_is_answered_with_one_custom_message(executor: ActionExecutor) -> None:
    text = "con tui tên Nguyễn Văn Tèo chuyển trường cần giấy chi"
    facets = [{"facet": "documents", "confidence": 0.95}]
    what = call("action_answer", "ask_documents", text, facet_ranking=facets, **RANKED)
    reply, memory = await speak(executor, what)
    assert (reply.outcome.kind, reply.outcome.procedures) == (Kind.ANSWER, (3,))
    assert [facet.value for facet in reply.outcome.facets] == ["documents"]
    assert memory.topic == (3,)
    assert memory.at == pytest.approx(time.time(), abs=30)


async def test_a_button_is_answered_for_the_procedure_it_carries(executor: ActionExecutor) -> None:
    text = '/ask_fee{"procedure":7}'
    entities = [{"entity": "procedure", "start": 8, "end": 23, "value": 7}]
    reply, memory = await speak(executor, call("action_answer", "ask_fee", text, entities=entities))
    assert reply.outcome.procedures == memory.topic == (7,)


async def test_the_memory_of_one_turn_serves_the_next(executor: ActionExecutor) -> None:
    _, memory = await speak(
        executor, call("action_answer", "ask_documents", "chuyển trường", **RANKED)
    )
    follow_up = call(
        "action_answer",
        "ask_fee",
        "lệ phí?",
        memory.model_dump(mode="json"),
        facet_ranking=[{"facet": "fee", "confidence": 0.95}],
        no_procedure=0.95,
    )
    reply, _ = await speak(executor, follow_up)
    assert (reply.outcome.procedures, reply.outcome.facets) == ((3,), ("fee",))


async def test_an_option_is_chosen_though_the_rule_leads_elsewhere(
    executor: ActionExecutor,
) -> None:
    memory = {"options": [24, 25], "facets": ["where"], "at": time.time()}
    for intent in ("out_of_scope_nonsense", "thanks", "contact", "status_dossier", "handoff"):
        reply, _ = await speak(executor, call(rules()[intent], intent, "số 2 nha", memory))
        assert (reply.outcome.kind, reply.outcome.procedures) == (Kind.ANSWER, (25,))


async def test_a_look_up_goes_on_with_the_next_message(executor: ActionExecutor) -> None:
    asked = call("action_status_regrade", "status_regrade", "cho em xem điểm phúc khảo")
    _, memory = await speak(executor, asked)
    number = ("action_fallback", "out_of_scope_nonsense", "32001234")
    reply, memory = await speak(executor, call(*number, memory.model_dump(mode="json")))
    assert reply.outcome.kind is Kind.STATUS_REGRADE
    assert "32001234" not in memory.model_dump_json()
    reply, _ = await speak(executor, call(*number))
    assert reply.outcome.kind is Kind.FALLBACK


async def test_a_memory_too_old_or_unreadable_is_not_built_on(executor: ActionExecutor) -> None:
    for memory in ({"topic": [3], "at": time.time() - 7200}, {"topic": "ba"}, {}):
        what = call("action_answer", "ask_fee", "lệ phí?", memory, no_procedure=0.95)
        reply, _ = await speak(executor, what)
        assert reply.outcome.kind is Kind.CLARIFY


@pytest.mark.parametrize(("intent", "action"), sorted(rules().items()))
async def test_each_rule_leads_to_a_reply_and_a_memory_without_the_citizens_words(
    executor: ActionExecutor, intent: str, action: str
) -> None:
    words = "Nguyễn Thị Bưởi 0912345678 hỏi qwerty"
    reply, memory = await speak(executor, call(action, intent, words, **RANKED))
    assert reply.messages
    assert reply.outcome.kind in set(Kind)
    kept = memory.model_dump(mode="json")
    assert set(kept) == {
        *("topic", "visited", "facets", "options", "guided", "lookup", "guide", "writing", "at")
    }
    for word in words.split():
        assert word not in json.dumps(kept, ensure_ascii=False)
        assert word not in reply.model_dump_json().replace("hỏi", "") or word == "hỏi"
    for message in reply.messages:
        for button in message.buttons:
            assert len(button.payload.encode()) <= 64
