"""A character n-gram model that tells English, romanised Hindi and romanised Bengali apart.

Multinomial logistic regression over hashed n-grams of 1 to 5 characters (word boundaries count as a
character) and words. Plain numpy, so that the engine needs nothing more.
"""

from __future__ import annotations

import random
import zlib
from pathlib import Path
from typing import Final

import numpy as np
import numpy.typing as npt
import regex  # type: ignore[import-untyped,unused-ignore]

from bot.language.normalise import for_matching

CLASSES: Final = ("en", "hi_roman", "bn_roman")
BUCKETS: Final = 2**16
_LONGEST = 5
_ADDRESS = regex.compile(r"://|@|^www\.|\.(?:com|org|net|in)\b", regex.IGNORECASE)
_NOT_A_LETTER = regex.compile(r"[^a-z]+")
_ELONGATED = regex.compile(r"([a-z])\1{2,}")
_MULTIPLIER = np.uint32(0x01000193)
_SEEDS = np.arange(1, _LONGEST + 1, dtype=np.uint32) * np.uint32(0x9E3779B1)

_Floats = npt.NDArray[np.float32]
_Indices = npt.NDArray[np.uint16]


def without_addresses(text: str) -> str:
    """Return `text` without web and e-mail addresses, whose English words say nothing about the writer's language."""
    return " ".join(word for word in text.split() if not _ADDRESS.search(word))


def _prepared(text: str) -> bytes:
    """Lower-case ASCII words between single blanks; addresses, accents, digits and other scripts are left
    out.
    """
    text = without_addresses(text)
    if not text.isascii():
        text = for_matching(text)
    text = _ELONGATED.sub(r"\1\1", text.lower())
    return f" {_NOT_A_LETTER.sub(' ', text).strip()} ".encode("ascii")


def _features(text: str) -> _Indices:
    """Bucket numbers of the n-grams of `text`, with repetitions."""
    prepared = _prepared(text)
    codes = np.frombuffer(prepared, dtype=np.uint8).astype(np.uint32)
    found: list[npt.NDArray[np.uint32]] = []
    rolling = np.zeros(len(codes), dtype=np.uint32)
    for n in range(1, _LONGEST + 1):
        if len(codes) < n:
            break
        rolling = (rolling[: len(codes) - n + 1] * _MULTIPLIER) ^ codes[n - 1 :]  # FNV-1, wrapping at 32 bits
        mixed = (rolling + _SEEDS[n - 1]) * np.uint32(0x85EBCA6B)
        found.append(mixed >> np.uint32(16))
    # Whole words as well, twice: a grammar word of six letters says more than its pieces.
    whole = [zlib.crc32(word) >> 16 for word in prepared.split()]
    return np.concatenate([*found, whole, whole]).astype(np.uint16)  # BUCKETS of them


class LanguageModel:
    """Weights of the model; make one with `train_language_model` or `LanguageModel.load`."""

    def __init__(self, weights: npt.NDArray[np.float16], bias: _Floats) -> None:
        """`weights` is BUCKETS x 3, `bias` 3, in the order of CLASSES. Raises ValueError for other shapes."""
        if weights.shape != (BUCKETS, len(CLASSES)) or bias.shape != (len(CLASSES),):
            raise ValueError(f"weights {weights.shape} and bias {bias.shape} do not fit {BUCKETS} x {len(CLASSES)}")
        self._weights = weights.astype(np.float32)
        self._bias = bias.astype(np.float32)

    def predict(self, text: str) -> dict[str, float]:
        """Return the probability of each class for the Latin letters of `text`; they add up to 1.

        A text without Latin letters gets the same probability for every class. About 0.1 ms a message.
        """
        features = _features(text)
        if len(features) <= 3:  # nothing but the two boundaries
            return {name: 1 / len(CLASSES) for name in CLASSES}
        scores = self._weights[features].sum(axis=0) / np.sqrt(np.float32(len(features))) + self._bias
        shares = np.exp(scores - scores.max())
        shares /= shares.sum()
        return {name: float(share) for name, share in zip(CLASSES, shares, strict=True)}

    def save(self, path: Path) -> None:
        """Write the weights to `path` (.npz, about 400 kB, no pickle). Raises OSError."""
        with path.open("wb") as file:
            np.savez_compressed(file, weights=self._weights.astype(np.float16), bias=self._bias)

    @classmethod
    def load(cls, path: Path) -> LanguageModel:
        """Read a model that `save` wrote. Raises OSError, or ValueError when the file is no such model."""
        with np.load(path, allow_pickle=False) as stored:
            try:
                return cls(stored["weights"], stored["bias"])
            except KeyError as error:
                raise ValueError(f"{path} is not a language model: {error}") from error


def train_language_model(
    sentences_by_class: dict[str, list[str]], seed: int, *, epochs: int = 4, rate: float = 0.3
) -> LanguageModel:
    """Train on sentences per class of CLASSES; the same input and seed give the same model.

    Adagrad over shuffled batches of 128 sentences; every feature of a sentence counts 1 / sqrt(number of
    features), so that a long message does not drown in its own n-grams. Raises ValueError when a class is
    missing or has no sentence.
    """
    missing = [name for name in CLASSES if not sentences_by_class.get(name)]
    if missing:
        raise ValueError(f"no training sentences for {', '.join(missing)}")
    rows: list[tuple[_Indices, int]] = []
    for label, name in enumerate(CLASSES):
        rows += [(_features(sentence), label) for sentence in sentences_by_class[name]]
    random.Random(seed).shuffle(rows)
    weights = np.zeros((BUCKETS, len(CLASSES)), dtype=np.float32)
    history = np.full((BUCKETS, len(CLASSES)), 1e-4, dtype=np.float32)
    bias = np.zeros(len(CLASSES), dtype=np.float32)
    order = np.arange(len(rows))
    shuffler = np.random.default_rng(seed)
    for _ in range(epochs):
        shuffler.shuffle(order)
        for start in range(0, len(order), 128):
            batch = [rows[i] for i in order[start : start + 128]]
            bias -= 0.01 * _step(batch, weights, history, bias, rate)
    return LanguageModel(weights.astype(np.float16), bias)


def _step(batch: list[tuple[_Indices, int]], weights: _Floats, history: _Floats, bias: _Floats, rate: float) -> _Floats:
    """One Adagrad step on `weights` in place; returns the gradient of the bias."""
    sizes = np.array([len(features) for features, _ in batch])
    labels = np.array([label for _, label in batch])
    flat = np.concatenate([features for features, _ in batch])
    scale = (1 / np.sqrt(sizes)).astype(np.float32)
    starts = np.concatenate(([0], np.cumsum(sizes)[:-1]))
    scores = np.add.reduceat(weights[flat], starts, axis=0) * scale[:, None] + bias
    shares = np.exp(scores - scores.max(axis=1, keepdims=True))
    shares /= shares.sum(axis=1, keepdims=True)
    shares[np.arange(len(batch)), labels] -= 1
    errors = (shares * scale[:, None] / len(batch)).astype(np.float32)
    buckets, inverse = np.unique(flat, return_inverse=True)
    row = np.repeat(np.arange(len(batch)), sizes)
    gradient = np.stack(
        [np.bincount(inverse, weights=errors[row, column], minlength=len(buckets)) for column in range(len(CLASSES))],
        axis=1,
    ).astype(np.float32)
    history[buckets] += gradient**2
    weights[buckets] -= rate * gradient / np.sqrt(history[buckets])
    total: _Floats = shares.mean(axis=0).astype(np.float32)
    return total
