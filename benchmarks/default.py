"""Rasa's own default pipeline for comparison: measured where it is installed, else quoted."""

from __future__ import annotations

import os
import subprocess
import time
from pathlib import Path
from typing import Any

import httpx
import yaml

from benchmarks.load import Job
from benchmarks.measure import Plan, Say
from benchmarks.processes import family
from benchmarks.report import count
from benchmarks.sentences import ALL
from benchmarks.service import BenchError, Workshop, send
from benchmarks.stats import Run, summary
from bot.knowledge.library import read
from bot.settings import ROOT
from bot.supervisor.checks import free_ports
from bot.supervisor.process import ChildProcess

REMARK = "measured in November 2026 on another corpus"
QUOTED = {
    "training": "30-35 min",
    "model_mb": "75",
    "ready_s": "79",
    "memory_mb": "1,400-1,800",
    "1": "p50 44 ms, p95 65 ms, 21 messages/s",
    "32": "26 messages/s",
}
VARIABLE = "DEFAULT_RASA_PYTHON"
TRAINING_LIMIT = 3 * 3600.0
READY_LIMIT = 600.0
_IMPORTS = "import sys, rasa, tensorflow; sys.exit(sys.version_info[:2] != (3, 10))"


def quoted() -> dict[str, Any]:
    """Figures of an earlier measurement."""
    return {"remark": REMARK, **QUOTED}


def measured(shop: Workshop, plan: Plan, say: Say, epochs: int = 100) -> dict[str, Any]:
    """Trains and serves our questions with the pipeline that `rasa init` writes. Takes an hour."""
    python = interpreter()
    folder = shop.folder / "default"
    write_project(shop.content, folder, epochs)
    env = {**os.environ, "RASA_TELEMETRY_ENABLED": "false", "TF_CPP_MIN_LOG_LEVEL": "3", "PYTHONWARNINGS": "ignore"}
    say("training Rasa's default pipeline, which takes half an hour or more")
    began = time.monotonic()
    _call([python, "-m", "rasa", "train", "--fixed-model-name", "default"], folder, env)
    seconds = time.monotonic() - began
    model = folder / "models" / "default.tar.gz"
    port = free_ports(1)[0]
    command = [python, "-m", "rasa", "run", "--interface", "127.0.0.1", "-p", str(port), "-m", str(model)]
    command += ["--endpoints", str(folder / "endpoints.yml"), "--credentials", str(folder / "credentials.yml")]
    began = time.monotonic()
    child = ChildProcess(command, env, lambda _: None)
    try:
        _wait(child, f"http://127.0.0.1:{port}/", began + READY_LIMIT)
        ready = time.monotonic() - began
        levels = {str(senders): _load(port, plan, senders) for senders in (1, 32)}
        rss = sum(process.memory_info().rss for process in family(child.pid)) / 1e6
    finally:
        child.terminate()
        child.kill()
    return {
        "remark": "measured now" + ("" if epochs == 100 else f", but with {epochs} epochs of training instead of 100"),
        "training": f"{seconds / 60:.0f} min" if seconds >= 120 else f"{seconds:.0f} s",
        "model_mb": f"{model.stat().st_size / 1e6:.0f}",
        "ready_s": f"{ready:.0f}",
        "memory_mb": f"{rss:,.0f}",
        **{
            name: f"p50 {level['p50_ms']:.0f} ms, p95 {level['p95_ms']:.0f} ms, {level['rate']:.0f} messages/s, "
            f"{count(level['errors'])}"
            for name, level in levels.items()
        },
    }


def interpreter() -> str:
    """The Python that has Rasa with TensorFlow. Raises `BenchError` if there is none."""
    python = os.environ.get(VARIABLE, "")
    if not python:
        raise BenchError(f"--with-default needs a Python 3.10 with rasa[full]==3.6.21: name it with {VARIABLE}.")
    try:
        done = subprocess.run([python, "-c", _IMPORTS], capture_output=True, timeout=180)
    except (OSError, subprocess.TimeoutExpired):
        done = None
    if done is None or done.returncode:
        raise BenchError(f"{VARIABLE} is no Python 3.10 that can import rasa and tensorflow.")
    return python


