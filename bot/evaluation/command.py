"""The command `bot eval`."""

from __future__ import annotations

import argparse
import json
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from bot.errors import UserError
from bot.evaluation import baseline, report
from bot.evaluation.measure import Sets, measure
from bot.evaluation.score import ALL
from bot.evaluation.seen import prune, training_examples
from bot.evaluation.sets import ALL_SETS, KNOWLEDGE, MESSAGE_SETS, SETS
from bot.settings import get_settings

_DESCRIPTION = "How well messages are understood that nobody trained on. Sets: tests/nlu/ (see docs/language.md)."


def main(argv: Sequence[str]) -> int:
    """Prints the tables; exit code 1 if a figure fell below the last release or the worst register below
    `--at-least`."""
    options = _parser().parse_args(list(argv))
    names = options.sets or list(ALL_SETS)
    if unknown := [name for name in names if name not in ALL_SETS]:
        raise UserError(f"There is no set {unknown[0]}; there are: {', '.join(ALL_SETS)}.")
    if options.prune:
        return _prune(names)
    if options.release and set(names) != set(ALL_SETS):
        raise UserError("A release is measured on all sets: leave out the names.")
    try:
        sets = Sets.read(names)
    except (OSError, ValueError) as error:
        raise UserError(str(error)) from error
    measured = measure(sets)
    print(*report.lines(measured.figures), sep="\n")
    if options.misses:
        # The sets that are left alone are shown only to who names them.
        shown = {name: items for name, items in measured.judged.items() if name in (options.sets or MESSAGE_SETS[:1])}
        print(*report.misses(shown, measured.entities), sep="\n")
        if KNOWLEDGE in options.sets:
            print(*report.missing_facts(measured.knowledge), sep="\n")
    if options.json:
        options.json.write_text(json.dumps(measured.figures, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")
    if options.release:
        baseline.save(options.baseline, measured.figures)
        print(f"\nThese are now the figures of the release: {options.baseline}")
    held = options.release or _held(measured.figures, options.baseline)
    return 0 if _reached(measured.figures, options.at_least) and held else 1


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="bot eval", description=_DESCRIPTION)
    parser.add_argument("sets", nargs="*", help=f"what to measure (all): {', '.join(ALL_SETS)}")
    parser.add_argument(
        "--misses", action="store_true", help="list what was not understood of dev, or of the sets named"
    )
    parser.add_argument(
        "--at-least", type=float, default=0.0, metavar="PERCENT", help="for right or asked back, worst register"
    )
    parser.add_argument("--json", type=Path, metavar="FILE", help="write all figures")
    parser.add_argument(
        "--baseline", type=Path, metavar="FILE", default=baseline.BASELINE, help="figures of the last release"
    )
    parser.add_argument("--release", action="store_true", help="make today's figures those of the release")
    parser.add_argument("--prune", action="store_true", help="only remove rows that stand among the training examples")
    return parser


def _prune(names: Sequence[str]) -> int:
    examples = training_examples(get_settings().content_dir)
    for name in names:
        removed = prune(SETS / f"{name}.tsv", examples)
        print(f"{name}: {', '.join(removed) if removed else 'nothing'} removed")
    return 0


def _held(figures: Mapping[str, Any], path: Path) -> bool:
    """Compares with the last release, if there is one, and says what fell."""
    then = baseline.load(path)
    if then is None:
        print(f"\nThere are no figures of a release to compare with: {path} does not exist.")
        return True
    changes = baseline.changes(then, figures)
    print(*report.changed(changes), sep="\n")
    fallen = [change for change in changes if change.fell]
    if fallen:
        print(f"\nWorse than the last release by more than {baseline.TOLERATED:g} points:")
        for change in fallen:
            print(f"  {change.name}: {change.then:.1f} % then, {change.now:.1f} % now")
    return not fallen


def _reached(figures: Mapping[str, Any], least: float) -> bool:
    """Whether every register of every set of messages reaches `least`; says so if not."""
    shares = {
        f"{register} in {name}": row["both"]
        for name, found in figures.get("messages", {}).items()
        for register, row in found["registers"].items()
        if ALL not in (name, register)
    }
    worst = min(shares, key=lambda name: shares[name], default=None)
    if worst is None or shares[worst] >= least:
        return True
    print(f"\nThe worst register, {worst}, reaches {shares[worst]:.1f} %, less than {least:g} %.")
    return False
