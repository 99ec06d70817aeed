"""The figures as one table, on the screen and in docs/performance.md."""

from __future__ import annotations

import datetime as dt
import os
import platform
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from benchmarks import console, registry
from benchmarks.broadcast import run as broadcast
from benchmarks.delivery import run as delivery
from benchmarks.programme import run as programme
from benchmarks.row import Row

BEGIN, END = "<!-- benchmarks: begin -->", "<!-- benchmarks: end -->"
HEAD = ("What", "Measured", "Aim", "")
P50_AIM, RATE_AIM, MEMORY_AIM, RATIO_AIM = 15.0, 100.0, 600.0, 1.2


def machine() -> dict[str, Any]:
    """What the figures were measured on, and what else it was doing."""
    load = os.getloadavg() if hasattr(os, "getloadavg") else None
    return {
        "day": dt.datetime.now(dt.UTC).date().isoformat(),
        "cores": os.cpu_count(),
        "processor": _processor(),
        "system": f"{platform.system()} {platform.machine()}",
        "python": platform.python_version(),
        "load_before": [round(each, 1) for each in load] if load else None,
    }


def rows(results: dict[str, Any]) -> list[Row]:
    """The table's lines, of what was measured."""
    return [
        *(_chat(results["chat"]) if "chat" in results else ()),
        *(_history(results["history"]) if "history" in results else ()),
        *(_memory(results["memory"]) if "memory" in results else ()),
        *(_start(results["start"]) if "start" in results else ()),
        *(_train(results["train"]) if "train" in results else ()),
        *(delivery.rows(results["delivery"]) if "delivery" in results else ()),
        *(registry.rows(results["registry"]) if "registry" in results else ()),
        *(console.rows(results["console"]) if "console" in results else ()),
        *(programme.rows(results["programme"]) if "programme" in results else ()),
        *(broadcast.rows(results["broadcast"]) if "broadcast" in results else ()),
        *(_default(results["default"]) if "default" in results else ()),
    ]


def text_table(lines: Sequence[Row]) -> str:
    """For the screen."""
    cells = [HEAD, *(line.cells() for line in lines)]
    widths = [max(len(row[column]) for row in cells) for column in range(len(HEAD))]
    written = ["  ".join(cell.ljust(width) for cell, width in zip(row, widths, strict=True)).rstrip() for row in cells]
    return "\n".join([written[0], "  ".join("-" * width for width in widths if width), *written[1:]])


def markdown_table(lines: Sequence[Row]) -> str:
    """For the documentation."""
    cells = [HEAD, ("---",) * len(HEAD), *(line.cells() for line in lines)]
    return "\n".join("| " + " | ".join(row) + " |" for row in cells)


def about(where: dict[str, Any]) -> str:
    """The sentence over the table."""
    load = where["load_before"]
    busy = f" Load average before the first measurement: {', '.join(f'{each:.1f}' for each in load)}." if load else ""
    return (
        f"Measured on {where['day']}: {where['cores']} cores ({where['processor']}), {where['system']}, "
        f"Python {where['python']}.{busy}"
    )


def replaced(document: str, block: str) -> str:
    """The document with another block between the two markers. Raises `ValueError` if it does not have both, once."""
    if document.count(BEGIN) != 1 or document.count(END) != 1 or document.index(BEGIN) > document.index(END):
        raise ValueError(f"the markers {BEGIN} and {END} must stand in it once, in this order")
    before, _, rest = document.partition(BEGIN)
    return f"{before}{BEGIN}\n\n{block}\n\n{END}{rest.partition(END)[2]}"


def write_docs(path: Path, results: dict[str, Any], where: dict[str, Any]) -> None:
    """Puts table and machine into the document."""
    block = f"{about(where)}\n\n{markdown_table(rows(results))}"
    path.write_text(replaced(path.read_text(encoding="utf-8"), block), encoding="utf-8")


def _chat(result: dict[str, Any]) -> list[Row]:
    found = []
    for senders, level in result["senders"].items():
        cpu = level["cpu_ms"]
        each = ", ".join(f"{name} {cpu[name]:.1f}" for name in ("gateway", "engine") if name in cpu)
        one = senders == "1"
        found.append(
            Row(
                f"Chat, {senders} sender{'' if one else 's'}",
                f"p50 {level['p50_ms']:.1f} ms, p95 {level['p95_ms']:.1f} ms, {level['rate']:.0f} messages/s, "
                f"{count(level['errors'])}; processor ms a message: {each}",
                f"p50 ≤ {P50_AIM:.0f} ms" if one else "",
                level["p50_ms"] <= P50_AIM if one else None,
            )
        )
    durable = result["durable"]
    found.append(
        Row(
            f"Chat, {durable['senders']} senders for {durable['seconds']:.0f} s",
            f"{durable['rate']:.0f} messages/s (slowest 10 s: {durable['slowest_10_s']:.0f}), "
            f"{count(durable['errors'])}",
            f"≥ {RATE_AIM:.0f} messages/s",
            durable["rate"] >= RATE_AIM and not durable["errors"],
        )
    )
    return found


def _history(result: dict[str, Any]) -> list[Row]:
    figures = f"{result['old_ms']:.1f} ms against {result['new_ms']:.1f} ms of a new one: {result['ratio']:.2f} times"
    if result["errors"]:
        figures += f", {result['errors']} errors"
    what = f"Conversation of {result['events']:,} events, p50"
    return [Row(what, figures, f"≤ {RATIO_AIM} times", result["ratio"] <= RATIO_AIM and not result["errors"])]


def _memory(result: dict[str, Any]) -> list[Row]:
    parts = ", ".join(f"{name} {each['rss_mb']}" for name, each in result["processes"].items())
    shared = f"; shared pages divided: {result['pss_mb']} MB" if result["pss_mb"] is not None else ""
    figures = f"{result['rss_mb']} MB ({parts}){shared}"
    return [
        Row("Memory of all processes after the load", figures, f"≤ {MEMORY_AIM:.0f} MB", result["rss_mb"] <= MEMORY_AIM)
    ]


def _start(result: dict[str, Any]) -> list[Row]:
    return [
        Row("Start until ready, models there", f"{result['warm_s']:.1f} s"),
        Row("Start until ready, models to be trained", f"{result['cold_s']:.0f} s"),
    ]


def _train(result: dict[str, Any]) -> list[Row]:
    return [
        Row(f"Training of the {name} model", f"{each['seconds']:.0f} s, {each['megabytes']:.1f} MB")
        for name, each in result.items()
    ]


def _default(result: dict[str, Any]) -> list[Row]:
    remark = result["remark"]
    return [
        Row("Rasa's default pipeline, training", f"{result['training']}, {result['model_mb']} MB ({remark})"),
        Row("Rasa's default pipeline, start and memory", f"{result['ready_s']} s, {result['memory_mb']} MB ({remark})"),
        Row("Rasa's default pipeline, 1 sender", f"{result['1']} ({remark})"),
        Row("Rasa's default pipeline, 32 senders", f"{result['32']} ({remark})"),
    ]


def count(errors: dict[str, int]) -> str:
    """Errors in words, with their reasons."""
    if not errors:
        return "no errors"
    return (
        f"{sum(errors.values())} errors (" + ", ".join(f"{reason}: {count}" for reason, count in errors.items()) + ")"
    )


def _processor() -> str:
    try:
        lines = Path("/proc/cpuinfo").read_text(encoding="utf-8").splitlines()
    except OSError:
        lines = []
    named = next((line.partition(":")[2].strip() for line in lines if line.startswith("model name")), "")
    return named or platform.processor() or platform.machine()
