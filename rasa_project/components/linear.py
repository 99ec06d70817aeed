"""A linear classifier: softmax regression over sparse features, with calibrated probabilities. Pure; no Rasa.

Weights are arrays in an .npz file (no pickle: loading a model never runs code).
"""

from __future__ import annotations

from typing import Dict, List, Sequence, Tuple

import numpy as np
from scipy import sparse


class Linear:
    """Weights of one decision: `labels[i]` belongs to column `i` of `weights` (features x labels).

    They are kept as half-precision numbers: with two hundred topics that is a hundred megabytes less, and a message
    needs only the few rows of its own features.
    """

    def __init__(self, labels: Sequence[str], weights: np.ndarray, bias: np.ndarray, temperature: float = 1.0) -> None:
        self.labels: Tuple[str, ...] = tuple(labels)
        self.weights = np.ascontiguousarray(weights, dtype=np.float16)
        self.bias = bias.astype(np.float32)
        self.temperature = float(temperature)

    def scores(self, rows: sparse.csr_matrix) -> np.ndarray:
        """Logits, one row a message."""
        scores = np.empty((rows.shape[0], len(self.labels)), dtype=np.float32)
        for row, (start, end) in enumerate(zip(rows.indptr[:-1], rows.indptr[1:], strict=True)):
            scores[row] = rows.data[start:end] @ self.weights[rows.indices[start:end]].astype(np.float32)
        return scores + self.bias

    def probabilities(self, rows: sparse.csr_matrix) -> np.ndarray:
        """Calibrated probabilities, one row a message."""
        return softmax(self.scores(rows) / self.temperature)

    def ranking(self, row: sparse.csr_matrix) -> List[Tuple[str, float]]:
        """Labels of one message, the most probable first."""
        values = self.probabilities(row)[0]
        return [(self.labels[i], float(values[i])) for i in np.argsort(-values)]

    def arrays(self, prefix: str) -> Dict[str, np.ndarray]:
        """What is stored."""
        return {
            f"{prefix}_labels": np.array(self.labels),
            f"{prefix}_weights": self.weights,
            f"{prefix}_bias": self.bias,
            f"{prefix}_temperature": np.array(self.temperature),
        }

    @classmethod
    def from_arrays(cls, prefix: str, arrays: Dict[str, np.ndarray]) -> Linear:
        """The reverse of `arrays`."""
        return cls(
            [str(label) for label in arrays[f"{prefix}_labels"]],
            arrays[f"{prefix}_weights"],
            arrays[f"{prefix}_bias"],
            float(arrays[f"{prefix}_temperature"]),
        )


def softmax(scores: np.ndarray) -> np.ndarray:
    """Row-wise, numerically safe."""
    shifted = np.exp(scores - scores.max(axis=1, keepdims=True))
    return shifted / shifted.sum(axis=1, keepdims=True)


def train(
    rows: sparse.csr_matrix,
    labels: Sequence[str],
    groups: np.ndarray,
    *,
    decay: float,
    epochs: int,
    seed: int,
) -> Linear:
    """Fits the weights on all rows, and the temperature on a fifth of the groups, after a first fit of one pass over
    two other fifths.

    `decay`: L2 regularisation; `epochs`: passes over the rows. `groups`: rows with the same number are copies of one
    example and are left out together, or the temperature would be judged on messages that were learnt by heart.
    """
    names = sorted(set(labels))
    index = {name: i for i, name in enumerate(names)}
    target = np.array([index[label] for label in labels])
    held_out = (groups % 5) == 0
    learnt = np.isin(groups % 5, [1, 2])
    weights, bias = _fit(rows[learnt], target[learnt], len(names), decay, 1, seed)
    temperature = _temperature(np.asarray(rows[held_out] @ weights) + bias, target[held_out])
    weights, bias = _fit(rows, target, len(names), decay, epochs, seed)
    return Linear(names, weights, bias, temperature)


def _fit(
    rows: sparse.csr_matrix, target: np.ndarray, count: int, decay: float, epochs: int, seed: int
) -> Tuple[np.ndarray, np.ndarray]:
    """One-against-rest logistic regression by averaged stochastic gradient descent: as good as L-BFGS here at a tenth
    of the time (measured; docs/language.md)."""
    from sklearn.linear_model import SGDClassifier

    model = SGDClassifier(
        loss="log_loss", alpha=decay, max_iter=epochs, tol=None, average=True, n_jobs=2, random_state=seed
    )
    model.fit(rows, target)
    weights = np.zeros((rows.shape[1], count), dtype=np.float32)
    bias = np.full(count, -30.0, dtype=np.float32)
    if len(model.classes_) == 2:
        weights[:, model.classes_[1]] = model.coef_[0]
        bias[model.classes_] = (0.0, model.intercept_[0])
    else:
        weights[:, model.classes_] = model.coef_.T
        bias[model.classes_] = model.intercept_
    return weights, bias


def _temperature(scores: np.ndarray, target: np.ndarray) -> float:
    """The divisor of the logits that makes the held-out cross-entropy smallest (Guo et al. 2017)."""
    best, best_loss = 1.0, np.inf
    for temperature in np.geomspace(0.25, 4.0, 33):
        chosen = softmax(scores / temperature)[np.arange(len(target)), target]
        loss = -float(np.mean(np.log(np.maximum(chosen, 1e-12))))
        if loss < best_loss:
            best, best_loss = float(temperature), loss
    return best
