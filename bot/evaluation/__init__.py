"""`bot eval`: how well messages are understood that nobody trained on. Sets: tests/nlu/ (see docs/language.md)."""

from __future__ import annotations

import argparse
import json
import subprocess
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from bot.conversation.state import State
from bot.conversation.understanding import understand
from bot.errors import UserError
from bot.evaluation.score import Judged, confusions, judge, table
from bot.evaluation.sets import Message, read
from bot.language import History
from bot.settings import ROOT, get_settings
from bot.training.language import load_or_train

SETS = ROOT / "tests" / "nlu"
ENGINE_PYTHON = ROOT / "rasa_project" / ".venv" / "bin" / "python"


def main(argv: Sequence[str]) -> int:
    """Prints the tables; exit code 1 if the worst register of a set lies below `--at-least`."""
    parser = argparse.ArgumentParser(prog="bot eval", description=__doc__)
    parser.add_argument("sets", nargs="*", help="names of files in tests/nlu/ without .tsv (all)")
    parser.add_argument("--misses", action="store_true", help="list every message that was not understood")
    parser.add_argument(
        "--at-least", type=float, default=0.0, metavar="PERCENT", help="for right or asked back, worst register"
    )
    options = parser.parse_args(list(argv))
    paths = [SETS / f"{name}.tsv" for name in options.sets] or sorted(SETS.glob("*.tsv"))
    for path in paths:
        if not path.exists():
            raise UserError(
                f"{path} does not exist; there are: {', '.join(p.stem for p in sorted(SETS.glob('*.tsv')))}"
            )
    worst = 100.0
    for path in paths:
        judged = evaluate(read(path))
        rows = table(judged)
        worst = min(worst, *(row.good for row in rows))
        report(path.stem, judged, misses=options.misses)
    if worst < options.at_least:
        print(f"The worst register reaches {worst:.1f} %, less than {options.at_least:g} %.")
        return 1
    return 0


def evaluate(messages: list[Message]) -> list[Judged]:
    """Each message through language choice and engine, as the first of a new person (with its topic of conversation, if
    any)."""
    settings = get_settings()
    model = load_or_train(settings.models_dir, settings.content_dir)
    heard = [
        understand(
            "text",
            m.text,
            History(None, False, 0),
            State(topic=m.context),
            model,
            settings.default_language,
            settings.text_limit,
        )
        for m in messages
    ]
    lines = "".join(
        json.dumps({"text": h.text or "", "metadata": {"language": h.language, "topic": m.context}}, ensure_ascii=False)
        + "\n"
        for h, m in zip(heard, messages, strict=True)
    )
    answers = _engine("rasa_project.understand", "--model", str(_model(settings.models_dir)), feed=lines)
    understood: list[dict[str, Any]] = [json.loads(line) for line in answers.splitlines() if line.startswith("{")]
    return [judge(m, u, _language(u, h.language)) for m, u, h in zip(messages, understood, heard, strict=True)]


def _language(understood: dict[str, Any], heard: str) -> str:
    """Who asks for a language is answered in it (action_set_language)."""
    intent = str(understood["intent"])
    return intent.removeprefix("change_language_") if intent.startswith("change_language_") else heard


def report(name: str, judged: list[Judged], *, misses: bool) -> None:
    """The tables of one set."""
    print(f"\n{name}: {len(judged)} messages\n")
    print(f"{'register':<10} {'n':>4} {'right':>7} {'asked back':>11} {'both':>7} {'topic right':>12} {'language':>9}")
    for row in table(judged):
        print(
            f"{row.name:<10} {row.count:>4} {row.right:>6.1f}% {row.asked_back:>10.1f}% {row.good:>6.1f}% "
            f"{row.topic:>11.1f}% {row.language:>8.1f}%"
        )
    times = sorted(item.milliseconds for item in judged)
    print(f"\nengine: p50 {times[len(times) // 2]:.1f} ms, p95 {times[int(len(times) * 0.95)]:.1f} ms a message")
    print("\nmost frequent confusions (meant -> got):")
    for meant, got, count in confusions(judged):
        print(f"  {count} x  {meant} -> {got}")
    if misses:
        print("\nwrong reply language:")
        for item in (item for item in judged if item.language != item.message.reply_language):
            meant = item.message.reply_language
            print(f"  {item.message.id} {item.message.register:<9} {item.message.text}")
            print(f"      meant {meant}, got {item.language}")
        print("\nmisses:")
        for item in (item for item in judged if not item.good):
            context = f" [after {item.message.context}]" if item.message.context else ""
            print(f"  {item.message.id} {item.message.register:<9} {item.message.text}{context}")
            print(f"      meant {' or '.join(item.message.right)}; got {item.got} ({item.confidence:.2f})")


def _model(models: Path) -> Path:
    """Today's model, trained if need be."""
    return Path(_engine("rasa_project.train", "--models", str(models)).strip().splitlines()[-1].removeprefix("model: "))


def _engine(module: str, *arguments: str, feed: str = "") -> str:
    done = subprocess.run(
        [str(ENGINE_PYTHON), "-m", module, *arguments],
        cwd=ROOT,
        input=feed,
        capture_output=True,
        text=True,
        encoding="utf-8",
    )
    if done.returncode != 0:
        last = (done.stderr.strip().splitlines() or ["no reason given"])[-1]
        raise UserError(f"{module} failed: {last}")
    return done.stdout
