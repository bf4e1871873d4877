"""Ours: the product's own components as `config.yml` lists them, without server and names."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import yaml
from rasa.shared.utils.common import class_from_module_path

from bot.nlu.importer import Example
from bot.rivals.answer import Answer
from bot.rivals.learners.pipeline import Part, Pipeline

_CONFIG = Path(__file__).parents[3] / "config.yml"


class Ours:
    """Answers what the models rank first; what the product makes of it is decided later."""

    def __init__(self, examples: Sequence[Example]) -> None:
        self._examples = examples

    def learn(self) -> None:
        self._pipeline = Pipeline(_parts(), self._examples)

    def answer(self, text: str) -> Answer:
        message = self._pipeline.parse(text)
        gibberish = message.get("intent")["name"].startswith("out_of_scope_")
        doubt = message.get("out_of_scope", 1.0 if gibberish else message.get("outside"))
        return Answer(
            message.get("procedure_ranking")[0]["procedure"],
            1.0 - doubt,
            message.get("facet_ranking")[0]["facet"],
        )


def _parts() -> list[Part]:
    listed = yaml.safe_load(_CONFIG.read_text(encoding="utf-8"))["pipeline"]
    return [
        (
            class_from_module_path(part["name"]),
            {setting: value for setting, value in part.items() if setting != "name"},
        )
        for part in listed
    ]
