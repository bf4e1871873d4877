"""Rasa component: what the citizen wants (the kind of message) and which facets they ask for."""

from __future__ import annotations

from typing import Any, NamedTuple

from rasa.engine.recipes.default_recipe import DefaultV1Recipe
from rasa.shared.nlu.constants import INTENT
from rasa.shared.nlu.training_data.message import Message
from rasa.shared.nlu.training_data.training_data import TrainingData

from bot.nlu.component import LearningComponent
from bot.nlu.examples import all_features, facets, features
from bot.nlu.linear import LinearModel

ASK = "ask_"
_RANKING = 40


class Models(NamedTuple):
    kinds: LinearModel
    facets: LinearModel


@DefaultV1Recipe.register(DefaultV1Recipe.ComponentType.INTENT_CLASSIFIER, is_trainable=True)
class KindAndFacetClassifier(LearningComponent[Models]):
    """Two linear models: the kind of message, and the facets of a question.

    An intent `ask_<facet>` is a question; every other intent is a kind of its own. Sets `intent`,
    `intent_ranking` and `facet_ranking`, where each facet has a probability of its own, since a
    message may ask for several. `question_weight` below 1 lets the other kinds, of which there
    are far fewer examples, win more easily.
    """

    @staticmethod
    def get_default_config() -> dict[str, Any]:
        return {"kind_c": 10.0, "facet_c": 5.0, "question_weight": 1.0}

    def learn(self, training_data: TrainingData) -> Models:
        examples = training_data.intent_examples
        questions = [message for message in examples if facets(message)]
        return Models(
            LinearModel.fit(
                all_features(examples),
                [{_kind(message.get(INTENT))} for message in examples],
                self.config["kind_c"],
            ),
            LinearModel.fit(
                all_features(questions), [facets(m) for m in questions], self.config["facet_c"]
            ),
        )

    def process(self, messages: list[Message]) -> list[Message]:
        for message in messages:
            row = features(message)
            kinds = self.learnt.kinds.shares(row)
            facet_odds = self.learnt.facets.odds(row)
            total = sum(facet_odds.values()) or 1.0
            asking = kinds.pop(ASK)
            scores = {ASK + facet: asking * odds / total for facet, odds in facet_odds.items()}
            scores.update(kinds)
            weighed = asking * self.config["question_weight"]
            likely = max({ASK: weighed, **kinds}.items(), key=lambda pair: pair[1])[0]
            if likely == ASK:
                likely = ASK + max(facet_odds.items(), key=lambda pair: pair[1])[0]
            ranking = [{"name": likely, "confidence": scores.pop(likely)}] + [
                {"name": name, "confidence": score}
                for name, score in sorted(scores.items(), key=lambda pair: -pair[1])
            ]
            message.set("intent", ranking[0], add_to_output=True)
            message.set("intent_ranking", ranking[:_RANKING], add_to_output=True)
            message.set("facet_ranking", _ranked(facet_odds), add_to_output=True)
        return messages


def _kind(intent: str) -> str:
    return ASK if intent.startswith(ASK) else intent


def _ranked(odds: dict[str, float]) -> list[dict[str, Any]]:
    ordered = sorted(odds.items(), key=lambda pair: -pair[1])
    return [{"facet": facet, "confidence": value} for facet, value in ordered]
