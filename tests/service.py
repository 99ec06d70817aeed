"""The real service for tests: engine and gateway as processes of their own, with a data folder of their own.

`conftest.py` makes fixtures of it. The models are those of the checkout's data folder, trained only when something
changed.
"""

from __future__ import annotations

import asyncio
import os
import re
import shutil
import signal
import sqlite3
import subprocess
import sys
import threading
import time
import uuid
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path
from typing import Any, Self, TypeVar

import httpx

from bot.clock import today, utc_now
from bot.db import keys
from bot.knowledge.figures import day, fill
from bot.knowledge.library import Content, read
from bot.settings import ROOT, get_settings
from bot.supervisor.checks import free_ports
from bot.supervisor.process import ChildProcess

T = TypeVar("T")

ENGINE_PYTHON = ROOT / "rasa_project" / ".venv" / "bin" / "python"
PATIENCE = 120.0  # seconds: the machine may be busy
RUNNING: list[Service] = []  # whose logs are shown when a test fails


def until(condition: Callable[[], T], seconds: float = PATIENCE, pause: float = 0.02) -> T:
    """Waits until `condition()` is true, and returns it."""
    end = time.monotonic() + seconds
    while not (found := condition()):
        assert time.monotonic() < end, f"not within {seconds:g} s"
        time.sleep(pause)
    return found


@dataclass(frozen=True)
class Trained:
    """What every service of a test run shares: a copy of the content, which nobody edits meanwhile, and its models."""

    content: Path
    models: Path
    model: Path

    @classmethod
    def prepare(cls, folder: Path) -> Trained:
        """Copies the content and trains what changed."""
        content, models = folder / "content", get_settings().models_dir
        shutil.copytree(get_settings().content_dir, content)
        env = {**os.environ, "CONTENT_DIR": str(content), "DATA_DIR": str(models.parent)}
        done = subprocess.run(
            [sys.executable, "-m", "bot", "train"], cwd=ROOT, env=env, capture_output=True, text=True, encoding="utf-8"
        )
        assert done.returncode == 0, done.stdout + done.stderr
        model = re.findall(r"^train *\| model: (.+\.tar\.gz)$", done.stdout, re.MULTILINE)[-1]
        return cls(content, models, Path(model))

    def data_dir(self, folder: Path) -> Path:
        """A new data folder with these models."""
        folder.mkdir(parents=True)
        (folder / "models").symlink_to(self.models, target_is_directory=True)
        return folder


