"""Finds concepts (an institution, an act) behind the words, so that wording matters less."""

from __future__ import annotations

import re
from pathlib import Path

import yaml

INSTITUTIONS = "institutions:"
ACTS = "acts:"
CONCEPTS = Path(__file__).parent.parent.parent / "nlu_data" / "concepts.yml"


class Concepts:
    """The concepts of ``concepts.yml``, each one regular expression on folded text."""

    def __init__(self, patterns: dict[str, dict[str, list[str]]]) -> None:
        self._patterns = [
            (f"{family}:{name}", re.compile(rf"\b(?:{'|'.join(variants)})\b"))
            for family, concepts in patterns.items()
            for name, variants in concepts.items()
        ]

    @classmethod
    def read(cls, path: Path = CONCEPTS) -> Concepts:
        return cls(yaml.safe_load(path.read_text(encoding="utf-8")))

    def tokens(self, folded: str) -> list[str]:
        """Return the concepts in `folded`, and each pair of an institution and an act."""
        found = [name for name, pattern in self._patterns if pattern.search(folded)]
        institutions = [name for name in found if name.startswith(INSTITUTIONS)]
        acts = [name for name in found if name.startswith(ACTS)]
        return found + [f"{what}+{where}" for what in acts for where in institutions]
