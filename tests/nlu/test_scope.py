"""The gate decides between a question and out of scope, and leaves other messages alone."""

import pytest
from rasa.shared.nlu.constants import TEXT
from rasa.shared.nlu.training_data.message import Message

from bot.nlu.scope import ScopeGate
from tests.nlu.toy import LIFE, Pipeline


def _judged(
    threshold: float, intent: str, asking: float, outside: float, known_words: float = 1.0
) -> Message:
    ranking = [
        {"name": "ask_fee", "confidence": asking * 0.8},
        {"name": "ask_where", "confidence": asking * 0.2},
        {"name": "out_of_scope_life", "confidence": outside},
        {"name": "greet", "confidence": 1 - asking - outside},
    ]
    message = Message({TEXT: "x", "outside": outside, "known_words": known_words})
    message.set("intent_ranking", ranking)
    message.set("intent", next(entry for entry in ranking if entry["name"] == intent))
    (judged,) = ScopeGate({**ScopeGate.get_default_config(), "threshold": threshold}).process(
        [message]
    )
    return judged


@pytest.mark.parametrize("intent", ["ask_fee", "out_of_scope_life"])
@pytest.mark.parametrize(("threshold", "wanted"), [(0.0, "out_of_scope_life"), (1.1, "ask_fee")])
def test_it_decides_by_its_threshold(threshold: float, wanted: str, intent: str) -> None:
    judged = _judged(threshold, intent, 0.4, 0.3)
    assert judged.get("intent")["name"] == wanted
    assert 0.3 < judged.get("out_of_scope") < 0.5


def test_it_asks_the_likeliest_facet_when_it_overrules() -> None:
    assert _judged(0.5, "out_of_scope_life", 0.5, 0.2).get("intent")["name"] == "ask_fee"


@pytest.mark.parametrize("threshold", [0.0, 0.5, 1.1])
def test_it_leaves_other_kinds_alone(threshold: float) -> None:
    judged = _judged(threshold, "greet", 0.1, 0.2)
    assert judged.get("intent")["name"] == "greet"
    assert judged.get("out_of_scope") is None


@pytest.mark.parametrize("intent", ["ask_fee", "greet", "out_of_scope_life"])
def test_a_message_of_unknown_words_is_nonsense_whatever_the_models_say(intent: str) -> None:
    judged = _judged(1.1, intent, 0.5, 0.2, known_words=0.0)
    assert judged.get("intent")["name"] == "out_of_scope_nonsense"
    assert judged.get("intent")["confidence"] == 1.0
    assert judged.get("out_of_scope") == 1.0


@pytest.mark.parametrize(
    ("known_words", "intent"), [(0.39, "out_of_scope_nonsense"), (0.4, "ask_fee")]
)
def test_from_two_words_in_five_a_message_is_no_gibberish(known_words: float, intent: str) -> None:
    assert _judged(1.1, "ask_fee", 0.5, 0.2, known_words).get("intent")["name"] == intent


def test_the_doubts_of_both_models_count(pipeline: Pipeline) -> None:
    question = pipeline.parse("phúc khảo bài thi hết bao nhiêu tiền")
    assert pipeline.parse(LIFE[1]).get("out_of_scope") > 0.5 > question.get("out_of_scope")
