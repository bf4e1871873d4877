"""Our components learn from Rasa's training data, survive its storage, and set their fields."""

import copy
from pathlib import Path
from typing import Any

import pytest
from rasa.engine.storage.local_model_storage import LocalModelStorage
from rasa.shared.nlu.constants import INTENT, METADATA, TEXT
from rasa.shared.nlu.training_data.message import Message

from bot.nlu.examples import facets, features, is_outside, is_unclear, procedures
from bot.nlu.featurizer import NgramFeaturizer
from bot.nlu.intents import KindAndFacetClassifier
from bot.nlu.procedures import ProcedureRanker
from knowledge.folding import fold
from tests.nlu.toy import ASKED, LIFE, NAMES, SEVERAL, UNCLEAR, Pipeline, example, make

FIELDS = (
    "mended",
    "known_words",
    "intent",
    "intent_ranking",
    "facet_ranking",
    "no_procedure",
    "outside",
    "open_act",
    "open_institution",
    "procedure_ranking",
    "several_procedures",
    "unclear_procedure",
)


@pytest.mark.parametrize(
    "text", ["phúc khảo bài thi hết bao nhiêu tiền", "xin chào", "?", "", None]
)
def test_loaded_from_storage_they_say_the_same(pipeline: Pipeline, text: str | None) -> None:
    trained, loaded = pipeline.parse_unstored(text), pipeline.parse(text)
    for field in ("plain", *FIELDS):
        assert loaded.get(field) == trained.get(field), field
        assert loaded.get(field) is not None, field


def test_all_fields_reach_the_tracker(pipeline: Pipeline) -> None:
    message = pipeline.parse("phúc khảo bài thi hết bao nhiêu tiền")
    assert {*FIELDS, "out_of_scope"} <= message.output_properties
    assert {*FIELDS, "out_of_scope"} <= set(message.as_dict(only_output_properties=True))


def test_learning_leaves_the_examples_as_they_are(pipeline: Pipeline) -> None:
    for message in pipeline.data.intent_examples:
        assert set(message.data) <= {TEXT, INTENT, METADATA, "plain"}
        assert len(message.features) == 1


def test_metadata_is_read_as_rasa_keeps_it() -> None:
    message = example("x", "ask_fee", procedures=[3, 7], facets=["fee"], unclear=True)
    assert (procedures(message), facets(message), is_unclear(message)) == ([3, 7], ["fee"], True)
    bare = Message.build("x", "greet")
    assert (procedures(bare), facets(bare), is_unclear(bare)) == ([], [], False)
    assert is_outside(Message.build("x", "out_of_scope_life"))
    assert not is_outside(bare)


def test_settings_replace_the_defaults(tmp_path: Path) -> None:
    storage = LocalModelStorage.create(tmp_path)
    ranker = make(ProcedureRanker, "create", storage, act_weight=0.1)
    assert ranker.config == {**ProcedureRanker.get_default_config(), "act_weight": 0.1}
    classifier = make(KindAndFacetClassifier, "create", storage)
    assert classifier.config == KindAndFacetClassifier.get_default_config()
    assert make(NgramFeaturizer, "create", storage).config == {}


def test_the_featurizer_gives_one_sparse_row(pipeline: Pipeline) -> None:
    known = features(pipeline.parse("phúc khảo bài thi"))
    assert known.shape[0] == 1
    assert known.nnz > 0
    assert known.shape[1] == features(pipeline.data.intent_examples[0]).shape[1]


@pytest.mark.parametrize("facet", ASKED)
@pytest.mark.parametrize("number", NAMES)
def test_a_question_is_understood_with_and_without_diacritics(
    pipeline: Pipeline, number: int, facet: str
) -> None:
    typed = f"{NAMES[number]} {ASKED[facet]}"
    readings: list[dict[str, Any]] = []
    for text in (typed, fold(typed), typed.upper()):
        message = pipeline.parse(text)
        assert message.get("intent")["name"] == f"ask_{facet}"
        assert message.get("facet_ranking")[0]["facet"] == facet
        assert message.get("procedure_ranking")[0]["procedure"] == number
        assert message.get("out_of_scope") < 0.5
        readings.append({field: message.get(field) for field in FIELDS})
    assert readings[0] == readings[1] == readings[2]


