"""Rasa components trained one after the other and loaded again, without Rasa's server."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from rasa.engine.graph import ExecutionContext, GraphComponent, GraphSchema
from rasa.engine.storage.local_model_storage import LocalModelStorage
from rasa.engine.storage.resource import Resource
from rasa.shared.nlu.constants import TEXT
from rasa.shared.nlu.training_data.message import Message
from rasa.shared.nlu.training_data.training_data import TrainingData

Part = tuple[type[GraphComponent], dict[str, Any]]
"""A component and its settings, as in Rasa's `config.yml`."""


class Pipeline:
    """A trained pipeline."""

    def __init__(self, parts: Sequence[Part], examples: Sequence[Message]) -> None:
        """Train on `examples`, to which the components add what they find."""
        data = TrainingData(list(examples))
        with TemporaryDirectory() as folder:
            storage = LocalModelStorage.create(Path(folder))
            nodes = [
                (
                    {**kind.get_default_config(), **config},
                    storage,
                    Resource(f"{number}"),
                    _context(f"{number}_{kind.__name__}"),
                )
                for number, (kind, config) in enumerate(parts)
            ]
            for (kind, _), node in zip(parts, nodes, strict=True):
                component: Any = kind.create(*node)
                if hasattr(component, "train"):
                    component.train(data)
                if hasattr(component, "process_training_data"):
                    data = component.process_training_data(data)
            self._components: list[Any] = [
                kind.load(*node) for (kind, _), node in zip(parts, nodes, strict=True)
            ]

    def parse(self, text: str) -> Message:
        """Return `text` with all that the components found in it."""
        message = Message({TEXT: text})
        for component in self._components:
            component.process([message])
        return message


def _context(name: str) -> ExecutionContext:
    return ExecutionContext(GraphSchema({}), "rival", node_name=name)
