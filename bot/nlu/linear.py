"""A linear classifier on sparse features, trained by scikit-learn and kept as plain arrays."""

from __future__ import annotations

import warnings
from collections.abc import Sequence
from pathlib import Path

import numpy as np
from scipy.sparse import csr_matrix
from sklearn.exceptions import ConvergenceWarning
from sklearn.linear_model import LogisticRegression

_TOLERANCE = 0.01
_MOST_ROUNDS = 50
"""Both measured: tighter limits take three times as long and change no decision."""


class LinearModel:
    """One-against-rest logistic regression over string labels."""

    def __init__(self, labels: Sequence[str], weights: np.ndarray, bias: np.ndarray) -> None:
        """`weights` has shape (labels, features), `bias` (labels,); both float32."""
        self.labels = list(labels)
        self._weights = weights
        self._bias = bias

    @classmethod
    def fit(
        cls,
        features: csr_matrix,
        labels: Sequence[str],
        inverse_regularisation: float,
    ) -> LinearModel:
        """Train on `features` (examples, features); an example may stand under several labels."""
        classifier = LogisticRegression(
            C=inverse_regularisation,
            solver="liblinear",
            dual=True,
            tol=_TOLERANCE,
            max_iter=_MOST_ROUNDS,
            random_state=0,
        )
        with warnings.catch_warnings():
            warnings.simplefilter("ignore", ConvergenceWarning)
            classifier.fit(features, labels)
        weights, bias = classifier.coef_, classifier.intercept_
        if len(classifier.classes_) == 2:
            weights, bias = np.vstack([-weights, weights]), np.hstack([-bias, bias])
        return cls(
            [str(label) for label in classifier.classes_],
            weights.astype(np.float32),
            bias.astype(np.float32),
        )

    def odds(self, features: csr_matrix) -> dict[str, float]:
        """Return for each label its own probability, independent of the others, for one row."""
        scores = np.full(len(self.labels), 0.0, dtype=np.float32)
        row = features.tocsr()
        scores += self._weights[:, row.indices] @ row.data.astype(np.float32)
        probabilities = 1.0 / (1.0 + np.exp(-(scores + self._bias)))
        return dict(zip(self.labels, probabilities.tolist(), strict=True))

    def shares(self, features: csr_matrix) -> dict[str, float]:
        """Return the probabilities of `odds` scaled so that they add up to 1."""
        odds = self.odds(features)
        total = sum(odds.values()) or 1.0
        return {label: value / total for label, value in odds.items()}

    def save(self, path: Path) -> None:
        np.savez(path, labels=np.array(self.labels), weights=self._weights, bias=self._bias)

    @classmethod
    def load(cls, path: Path) -> LinearModel:
        with np.load(path, allow_pickle=False) as stored:
            return cls(stored["labels"].tolist(), stored["weights"], stored["bias"])
