"""What the delivery benchmark makes of its counts."""

from __future__ import annotations

from typing import Any

from benchmarks.delivery import run
from benchmarks.delivery.shared import judged


def result(**more: Any) -> dict[str, Any]:
    counted = {
        "kills": 100, "messages": 50_000, "lost": 0, "doubled": {"plain": 9, "echoing": 0, "news": 0}, "unknown": 3,
        "unknown_arrived": 2, "most_doubled_in_a_kill": 1,
    }  # fmt: skip
    plain = {"count": 100_000, "rate": 1500, "rss_before_mb": 90.0, "rss_after_mb": 91.0}
    beside = {"count": 100_000, "replies": 50, "p95_ms": 100, "max_ms": 200}
    sending = {"plain": plain | more.get("plain", {}), "beside": beside | more.get("beside", {})}
    fan_out = {"count": 1_000_000, "seconds": more.get("seconds", 9.0)}
    return {"kills": counted | more.get("kills", {}), "sending": sending, "fan_out": fan_out}


SHARED = {"measured": True, "rate": 80.0, "most": 80, "mean": 75.0}


def verdicts(shared: dict[str, Any] = SHARED, **more: Any) -> list[bool | None]:
    found = {"SQLite": result(**more), "PostgreSQL": result(), "shared": shared}
    return [row.met for row in run.rows(found)]


def test_each_aim_is_judged() -> None:
    assert verdicts() == [True] * 15
    assert verdicts(seconds=10.1)[4] is False
    assert verdicts(kills={"lost": 1})[0] is False
    assert verdicts(kills={"most_doubled_in_a_kill": 2})[1] is False
    assert verdicts(plain={"rate": 999})[5] is False
    assert verdicts(plain={"rss_after_mb": 120.0})[5] is False
    assert verdicts(beside={"max_ms": 1001})[6] is False


def test_a_budget_that_is_exceeded_or_left_unused_misses_its_aim() -> None:
    assert verdicts(SHARED | {"most": 81})[-1] is False
    assert verdicts(SHARED | {"mean": 71.9})[-1] is False
    assert verdicts({"measured": False})[-1] is None


def test_the_most_in_any_second_wherever_it_begins() -> None:
    found = judged([0.0, 0.9, 1.1, 1.2, 1.85, 3.0, 3.1])
    assert (found["total"], found["most"], found["longest_gap_s"]) == (7, 4, 1.15)
