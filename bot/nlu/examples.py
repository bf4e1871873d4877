"""Reads what our components need from Rasa's messages: features and labels."""

from __future__ import annotations

from collections.abc import Iterable

from rasa.shared.nlu.constants import INTENT, METADATA, METADATA_INTENT
from rasa.shared.nlu.training_data.message import Message
from scipy.sparse import csr_matrix, vstack

OUT_OF_SCOPE = "out_of_scope_"


def features(message: Message) -> csr_matrix:
    """Return the features that our featurizer gave `message`, shape (1, features)."""
    (given,) = message.features
    return given.features


def all_features(messages: Iterable[Message]) -> csr_matrix:
    """Return the sentence features of `messages`, shape (messages, features)."""
    return vstack([features(message) for message in messages]).tocsr()


def procedures(message: Message) -> list[int]:
    """Return the procedures that a training example is about."""
    return list(_metadata(message).get("procedures", []))


def is_unclear(message: Message) -> bool:
    """Return whether a training example leaves open which of its procedures is meant."""
    return bool(_metadata(message).get("unclear", False))


def is_outside(message: Message) -> bool:
    """Return whether a training example is about nothing that the 61 procedures cover."""
    return bool(message.get(INTENT).startswith(OUT_OF_SCOPE))


def facets(message: Message) -> list[str]:
    """Return the facets that a training example asks for."""
    return list(_metadata(message).get("facets", []))


def _metadata(message: Message) -> dict:
    return (message.get(METADATA) or {}).get(METADATA_INTENT) or {}
