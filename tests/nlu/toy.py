"""A small world to learn: a few procedures, all our components, and Rasa's own storage."""

from pathlib import Path
from typing import Any

from rasa.engine.graph import ExecutionContext, GraphComponent, GraphSchema
from rasa.engine.storage.local_model_storage import LocalModelStorage
from rasa.engine.storage.resource import Resource
from rasa.shared.nlu.constants import METADATA, METADATA_INTENT, TEXT
from rasa.shared.nlu.training_data.message import Message
from rasa.shared.nlu.training_data.training_data import TrainingData

from bot.nlu.counts import ProcedureCounter
from bot.nlu.featurizer import NgramFeaturizer
from bot.nlu.intents import KindAndFacetClassifier
from bot.nlu.normaliser import VietnameseNormaliser
from bot.nlu.procedures import ProcedureRanker
from bot.nlu.scope import ScopeGate

NAMES = {
    1: "bản sao bằng tốt nghiệp",
    3: "chuyển trường trung học",
    7: "phúc khảo bài thi",
    28: "thành lập trung tâm ngoại ngữ",
    31: "sáp nhập trung tâm ngoại ngữ",
    58: "thành lập trung tâm hòa nhập",
    59: "sáp nhập trung tâm hòa nhập",
}
ASKED = {
    "documents": "cần giấy tờ gì",
    "fee": "hết bao nhiêu tiền",
    "where": "nộp hồ sơ ở đâu",
}
FILLERS = ("", "cho em hỏi ", "ad ơi ")
LIFE = ("thời tiết hôm nay thế nào", "giá vàng hôm nay", "tối nay ăn món gì", "kể chuyện cười")
SEVERAL = f"{NAMES[3]} và {NAMES[7]} cần giấy tờ gì, hết bao nhiêu tiền"
UNCLEAR = "cái thủ tục về bằng hoặc bài thi cần giấy tờ gì"
OPEN_ACT = "thủ tục của trung tâm ngoại ngữ cần giấy tờ gì"
"""Says for whom, not what is done."""
OPEN_INSTITUTION = "thủ tục thành lập cơ sở cần giấy tờ gì"
"""Says what is done, not for whom."""

COMPONENTS: tuple[type[GraphComponent], ...] = (
    VietnameseNormaliser,
    NgramFeaturizer,
    KindAndFacetClassifier,
    ProcedureRanker,
    ProcedureCounter,
    ScopeGate,
)


def example(text: str, intent: str, **metadata: Any) -> Message:
    message = Message.build(text, intent)
    if metadata:
        message.set(METADATA, {METADATA_INTENT: metadata})
    return message


def training_data() -> TrainingData:
    return TrainingData([message for filler in FILLERS for message in _examples(filler)])


def make(kind: type[GraphComponent], how: str, storage: LocalModelStorage, **config: Any) -> Any:
    """Return a component of `kind` as Rasa would; `how` is "create" or "load"."""
    context = ExecutionContext(GraphSchema({}), "model", node_name=kind.__name__)
    settings = {**kind.get_default_config(), **config}
    return getattr(kind, how)(settings, storage, Resource(kind.__name__), context)


class Pipeline:
    """The components, trained one after the other and kept in Rasa's storage."""

    def __init__(self, folder: Path) -> None:
        self.data = training_data()
        self._storage = LocalModelStorage.create(folder)
        self._trained = [self._train(kind) for kind in COMPONENTS]
        self.loaded = [make(kind, "load", self._storage) for kind in COMPONENTS]

    def parse(self, text: str | None) -> Message:
        return _process(self.loaded, text)

    def parse_unstored(self, text: str | None) -> Message:
        return _process(self._trained, text)

    def _train(self, kind: type[GraphComponent]) -> Any:
        component = make(kind, "create", self._storage)
        if hasattr(component, "train"):
            component.train(self.data)
        if hasattr(component, "process_training_data"):
            self.data = component.process_training_data(self.data)
        return component


def _process(components: list[Any], text: str | None) -> Message:
    message = Message({TEXT: text})
    for component in components:
        component.process([message])
    return message


def _examples(filler: str) -> list[Message]:
    return [
        *(
            example(f"{filler}{name} {words}", f"ask_{facet}", procedures=[number], facets=[facet])
            for number, name in NAMES.items()
            for facet, words in ASKED.items()
        ),
        *(
            example(f"{filler}{words}", f"ask_{facet}", facets=[facet])
            for facet, words in ASKED.items()
        ),
        example(
            f"{filler}{SEVERAL}",
            "ask_documents",
            procedures=[3, 7],
            facets=["documents", "fee"],
        ),
        *(
            example(
                f"{filler}{text}",
                "ask_documents",
                procedures=procedures,
                facets=["documents"],
                unclear=True,
            )
            for text, procedures in (
                (UNCLEAR, [1, 7]),
                (OPEN_ACT, [28, 31]),
                (OPEN_INSTITUTION, [28, 58]),
            )
        ),
        example(f"{filler}xin chào", "greet"),
        example(f"{filler}liệt kê các thủ tục", "list"),
        *(example(f"{filler}{text}", "out_of_scope_life") for text in LIFE),
    ]
