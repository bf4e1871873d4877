"""Rasa component: which of the 61 procedures a message is about."""

from __future__ import annotations

from typing import Any

from rasa.engine.recipes.default_recipe import DefaultV1Recipe
from rasa.shared.nlu.constants import INTENT
from rasa.shared.nlu.training_data.message import Message
from rasa.shared.nlu.training_data.training_data import TrainingData
from scipy.sparse import vstack

from bot.nlu.component import LinearComponent
from bot.nlu.examples import features, procedures
from bot.nlu.linear import LinearModel

NONE = "none"
OUTSIDE = "outside"
_OUT_OF_SCOPE = "out_of_scope"
_MODEL = "procedures"
_RANKING = 15


@DefaultV1Recipe.register(DefaultV1Recipe.ComponentType.INTENT_CLASSIFIER, is_trainable=True)
class ProcedureRanker(LinearComponent):
    """Ranks the procedures, trained from the `procedures` in the examples' metadata.

    Sets `procedure_ranking` (the likeliest fifteen, shares of 1 together with the two below),
    `no_procedure` (how likely the message names none) and `outside` (how likely it names something
    that is not one of the 61).
    """

    @staticmethod
    def get_default_config() -> dict[str, Any]:
        return {"c": 10.0}

    def fit(self, training_data: TrainingData) -> dict[str, LinearModel]:
        examples = training_data.intent_examples
        labelled = [
            (index, label) for index, message in enumerate(examples) for label in _labels(message)
        ]
        rows = vstack([features(message) for message in examples]).tocsr()
        model = LinearModel.fit(
            rows[[index for index, _ in labelled]],
            [label for _, label in labelled],
            self.config["c"],
        )
        return {_MODEL: model}

    def process(self, messages: list[Message]) -> list[Message]:
        for message in messages:
            odds = self.models[_MODEL].odds(features(message))
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
