"""The examples as every rival gets them: a text and one label."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import NamedTuple

from bot.nlu.examples import facets, is_outside, is_unclear, procedures
from bot.nlu.importer import Example, read

NLU_DATA = Path(__file__).parents[3] / "nlu_data"
NONE = "none"
OUTSIDE = "outside"
_PROCEDURE = "p"


class Labelled(NamedTuple):
    """A text and what is to be learnt of it."""

    text: str
    label: str


def read_all(folder: Path = NLU_DATA) -> list[Example]:
    """Return the examples of all files under `folder`."""
    return [example for file in sorted(folder.rglob("*.yml")) for example in read(file)]


def by_procedure(examples: Sequence[Example]) -> list[Labelled]:
    """Label each example with its procedure, or with why it has none.

    A rival learns one label an example: one about several procedures stands once under each, one
    that leaves open which is meant is left out.
    """
    return [
        Labelled(example.get("text"), label)
        for example in examples
        if not is_unclear(example)
        for label in _procedure_labels(example)
    ]


def by_facet(examples: Sequence[Example]) -> list[Labelled]:
    """Label each question with its facet; one that asks for several stands once under each."""
    return [
        Labelled(example.get("text"), facet) for example in examples for facet in facets(example)
    ]


def procedure_of(label: str) -> int | None:
    """Return the procedure that a label stands for, none for the two others."""
    return None if label in {NONE, OUTSIDE} else int(label.removeprefix(_PROCEDURE))


def _procedure_labels(example: Example) -> list[str]:
    named = [f"{_PROCEDURE}{procedure}" for procedure in procedures(example)]
    return named or [OUTSIDE if is_outside(example) else NONE]
