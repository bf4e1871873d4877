"""What our trained Rasa components share: what they learnt is stored and loaded."""

from __future__ import annotations

from abc import abstractmethod
from typing import Any, Generic, Self, TypeVar

import joblib
from rasa.engine.graph import ExecutionContext, GraphComponent
from rasa.engine.storage.resource import Resource
from rasa.engine.storage.storage import ModelStorage
from rasa.shared.nlu.training_data.training_data import TrainingData

Learnt = TypeVar("Learnt")
_FILE = "learnt.joblib"


class LearningComponent(GraphComponent, Generic[Learnt]):
    """A component that learns from the examples; `learnt` is what it keeps of them."""

    learnt: Learnt

    def __init__(
        self, config: dict[str, Any], storage: ModelStorage, resource: Resource, name: str
    ) -> None:
        self.config = {**self.get_default_config(), **config}
        self.name = name
        self._storage = storage
        self._resource = resource

    @abstractmethod
    def learn(self, training_data: TrainingData) -> Learnt:
        """Return what is to be kept of `training_data`."""

    def train(self, training_data: TrainingData) -> Resource:
        self.learnt = self.learn(training_data)
        with self._storage.write_to(self._resource) as directory:
            joblib.dump(self.learnt, directory / _FILE)
        return self._resource

    @classmethod
    def required_components(cls) -> list[type]:
        return []

    @classmethod
    def create(
        cls,
        config: dict[str, Any],
        model_storage: ModelStorage,
        resource: Resource,
        execution_context: ExecutionContext,
    ) -> Self:
        return cls(config, model_storage, resource, execution_context.node_name)

    @classmethod
    def load(
        cls,
        config: dict[str, Any],
        model_storage: ModelStorage,
        resource: Resource,
        execution_context: ExecutionContext,
        **kwargs: Any,
    ) -> Self:
        component = cls.create(config, model_storage, resource, execution_context)
        with model_storage.read_from(resource) as directory:
            component.learnt = joblib.load(directory / _FILE)
        return component
