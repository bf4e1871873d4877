"""Rasa component: whether a question is about one procedure, several, or leaves open which."""

from __future__ import annotations

from typing import Any

from rasa.engine.graph import ExecutionContext, GraphComponent
from rasa.engine.recipes.default_recipe import DefaultV1Recipe
from rasa.engine.storage.resource import Resource
from rasa.engine.storage.storage import ModelStorage
from rasa.shared.nlu.training_data.message import Message
from rasa.shared.nlu.training_data.training_data import TrainingData
from scipy.sparse import vstack

from bot.nlu.examples import features, is_unclear, procedures
from bot.nlu.linear import LinearModel

ONE = "one"
SEVERAL = "several"
UNCLEAR = "unclear"


@DefaultV1Recipe.register(DefaultV1Recipe.ComponentType.INTENT_CLASSIFIER, is_trainable=True)
class ProcedureCounter(GraphComponent):
    """Sets `several_procedures` and `unclear_procedure`, each a probability.

    Trained from the examples whose metadata names procedures: several are asked about at once,
    or, where the metadata says `unclear`, only one of them is meant and the message doesn't say
    which.
    """

    @classmethod
    def required_components(cls) -> list[type]:
        return []

    @staticmethod
    def get_default_config() -> dict[str, Any]:
        return {"c": 3.0}

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
    ) -> ProcedureCounter:
        return cls(config, model_storage, resource)

    def train(self, training_data: TrainingData) -> Resource:
        examples = [message for message in training_data.intent_examples if procedures(message)]
        self._model = LinearModel.fit(
            vstack([features(message) for message in examples]).tocsr(),
            [_label(message) for message in examples],
            self._config["c"],
        )
        with self._storage.write_to(self._resource) as directory:
            self._model.save(directory / "counts.npz")
        return self._resource

    @classmethod
    def load(
        cls,
        config: dict[str, Any],
        model_storage: ModelStorage,
        resource: Resource,
        execution_context: ExecutionContext,
        **kwargs: Any,
    ) -> ProcedureCounter:
        with model_storage.read_from(resource) as directory:
            model = LinearModel.load(directory / "counts.npz")
        return cls(config, model_storage, resource, model)

    def process(self, messages: list[Message]) -> list[Message]:
        assert self._model is not None
        for message in messages:
            shares = self._model.shares(features(message))
            message.set("several_procedures", shares.get(SEVERAL, 0.0), add_to_output=True)
            message.set("unclear_procedure", shares.get(UNCLEAR, 0.0), add_to_output=True)
        return messages


def _label(message: Message) -> str:
    if is_unclear(message):
        return UNCLEAR
    return SEVERAL if len(procedures(message)) > 1 else ONE
