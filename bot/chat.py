"""`bot chat`: talk in the terminal with the running service, or with one that is started for the occasion."""

from __future__ import annotations

import contextlib
import json
import subprocess
import sys
import time
import uuid
from collections.abc import Iterator
from typing import Any

import httpx

from bot.app import run_file
from bot.errors import UserError
from bot.settings import ROOT, Settings, get_settings

_START_SECONDS = 300


def chat(lang: str | None, debug: bool) -> None:
    """Reads lines until the end of input or `/quit`. `lang`: language to begin with; `debug`: what the engine
    understood."""
    settings = get_settings()
    with _service(settings) as service, httpx.Client(timeout=60) as client:
        talk = Talk(client, service, debug)
        print("Type a message, or the number of a choice. /quit ends.\n")
        if lang:
            talk.send(payload=f"lang:{lang}", quiet=True)
        talk.send(payload="greet")
        while (line := _line()) is not None:
            talk.send(text=line)


class Talk:
    """One conversation over the chat API."""

    def __init__(self, client: httpx.Client, service: dict[str, Any], debug: bool) -> None:
        self._client = client
        self._api = f"http://127.0.0.1:{service['port']}/api/chat"
        self._engine = service["engine_url"]
        self._debug = debug
        self._sender = f"terminal-{uuid.uuid4().hex}"
        self._topic: str | None = None

    def send(self, text: str | None = None, payload: str | None = None, quiet: bool = False) -> None:
        """Sends and prints the replies, and before them what was understood of a text."""
        if self._debug and text and not text.strip().isdigit() and self._engine:  # a number is a choice
            self._show_understood(text)
        body = {"sender": self._sender, **({"text": text} if text is not None else {"payload": payload})}
        answer = self._client.post(self._api, json=body)
        if answer.status_code != 200:
            print(answer.json().get("detail", f"status {answer.status_code}"), "\n")
            return
        for message in answer.json()["messages"]:
            for button in message["buttons"]:
                if button["payload"].startswith("ask:"):
                    self._topic = button["payload"].split(":")[1]
            if not quiet:
                print(message["text"])
                for number, button in enumerate(message["buttons"], 1):
                    print(f"  {number}. {button['title']}")
                print()

    def _show_understood(self, text: str) -> None:
        body = {"text": text.lstrip("/ "), "metadata": {"topic": self._topic}}
        found = self._client.post(f"{self._engine}/understand", json=body).json()
        about = " ".join(f"{name}={found[name]}" for name in ("topic", "aspect", "candidates") if found.get(name))
        print(f"\033[2m[intent={found['intent']} {about} confidence={found['confidence']:.2f}]\033[0m")


def _line() -> str | None:
    try:
        line = input("> ")
    except (EOFError, KeyboardInterrupt):
        print()
        return None
    return None if line.strip() == "/quit" else line


@contextlib.contextmanager
def _service(settings: Settings) -> Iterator[dict[str, Any]]:
    """The running service; one is started, and ended again, if there is none."""
    found = _running(settings)
    if found is not None:
        yield found
        return
    print("Starting the service ...", flush=True)
    log_path = settings.data_dir / "log" / "chat.log"
    log_path.parent.mkdir(parents=True, exist_ok=True)
    with log_path.open("w", encoding="utf-8") as log:
        child = subprocess.Popen(
            [sys.executable, "-m", "bot", "run"], cwd=ROOT, stdout=log, stderr=log, start_new_session=True
        )
    try:
        deadline = time.monotonic() + _START_SECONDS
        while (found := _running(settings)) is None:
            if child.poll() is not None or time.monotonic() > deadline:
                raise UserError(f"The service did not start; {log_path} says why.")
            time.sleep(0.5)
        yield found
    finally:
        child.terminate()
        child.wait(30)


def _running(settings: Settings) -> dict[str, Any] | None:
    try:
        service: dict[str, Any] = json.loads(run_file(settings).read_text(encoding="utf-8"))
        ready = httpx.get(f"http://127.0.0.1:{service['port']}/readyz", timeout=5)
    except (OSError, ValueError, httpx.HTTPError):
        return None
    return service if ready.status_code == 200 else None
