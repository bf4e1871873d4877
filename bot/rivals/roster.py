"""Who is compared: ours, and the ways in which it could have been done instead."""

from enum import StrEnum


class Rival(StrEnum):
    """A way to find the procedure that a question is about."""

    NAMES = "names"
    BM25 = "bm25"
    BM25_EXAMPLES = "bm25-examples"
    SVM = "svm"
    SVM_SEGMENTED = "svm-segmented"
    SVM_FOLDED = "svm-folded"
    RASA_LR = "rasa-lr"
    RASA_DIET = "rasa-diet"
    OURS = "ours"


LONG = frozenset({Rival.RASA_LR, Rival.RASA_DIET})
"""Those that train for many minutes: they take part only when named."""
EPOCHS = 3
"""Rounds of DIET over the examples: about six minutes each. `rasa init` writes 100."""


def taking_part(named: frozenset[Rival]) -> list[Rival]:
    """Return the rivals of a comparison in their order, the long ones only where `named`."""
    return [rival for rival in Rival if rival not in LONG or rival in named]
