"""Rasa component: adds the n-gram features to a message."""

from __future__ import annotations

from typing import Any

import joblib
from rasa.engine.graph import ExecutionContext, GraphComponent
from rasa.engine.recipes.default_recipe import DefaultV1Recipe
from rasa.engine.storage.resource import Resource
from rasa.engine.storage.storage import ModelStorage
from rasa.nlu.featurizers.sparse_featurizer.sparse_featurizer import SparseFeaturizer
from rasa.shared.nlu.constants import FEATURE_TYPE_SENTENCE, TEXT
from rasa.shared.nlu.training_data.features import Features
from rasa.shared.nlu.training_data.message import Message
from rasa.shared.nlu.training_data.training_data import TrainingData

from bot.nlu.ngrams import Ngrams

_FILE = "ngrams.joblib"


@DefaultV1Recipe.register(DefaultV1Recipe.ComponentType.MESSAGE_FEATURIZER, is_trainable=True)
class NgramFeaturizer(SparseFeaturizer, GraphComponent):
    """Sets the sentence features and `known_words`, the share of words seen in training."""

    def __init__(
        self, storage: ModelStorage, resource: Resource, name: str, ngrams: Ngrams
    ) -> None:
        super().__init__(name, self.get_default_config())
        self._storage = storage
        self._resource = resource
        self._name = name
        self._ngrams = ngrams

    @classmethod
    def create(
        cls,
        config: dict[str, Any],
        model_storage: ModelStorage,
        resource: Resource,
        execution_context: ExecutionContext,
    ) -> NgramFeaturizer:
        return cls(model_storage, resource, execution_context.node_name, Ngrams())

    @classmethod
    def validate_config(cls, config: dict[str, Any]) -> None:
        """There is nothing to configure."""

    def train(self, training_data: TrainingData) -> Resource:
        self._ngrams.fit([message.get(TEXT) for message in training_data.intent_examples])
        with self._storage.write_to(self._resource) as directory:
            joblib.dump(self._ngrams, directory / _FILE)
        return self._resource

    @classmethod
    def load(
        cls,
        config: dict[str, Any],
        model_storage: ModelStorage,
        resource: Resource,
        execution_context: ExecutionContext,
        **kwargs: Any,
    ) -> NgramFeaturizer:
        with model_storage.read_from(resource) as directory:
            ngrams = joblib.load(directory / _FILE)
        return cls(model_storage, resource, execution_context.node_name, ngrams)

    def process_training_data(self, training_data: TrainingData) -> TrainingData:
        messages = training_data.intent_examples
        rows = self._ngrams.transform([message.get(TEXT) for message in messages])
        for index, message in enumerate(messages):
            self._add(message, rows[index])
        return training_data

    def process(self, messages: list[Message]) -> list[Message]:
        for message in messages:
            text = message.get(TEXT) or ""
            self._add(message, self._ngrams.transform([text]))
            message.set("known_words", self._ngrams.knows(text), add_to_output=True)
        return messages

    def _add(self, message: Message, row: Any) -> None:
        message.add_features(Features(row, FEATURE_TYPE_SENTENCE, TEXT, self._name))
