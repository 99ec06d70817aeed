"""From features to numbers: a vocabulary with weights by rarity. Pure; no Rasa."""

from __future__ import annotations

from collections import Counter
from typing import Dict, Iterable, List, Sequence

import numpy as np
from scipy import sparse


class Vocabulary:
    """Columns of the features that training saw at least `minimum` times, weighted by inverse document frequency.

    Term weight: (1 + log(count)) * idf, rows scaled to length 1 (the usual "ltc" of Salton and Buckley 1988), with
    idf = log((1 + rows) / (1 + rows that hold it)) + 1.
    """

    def __init__(self, columns: Dict[str, int], idf: np.ndarray) -> None:
        self.columns = columns
        self.idf = idf.astype(np.float32)

    @classmethod
    def learn(cls, documents: Iterable[Sequence[str]], minimum: int = 2) -> Vocabulary:
        """The vocabulary of a collection of messages."""
        frequency: Counter[str] = Counter()
        rows = 0
        for document in documents:
            frequency.update(set(document))
            rows += 1
        kept = sorted(feature for feature, count in frequency.items() if count >= minimum)
        idf = np.log((1 + rows) / (1 + np.array([frequency[feature] for feature in kept], dtype=np.float32))) + 1
        return cls({feature: column for column, feature in enumerate(kept)}, idf)

    def rows(self, documents: Sequence[Sequence[str]]) -> sparse.csr_matrix:
        """One sparse row a message."""
        indices: List[int] = []
        values: List[np.ndarray] = []
        ends = [0]
        for document in documents:
            counts: Dict[int, int] = {}
            for feature in document:
                column = self.columns.get(feature)
                if column is not None:
                    counts[column] = counts.get(column, 0) + 1
            columns = np.fromiter(counts.keys(), dtype=np.int32, count=len(counts))
            weights = (1 + np.log(np.fromiter(counts.values(), dtype=np.float32, count=len(counts)))) * self.idf[
                columns
            ]
            length = float(np.sqrt((weights * weights).sum())) or 1.0
            indices.extend(columns.tolist())
            values.append(weights / length)
            ends.append(len(indices))
        data = np.concatenate(values) if values else np.zeros(0, dtype=np.float32)
        return sparse.csr_matrix(
            (data.astype(np.float32), np.array(indices, dtype=np.int32), np.array(ends, dtype=np.int32)),
            shape=(len(documents), len(self.columns)),
        )