def test_a_question_is_understood_through_shorthand_telex_and_slips(pipeline: Pipeline) -> None:
    plain = pipeline.parse("phúc khảo bài thi hết bao nhiêu tiền")
    for text in (
        "pk bài thi hết bn tiền",
        "phucs khaor baif thi heets bao nhieeu tieenf",
        "phucc khaao bai thi hêt bao nhieuu tien",
    ):
        message = pipeline.parse(text)
        assert message.get("plain") == plain.get("plain")
        assert message.get("intent") == plain.get("intent")
        assert message.get("procedure_ranking") == plain.get("procedure_ranking")


@pytest.mark.parametrize(
    ("text", "intent"),
    [("xin chào ad", "greet"), ("liệt kê các thủ tục đi", "list"), (LIFE[0], "out_of_scope_life")],
)
def test_other_kinds_of_message_are_told_apart(pipeline: Pipeline, text: str, intent: str) -> None:
    assert pipeline.parse(text).get("intent")["name"] == intent


def test_the_intents_are_ranked_and_share_one(pipeline: Pipeline) -> None:
    message = pipeline.parse("phúc khảo bài thi hết bao nhiêu tiền")
    ranking = message.get("intent_ranking")
    assert ranking[0] == message.get("intent")
    assert {entry["name"] for entry in ranking} == {
        *(f"ask_{facet}" for facet in ASKED), "greet", "list", "out_of_scope_life",
    }  # fmt: skip
    rest = [entry["confidence"] for entry in ranking[1:]]
    assert rest == sorted(rest, reverse=True)
    assert sum(entry["confidence"] for entry in ranking) == pytest.approx(1)


def test_the_less_a_question_weighs_the_sooner_a_message_is_something_else(
    pipeline: Pipeline,
) -> None:
    classifier = copy.copy(
        next(c for c in pipeline.loaded if isinstance(c, KindAndFacetClassifier))
    )
    message = pipeline.parse("phúc khảo bài thi hết bao nhiêu tiền")
    whole = message.get("intent_ranking")
    classifier.config = {**classifier.config, "question_weight": 0.0}
    classifier.process([message])
    ranking = message.get("intent_ranking")
    assert not message.get("intent")["name"].startswith("ask_")
    assert ranking[0] == message.get("intent")
    assert sorted(ranking, key=str) == sorted(whole, key=str)


def test_each_facet_has_a_probability_of_its_own(pipeline: Pipeline) -> None:
    ranking = pipeline.parse(SEVERAL).get("facet_ranking")
    assert {entry["facet"] for entry in ranking} == set(ASKED)
    odds = [entry["confidence"] for entry in ranking]
    assert odds == sorted(odds, reverse=True)
    assert all(0 <= value <= 1 for value in odds)
    assert {entry["facet"] for entry in ranking[:2]} == {"documents", "fee"}
    assert sum(odds[:2]) > 2.5 * odds[2]


def test_the_counter_tells_one_several_and_unclear_apart(pipeline: Pipeline) -> None:
    one = pipeline.parse("phúc khảo bài thi hết bao nhiêu tiền")
    several, unclear = pipeline.parse(SEVERAL), pipeline.parse(UNCLEAR)
    assert one.get("several_procedures") + one.get("unclear_procedure") < 0.5
    assert several.get("several_procedures") > several.get("unclear_procedure")
    assert unclear.get("unclear_procedure") > unclear.get("several_procedures")


def test_gibberish_goes_through_the_whole_pipeline_as_nonsense(pipeline: Pipeline) -> None:
    for text in ("xyzzy qwerty", "hhhhhhhh", "asdfgh jkl", "中文", "😀"):
        assert pipeline.parse(text).get("intent")["name"] == "out_of_scope_nonsense", text
