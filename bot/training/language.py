"""`python -m bot.training.language`: the model that tells English, Hindi and Bengali in roman letters apart.

Trained from what packages ship and from our own example questions; again only if one of these changed.
"""

from __future__ import annotations

import hashlib
import sys
import time
from pathlib import Path

from bot.knowledge.library import read
from bot.language import LanguageModel, romanise, train_language_model, training_corpus
from bot.settings import ROOT, get_settings

_LANGUAGE = ROOT / "bot" / "language"


def model_path(models: Path, content_dir: Path) -> Path:
    """Where the model of today's content and code lies, or will lie."""
    digest = hashlib.sha256()
    for path in [*sorted(_LANGUAGE.glob("*.py")), ROOT / "requirements.lock", Path(__file__)]:
        digest.update(hashlib.sha256(path.read_bytes()).digest())
    for sentences in _sentences(content_dir).values():
        digest.update("\n".join(sentences).encode())
    return models / f"language-{digest.hexdigest()[:12]}.npz"


def _sentences(content_dir: Path) -> dict[str, list[str]]:
    """Sentences of our own by class: example questions, those in native script romanised."""
    found: dict[str, list[str]] = {"en": [], "hi_roman": [], "bn_roman": []}
    for topic in read(content_dir).topics.values():
        for registers in topic.questions.values():
            for register, examples in registers.items():
                if register in found:
                    found[register].extend(examples)
                elif register in ("hi", "bn"):
                    found[f"{register}_roman"].extend(romanise(example) for example in examples)
    return found


def load_or_train(models: Path, content_dir: Path, force: bool = False) -> LanguageModel:
    """The model of today; trained first if need be."""
    path = model_path(models, content_dir)
    if force or not path.exists():
        models.mkdir(parents=True, exist_ok=True)
        model = train_language_model(training_corpus(_sentences(content_dir)), seed=7)
        part = path.with_suffix(".part.npz")
        model.save(part)
        part.replace(path)
    return LanguageModel.load(path)


def main() -> int:
    """Command line."""
    settings = get_settings()
    path = model_path(settings.models_dir, settings.content_dir)
    if "--force" in sys.argv[1:] or not path.exists():
        started = time.monotonic()
        print("training the language model ...", flush=True)
        load_or_train(settings.models_dir, settings.content_dir, force=True)
        print(f"trained in {time.monotonic() - started:.0f} s", flush=True)
    print(f"model: {path}", flush=True)
    return 0


if __name__ == "__main__":
    sys.exit(main())
