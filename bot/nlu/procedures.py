"""Rasa component: which of the 61 procedures a message is about."""

from __future__ import annotations

from typing import Any

from rasa.engine.graph import ExecutionContext, GraphComponent
from rasa.engine.recipes.default_recipe import DefaultV1Recipe
from rasa.engine.storage.resource import Resource
from rasa.engine.storage.storage import ModelStorage
from rasa.shared.nlu.constants import INTENT
from rasa.shared.nlu.training_data.message import Message
from rasa.shared.nlu.training_data.training_data import TrainingData
from scipy.sparse import vstack

from bot.nlu.examples import features, procedures
from bot.nlu.linear import LinearModel

NONE = "none"
OUTSIDE = "outside"
_OUT_OF_SCOPE = "out_of_scope"
_RANKING = 15


@DefaultV1Recipe.register(DefaultV1Recipe.ComponentType.INTENT_CLASSIFIER, is_trainable=True)
class ProcedureRanker(GraphComponent):
    """Ranks the procedures, trained from the `procedures` in the examples' metadata.

    Sets `procedure_ranking` (the likeliest fifteen, shares of 1 together with the two below),
    `no_procedure` (how likely the message names none) and `outside` (how likely it names something
    that is not one of the 61).
    """

    @classmethod
    def required_components(cls) -> list[type]:
        return []

    @staticmethod
    def get_default_config() -> dict[str, Any]:
        return {"c": 10.0}

    def __init__(
        self,
        config: dict[str, Any],
        storage: ModelStorage,
        resource: Resource,
        model: LinearModel | None = None,
    ) -> None:
        self._config = {**self.get_default_config(), **config}
        self._storage = storage
        self._resource = resource
        self._model = model

    @classmethod
    def create(
        cls,
        config: dict[str, Any],
        model_storage: ModelStorage,
        resource: Resource,
        execution_context: ExecutionContext,
    ) -> ProcedureRanker:
        return cls(config, model_storage, resource)

    def train(self, training_data: TrainingData) -> Resource:
        examples = training_data.intent_examples
        labelled = [
            (index, label) for index, message in enumerate(examples) for label in _labels(message)
        ]
        rows = vstack([features(message) for message in examples]).tocsr()
        self._model = LinearModel.fit(
            rows[[index for index, _ in labelled]],
            [label for _, label in labelled],
            self._config["c"],
        )
        with self._storage.write_to(self._resource) as directory:
            self._model.save(directory / "procedures.npz")
        return self._resource

    @classmethod
    def load(
        cls,
        config: dict[str, Any],
        model_storage: ModelStorage,
        resource: Resource,
        execution_context: ExecutionContext,
        **kwargs: Any,
    ) -> ProcedureRanker:
        with model_storage.read_from(resource) as directory:
            model = LinearModel.load(directory / "procedures.npz")
        return cls(config, model_storage, resource, model)

    def process(self, messages: list[Message]) -> list[Message]:
        assert self._model is not None
        for message in messages:
            odds = self._model.odds(features(message))
            total = sum(odds.values()) or 1.0
            shares = {label: value / total for label, value in odds.items()}
            message.set("no_procedure", shares.pop(NONE), add_to_output=True)
            message.set("outside", shares.pop(OUTSIDE), add_to_output=True)
            ordered = sorted(shares.items(), key=lambda pair: -pair[1])[:_RANKING]
            ranking = [
                {"procedure": int(label), "share": share, "odds": odds[label]}
                for label, share in ordered
            ]
            message.set("procedure_ranking", ranking, add_to_output=True)
        return messages


def _labels(message: Message) -> list[str]:
    named = procedures(message)
    if named:
        return [str(procedure) for procedure in named]
    return [OUTSIDE if message.get(INTENT).startswith(_OUT_OF_SCOPE) else NONE]
