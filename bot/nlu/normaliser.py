"""Rasa component: writes a message down as plainly as it was meant."""

from __future__ import annotations

from typing import Any

from rasa.engine.recipes.default_recipe import DefaultV1Recipe
from rasa.shared.nlu.constants import TEXT
from rasa.shared.nlu.training_data.message import Message
from rasa.shared.nlu.training_data.training_data import TrainingData

from bot.nlu.component import LearningComponent
from bot.nlu.slips import Slips
from bot.nlu.wordings import Wordings
from knowledge.denials import without_denials

PLAIN = "plain"
"""Field of a message: its words folded, without what it denies, slips mended, one wording for what
has many."""


@DefaultV1Recipe.register(DefaultV1Recipe.ComponentType.MESSAGE_TOKENIZER, is_trainable=True)
class VietnameseNormaliser(LearningComponent[Slips]):
    """Sets `plain`, `mended` (the same before one wording is chosen), and `known_words`.

    `known_words` is the share of the words as typed that the examples hold.
    """

    def __init__(self, *parts: Any) -> None:
        super().__init__(*parts)
        self._wordings = Wordings.read()

    def learn(self, training_data: TrainingData) -> Slips:
        return Slips(
            [self._folded(message) for message in training_data.intent_examples],
            self._wordings.words,
        )

    def process_training_data(self, training_data: TrainingData) -> TrainingData:
        for message in training_data.intent_examples:
            mended = self.learnt.mend(self._folded(message))
            message.set(PLAIN, self._wordings.plain(mended))
        return training_data

    def process(self, messages: list[Message]) -> list[Message]:
        for message in messages:
            folded = self._folded(message)
            mended = self.learnt.mend(folded)
            message.set(PLAIN, self._wordings.plain(mended))
            message.set("mended", mended, add_to_output=True)
            message.set("known_words", self.learnt.known(folded), add_to_output=True)
        return messages

    def _folded(self, message: Message) -> str:
        return self._wordings.folded(without_denials(message.get(TEXT) or ""))
