"""Rasa component: which of the 61 procedures a message is about."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, NamedTuple

import numpy as np
from rasa.engine.recipes.default_recipe import DefaultV1Recipe
from rasa.shared.nlu.training_data.message import Message
from rasa.shared.nlu.training_data.training_data import TrainingData

from bot.nlu.component import LearningComponent
from bot.nlu.examples import all_features, features, is_outside, is_unclear, procedures
from bot.nlu.linear import LinearModel
from knowledge.taxonomy import Taxonomy

NONE = "none"
OUTSIDE = "outside"
OPEN = "open"
_RANKING = 15
_AT_ALL_LIKELY = 0.01


class Models(NamedTuple):
    """Three views of what a message is about: the procedure, its act, its institution."""

    procedures: LinearModel
    acts: LinearModel
    institutions: LinearModel


@DefaultV1Recipe.register(DefaultV1Recipe.ComponentType.INTENT_CLASSIFIER, is_trainable=True)
class ProcedureRanker(LearningComponent[Models]):
    """Ranks the procedures, trained from the `procedures` in the examples' metadata.

    A procedure is as likely as it is itself, and as its act and its institution are: their
    log-probabilities are added, the latter two weighed by `act_weight` and `institution_weight`.
    Sets `procedure_ranking` (the likeliest fifteen: their shares of 1, together with the two
    below, and the probability of each alone), `acts` and `institutions` (the probability of each
    of these halves that is at all likely), `no_procedure` (how likely the message names none),
    `outside` (how likely it names something that is not one of the 61), `open_act` and
    `open_institution` (how likely it leaves open what is done, or for whom).
    """

    def __init__(self, *parts: Any) -> None:
        super().__init__(*parts)
        self._taxonomy = Taxonomy.read()

    @staticmethod
    def get_default_config() -> dict[str, Any]:
        return {"c": 10.0, "act_weight": 0.5, "institution_weight": 0.5}

    def learn(self, training_data: TrainingData) -> Models:
        examples = training_data.intent_examples
        rows = all_features(examples)
        meant = [(index, labels) for index, m in enumerate(examples) for labels in _meant(m)]
        c = self.config["c"]
        return Models(
            LinearModel.fit(
                rows[[index for index, _ in meant]], [labels for _, labels in meant], c
            ),
            LinearModel.fit(rows, [_halves(m, self._taxonomy.act) for m in examples], c),
            LinearModel.fit(rows, [_halves(m, self._taxonomy.institution) for m in examples], c),
        )

    def process(self, messages: list[Message]) -> list[Message]:
        for message in messages:
            row = features(message)
            odds, acts, institutions = (model.odds(row) for model in self.learnt)
            scores = {
                label: np.log(odds[label])
                + self.config["act_weight"] * np.log(acts[self._act(label)])
                + self.config["institution_weight"] * np.log(institutions[self._institution(label)])
                for label in odds
            }
            total = sum(np.exp(score) for score in scores.values())
            shares = {label: float(np.exp(score) / total) for label, score in scores.items()}
            weights = 1.0 + self.config["act_weight"] + self.config["institution_weight"]
            message.set("no_procedure", shares.pop(NONE), add_to_output=True)
            message.set("outside", shares.pop(OUTSIDE), add_to_output=True)
            message.set("acts", _likely(acts), add_to_output=True)
            message.set("institutions", _likely(institutions), add_to_output=True)
            message.set("open_act", acts.get(OPEN, 0.0), add_to_output=True)
            message.set("open_institution", institutions.get(OPEN, 0.0), add_to_output=True)
            ordered = sorted(shares.items(), key=lambda pair: -pair[1])[:_RANKING]
            ranking = [
                {
                    "procedure": int(label),
                    "share": share,
                    "odds": float(np.exp(scores[label] / weights)),
                }
                for label, share in ordered
            ]
            message.set("procedure_ranking", ranking, add_to_output=True)
        return messages

    def _act(self, label: str) -> str:
        return self._taxonomy.act(int(label)) if label.isdecimal() else label

    def _institution(self, label: str) -> str:
        return self._taxonomy.institution(int(label)) if label.isdecimal() else label


def _likely(odds: dict[str, float]) -> dict[str, float]:
    return {name: chance for name, chance in odds.items() if chance >= _AT_ALL_LIKELY}


def _meant(message: Message) -> list[set[str]]:
    """Return the labels of an example: an unclear one stands once under each procedure."""
    named = [str(procedure) for procedure in procedures(message)]
    if is_unclear(message):
        return [{name} for name in named]
    return [set(named) or {_without_procedure(message)}]


def _halves(message: Message, half: Callable[[int], str]) -> set[str]:
    """Return the acts or institutions of an example, `open` where it doesn't say which."""
    named = {half(procedure) for procedure in procedures(message)}
    if is_unclear(message) and len(named) > 1:
        return {OPEN}
    return named or {_without_procedure(message)}


def _without_procedure(message: Message) -> str:
    return OUTSIDE if is_outside(message) else NONE
