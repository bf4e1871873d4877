"""Reads the training data for Rasa, once and fast.

Rasa's own importer reads and checks every file several times, copies every example at each merge,
and hashes its features before each component: with 23,000 examples, twice the time of the learning.
What is checked there is checked by the tests of the training data.
"""

from __future__ import annotations

import hashlib
from functools import cached_property
from pathlib import Path
from typing import Any

import yaml
from rasa.shared.importers.rasa import RasaFileImporter
from rasa.shared.nlu.training_data.message import Message
from rasa.shared.nlu.training_data.training_data import TrainingData


class Example(Message):
    """A training example; whatever is added to it later, it stays the same example."""

    def fingerprint(self) -> str:
        if self._cached_fingerprint is None:
            known = repr(sorted(self.as_dict().items()))
            self._cached_fingerprint = hashlib.sha256(known.encode()).hexdigest()
        return self._cached_fingerprint

    def set(self, prop: str, info: Any, add_to_output: bool = False) -> None:
        self.fingerprint()
        known = self._cached_fingerprint
        super().set(prop, info, add_to_output)
        self._cached_fingerprint = known

    def add_features(self, features: Any) -> None:
        known = self.fingerprint()
        super().add_features(features)
        self._cached_fingerprint = known

    def __deepcopy__(self, memo: dict[int, Any]) -> Example:
        return self


class ExampleImporter(RasaFileImporter):
    """Gives Rasa the examples of all files that hold any, and the rules."""

    def __init__(
        self,
        config_file: str | None = None,
        domain_path: str | None = None,
        training_data_paths: list[str] | str | None = None,
    ) -> None:
        paths = (
            [training_data_paths] if isinstance(training_data_paths, str) else training_data_paths
        )
        self._files = sorted(file for path in paths or () for file in Path(path).rglob("*.yml"))
        rules = [str(file) for file in self._files if file.stem == "rules"]
        super().__init__(config_file, domain_path, rules)

    def get_nlu_data(self, language: str | None = "vi") -> TrainingData:
        return self._examples

    @cached_property
    def _examples(self) -> TrainingData:
        return TrainingData([example for file in self._files for example in read(file)])


def read(path: Path) -> list[Example]:
    """Return the examples of a file in Rasa's format; none where it holds other things."""
    document = yaml.load(path.read_bytes(), Loader=yaml.CSafeLoader)
    return [
        Example.build(
            line.removeprefix("- "), block["intent"], intent_metadata=block.get("metadata")
        )
        for block in document.get("nlu", [])
        for line in block["examples"].splitlines()
    ]
