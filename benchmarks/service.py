"""The real service on free loopback ports, with a data folder of its own."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
import tempfile
import time
from collections import deque
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import httpx
import yaml

from benchmarks.load import Job, to_json
from benchmarks.processes import cpu_seconds
from benchmarks.stats import Run
from bot.settings import ROOT, Settings
from bot.supervisor.checks import free_ports
from bot.supervisor.process import ChildProcess

READY_LIMIT = 600.0
TRAINING_LIMIT = 1200.0
NOWHERE = "http://127.0.0.1:9"  # nobody listens there: a Telegram token in .env must not bring a real bot to life
SORRY = ("engine_down", "internal_error")


class BenchError(Exception):
    """Something could not be measured; the message says why."""


@dataclass(frozen=True)
class Workshop:
    """A temporary folder with the content as it was at the beginning, and models that fit it."""

    folder: Path

    @property
    def content(self) -> Path:
        """A copy: nobody edits it while it is measured."""
        return self.folder / "content"

    @property
    def models(self) -> Path:
        """Models to start from."""
        return self.folder / "prepared" / "models"

    def data_dir(self, *, with_models: bool) -> Path:
        """A new data folder; the models in it are links."""
        data = Path(tempfile.mkdtemp(prefix="data-", dir=self.folder))
        (data / "models").mkdir()
        if with_models:
            link_models(self.models, data / "models")
        return data

    def environment(self, data: Path, port: int = 0) -> dict[str, str]:
        """Settings of a service that touches nothing but its data folder."""
        env = {name: value for name, value in os.environ.items() if not name.startswith("TELEGRAM_")}
        env.pop("ENGINE_DATABASE_URL", None)
        return env | {
            "HOST": "127.0.0.1",
            "PORT": str(port or free_ports(1)[0]),
            "DATA_DIR": str(data),
            "CONTENT_DIR": str(self.content),
            "DATABASE_URL": f"sqlite:///{data / 'bot.sqlite3'}",
            "RATE_LIMIT": "100000/second",
            "TELEGRAM_API_BASE": NOWHERE,
            "LOG_LEVEL": "warning",
        }

    def sorry(self) -> list[str]:
        """Texts of replies that count as errors."""
        messages = yaml.safe_load((self.content / "messages" / "errors.yml").read_text(encoding="utf-8"))
        return [text for name in SORRY for text in messages[name]["text"].values()]


@contextmanager
def workshop() -> Iterator[Workshop]:
    """The folder, prepared: models of the checkout are linked; what is missing is trained."""
    settings = Settings()
    if settings.engine_url:
        raise BenchError("The benchmark starts an engine of its own: take ENGINE_URL out of the environment and .env.")
    with tempfile.TemporaryDirectory(prefix="udyog-bench-", ignore_cleanup_errors=True) as name:
        shop = Workshop(Path(name))
        shutil.copytree(settings.content_dir, shop.content)
        shop.models.mkdir(parents=True)
        link_models(settings.models_dir, shop.models)
        yield shop


def link_models(source: Path, target: Path) -> None:
    """Links each trained model; what is trained later replaces the link, never the original."""
    for path in source.glob("*") if source.is_dir() else ():
        if path.suffix in (".gz", ".npz") and not path.name.endswith(".part.npz"):
            (target / path.name).symlink_to(path.resolve())


def prepare(shop: Workshop) -> None:
    """Trains what the checkout has no fitting model of."""
    run_to_end([sys.executable, "-m", "bot", "train"], shop.environment(shop.models.parent))


def run_to_end(command: list[str], env: Mapping[str, str], limit: float = TRAINING_LIMIT) -> float:
    """Runs a program; the seconds that it took."""
    last: deque[str] = deque(maxlen=8)
    began = time.monotonic()
    child = ChildProcess(command, env, last.append)
    try:
        while (code := child.poll()) is None:
            if time.monotonic() - began > limit:
                raise BenchError(f"{command[2]} was not done after {limit:.0f} seconds.")
            time.sleep(0.05)
    finally:
        child.kill()
    if code:
        raise BenchError("\n".join([f"{command[2]} failed:", *last]))
    return time.monotonic() - began


class Service:
    """`bot run`, from its start until it is ended."""

    def __init__(self, shop: Workshop, *, with_models: bool = True) -> None:
        """Returns when it is ready; `seconds` says how long that took."""
        self._shop = shop
        self.data = shop.data_dir(with_models=with_models)
        self._port = free_ports(1)[0]
        self._last: deque[str] = deque(maxlen=12)
        began = time.monotonic()
        env = shop.environment(self.data, self._port)
        self._child = ChildProcess([sys.executable, "-m", "bot", "run"], env, self._last.append)
        try:
            self._wait(began + READY_LIMIT)
        except BaseException:
            self.end()
            raise
        self.seconds = time.monotonic() - began

    @property
    def pid(self) -> int:
        """Of the supervisor, from which all others descend."""
        return self._child.pid

    def trained(self) -> bool:
        """Whether the start trained anything: a model that is no link."""
        return any(not path.is_symlink() for path in (self.data / "models").iterdir())

    def load(self, job: Job) -> Run:
        """Lets senders loose on the service."""
        before = self._cpu_seconds()
        result = self.send(job)
        after = self._cpu_seconds()
        done = len(result["milliseconds"]) + sum(result["errors"].values()) + job.warm_up
        cpu = {name: (after[name] - before.get(name, 0.0)) * 1000 / max(done, 1) for name in after}
        return Run(result["seconds"], result["milliseconds"], result["ended"], result["errors"], cpu)

    def send(self, job: Job) -> dict[str, Any]:
        """The senders' process; its bare result."""
        job.url = f"http://127.0.0.1:{self._port}/api/chat"
        job.sorry = self._shop.sorry()
        return send(job)

    def _cpu_seconds(self) -> dict[str, float]:
        if self._child.poll() is not None:
            raise BenchError("\n".join(["The service ended while it was measured:", *self._last]))
        return cpu_seconds(self.pid)

    def end(self) -> None:
        """Ends it as Ctrl-C does."""
        self._child.terminate()
        until = time.monotonic() + 20
        while self._child.poll() is None and time.monotonic() < until:
            time.sleep(0.05)
        self._child.kill()

    def __enter__(self) -> Service:
        return self

    def __exit__(self, *_: object) -> None:
        self.end()

    def _wait(self, until: float) -> None:
        with httpx.Client(trust_env=False, timeout=5) as client:
            while time.monotonic() < until:
                if self._child.poll() is not None:
                    raise BenchError("\n".join(["The service ended before it was ready:", *self._last]))
                try:
                    if client.get(f"http://127.0.0.1:{self._port}/readyz").status_code == httpx.codes.OK:
                        return
                except httpx.HTTPError:
                    pass
                time.sleep(0.05)
        raise BenchError(f"The service was not ready after {READY_LIMIT:.0f} seconds.")


def send(job: Job) -> dict[str, Any]:
    """The senders, in a process of their own."""
    command = [sys.executable, "-m", "benchmarks.load"]
    limit = 60 + 2 * job.seconds + (job.history + 2 * job.count if job.kind == "history" else 0)
    try:
        done = subprocess.run(command, input=to_json(job), capture_output=True, text=True, cwd=ROOT, timeout=limit)
    except subprocess.TimeoutExpired:
        raise BenchError(f"The senders were not done after {limit:.0f} seconds.") from None
    if done.returncode:
        raise BenchError("\n".join(["The senders failed:", *done.stderr.strip().splitlines()[-1:]]))
    result: dict[str, Any] = json.loads(done.stdout)
    return result
