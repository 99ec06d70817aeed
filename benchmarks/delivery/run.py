"""All measurements of delivery, and their lines of the table."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from benchmarks.delivery import kills, shared, speed, store
from benchmarks.measure import FULL, Plan, Say
from benchmarks.row import Row

FAN_OUT_AIM = {"SQLite": 10.0, "PostgreSQL": 30.0}
RATE_AIM, WAIT_AIM_MS = 1000, 1000
FLAT_MB = 10.0
CLOSE = 0.9  # of the shared rate that two senders should reach together


@dataclass(frozen=True)
class Size:
    """How much is measured."""

    kills: int = 100
    messages: int = 50_000
    fan_out: int = 1_000_000
    sends: int = 100_000
    replies: int = 50
    seconds: float = 15.0


def measured(plan: Plan, say: Say) -> dict[str, Any]:
    """Everything, on both databases."""
    size = Size() if plan is FULL else Size(10, 5_000, 100_000, 10_000, 20, 8.0)
    found: dict[str, Any] = {"shared": shared.shared_budget(size.seconds, say)}
    for name in store.NAMES:
        found[name] = {
            "fan_out": speed.fan_out(name, size.fan_out, say),
            "sending": speed.sending(name, size.sends, size.replies, say),
            "kills": kills.kills(name, size.messages, size.kills, say),
        }
    return found


def rows(found: dict[str, Any]) -> list[Row]:
    """The lines of the table."""
    lines: list[Row] = []
    for name in store.NAMES:
        lines += [*_crashes(name, found[name]["kills"]), *_speed(name, found[name])]
    return [*lines, _shared(found["shared"])]


def _crashes(name: str, result: dict[str, Any]) -> list[Row]:
    times, doubled = result["kills"], result["doubled"]
    most = result["most_doubled_in_a_kill"]
    return [
        Row(f"Delivery, {name}, {times} kills in {result['messages']:,} messages: lost", str(result["lost"]), "0",
            result["lost"] == 0),
        Row(f"Delivery, {name}: came twice, service and reminders", f"{doubled['plain']}, at most {most} in a kill",
            "≤ 1 a kill", most <= 1 and doubled["plain"] <= times),
        Row(f"Delivery, {name}: came twice, service gives keys back", str(doubled["echoing"]), "0",
            doubled["echoing"] == 0),
        Row(f"Delivery, {name}: came twice, announcements",
            f"{doubled['news']}; {result['unknown']} marked unknown, of which {result['unknown_arrived']} had arrived",
            "0", doubled["news"] == 0),
    ]  # fmt: skip


def _speed(name: str, result: dict[str, Any]) -> list[Row]:
    fan_out, plain, beside = result["fan_out"], result["sending"]["plain"], result["sending"]["beside"]
    aim = FAN_OUT_AIM[name]
    grown = plain["rss_after_mb"] - plain["rss_before_mb"]
    return [
        Row(f"Delivery, {name}: {fan_out['count']:,} messages queued", f"{fan_out['seconds']:.1f} s", f"≤ {aim:.0f} s",
            fan_out["seconds"] <= aim),
        Row(f"Delivery, {name}: {plain['count']:,} messages sent",
            f"{plain['rate']} messages/s, memory {plain['rss_before_mb']} to {plain['rss_after_mb']} MB",
            f"≥ {RATE_AIM:,} messages/s, memory flat", plain["rate"] >= RATE_AIM and grown <= FLAT_MB),
        Row(f"Delivery, {name}: a reply beside a broadcast of {beside['count']:,}",
            f"p95 {beside['p95_ms']} ms, longest of {beside['replies']} {beside['max_ms']} ms", "≤ 1 s",
            beside["max_ms"] <= WAIT_AIM_MS),
    ]  # fmt: skip


def _shared(result: dict[str, Any]) -> Row:
    what = "Delivery, two senders with one budget"
    if not result["measured"]:
        return Row(what, f"not measured: there was no redis-server ({shared.VARIABLE} names one)")
    figures = f"at most {result['most']} in any second, {result['mean']}/s on average"
    aim = f"never over {result['rate']:.0f}/s, and close"
    return Row(what, figures, aim, result["most"] <= result["rate"] and result["mean"] >= CLOSE * result["rate"])
