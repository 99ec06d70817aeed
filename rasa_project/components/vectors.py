"""From features to numbers: a vocabulary with weights by rarity. Pure; no Rasa."""

from __future__ import annotations

from typing import Dict, Iterable, List, NamedTuple, Sequence

import numpy as np
from scipy import sparse


class Counts(NamedTuple):
    """How often each message holds each feature: `matrix` has a row a message and a column for each of `features`."""

    features: List[str]
    matrix: sparse.csr_matrix


def count(documents: Iterable[Sequence[str]]) -> Counts:
    """The features of messages, counted."""
    columns: Dict[str, int] = {}
    indices: List[int] = []
    values: List[int] = []
    ends = [0]
    for document in documents:
        counts: Dict[int, int] = {}
        for feature in document:
            column = columns.setdefault(feature, len(columns))
            counts[column] = counts.get(column, 0) + 1
        indices.extend(counts.keys())
        values.extend(counts.values())
        ends.append(len(indices))
    shape = (len(ends) - 1, len(columns))
    parts = (np.array(values, np.float32), np.array(indices, np.int32), np.array(ends, np.int32))
    return Counts(list(columns), sparse.csr_matrix(parts, shape=shape))


def together(parts: Sequence[Counts]) -> Counts:
    """Parts of a collection as one, in their order."""
    columns: Dict[str, int] = {}
    renamed = []
    for part in parts:
        own = np.array([columns.setdefault(feature, len(columns)) for feature in part.features], dtype=np.int32)
        renamed.append((part.matrix, own))
    matrices = [
        sparse.csr_matrix((matrix.data, own[matrix.indices], matrix.indptr), shape=(matrix.shape[0], len(columns)))
        for matrix, own in renamed
    ]
    return Counts(list(columns), sparse.vstack(matrices, format="csr"))


class Vocabulary:
    """Columns of the features that training saw at least `minimum` times, weighted by inverse document frequency.

    Term weight: (1 + log(count)) * idf, rows scaled to length 1 (the usual "ltc" of Salton and Buckley 1988), with
    idf = log((1 + rows) / (1 + rows that hold it)) + 1.
    """

    def __init__(self, columns: Dict[str, int], idf: np.ndarray) -> None:
        self.columns = columns
        self.idf = idf.astype(np.float32)

    @classmethod
    def learn(cls, counts: Counts, minimum: int = 2) -> Vocabulary:
        """The vocabulary of a collection of messages."""
        holding = np.bincount(counts.matrix.indices, minlength=len(counts.features))
        kept = sorted((feature, column) for column, feature in enumerate(counts.features) if holding[column] >= minimum)
        frequency = holding[[column for _, column in kept]].astype(np.float32)
        idf = np.log((1 + counts.matrix.shape[0]) / (1 + frequency)) + 1
        return cls({feature: column for column, (feature, _) in enumerate(kept)}, idf)

    def rows(self, counts: Counts) -> sparse.csr_matrix:
        """One sparse row a message."""
        column_of = np.array([self.columns.get(feature, -1) for feature in counts.features], dtype=np.int32)
        counted = counts.matrix
        columns = column_of[counted.indices] if len(column_of) else counted.indices
        known = columns >= 0
        ends = np.concatenate([[0], np.cumsum(known)])[counted.indptr]
        columns = columns[known]
        weights = (1 + np.log(counted.data[known])) * self.idf[columns]
        rows = sparse.csr_matrix(
            (weights.astype(np.float32), columns, ends.astype(np.int32)), shape=(counted.shape[0], len(self.columns))
        )
        lengths = np.sqrt(np.asarray(rows.multiply(rows).sum(axis=1)).ravel())
        rows.data /= np.repeat(np.where(lengths > 0, lengths, 1.0), np.diff(rows.indptr)).astype(np.float32)
        return rows
