"""Rasa component: adds the n-gram features to a message."""

from __future__ import annotations

from rasa.engine.recipes.default_recipe import DefaultV1Recipe
from rasa.shared.nlu.constants import FEATURE_TYPE_SENTENCE, TEXT
from rasa.shared.nlu.training_data.features import Features
from rasa.shared.nlu.training_data.message import Message
from rasa.shared.nlu.training_data.training_data import TrainingData
from scipy.sparse import csr_matrix

from bot.nlu.component import LearningComponent
from bot.nlu.ngrams import Ngrams
from bot.nlu.normaliser import PLAIN


@DefaultV1Recipe.register(DefaultV1Recipe.ComponentType.MESSAGE_FEATURIZER, is_trainable=True)
class NgramFeaturizer(LearningComponent[Ngrams]):
    """Sets the sentence features, from the plain words of the message."""

    def learn(self, training_data: TrainingData) -> Ngrams:
        ngrams = Ngrams()
        ngrams.fit([message.get(PLAIN) for message in training_data.intent_examples])
        return ngrams

    def process_training_data(self, training_data: TrainingData) -> TrainingData:
        messages = training_data.intent_examples
        rows = self.learnt.transform([message.get(PLAIN) for message in messages])
        for index, message in enumerate(messages):
            self._add(message, rows[index])
        return training_data

    def process(self, messages: list[Message]) -> list[Message]:
        for message in messages:
            self._add(message, self.learnt.transform([message.get(PLAIN)]))
        return messages

    def _add(self, message: Message, row: csr_matrix) -> None:
        message.add_features(Features(row, FEATURE_TYPE_SENTENCE, TEXT, self.name))
