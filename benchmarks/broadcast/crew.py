"""The service as several processes on SQLite (`bot run --role web`, `sender`, `scheduler`), and the stand-ins."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import time
from collections import deque
from dataclasses import astuple
from pathlib import Path
from typing import Any, Final

import httpx

from benchmarks.broadcast.people import CAP, Size
from benchmarks.service import link_models
from bot.db import keys
from bot.settings import ROOT, get_settings
from bot.supervisor.checks import free_ports
from bot.supervisor.process import ChildProcess

ROLES: Final = ("web", "sender", "scheduler")
PATIENCE: Final = 600.0
"""Seconds until a process answers: it may have to train the language model first."""


class Crew:
    """`start`, `kill` and `end_all` the parts; `log`: the last that they said. `rate`: messages a second on each
    channel."""

    def __init__(self, url: str, folder: Path, size: Size, rate: float) -> None:
        engine, actions, *ports = free_ports(2 + len(ROLES))
        self._ports = dict(zip(ROLES, ports, strict=True))
        self.url = f"http://127.0.0.1:{self._ports['web']}"
        self.log: deque[str] = deque(maxlen=400)
        self._running: dict[str, ChildProcess] = {}
        self._standins = subprocess.Popen(
            [sys.executable, "-m", "benchmarks.broadcast.standins", json.dumps(astuple(size)),
             f"{self.url}/whatsapp/webhook"],
            cwd=ROOT, stdout=subprocess.PIPE, text=True,
        )  # fmt: skip
        assert self._standins.stdout is not None
        line = self._standins.stdout.readline()
        if not line:
            raise RuntimeError("the stand-ins do not start")
        at: dict[str, Any] = json.loads(line)
        self.standins = int(at["port"])
        self._env = {
            name: value for name, value in os.environ.items() if not name.startswith(("TELEGRAM_", "WHATSAPP_"))
        }
        self._env |= {
            "HOST": "127.0.0.1", "DATA_DIR": str(folder / "data"), "DATABASE_URL": url,
            "DATA_KEYS": keys.current().dumps(), "ENGINE_URL": f"http://127.0.0.1:{engine}",
            "ACTIONS_PORT": str(actions), "ACTIONS_TOKEN": "of-this-run", "LOG_LEVEL": "info",
            "QUIET_HOURS": "none", "ANNOUNCEMENTS_PER_DAY": str(CAP), "BROADCAST_SMALL": "0",
            "CONSOLE_RATE_LIMIT": "100000/minute", "TELEGRAM_RATE": str(rate), "WHATSAPP_RATE": str(rate),
            "TELEGRAM_BOT_TOKEN": at["telegram_token"], "TELEGRAM_API_BASE": at["telegram"],
            "WHATSAPP_TOKEN": at["graph_token"], "WHATSAPP_PHONE_NUMBER_ID": at["number"],
            "WHATSAPP_BUSINESS_ID": at["business"], "WHATSAPP_APP_SECRET": at["secret"],
            "WHATSAPP_VERIFY_TOKEN": at["verify"], "WHATSAPP_API_BASE": at["graph"],
        }  # fmt: skip
        (folder / "data" / "models").mkdir(parents=True)
        link_models(get_settings().models_dir, folder / "data" / "models")

    def start(self, *roles: str) -> None:
        """Starts parts side by side and waits until they answer."""
        for role in roles:
            self._start(role)
        for role in roles:
            self._wait(role)

    def _start(self, role: str) -> None:
        command = (sys.executable, "-m", "bot", "run", "--role", role)
        env = self._env | {"PORT": str(self._ports[role])}
        child = ChildProcess(command, env, lambda line: self.log.append(f"{role:<9}| {line}"))
        self._running[role] = child

    def _wait(self, role: str) -> None:
        child = self._running[role]
        until = time.monotonic() + PATIENCE
        while True:
            if child.poll() is not None or time.monotonic() > until:
                raise RuntimeError(f"the {role} does not start:\n" + "\n".join([*self.log][-20:]))
            try:
                httpx.get(f"http://127.0.0.1:{self._ports[role]}/healthz", timeout=10, trust_env=False)
                return
            except httpx.TransportError:
                time.sleep(0.1)

    def kill(self, role: str) -> None:
        """kill -9."""
        self._running.pop(role).kill()

    def faults(self) -> list[str]:
        """What was said of errors that nobody foresaw."""
        return [line for line in self.log if "Traceback" in line]

    def end_all(self) -> None:
        """Nothing is left running."""
        for role in list(self._running):
            self.kill(role)
        self._standins.kill()
        self._standins.wait()