class Service:
    """Engine and gateway. `engine_url`: another engine than the own; `env`: further settings of the gateway."""

    def __init__(self, trained: Trained, folder: Path, engine_url: str = "", **env: str) -> None:
        self.content_dir = trained.content
        self.data_dir = trained.data_dir(folder)
        self._model = trained.model
        port, engine, actions = free_ports(3)
        self.url = f"http://127.0.0.1:{port}"
        self._own_engine = not engine_url
        self._engine_port = engine
        token = uuid.uuid4().hex
        self._keys = keys.current()
        shared = {
            **os.environ,
            "DATA_DIR": str(self.data_dir),
            "CONTENT_DIR": str(self.content_dir),
            "ACTIONS_TOKEN": token,
        }
        self._gateway_env = shared | {
            "PORT": str(port),
            "ENGINE_URL": engine_url or f"http://127.0.0.1:{engine}",
            "ACTIONS_PORT": str(actions),
            "RATE_LIMIT": "1000000/minute",
            "QUIET_HOURS": "none",  # the tests run at every hour
            **env,
        }
        self._engine_env = shared | {
            "PYTHONPATH": str(ROOT),
            "ACTIONS_URL": f"http://127.0.0.1:{actions}/webhook",
            "PYTHONWARNINGS": "ignore",
        }
        self.gateway: ChildProcess | None = None
        self.engine: ChildProcess | None = None
        self.log: list[str] = []
        limits = httpx.Limits(max_connections=64)
        self.client = httpx.Client(base_url=self.url, timeout=60, trust_env=False, limits=limits)

    def __enter__(self) -> Self:
        RUNNING.append(self)
        self.start_engine()
        self.start_gateway()
        self.wait_ready()
        return self

    def __exit__(self, *error: object) -> None:
        self.client.close()
        for child in (self.gateway, self.engine):
            if child is not None:
                child.terminate()
        end = time.monotonic() + 10
        for child in (self.gateway, self.engine):
            while child is not None and child.poll() is None and time.monotonic() < end:
                time.sleep(0.02)
            if child is not None:
                child.kill()
        RUNNING.remove(self)

    def start_engine(self) -> None:
        if self._own_engine:
            arguments = ("-m", "rasa_project.serve", "--port", str(self._engine_port), "--model", str(self._model))
            self.engine = ChildProcess((str(ENGINE_PYTHON), *arguments), self._engine_env, self._sink("engine"))

    def start_gateway(self) -> None:
        self.gateway = ChildProcess((sys.executable, "-m", "bot.gateway"), self._gateway_env, self._sink("gateway"))

    def wait_ready(self) -> None:
        """Until /readyz is content."""
        until(self._ready, pause=0.1)

    def _ready(self) -> bool:
        for name, child in (("engine", self.engine), ("gateway", self.gateway)):
            assert child is None or child.poll() is None, f"the {name} ended\n{self.tail()}"
        try:
            return self.client.get("/readyz").status_code == 200
        except httpx.TransportError:
            return False

    def signal_engine(self, number: signal.Signals) -> None:
        """SIGSTOP and SIGCONT make it hang for a while."""
        assert self.engine is not None
        os.killpg(self.engine.pid, number)

    def _sink(self, name: str) -> Callable[[str], None]:
        return lambda line: self.log.append(f"{name:<8}| {line}")

    def tail(self, lines: int = 80) -> str:
        return "\n".join(self.log[-lines:])

    # Talking

    def post(self, body: dict[str, Any], key: str | None = None) -> httpx.Response:
        headers = {"Idempotency-Key": key} if key else {}
        return self.client.post("/api/chat", json=body, headers=headers)

    def person(self, language: str | None = None) -> Person:
        """Somebody new; `language`: the one that they chose by the button."""
        person = Person(self, uuid.uuid4().hex)
        if language:
            person.presses(f"lang:{language}")
        return person

    # Looking behind the scenes

    def rows(self, query: str, *values: Any, database: str = "bot") -> list[Any]:
        """Rows of the gateway's database, or of the engine's. `sealed(?)` in a query: the value as it is stored."""
        connection = sqlite3.connect(self.data_dir / f"{database}.sqlite3", timeout=10)
        connection.row_factory = sqlite3.Row
        connection.create_function("sealed", 1, self._keys.seal, deterministic=True)
        try:
            return connection.execute(query, values).fetchall()
        finally:
            connection.close()

    @cached_property
    def said(self) -> Expected:
        return Expected(read(self.content_dir))


@dataclass(frozen=True)
class Reply:
    """All messages of one turn, as a person sees them."""

    messages: list[dict[str, Any]]

    @property
    def text(self) -> str:
        return "\n\n".join(message["text"] for message in self.messages)

    @property
    def language(self) -> str:
        """That of the last message: a change of language is told first."""
        return str(self.messages[-1]["language"])

    @property
    def buttons(self) -> dict[str, str]:
        """Title to payload, in order."""
        return {b["title"]: b["payload"] for message in self.messages for b in message["buttons"]}

    @property
    def payloads(self) -> list[str]:
        return [b["payload"] for message in self.messages for b in message["buttons"]]

    @property
    def sources(self) -> list[dict[str, str]]:
        return [source for message in self.messages for source in message["sources"]]


