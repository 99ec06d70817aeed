"""Questions are edited while the service runs: a model is trained, measured, and taken or refused; no turn is lost.

The whole of `bot run`, on a content of three topics, so that a training takes a minute.
"""

from __future__ import annotations

import os
import re
import shutil
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import httpx
import pytest
import yaml

from bot.evaluation.sets import COLUMNS
from bot.settings import ROOT
from bot.supervisor.checks import free_ports
from tests.service import until

pytestmark = [pytest.mark.engine, pytest.mark.slow]

TOPICS = ("schemes/pmegp", "gst/gst-late-fee", "loans/mudra")
TRAINED = 900.0  # seconds: the machine may be busy
GATE = [
    ("en", "pmegp documents", "pmegp/documents"),
    ("en", "what is the late fee of gst", "gst-late-fee/what"),
    ("bn_roman", "zorbitel ta ki", "mudra/what"),
]


def small_content(folder: Path) -> Path:
    """Three topics and everything that is no topic."""
    for name in ("messages", "choices", "places", "trades"):
        shutil.copytree(ROOT / "content" / name, folder / name)
    shutil.copy(ROOT / "content" / "figures.yml", folder)
    for name in TOPICS:
        topic = yaml.safe_load((ROOT / "content" / f"{name}.yml").read_text(encoding="utf-8"))
        topic.pop("elsewhere", None)
        save(folder, name, topic)
    return folder


def save(folder: Path, name: str, topic: dict[str, Any]) -> None:
    file = folder / f"{name}.yml"
    file.parent.mkdir(exist_ok=True)
    text = yaml.safe_dump(topic, allow_unicode=True, sort_keys=False, default_flow_style=False)
    part = file.with_suffix(".part")
    part.write_text(text, encoding="utf-8")
    part.replace(file)


def called(folder: Path, name: str, *, zorbitel: bool) -> None:
    """Gives a topic a name that nobody has heard of, or takes it away."""
    topic = yaml.safe_load((folder / f"{name}.yml").read_text(encoding="utf-8"))
    topic["aliases"] = [alias for alias in topic["aliases"] if alias != "zorbitel"] + ["zorbitel"] * zorbitel
    questions = topic["questions"]["what"]["bn_roman"]
    topic["questions"]["what"]["bn_roman"] = [q for q in questions if "zorbitel" not in q]
    topic["questions"]["what"]["bn_roman"] += ["zorbitel ki jinis", "zorbitel mane ki"] * zorbitel
    save(folder, name, topic)


class Run:
    """A running `bot run`."""

    def __init__(self, folder: Path) -> None:
        self.content = small_content(folder / "content")
        self.models = folder / "data" / "models"
        gate = folder / "gate"
        gate.mkdir()
        rows = [
            [str(n), register, text, expect, "", "", register[:2]] for n, (register, text, expect) in enumerate(GATE)
        ]
        lines = ["\t".join(row) for row in (COLUMNS, *rows)]
        (gate / "messages.tsv").write_text("\n".join(lines) + "\n", encoding="utf-8")
        (port,) = free_ports(1)
        self.client = httpx.Client(base_url=f"http://127.0.0.1:{port}", timeout=60, trust_env=False)
        self.output = folder / "output"
        env = os.environ | {
            "CONTENT_DIR": str(self.content), "DATA_DIR": str(folder / "data"), "GATE_DIR": str(gate), "ENGINE_URL": "",
            "PORT": str(port), "HOST": "127.0.0.1", "RATE_LIMIT": "100000/minute", "DEFAULT_LANGUAGE": "en",
        }  # fmt: skip
        with self.output.open("wb") as output:
            self.process = subprocess.Popen(
                [sys.executable, "-m", "bot", "run"], cwd=ROOT, env=env, stdout=output, stderr=subprocess.STDOUT
            )

    @property
    def text(self) -> str:
        return self.output.read_text(encoding="utf-8")

    def health(self) -> dict[str, Any]:
        try:
            found: dict[str, Any] = self.client.get("/readyz").json()
        except httpx.TransportError:
            return {}
        return found

    def training(self, state: str, seconds: float = TRAINED) -> None:
        """Until the health page says so."""

        def said() -> bool:
            assert self.process.poll() is None, self.text
            return self.health().get("training") == state

        try:
            until(said, seconds, 0.3)
        except AssertionError:
            raise AssertionError(f"not {state}:\n{self.text[-6000:]}") from None

    def says(self, sender: str, text: str) -> str:
        answer = self.client.post("/api/chat", json={"sender": sender, "text": text})
        assert answer.status_code == 200, answer.text
        return "\n".join(message["text"] for message in answer.json()["messages"])

    def payloads(self, sender: str, text: str) -> set[str]:
        answer = self.client.post("/api/chat", json={"sender": sender, "text": text}).json()
        return {button["payload"] for message in answer["messages"] for button in message["buttons"]}

    def engines(self) -> int:
        """How many engines have been started and still live."""
        found = subprocess.run(
            ["ps", "-o", "args=", "--ppid", str(self.process.pid)], capture_output=True, text=True
        ).stdout
        return found.count("rasa_project.serve")