def write_project(content: Path, folder: Path, epochs: int) -> None:
    """A Rasa project as `rasa init` lays it out: an intent and an answer for each topic, and our small talk."""
    folder.mkdir()
    intents = _examples(content)
    _write(folder / "config.yml", _config(epochs))
    _write(folder / "endpoints.yml", {})
    _write(folder / "credentials.yml", {"rest": None})
    _write(
        folder / "domain.yml",
        {
            "version": "3.1",
            "intents": list(intents),
            "responses": {f"utter_{name}": [{"text": f"The answer to {name}."}] for name in [*intents, "default"]},
        },
    )
    (folder / "data").mkdir()
    nlu = [
        {"intent": name, "examples": "".join(f"- {each}\n" for each in examples)} for name, examples in intents.items()
    ]
    _write(folder / "data" / "nlu.yml", {"version": "3.1", "nlu": nlu})
    rules = [
        {"rule": name, "steps": [{"intent": name}, {"action": f"utter_{name}"}]} for name in intents
    ]  # fmt: skip
    stories = [
        {"story": f"{one}, then {two}", "steps": [*rule["steps"], *following["steps"]]}
        for (one, rule), (two, following) in zip(
            zip(intents, rules, strict=True), zip([*intents][1:], rules[1:], strict=True), strict=False
        )
    ]
    # What is not understood is answered, too: an empty answer would count as an error.
    rules.append({"rule": "not understood", "steps": [{"intent": "nlu_fallback"}, {"action": "utter_default"}]})
    _write(folder / "data" / "dialogue.yml", {"version": "3.1", "rules": rules, "stories": stories})


def _examples(content: Path) -> dict[str, list[str]]:
    """Example sentences by intent: ours of today."""
    intents: dict[str, list[str]] = {}
    for name, topic in read(content).topics.items():
        rows = [row for registers in topic.questions.values() for examples in registers.values() for row in examples]
        intents[f"about_{name.replace('-', '_')}"] = rows
    for file in sorted((ROOT / "rasa_project" / "data" / "nlu").glob("*.yml")):
        for block in yaml.safe_load(file.read_text(encoding="utf-8"))["nlu"]:
            rows = [line.removeprefix("- ") for line in block["examples"].splitlines()]
            intents.setdefault(block["intent"], []).extend(rows)
    # Rasa reads [ ] { } in examples as marks of entities.
    return {name: [row.translate(str.maketrans("", "", "[]{}")) for row in rows] for name, rows in intents.items()}


def _config(epochs: int) -> dict[str, Any]:
    return {
        "recipe": "default.v1",
        "assistant_id": "default",
        "language": "en",
        "pipeline": [
            {"name": "WhitespaceTokenizer"},
            {"name": "RegexFeaturizer"},
            {"name": "LexicalSyntacticFeaturizer"},
            {"name": "CountVectorsFeaturizer"},
            {"name": "CountVectorsFeaturizer", "analyzer": "char_wb", "min_ngram": 1, "max_ngram": 4},
            {"name": "DIETClassifier", "epochs": epochs, "constrain_similarities": True},
            {"name": "EntitySynonymMapper"},
            {"name": "ResponseSelector", "epochs": epochs, "constrain_similarities": True},
            {"name": "FallbackClassifier", "threshold": 0.3, "ambiguity_threshold": 0.1},
        ],
        "policies": [
            {"name": "MemoizationPolicy"},
            {"name": "RulePolicy"},
            {"name": "UnexpecTEDIntentPolicy", "max_history": 5, "epochs": epochs},
            {"name": "TEDPolicy", "max_history": 5, "epochs": epochs, "constrain_similarities": True},
        ],
    }


def _load(port: int, plan: Plan, senders: int) -> dict[str, Any]:
    runs = []
    for number in range(plan.runs):
        job = Job(
            url=f"http://127.0.0.1:{port}/webhooks/rest/webhook", sentences=list(ALL), senders=senders, channel="rest",
            seconds=plan.seconds, count=plan.count, warm_up=plan.warm_up, prefix=f"default-{senders}-{number}",
        )  # fmt: skip
        result = send(job)
        runs.append(Run(result["seconds"], result["milliseconds"], result["ended"], result["errors"]))
    try:
        return summary(runs)
    except ValueError:
        raise BenchError(f"Rasa's default pipeline answered nothing: {runs[0].errors}") from None


def _wait(child: ChildProcess, url: str, until: float) -> None:
    with httpx.Client(trust_env=False, timeout=5) as client:
        while time.monotonic() < until:
            if child.poll() is not None:
                break
            try:
                if client.get(url).status_code == httpx.codes.OK:
                    return
            except httpx.HTTPError:
                pass
            time.sleep(0.1)
    raise BenchError("Rasa's default pipeline did not start.")


def _call(command: list[str], folder: Path, env: dict[str, str]) -> None:
    done = subprocess.run(command, cwd=folder, env=env, capture_output=True, text=True, timeout=TRAINING_LIMIT)
    if done.returncode:
        lines = (done.stdout + done.stderr).strip().splitlines()
        raise BenchError("\n".join(["Rasa's default pipeline was not trained:", *lines[-8:]]))


def _write(path: Path, data: Any) -> None:
    path.write_text(yaml.safe_dump(data, allow_unicode=True, sort_keys=False, width=1000), encoding="utf-8")
