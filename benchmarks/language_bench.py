"""Measure language identification, folding and intents on the public benchmark in ../shared/bench (not part of the
product).

Run: python benchmarks/language_bench.py [--errors N]. Trains a fresh language model on training_corpus({}), never on a
bench row; only intents are learnt from the rows that the benchmark gives for it (see few_shot.py).
"""

from __future__ import annotations

import argparse
import csv
import subprocess
import sys
import time
from collections import defaultdict
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
BENCH = ROOT.parent / "shared" / "bench"
ENGINE_PYTHON = ROOT / "rasa_project" / ".venv" / "bin" / "python"
sys.path.insert(0, str(ROOT))

from bot.language.fold import fold_consonants, fold_light, fold_medium  # noqa: E402
from bot.language.identify import LanguageModel, identify, train_language_model, training_corpus  # noqa: E402
from bot.language.romanise import romanise  # noqa: E402

FOLDS = {"light (L10)": fold_light, "medium (L13)": fold_medium, "consonants (L15)": fold_consonants}


def rows(name: str) -> list[dict[str, str]]:
    with (BENCH / name).open(encoding="utf-8") as file:
        return list(csv.DictReader(file, delimiter="\t", quoting=csv.QUOTE_NONE))


def length_of(text: str) -> str:
    words = len(text.split())
    return "1-2 words" if words < 3 else "3-4 words" if words < 5 else "5-7 words" if words < 8 else "8+ words"


def measure_identification(model: LanguageModel, errors: int) -> None:
    groups: dict[str, list[bool]] = defaultdict(list)
    wrong: dict[str, list[str]] = defaultdict(list)
    messages = rows("language_id.tsv")
    started = time.perf_counter()
    guesses = [identify(row["text"], model) for row in messages]
    each = (time.perf_counter() - started) / len(messages)
    for row, guess in zip(messages, guesses, strict=True):
        right = guess.language == row["reply_language"]
        kind = f"{row['register']} {row['reply_language']} {row['source']}"
        sure = "confidence >= 0.8" if guess.confidence >= 0.8 else "confidence < 0.8"
        short = " (Latin script)" if guess.script == "Latn" else " (native script)"
        for group in ("overall", row["register"], kind, length_of(row["text"]) + short, sure):
            groups[group].append(right)
        if not right:
            wrong[kind].append(f"{guess.language} {guess.confidence:.2f} {row['text']}")
    print(f"identify: {each * 1e3:.2f} ms a message")
    for group in sorted(groups, key=lambda name: (name != "overall", name)):
        print(f"  {group:45} {len(groups[group]):5} {100 * sum(groups[group]) / len(groups[group]):6.1f} %")
    for kind in wrong if errors else ():
        print(kind, *wrong[kind][:errors], sep="\n    ")


def measure_folding() -> None:
    for language in ("hi", "bn"):
        pairs = rows(f"romanisation_{language}.tsv")
        for name, fold in FOLDS.items():
            met = sum(fold(row["native"]) == fold(row["roman"]) for row in pairs)
            print(f"  {language} {name:18} {100 * met / len(pairs):5.1f} % of {len(pairs)} attested romanisations meet")
    print(f"  romanise: {measure_speed(pairs):.0f} microseconds a new word")


def measure_speed(pairs: list[dict[str, str]]) -> float:
    words = {f"{row['native']}র" for row in pairs}  # not in the cache
    started = time.perf_counter()
    for word in words:
        romanise(word)
    return (time.perf_counter() - started) / len(words) * 1e6


def measure_collisions() -> None:
    import wordfreq

    for language in ("en", "hi", "bn"):
        top = wordfreq.top_n_list(language, 20_000)
        words = top if language == "en" else sorted({romanise(word) for word in top if not word.isascii()})
        for name, fold in FOLDS.items():
            keys: dict[str, int] = defaultdict(int)
            for word in words:
                keys[fold(word)] += 1
            shared = sum(count for count in keys.values() if count > 1) / len(words)
            print(f"  {language} {name:18} {len(words)} words, {len(keys)} keys, {100 * shared:.0f} % share a key")


def measure_intents() -> None:
    """In the engine's environment, where its classifier lives."""
    print("intents from few examples:", flush=True)
    file = BENCH / "intents_few_shot.tsv"
    subprocess.run([str(ENGINE_PYTHON), "-m", "benchmarks.few_shot", str(file)], cwd=ROOT, check=True)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--errors", type=int, default=0, help="errors to show of each kind")
    errors: int = parser.parse_args().errors
    if not BENCH.is_dir():
        print(f"No benchmark data at {BENCH}: nothing measured. The assistant does not need it.")
        return
    started = time.perf_counter()
    model = train_language_model(training_corpus({}), seed=1)
    print(f"training: {time.perf_counter() - started:.0f} s")
    measure_identification(model, errors)
    measure_folding()
    measure_collisions()
    measure_intents()


if __name__ == "__main__":
    main()
