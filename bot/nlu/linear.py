"""A linear classifier on sparse features, trained by scikit-learn and kept as plain arrays."""

from __future__ import annotations

import warnings
from collections.abc import Collection, Sequence

import numpy as np
from joblib import Parallel, delayed
from scipy.sparse import csr_matrix
from sklearn.exceptions import ConvergenceWarning
from sklearn.linear_model import LogisticRegression

_TOLERANCE = 0.01
_MOST_ROUNDS = 9
"""Both measured: tighter limits take three times as long and change no decision."""


class LinearModel:
    """One-against-rest logistic regression over string labels."""

    def __init__(self, labels: Sequence[str], weights: np.ndarray, bias: np.ndarray) -> None:
        """`weights` has shape (features, labels), `bias` (labels,); both float32.

        The weights of a feature lie side by side: a message holds few features of very many.
        """
        self.labels = list(labels)
        self._weights = np.ascontiguousarray(weights)
        self._bias = bias

    @classmethod
    def fit(
        cls,
        features: csr_matrix,
        labels: Sequence[Collection[str]],
        inverse_regularisation: float,
    ) -> LinearModel:
        """Train on `features` (examples, features) and the labels that each example has.

        Each label is a problem of its own; they are shared out among the processors.
        """
        names = sorted({name for named in labels for name in named})
        solved = Parallel(n_jobs=-1)(
            delayed(_one_against_rest)(
                features, np.array([name in named for named in labels]), inverse_regularisation
            )
            for name in names
        )
        weights, bias = zip(*solved, strict=True)
        return cls(names, np.vstack(weights).T, np.array(bias, dtype=np.float32))

    def odds(self, features: csr_matrix) -> dict[str, float]:
        """Return for each label its own probability, independent of the others, for one row."""
        row = features.tocsr()
        scores = row.data.astype(np.float32) @ self._weights[row.indices] + self._bias
        return dict(zip(self.labels, (1.0 / (1.0 + np.exp(-scores))).tolist(), strict=True))

    def shares(self, features: csr_matrix) -> dict[str, float]:
        """Return the probabilities of `odds` scaled so that they add up to 1."""
        odds = self.odds(features)
        total = sum(odds.values()) or 1.0
        return {label: value / total for label, value in odds.items()}


def _one_against_rest(
    features: csr_matrix, is_one: np.ndarray, inverse_regularisation: float
) -> tuple[np.ndarray, float]:
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
        classifier.fit(features, is_one)
    return classifier.coef_[0].astype(np.float32), float(classifier.intercept_[0])
