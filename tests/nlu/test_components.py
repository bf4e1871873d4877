"""Our components learn from Rasa's training data, survive its storage, and set their fields."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from rasa.engine.graph import ExecutionContext, GraphComponent, GraphSchema
from rasa.engine.storage.local_model_storage import LocalModelStorage
from rasa.engine.storage.resource import Resource
from rasa.shared.nlu.constants import METADATA, METADATA_INTENT, TEXT
from rasa.shared.nlu.training_data.message import Message
from rasa.shared.nlu.training_data.training_data import TrainingData

from bot.nlu.counts import ProcedureCounter
from bot.nlu.examples import facets, features, is_unclear, procedures
from bot.nlu.featurizer import NgramFeaturizer
from bot.nlu.intents import KindAndFacetClassifier
from bot.nlu.procedures import ProcedureRanker
from bot.nlu.scope import ScopeGate
from knowledge.folding import fold

NAMES = {1: "bản sao bằng tốt nghiệp", 3: "chuyển trường trung học", 7: "phúc khảo bài thi"}
ASKED = {
    "documents": "cần giấy tờ gì",
    "fee": "hết bao nhiêu tiền",
    "where": "nộp hồ sơ ở đâu",
}
FILLERS = ("", "cho em hỏi ", "ad ơi ")
COMPONENTS = (NgramFeaturizer, KindAndFacetClassifier, ProcedureRanker, ProcedureCounter, ScopeGate)
LIFE = ("thời tiết hôm nay thế nào", "giá vàng hôm nay", "tối nay ăn món gì", "kể chuyện cười")


def _example(text: str, intent: str, **metadata: Any) -> Message:
    message = Message.build(text, intent)
    if metadata:
        message.set(METADATA, {METADATA_INTENT: metadata})
    return message


def _training_data() -> TrainingData:
    examples = [
        _example(f"{filler}{name} {words}", f"ask_{facet}", procedures=[number], facets=[facet])
        for number, name in NAMES.items()
        for facet, words in ASKED.items()
        for filler in FILLERS
    ]
    examples += [
        _example(f"{filler}{words}", f"ask_{facet}", facets=[facet])
        for facet, words in ASKED.items()
        for filler in FILLERS
    ]
    for filler in FILLERS:
        examples += [
            _example(
                f"{filler}{NAMES[3]} và {NAMES[7]} cần giấy tờ gì, hết bao nhiêu tiền",
                "ask_documents",
                procedures=[3, 7],
                facets=["documents", "fee"],
            ),
            _example(
                f"{filler}cái thủ tục về bằng hoặc bài thi cần giấy tờ gì",
                "ask_documents",
                procedures=[1, 7],
                facets=["documents"],
                unclear=True,
            ),
            _example(f"{filler}xin chào", "greet"),
            _example(f"{filler}liệt kê các thủ tục", "list"),
            *(_example(f"{filler}{text}", "out_of_scope_life") for text in LIFE),
        ]
    return TrainingData(examples)


class Pipeline:
    """The components, trained one after the other and kept in Rasa's storage."""

    def __init__(self, folder: Path) -> None:
        self.storage = LocalModelStorage.create(folder)
        self.trained = self._run(self._train)
        self.loaded = self._run(self._load)

    def parse(self, text: str) -> Message:
        return self._process(self.loaded, text)

    def parse_unstored(self, text: str) -> Message:
        return self._process(self.trained, text)

    def _process(self, components: list[Any], text: str) -> Message:
        message = Message({TEXT: text})
        for component in components:
            component.process([message])
        return message

    def _run(self, make: Callable[..., GraphComponent]) -> list[Any]:
        self.data = _training_data()
        return [make(kind) for kind in COMPONENTS]

    def _common(self, kind: type[GraphComponent]) -> tuple[Any, ...]:
        context = ExecutionContext(GraphSchema({}), "model", node_name=kind.__name__)
        return kind.get_default_config(), self.storage, Resource(kind.__name__), context

    def _train(self, kind: Any) -> Any:
        component = kind.create(*self._common(kind))
        if hasattr(component, "train"):
            component.train(self.data)
        if hasattr(component, "process_training_data"):
            self.data = component.process_training_data(self.data)
        return component

    def _load(self, kind: Any) -> Any:
        return kind.load(*self._common(kind))


@pytest.fixture(scope="module")
def pipeline(tmp_path_factory: pytest.TempPathFactory) -> Pipeline:
    return Pipeline(tmp_path_factory.mktemp("storage"))


FIELDS = (
    "known_words",
    "intent",
    "intent_ranking",
    "facet_ranking",
    "no_procedure",
    "outside",
    "procedure_ranking",
    "several_procedures",
    "unclear_procedure",
)


@pytest.mark.parametrize("text", ["phúc khảo bài thi hết bao nhiêu tiền", "xin chào", "?", ""])
def test_loaded_from_storage_they_say_the_same(pipeline: Pipeline, text: str) -> None:
    trained, loaded = pipeline.parse_unstored(text), pipeline.parse(text)
    for field in FIELDS:
        assert loaded.get(field) == trained.get(field), field
        assert loaded.get(field) is not None, field


def test_all_fields_reach_the_tracker(pipeline: Pipeline) -> None:
    message = pipeline.parse("phúc khảo bài thi hết bao nhiêu tiền")
    assert {*FIELDS, "out_of_scope"} <= message.output_properties


