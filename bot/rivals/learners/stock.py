"""The rivals that Rasa brings along: the pipeline that `rasa init` writes, with two classifiers."""

from __future__ import annotations

from collections.abc import Sequence

from rasa.nlu.classifiers.diet_classifier import DIETClassifier
from rasa.nlu.classifiers.logistic_regression_classifier import LogisticRegressionClassifier
from rasa.nlu.featurizers.sparse_featurizer.count_vectors_featurizer import CountVectorsFeaturizer
from rasa.nlu.featurizers.sparse_featurizer.lexical_syntactic_featurizer import (
    LexicalSyntacticFeaturizer,
)
from rasa.nlu.featurizers.sparse_featurizer.regex_featurizer import RegexFeaturizer
from rasa.nlu.tokenizers.whitespace_tokenizer import WhitespaceTokenizer
from rasa.shared.nlu.training_data.message import Message

from bot.rivals.answer import Answer
from bot.rivals.learners.examples import Labelled
from bot.rivals.learners.pipeline import Part, Pipeline
from bot.rivals.learners.scores import answer_of

_FEATURES: tuple[Part, ...] = (
    (WhitespaceTokenizer, {}),
    (RegexFeaturizer, {}),
    (LexicalSyntacticFeaturizer, {}),
    (CountVectorsFeaturizer, {}),
    (CountVectorsFeaturizer, {"analyzer": "char_wb", "min_ngram": 1, "max_ngram": 4}),
)


def diet(epochs: int) -> Part:
    """Return DIET as `rasa init` sets it, but for the epochs and a fixed seed."""
    return DIETClassifier, {"epochs": epochs, "constrain_similarities": True, "random_seed": 0}


def logistic_regression() -> Part:
    """Return Rasa's logistic regression with its own settings."""
    return LogisticRegressionClassifier, {}


class Stock:
    """Two models with the same settings: the intent is the procedure, or the facet."""

    def __init__(
        self, procedures: Sequence[Labelled], facets: Sequence[Labelled], classifier: Part
    ) -> None:
        self._given = procedures, facets
        self._parts = (*_FEATURES, classifier)

    def learn(self) -> None:
        self._procedures, self._facets = (self._model(labelled) for labelled in self._given)

    def answer(self, text: str) -> Answer:
        ranking = self._procedures.parse(text).get("intent_ranking")
        scores = {entry["name"]: float(entry["confidence"]) for entry in ranking}
        return answer_of(scores, self._facets.parse(text).get("intent")["name"])

    def _model(self, labelled: Sequence[Labelled]) -> Pipeline:
        return Pipeline(self._parts, [Message.build(one.text, one.label) for one in labelled])