@pytest.fixture(scope="module")
def run(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Run]:
    one = Run(tmp_path_factory.mktemp("training"))
    yield one
    one.client.close()
    one.process.send_signal(signal.SIGTERM)
    try:
        one.process.wait(30)
    finally:
        one.process.kill()


class Talker(threading.Thread):
    """Somebody who asks without a pause; `wrong`: replies that were no answer."""

    def __init__(self, run: Run) -> None:
        super().__init__(daemon=True)
        self.run_, self.ended, self.asked, self.wrong = run, False, 0, list[str]()

    def run(self) -> None:
        while not self.ended:
            try:
                reply = self.run_.says("talker", "pmegp documents")
            except (AssertionError, httpx.HTTPError) as error:
                reply = repr(error)
            self.asked += 1
            if "PAN" not in reply:
                self.wrong.append(reply)
            time.sleep(0.05)


@pytest.fixture
def talker(run: Run) -> Iterator[Callable[[], Talker]]:
    talkers: list[Talker] = []

    def begin() -> Talker:
        talkers.append(Talker(run))
        talkers[-1].start()
        return talkers[-1]

    yield begin
    for one in talkers:
        one.ended = True
        one.join(60)


def test_an_edited_question_is_trained_and_no_turn_is_lost(run: Run, talker: Callable[[], Talker]) -> None:
    run.training("current")
    before = {path.name for path in run.models.glob("engine-*")}
    assert "ask:mudra:cost" not in run.payloads("somebody", "zorbitel ta ki")
    someone = talker()
    called(run.content, "loans/mudra", zorbitel=True)
    run.training("running", 60)
    assert someone.asked > 0 and run.health()["status"] == "ready"
    run.training("current")
    assert "ask:mudra:cost" in run.payloads("somebody", "zorbitel ta ki")
    until(lambda: run.engines() == 1, 60)  # the old one has gone
    asked = someone.asked
    until(lambda: someone.asked > asked + 20)
    someone.ended = True
    assert someone.wrong == [], run.text[-6000:]
    after = {path.name for path in run.models.glob("engine-*")}
    assert before < after and len(after) == 2, "the old model is kept"
    assert re.search(r"^train +\| The engine now runs engine-\w+\.tar\.gz\.$", run.text, re.MULTILINE)
    assert "Traceback" not in run.text


def test_a_model_that_understands_less_is_refused(run: Run, talker: Callable[[], Talker]) -> None:
    run.training("current")
    models = {path.name for path in run.models.glob("engine-*")}
    someone = talker()
    called(run.content, "loans/mudra", zorbitel=False)
    called(run.content, "schemes/pmegp", zorbitel=True)
    run.training("running", 60)
    run.training("gate-failed")
    assert "The new model is not used, since it understands less" in run.text
    assert re.search(r"messages, bn_roman +100\.0 % -> +0\.0 %  fell", run.text), run.text[-3000:]
    assert "ask:mudra:cost" in run.payloads("somebody", "zorbitel ta ki"), "the model of before answers"
    assert {path.name for path in run.models.glob("engine-*")} == models
    assert someone.wrong == [] and run.health()["status"] == "ready"


def test_content_with_errors_is_not_trained(run: Run) -> None:
    topic = yaml.safe_load((run.content / "schemes" / "pmegp.yml").read_text(encoding="utf-8"))
    topic["questions"]["what"]["en"].append(topic["questions"]["what"]["en"][0])
    save(run.content, "schemes/pmegp", topic)
    run.training("needed", 60)
    until(lambda: "The content has errors, so nothing is trained" in run.text, 60)
    assert "question stands twice" in run.text
    assert "PAN" in run.says("somebody", "pmegp documents")
