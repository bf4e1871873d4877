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
    """Sets the sentence features, from the plain words of the message.

    The examples get theirs while it learns: reckoning them anew takes as long again.
    """

    def learn(self, training_data: TrainingData) -> Ngrams:
        ngrams = Ngrams()
        examples = training_data.intent_examples
        rows = ngrams.fit([example.get(PLAIN) for example in examples])
        for index, example in enumerate(examples):
            self._add(example, rows[index])
        return ngrams

    def process_training_data(self, training_data: TrainingData) -> TrainingData:
        return training_data

    def process(self, messages: list[Message]) -> list[Message]:
        for message in messages:
            self._add(message, self.learnt.transform([message.get(PLAIN)]))
        return messages

    def _add(self, message: Message, row: csr_matrix) -> None:
        message.add_features(Features(row, FEATURE_TYPE_SENTENCE, TEXT, self.name))
