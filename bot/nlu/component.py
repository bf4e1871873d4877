"""What our trained Rasa components share: linear models that are fitted, stored and loaded."""

from __future__ import annotations

from abc import abstractmethod
from collections.abc import Mapping
from typing import Any, Self

from rasa.engine.graph import ExecutionContext, GraphComponent
from rasa.engine.storage.resource import Resource
from rasa.engine.storage.storage import ModelStorage
from rasa.shared.nlu.training_data.training_data import TrainingData

from bot.nlu.linear import LinearModel


class LinearComponent(GraphComponent):
    """A component whose knowledge is one or more linear models, by name in `models`."""

    def __init__(
        self,
        config: dict[str, Any],
        storage: ModelStorage,
        resource: Resource,
        models: Mapping[str, LinearModel],
    ) -> None:
        self.config = {**self.get_default_config(), **config}
        self.models = dict(models)
        self._storage = storage
        self._resource = resource

    @abstractmethod
    def fit(self, training_data: TrainingData) -> dict[str, LinearModel]:
        """Return the models learnt from `training_data`."""

    def train(self, training_data: TrainingData) -> Resource:
        self.models = self.fit(training_data)
        with self._storage.write_to(self._resource) as directory:
            for name, model in self.models.items():
                model.save(directory / f"{name}.npz")
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
        return cls(config, model_storage, resource, {})

    @classmethod
    def load(
        cls,
        config: dict[str, Any],
        model_storage: ModelStorage,
        resource: Resource,
        execution_context: ExecutionContext,
        **kwargs: Any,
    ) -> Self:
        with model_storage.read_from(resource) as directory:
            models = {path.stem: LinearModel.load(path) for path in directory.glob("*.npz")}
        return cls(config, model_storage, resource, models)