def test_metadata_is_read_as_rasa_keeps_it() -> None:
    message = _example("x", "ask_fee", procedures=[3, 7], facets=["fee"], unclear=True)
    assert (procedures(message), facets(message), is_unclear(message)) == ([3, 7], ["fee"], True)
    bare = Message.build("x", "greet")
    assert (procedures(bare), facets(bare), is_unclear(bare)) == ([], [], False)


def test_the_featurizer_gives_one_sparse_row_and_the_share_of_known_words(
    pipeline: Pipeline,
) -> None:
    known = pipeline.parse("phúc khảo bài thi")
    assert features(known).shape[0] == 1
    assert features(known).nnz > 0
    assert known.get("known_words") == 1.0
    assert pipeline.parse("xyzzy qwerty").get("known_words") == 0.0
    assert pipeline.parse("phuc khao xyzzy qwerty").get("known_words") == 0.5


@pytest.mark.parametrize("facet", ASKED)
@pytest.mark.parametrize("number", NAMES)
def test_a_question_is_understood_with_and_without_diacritics(
    pipeline: Pipeline, number: int, facet: str
) -> None:
    typed = f"{NAMES[number]} {ASKED[facet]}"
    for text in (typed, fold(typed)):
        message = pipeline.parse(text)
        assert message.get("intent")["name"] == f"ask_{facet}"
        assert message.get("facet_ranking")[0]["facet"] == facet
        assert message.get("procedure_ranking")[0]["procedure"] == number
        assert message.get("out_of_scope") < 0.5


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


def test_each_facet_has_a_probability_of_its_own(pipeline: Pipeline) -> None:
    both = pipeline.parse(f"{NAMES[3]} và {NAMES[7]} cần giấy tờ gì, hết bao nhiêu tiền")
    ranking = both.get("facet_ranking")
    assert {entry["facet"] for entry in ranking} == set(ASKED)
    odds = [entry["confidence"] for entry in ranking]
    assert odds == sorted(odds, reverse=True)
    assert all(0 <= value <= 1 for value in odds)
    assert {entry["facet"] for entry in ranking[:2]} == {"documents", "fee"}
    assert sum(odds[:2]) > 2.5 * odds[2]


def test_procedures_none_and_outside_share_one(pipeline: Pipeline) -> None:
    message = pipeline.parse("chuyển trường trung học nộp hồ sơ ở đâu")
    ranking = message.get("procedure_ranking")
    assert {entry["procedure"] for entry in ranking} == set(NAMES)
    shares = [entry["share"] for entry in ranking]
    assert shares == sorted(shares, reverse=True)
    everything = sum(shares) + message.get("no_procedure") + message.get("outside")
    assert everything == pytest.approx(1)
    assert all(0 <= entry["odds"] <= 1 for entry in ranking)


def test_a_question_without_a_procedure_names_none(pipeline: Pipeline) -> None:
    message = pipeline.parse("hết bao nhiêu tiền")
    assert message.get("no_procedure") > message.get("procedure_ranking")[0]["share"]
    assert message.get("no_procedure") > message.get("outside")


def test_what_is_out_of_scope_is_outside(pipeline: Pipeline) -> None:
    message = pipeline.parse(LIFE[1])
    assert message.get("outside") > message.get("procedure_ranking")[0]["share"]
    assert message.get("out_of_scope") > 0.5


def test_the_counter_tells_one_several_and_unclear_apart(pipeline: Pipeline) -> None:
    one = pipeline.parse("phúc khảo bài thi hết bao nhiêu tiền")
    several = pipeline.parse(f"{NAMES[3]} và {NAMES[7]} cần giấy tờ gì, hết bao nhiêu tiền")
    unclear = pipeline.parse("cái thủ tục về bằng hoặc bài thi cần giấy tờ gì")
    assert one.get("several_procedures") + one.get("unclear_procedure") < 0.5
    assert several.get("several_procedures") > several.get("unclear_procedure")
    assert unclear.get("unclear_procedure") > unclear.get("several_procedures")


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
def test_the_gate_decides_by_its_threshold(threshold: float, wanted: str, intent: str) -> None:
    judged = _judged(threshold, intent, 0.4, 0.3)
    assert judged.get("intent")["name"] == wanted
    assert 0.3 < judged.get("out_of_scope") < 0.5


def test_the_gate_asks_the_likeliest_facet_when_it_overrules(pipeline: Pipeline) -> None:
    assert _judged(0.5, "out_of_scope_life", 0.5, 0.2).get("intent")["name"] == "ask_fee"


@pytest.mark.parametrize("threshold", [0.0, 0.5, 1.1])
def test_the_gate_leaves_other_kinds_alone(threshold: float) -> None:
    judged = _judged(threshold, "greet", 0.1, 0.2)
    assert judged.get("intent")["name"] == "greet"
    assert judged.get("out_of_scope") is None


@pytest.mark.parametrize("intent", ["ask_fee", "greet", "out_of_scope_life"])
def test_a_message_of_unknown_words_is_nonsense_whatever_the_models_say(intent: str) -> None:
    judged = _judged(1.1, intent, 0.5, 0.2, known_words=0.0)
    assert judged.get("intent")["name"] == "out_of_scope_nonsense"
    assert judged.get("intent")["confidence"] == 1.0


def test_gibberish_goes_through_the_whole_pipeline_as_nonsense(pipeline: Pipeline) -> None:
    assert pipeline.parse("xyzzy qwerty").get("intent")["name"] == "out_of_scope_nonsense"
