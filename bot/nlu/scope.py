"""Rasa component: whether a question is about the 61 procedures at all, from both models' views."""

from __future__ import annotations

from typing import Any

from rasa.engine.graph import ExecutionContext, GraphComponent
from rasa.engine.recipes.default_recipe import DefaultV1Recipe
from rasa.engine.storage.resource import Resource
from rasa.engine.storage.storage import ModelStorage
from rasa.shared.nlu.training_data.message import Message

from bot.nlu.examples import OUT_OF_SCOPE
from bot.nlu.intents import ASK


@DefaultV1Recipe.register(DefaultV1Recipe.ComponentType.INTENT_CLASSIFIER, is_trainable=False)
class ScopeGate(GraphComponent):
    """Sets the intent to a question or to out of scope where the models differ.

    Leaves every other intent as it is. `threshold` is the mean of the two models' doubts from
    which a message is out of scope; a message with a smaller share of words ever seen than
    `known_words` is gibberish or another language, whatever the models say.
    """

    @classmethod
    def required_components(cls) -> list[type]:
        return []

    @staticmethod
    def get_default_config() -> dict[str, Any]:
        return {"threshold": 0.5, "known_words": 0.4}

    def __init__(self, config: dict[str, Any]) -> None:
        self._threshold = config["threshold"]
        self._known_words = config["known_words"]

    @classmethod
    def create(
        cls,
        config: dict[str, Any],
        model_storage: ModelStorage,
        resource: Resource,
        execution_context: ExecutionContext,
    ) -> ScopeGate:
        return cls(config)

    def process(self, messages: list[Message]) -> list[Message]:
        for message in messages:
            ranking = message.get("intent_ranking")
            intent = message.get("intent")
            if message.get("known_words") < self._known_words:
                message.set("intent", _gibberish(message), add_to_output=True)
                message.set("out_of_scope", 1.0, add_to_output=True)
                continue
            if not intent["name"].startswith((ASK, OUT_OF_SCOPE)):
                continue
            asking = sum(e["confidence"] for e in ranking if e["name"].startswith(ASK))
            outside = sum(e["confidence"] for e in ranking if e["name"].startswith(OUT_OF_SCOPE))
            by_kind = outside / (asking + outside)
            doubt = (by_kind + message.get("outside")) / 2
            wanted = OUT_OF_SCOPE if doubt >= self._threshold else ASK
            chosen = next((e for e in ranking if e["name"].startswith(wanted)), intent)
            message.set("intent", chosen, add_to_output=True)
            message.set("out_of_scope", doubt, add_to_output=True)
        return messages


def _gibberish(message: Message) -> dict[str, Any]:
    return {"name": f"{OUT_OF_SCOPE}nonsense", "confidence": 1.0 - message.get("known_words")}
