"""`python -m bot.retraining.program --running MODEL`: looks whether questions changed, trains, measures, hands over.

It works at low priority, on a copy of the content, so that nobody's next edit gets in between. What it finds it prints
for the supervisor: `training: needed`, `training: running`, and at the end `model: PATH` of a model that may take over.
Exit codes: 0 a model, or nothing to do; 3 the gate refused; 4 the content has errors; 1 the training failed.
"""

from __future__ import annotations

import argparse
import os
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

import yaml

from bot.clock import utc_now
from bot.errors import UserError
from bot.knowledge import states
from bot.knowledge.check import check
from bot.knowledge.training_record import Outcome
from bot.language import LanguageModel
from bot.retraining.gate import compare, gate_files
from bot.retraining.record import keep
from bot.settings import ROOT, get_settings
from rasa_project.fingerprint import fingerprint

ENGINE_PYTHON = ROOT / "rasa_project" / ".venv" / "bin" / "python"
REFUSED, BROKEN, FAILED = 3, 4, 1
NICENESS = 10
_SHOWN_PROBLEMS = 5


def main() -> int:
    """The exit code."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--running", type=Path, required=True, help="the model that the engine runs")
    running = parser.parse_args().running
    os.nice(NICENESS)
    settings = get_settings()
    with tempfile.TemporaryDirectory(dir=settings.models_dir, prefix="training-") as folder:
        content = Path(folder) / "content"
        try:
            shutil.copytree(settings.content_dir, content)
            name = f"engine-{fingerprint(content)}.tar.gz"
        except (OSError, yaml.YAMLError, ValueError, shutil.Error):
            return _broken(content if content.exists() else settings.content_dir)
        if name == running.name:
            return 0
        _print("training: needed")
        if check([], content):
            return _broken(content)
        _print("training: running")
        os.environ["CONTENT_DIR"] = str(content)  # from here on everything reads the copy
        get_settings.cache_clear()
        return _renew(running, settings.models_dir / name, Path(folder))


def _renew(running: Path, model: Path, folder: Path) -> int:
    """Trains and measures in `folder`; a model that passes is put at `model` in one move."""
    candidate = model if model.exists() else train(folder, model.name)
    settings = get_settings()
    if candidate is None:
        keep(settings.models_dir, running, model.name, "failed", utc_now())
        return FAILED
    files = gate_files(settings.gate_dir)
    try:
        verdict = compare(running, candidate, files, _language(settings.models_dir))
    except (OSError, ValueError, UserError) as error:
        _print(f"The new model could not be measured: {error}")
        keep(settings.models_dir, running, model.name, "failed", utc_now())
        return FAILED
    for line in verdict.lines():
        _print(line)
    outcome: Outcome = "refused" if verdict.fallen else "passed"
    keep(settings.models_dir, running, model.name, outcome, utc_now(), verdict)
    if verdict.fallen:
        _print(f"The new model understands less: {'; '.join(verdict.fallen)}.")
        return REFUSED
    if not verdict.messages:
        _print("There are no messages to measure the new model with (GATE_DIR); it is taken as it is.")
    if candidate != model:
        os.replace(candidate, model)
    states.record(settings.content_dir, model, anew=True)
    _print(f"model: {model}")
    return 0


def train(folder: Path, name: str) -> Path | None:
    """The model trained from the content of the environment; None if that failed (its lines say why)."""
    command = [str(ENGINE_PYTHON), "-m", "rasa_project.train", "--models", str(folder)]
    done = subprocess.run(command, cwd=ROOT, env={**os.environ, "PYTHONPATH": str(ROOT)})
    model = folder / name
    return model if done.returncode == 0 and model.exists() else None


def _language(models: Path) -> LanguageModel | None:
    """The model that the gateway recognises languages with: it is trained at a start, so it is the newest."""
    newest = max(models.glob("language-*.npz"), key=lambda file: file.stat().st_mtime, default=None)
    return LanguageModel.load(newest) if newest else None


def _broken(content: Path) -> int:
    _print("training: needed")
    for problem in check([], content)[:_SHOWN_PROBLEMS]:
        _print(str(problem).replace(f"{content}{os.sep}", ""))
    return BROKEN


def _print(line: str) -> None:
    print(line, flush=True)


if __name__ == "__main__":
    sys.exit(main())
