"""Reads what our components need from Rasa's messages: features and labels."""

from __future__ import annotations

from rasa.shared.nlu.constants import METADATA, METADATA_INTENT, TEXT
from rasa.shared.nlu.training_data.message import Message
from scipy.sparse import csr_matrix


def features(message: Message) -> csr_matrix:
    """Return the sentence features of `message`, shape (1, features)."""
    _, sentence = message.get_sparse_features(TEXT)
    return sentence.features


def procedures(message: Message) -> list[int]:
    """Return the procedures that a training example is about."""
    return list(_metadata(message).get("procedures", []))


def is_unclear(message: Message) -> bool:
    """Return whether a training example leaves open which of its procedures is meant."""
    return bool(_metadata(message).get("unclear", False))


def facets(message: Message) -> list[str]:
    """Return the facets that a training example asks for."""
    return list(_metadata(message).get("facets", []))


def _metadata(message: Message) -> dict:
    return (message.get(METADATA) or {}).get(METADATA_INTENT) or {}