@dataclass(frozen=True)
class Person:
    """Somebody at the chat API."""

    service: Service
    sender: str

    def says(self, text: str, key: str | None = None) -> Reply:
        return self._sends(key, text=text)

    def presses(self, payload: str, key: str | None = None) -> Reply:
        return self._sends(key, payload=payload)

    def shares(self, lat: float, lon: float, key: str | None = None) -> Reply:
        """Shows where they are."""
        return self._sends(key, location={"lat": lat, "lon": lon})

    def _sends(self, key: str | None, **message: Any) -> Reply:
        response = self.service.post({"sender": self.sender, **message}, key)
        assert response.status_code == 200, (message, response.status_code, response.text)
        reply = Reply(response.json()["messages"])
        assert reply.messages, message
        return reply

    @property
    def contact(self) -> Any:
        """Their row in the database."""
        (row,) = self.service.rows("SELECT * FROM contacts WHERE sender = sealed(?)", self.sender)
        return row


@dataclass(frozen=True)
class Expected:
    """What the content says, so that tests need not quote it."""

    content: Content = field(repr=False)

    def message(self, key: str, language: str) -> str:
        """A sentence of the bot's own, up to its first placeholder."""
        text: str = self.content.messages[key].text[language]  # type: ignore[index]
        return text.split("{")[0].strip()

    def is_message(self, reply: Reply, key: str, language: str) -> bool:
        return self.message(key, language) in reply.text

    def check_message(self, reply: Reply, key: str, language: str) -> None:
        """The sentence, in the language."""
        assert self.is_message(reply, key, language), f"not {key} in {language}, but: {reply.text[:300]}"
        assert reply.language == language

    def answer(self, topic: str, aspect: str, language: str) -> str:
        found = self.content.topics[topic]
        text: str = found.aspects[aspect][language]  # type: ignore[index]
        return fill(text, found.figures, language, today(utc_now)).strip()  # type: ignore[arg-type]

    def check_answer(self, reply: Reply, topic: str, aspect: str, language: str) -> None:
        """The whole answer, in the language, with its source and the day when it was checked."""
        topic = self.content.topics[topic].elsewhere.get(aspect, topic)  # type: ignore[call-overload]
        found = self.content.topics[topic]
        whole = self.answer(topic, aspect, language) in reply.text
        assert whole, f"not {topic}/{aspect} in {language}, but: {reply.text[:300]}"
        assert reply.language == language
        assert reply.sources[0]["title"] in reply.text
        assert day(found.verified_on, language) in reply.text  # type: ignore[arg-type]
        assert {source["url"] for source in reply.sources} == {source.url for source in found.sources}
        assert {source["verified_on"] for source in reply.sources} == {found.verified_on.isoformat()}


class StandInThread:
    """A stand-in server of `tests/standins`, which lives in a loop of its own, for tests that are no coroutines."""

    def __init__(self, server: Any) -> None:
        self.server = server
        self._loop = asyncio.new_event_loop()
        self._thread = threading.Thread(target=self._loop.run_forever, daemon=True)

    @contextmanager
    def running(self) -> Iterator[Self]:
        self._thread.start()
        self.run(self.server.__aenter__)
        try:
            yield self
        finally:
            self.run(lambda: self.server.__aexit__(None, None, None))
            self.run(self._cancel_rest)
            self._loop.call_soon_threadsafe(self._loop.stop)
            self._thread.join(10)
            self._loop.close()

    async def _cancel_rest(self) -> None:
        rest = asyncio.all_tasks() - {asyncio.current_task()}
        for task in rest:
            task.cancel()
        await asyncio.gather(*rest, return_exceptions=True)

    def run(self, work: Callable[[], Any]) -> Any:
        """Calls `work` in the loop, and awaits what it returns if that can be awaited."""

        async def call() -> Any:
            result = work()
            return await result if asyncio.iscoroutine(result) else result

        return asyncio.run_coroutine_threadsafe(call(), self._loop).result(60)
