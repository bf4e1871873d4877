"""Rasa component: whether a question is about one procedure, several, or leaves open which."""

from __future__ import annotations

from typing import Any

from rasa.engine.recipes.default_recipe import DefaultV1Recipe
from rasa.shared.nlu.training_data.message import Message
from rasa.shared.nlu.training_data.training_data import TrainingData

from bot.nlu.component import LearningComponent
from bot.nlu.examples import all_features, features, is_unclear, procedures
from bot.nlu.linear import LinearModel

ONE = "one"
SEVERAL = "several"
UNCLEAR = "unclear"


@DefaultV1Recipe.register(DefaultV1Recipe.ComponentType.INTENT_CLASSIFIER, is_trainable=True)
class ProcedureCounter(LearningComponent[LinearModel]):
    """Sets `several_procedures` and `unclear_procedure`, each a probability.

    Trained from the examples whose metadata names procedures: several are asked about at once,
    or, where the metadata says `unclear`, only one of them is meant and the message doesn't say
    which.
    """

    @staticmethod
    def get_default_config() -> dict[str, Any]:
        return {"c": 3.0}

    def learn(self, training_data: TrainingData) -> LinearModel:
        examples = [message for message in training_data.intent_examples if procedures(message)]
        return LinearModel.fit(
            all_features(examples), [{_label(message)} for message in examples], self.config["c"]
        )

    def process(self, messages: list[Message]) -> list[Message]:
        for message in messages:
            shares = self.learnt.shares(features(message))
            message.set("several_procedures", shares.get(SEVERAL, 0.0), add_to_output=True)
            message.set("unclear_procedure", shares.get(UNCLEAR, 0.0), add_to_output=True)
        return messages


def _label(message: Message) -> str:
    if is_unclear(message):
        return UNCLEAR
    return SEVERAL if len(procedures(message)) > 1 else ONE
