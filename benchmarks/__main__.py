"""`python -m benchmarks [NAME...]`: measures the service and prints one table.

Names: chat, history, memory, start, train, delivery, registry, programme, broadcast, console, default. None: all of
them, an hour and more (--quick: about ten minutes).
"""

from __future__ import annotations

import argparse
import json
import sys
from pathlib import Path
from typing import Any

from benchmarks import console, default, measure, registry, report
from benchmarks.broadcast import run as broadcast
from benchmarks.delivery import run as delivery
from benchmarks.measure import FULL, QUICK, Plan
from benchmarks.programme import run as programme
from benchmarks.service import BenchError, Service, Workshop, prepare, workshop
from bot.errors import UserError
from bot.settings import ROOT

NAMES = (
    "chat",
    "history",
    "memory",
    "start",
    "train",
    "delivery",
    "registry",
    "programme",
    "broadcast",
    "console",
    "default",
)
DOCUMENT = ROOT / "docs" / "performance.md"
QUICK_EPOCHS = 2


def main() -> int:
    """Command line; 0, or 1 if something could not be measured."""
    parser = argparse.ArgumentParser(
        prog="python -m benchmarks", description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("names", nargs="*", metavar="NAME", help="what to measure (default: everything)")
    parser.add_argument("--quick", action="store_true", help="fewer and shorter runs")
    parser.add_argument("--json", type=Path, metavar="FILE", help="write all figures to a file, too")
    parser.add_argument("--write-docs", action="store_true", help="replace the table in docs/performance.md")
    parser.add_argument(
        "--with-default", action="store_true", help=f"train and measure Rasa's default pipeline with {default.VARIABLE}"
    )
    options = parser.parse_args()
    unknown = [name for name in options.names if name not in NAMES]
    if unknown:
        parser.error(f"{', '.join(unknown)}: choose from {', '.join(NAMES)}")
    names = [name for name in NAMES if name in (options.names or NAMES)]
    if options.write_docs and (options.quick or len(names) < len(NAMES)):
        parser.error("--write-docs goes with everything measured in full: leave out names and --quick")
    where = report.machine()
    results: dict[str, Any] = {}
    try:
        if options.with_default and "default" in names:
            default.interpreter()  # say at once, not after ten minutes, that it is missing
        measured(names, QUICK if options.quick else FULL, results, with_default=options.with_default)
        failed = False
    except (BenchError, UserError) as error:
        print(error, file=sys.stderr)
        failed = True
    except KeyboardInterrupt:
        print("Ended early.", file=sys.stderr)
        failed = True
    if results:
        print(report.about(where), report.text_table(report.rows(results)), sep="\n\n")
    if options.json:
        figures = {"machine": where, "quick": options.quick, "results": results}
        options.json.write_text(json.dumps(figures, indent=2, ensure_ascii=False) + "\n", encoding="utf-8")
    if options.write_docs and not failed:
        report.write_docs(DOCUMENT, results, where)
    return int(failed)


def measured(names: list[str], plan: Plan, results: dict[str, Any], *, with_default: bool) -> None:
    """Fills `results`, so that what was measured is kept if a later measurement fails."""
    if names == ["default"] and not with_default:
        results["default"] = default.quoted()
        return
    if "delivery" in names:
        results["delivery"] = delivery.measured(plan, _say)
    if "registry" in names:
        results["registry"] = registry.measured(plan is QUICK, _say)
    if "programme" in names:
        results["programme"] = programme.measured(plan is QUICK, _say)
    if "broadcast" in names:
        results["broadcast"] = broadcast.measured(plan is QUICK, _say)
    if "console" in names:
        results["console"] = console.measured(plan is QUICK, _say)
    if not set(names) - {"delivery", "registry", "programme", "broadcast", "console"}:
        return
    with workshop() as shop:
        if {"chat", "history", "memory", "start"} & set(names):
            _say("preparing")
            prepare(shop)
        if {"chat", "history", "memory"} & set(names):
            _served(shop, names, plan, results)
        if "start" in names:
            results["start"] = measure.start(shop, plan, _say)
        if "train" in names:
            results["train"] = measure.train(shop, plan, _say)
        if "default" in names:
            epochs = QUICK_EPOCHS if plan is QUICK else 100
            results["default"] = default.measured(shop, plan, _say, epochs) if with_default else default.quoted()


def _served(shop: Workshop, names: list[str], plan: Plan, results: dict[str, Any]) -> None:
    """What is measured on one and the same running service."""
    with Service(shop) as service:
        if "chat" in names:
            results["chat"] = measure.chat(service, plan, _say)
        if "history" in names:
            results["history"] = measure.history(service, plan, _say)
        if "memory" in names:
            results["memory"] = measure.memory_after_load(service, plan, _say, loaded="chat" in names)


def _say(line: str) -> None:
    print(f"  {line}", file=sys.stderr, flush=True)


if __name__ == "__main__":
    sys.exit(main())
