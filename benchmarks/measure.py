"""The measurements. Each returns plain figures that the report and the JSON file show."""

from __future__ import annotations

import sys
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from benchmarks.load import Job
from benchmarks.processes import memory
from benchmarks.row import Say
from benchmarks.sentences import ALL
from benchmarks.service import BenchError, Service, Workshop, run_to_end
from benchmarks.stats import median, slowest_window, summary
from bot.supervisor.start import ENGINE_PYTHON

SENDERS = (1, 8, 32)
DURABLE_SENDERS = 8
EVENTS = 2000
EVENTS_OF_A_TURN = 4  # at least: message, action, reply, listening
WINDOW = 10.0


@dataclass(frozen=True)
class Plan:
    """How much is measured."""

    runs: int = 3
    seconds: float = 10.0
    count: int = 3000
    warm_up: int = 80
    durable_seconds: float = 60.0
    durable_count: int = 20_000
    probes: int = 200
    starts: int = 3
    trainings: int = 2


FULL = Plan()
QUICK = Plan(runs=1, seconds=3, count=400, durable_seconds=10, probes=60, starts=1, trainings=1)


def chat(service: Service, plan: Plan, say: Say) -> dict[str, Any]:
    """1, 8 and 32 senders, and eight of them for longer."""
    levels = {}
    for senders in SENDERS:
        runs = []
        for number in range(plan.runs):
            runs.append(service.load(_job(plan, senders, f"c{senders}-{number}", warm_up=plan.warm_up)))
            say(f"{senders} senders, run {number + 1}: {runs[-1].rate:.0f} messages/s")
        levels[str(senders)] = _summary(runs)
    long = _job(plan, DURABLE_SENDERS, "durable", seconds=plan.durable_seconds, count=plan.durable_count)
    run = service.load(long)
    durable = {
        **_summary([run]),
        "senders": DURABLE_SENDERS,
        "seconds": round(run.seconds, 1),
        "slowest_10_s": round(slowest_window(run.ended, run.seconds, min(WINDOW, run.seconds)), 1),
    }
    say(f"{run.seconds:.0f} seconds of {DURABLE_SENDERS} senders: {run.rate:.0f} messages/s")
    return {"senders": levels, "durable": durable}


def history(service: Service, plan: Plan, say: Say) -> dict[str, Any]:
    """A conversation of 2,000 events against new ones, in turns, so that other work on the machine meets both alike."""
    rounds = []
    for number in range(plan.runs):
        events = EVENTS if number == 0 else 0  # the old conversation only grows older
        result = service.send(
            Job(
                url="",
                sentences=list(ALL),
                kind="history",
                history=events // EVENTS_OF_A_TURN,
                count=plan.probes,
                turns=4,
                seconds=60,
                prefix="history" if number == 0 else f"history-{number}",
                seed=number + 1,
                old="history-old",
            )
        )
        if not result["old"] or not result["new"]:
            raise BenchError(f"No message of the long conversation was answered: {result['errors']}")
        old, new = median(result["old"]), median(result["new"])
        rounds.append({"old": old, "new": new, "ratio": old / new, "errors": result["errors"]})
        say(f"conversation of {EVENTS} events, run {number + 1}: {old:.1f} ms, new ones {new:.1f} ms")
    ratio = median([each["ratio"] for each in rounds])
    chosen = min(rounds, key=lambda each: abs(each["ratio"] - ratio))
    return {
        "events": EVENTS,
        "ratio": round(ratio, 2),
        "old_ms": round(chosen["old"], 2),
        "new_ms": round(chosen["new"], 2),
        "ratios": [round(each["ratio"], 2) for each in rounds],
        "errors": sum(sum(each["errors"].values()) for each in rounds),
    }


def memory_after_load(service: Service, plan: Plan, say: Say, *, loaded: bool) -> dict[str, Any]:
    """Memory of all processes; a load of its own goes before unless there was one."""
    if not loaded:
        service.load(_job(plan, 8, "memory", seconds=max(plan.seconds, 5)))
    found = memory(service.pid)
    for process in found:
        say(f"{process.name}: {process.rss:.0f} MB")
    shares = [process.pss for process in found if process.pss is not None]
    return {
        "processes": {
            process.name: {"rss_mb": round(process.rss), "pss_mb": _rounded(process.pss)} for process in found
        },
        "rss_mb": round(sum(process.rss for process in found)),
        "pss_mb": round(sum(shares)) if len(shares) == len(found) else None,
    }


def start(shop: Workshop, plan: Plan, say: Say) -> dict[str, Any]:
    """Seconds until the service is ready: with models, and without any."""
    warm = []
    for _ in range(plan.starts):
        with Service(shop) as service:
            if service.trained():
                raise BenchError("The code changed while it was measured, so that a start trained anew: measure again.")
            warm.append(service.seconds)
        say(f"ready after {warm[-1]:.1f} s")
    with Service(shop, with_models=False) as service:
        cold = service.seconds
    say(f"without models ready after {cold:.1f} s")
    return {"warm_s": round(min(warm), 1), "cold_s": round(cold, 1), "all_warm_s": [round(each, 1) for each in warm]}


def train(shop: Workshop, plan: Plan, say: Say) -> dict[str, Any]:
    """Seconds and size of both models, trained from nothing."""
    result = {}
    for name, pattern in (("language", "language-*.npz"), ("engine", "engine-*.tar.gz")):
        seconds = []
        for _ in range(plan.trainings):
            data = shop.data_dir(with_models=False)
            seconds.append(run_to_end(_training(name, data / "models"), _training_env(shop, data)))
            model = next((data / "models").glob(pattern))
            say(f"{name}: trained in {seconds[-1]:.1f} s")
        result[name] = {"seconds": round(min(seconds), 1), "megabytes": round(model.stat().st_size / 1e6, 2)}
    return result


def _training(name: str, models: Path) -> list[str]:
    if name == "language":
        return [sys.executable, "-m", "bot.training.language", "--force"]
    return [str(ENGINE_PYTHON), "-m", "rasa_project.train", "--models", str(models), "--force"]


def _training_env(shop: Workshop, data: Path) -> dict[str, str]:
    return shop.environment(data) | {"PYTHONWARNINGS": "ignore"}


def _job(
    plan: Plan, senders: int, prefix: str, *, seconds: float | None = None, count: int | None = None, warm_up: int = 0
) -> Job:
    return Job(
        url="", sentences=list(ALL), senders=senders, seconds=seconds or plan.seconds, count=count or plan.count,
        warm_up=warm_up, prefix=prefix, seed=senders,
    )  # fmt: skip


def _summary(runs: list[Any]) -> dict[str, Any]:
    try:
        return summary(runs)
    except ValueError:
        raise BenchError(f"No message was answered: {runs[0].errors}") from None


def _rounded(value: float | None) -> int | None:
    return None if value is None else round(value)
