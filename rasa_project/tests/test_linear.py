from __future__ import annotations

import io
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from scipy import sparse

from rasa_project.components import linear

OPTIONS = {"decay": 1e-5, "epochs": 30, "seed": 7}


def _toy(classes: int = 3, size: int = 60, seed: int = 1) -> tuple[sparse.csr_matrix, list[str], np.ndarray]:
    """Rows whose class is the block of columns that they use."""
    rng = np.random.default_rng(seed)
    labels = [f"label{i % classes}" for i in range(size)]
    rows = np.zeros((size, classes * 4), dtype=np.float32)
    for i in range(size):
        rows[i, (i % classes) * 4 + rng.integers(0, 4, size=2)] = 1
    rows /= np.linalg.norm(rows, axis=1, keepdims=True)
    return sparse.csr_matrix(rows), labels, np.arange(size)


@pytest.mark.parametrize("classes", [2, 3, 7])
def test_it_learns_what_can_be_separated(classes: int) -> None:
    rows, labels, groups = _toy(classes)
    model = linear.train(rows, labels, groups, **OPTIONS)
    assert model.labels == tuple(sorted(set(labels)))
    assert [model.ranking(rows[i])[0][0] for i in range(rows.shape[0])] == labels
    fresh, fresh_labels, _ = _toy(classes, seed=2)
    assert [model.ranking(fresh[i])[0][0] for i in range(fresh.shape[0])] == fresh_labels


def test_training_is_repeatable() -> None:
    rows, labels, groups = _toy()
    one, two = (linear.train(rows, labels, groups, **OPTIONS) for _ in range(2))
    assert np.array_equal(one.weights, two.weights)
    assert one.temperature == two.temperature


@pytest.mark.parametrize("classes", [2, 3, 7])
def test_probabilities_sum_to_one_and_rankings_fall(classes: int) -> None:
    rows, labels, groups = _toy(classes)
    model = linear.train(rows, labels, groups, **OPTIONS)
    probabilities = model.probabilities(rows)
    assert probabilities.shape == (rows.shape[0], classes)
    assert (probabilities >= 0).all()
    assert probabilities.sum(axis=1) == pytest.approx(np.ones(rows.shape[0]), abs=1e-5)
    ranking = model.ranking(rows[0])
    assert {label for label, _ in ranking} == set(labels)
    assert [value for _, value in ranking] == sorted((value for _, value in ranking), reverse=True)


def test_an_empty_row_has_probabilities_too() -> None:
    rows, labels, groups = _toy()
    model = linear.train(rows, labels, groups, **OPTIONS)
    assert sum(value for _, value in model.ranking(sparse.csr_matrix((1, rows.shape[1])))) == pytest.approx(1, abs=1e-5)


@pytest.mark.parametrize("scores", [[[1000.0, 0.0]], [[-1000.0, -1001.0]], [[0.0, 0.0, 0.0]]])
def test_softmax_is_safe(scores: list[list[float]]) -> None:
    values = linear.softmax(np.array(scores))
    assert np.isfinite(values).all()
    assert values.sum() == pytest.approx(1)


def test_the_temperature_is_judged_on_groups_that_were_left_out(monkeypatch: pytest.MonkeyPatch) -> None:
    rows, labels, _ = _toy(size=60)
    groups = np.repeat(np.arange(20), 3)  # three copies of each example
    fits: list[sparse.csr_matrix] = []
    judged: list[np.ndarray] = []
    fit = linear._fit

    def fitted(matrix: sparse.csr_matrix, *arguments: Any) -> Any:
        fits.append(matrix)
        return fit(matrix, *arguments)

    def temperature(scores: np.ndarray, target: np.ndarray) -> float:
        judged.append(target)
        return 1.75

    monkeypatch.setattr(linear, "_fit", fitted)
    monkeypatch.setattr(linear, "_temperature", temperature)
    model = linear.train(rows, labels, groups, **OPTIONS)

    out = groups % 5 == 0
    assert 0 < out.sum() < len(groups)
    assert not set(groups[out]) & set(groups[~out]), "copies of an example stand on both sides"
    learnt = np.isin(groups % 5, [1, 2])
    assert (fits[0] != rows[learnt]).nnz == 0, "the first fit saw what it is judged on, or too little"
    names = sorted(set(labels))
    assert judged[0].tolist() == [names.index(label) for label, left in zip(labels, out, strict=True) if left]
    assert (fits[1] != rows).nnz == 0, "the weights are learnt on everything"
    assert model.temperature == 1.75


@pytest.mark.parametrize("factor", [0.5, 1.0, 3.0])
def test_the_temperature_takes_out_too_much_or_too_little_confidence(factor: float) -> None:
    rng = np.random.default_rng(3)
    logits = rng.normal(size=(4000, 4)) * 2
    target = np.array([rng.choice(4, p=row) for row in linear.softmax(logits)])
    assert linear._temperature(logits * factor, target) == pytest.approx(factor, rel=0.15)


def test_a_label_that_only_the_left_out_rows_have_is_learnt_in_the_end() -> None:
    rows, labels, groups = _toy(size=60)
    labels = ["rare" if group == 5 else label for label, group in zip(labels, groups, strict=True)]
    model = linear.train(rows, labels, groups, **OPTIONS)
    assert "rare" in model.labels
    assert np.isfinite(model.probabilities(rows)).all()


def test_arrays_round_trip_without_pickle(tmp_path: Path) -> None:
    rows, labels, groups = _toy()
    model = linear.train(rows, labels, groups, **OPTIONS)
    np.savez_compressed(tmp_path / "x.npz", **model.arrays("topic"))
    with np.load(tmp_path / "x.npz", allow_pickle=False) as arrays:
        read = linear.Linear.from_arrays("topic", arrays)
        assert all(arrays[name].dtype != object for name in arrays.files)
    assert read.labels == model.labels
    assert read.temperature == model.temperature
    assert read.probabilities(rows) == pytest.approx(model.probabilities(rows), abs=2e-3)  # stored with half precision
    assert [read.ranking(rows[i])[0][0] for i in range(20)] == [model.ranking(rows[i])[0][0] for i in range(20)]


def test_labels_in_any_script_round_trip() -> None:
    model = linear.Linear(["ঋণ", "लोन", "a"], np.zeros((2, 3)), np.zeros(3), 2.0)
    file = io.BytesIO()
    np.savez(file, **model.arrays("x"))
    file.seek(0)
    assert linear.Linear.from_arrays("x", np.load(file, allow_pickle=False)).labels == ("ঋণ", "लोन", "a")
