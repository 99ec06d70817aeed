"""The engine as a process of its own: what it answers, what it does not, and how it ends."""

from __future__ import annotations

import json
import os
import signal
import socket
import sqlite3
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from rasa_project.paths import ROOT
from rasa_project.tests.tiny import Project

DEADLINE = 180.0  # a busy machine needs long to start; an idle one six seconds


@dataclass
class Server:
    process: subprocess.Popen[bytes]
    port: int
    folder: Path
    log: Path

    def request(self, path: str, body: Any = None, method: str | None = None) -> tuple[int, Any]:
        """Status and JSON (or text) of an answer. A body that is not bytes is sent as JSON."""
        data = body if body is None or isinstance(body, bytes) else json.dumps(body).encode()
        request = urllib.request.Request(
            f"http://127.0.0.1:{self.port}{path}", data, {"Content-Type": "application/json"}, method=method
        )
        try:
            with urllib.request.urlopen(request, timeout=60) as response:
                status, text = response.status, response.read()
        except urllib.error.HTTPError as error:
            status, text = error.code, error.read()
        try:
            return status, json.loads(text)
        except ValueError:
            return status, text

    def say(self, text: str, sender: str = "person") -> list[dict[str, Any]]:
        status, answers = self.request("/webhooks/rest/webhook", {"sender": sender, "message": text})
        assert status == 200
        return [answer["custom"] for answer in answers]


@pytest.fixture(scope="module")
def server(project: Project, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    folder = tmp_path_factory.mktemp("serve")
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    environment = {
        name: value for name, value in os.environ.items() if name not in ("ENGINE_DATABASE_URL", "ACTIONS_URL")
    }
    log = folder / "log"
    with log.open("wb") as output:
        process = subprocess.Popen(
            [sys.executable, "-m", "rasa_project.serve", "--port", str(port), "--model", str(project.model)],
            cwd=ROOT,
            env={**environment, "DATA_DIR": str(folder), "PYTHONPATH": str(ROOT)},
            stdout=output,
            stderr=output,
        )
    made = Server(process, port, folder, log)
    try:
        _until_ready(made)
        yield made
    finally:
        process.kill()
        process.wait()


def _until_ready(server: Server) -> None:
    deadline = time.monotonic() + DEADLINE
    while time.monotonic() < deadline:
        assert server.process.poll() is None, server.log.read_text(encoding="utf-8", errors="replace")
        try:
            if server.request("/health")[0] == 200:
                return
        except OSError:
            time.sleep(0.1)
    pytest.fail(f"not ready after {DEADLINE:.0f} s: {server.log.read_text(encoding='utf-8', errors='replace')}")


def test_health(server: Server) -> None:
    assert server.request("/health") == (200, {"ready": True, "store_failures": 0})


def test_the_webhook_answers_with_keys(server: Server) -> None:
    assert server.say("hello") == [{"key": "greeting_again", "values": {}}]
    (said,) = server.say("what is pmegp")
    assert (said["key"], said["values"]["topic"], said["values"]["aspect"]) == ("answer", "pmegp", "what")


def test_the_webhook_takes_what_the_gateway_knows(server: Server) -> None:
    body = {"sender": "person", "message": "and the documents?", "metadata": {"topic": "mudra"}}
    status, (answer,) = server.request("/webhooks/rest/webhook", body)
    assert status == 200
    assert answer["recipient_id"] == "person"
    assert (answer["custom"]["values"]["topic"], answer["custom"]["values"]["aspect"]) == ("mudra", "documents")


def test_conversations_are_kept_in_the_data_folder(server: Server) -> None:
    server.say("what is mudra", "kept")
    with sqlite3.connect(server.folder / "engine.sqlite3") as connection:
        (events,) = connection.execute("SELECT events FROM trackers WHERE sender_id = 'kept'").fetchone()
    assert "mudra" in events


def test_understand(server: Server) -> None:
    status, result = server.request("/understand", {"text": "পিএমইজিপি তে কী কাগজ লাগে"})
    assert status == 200
    assert (result["intent"], result["topic"], result["aspect"]) == ("ask", "pmegp", "documents")
    assert set(result["rankings"]) == {"intent", "topic", "aspect"}
    follow_up = {"text": "and the documents?", "metadata": {"topic": "mudra"}}
    assert server.request("/understand", follow_up)[1]["topic"] == "mudra"


@pytest.mark.parametrize("body", [{}, {"text": ""}, {"text": None}, {"text": 7}, {"text": "hello", "metadata": None}])
def test_understand_takes_what_comes(server: Server, body: Any) -> None:
    status, result = server.request("/understand", body)
    assert status == 200
    assert "intent" in result


@pytest.mark.parametrize(
    ("method", "path"),
    [
        ("GET", "/model"),
        ("PUT", "/model"),
        ("DELETE", "/model"),
        ("POST", "/model/train"),
        ("POST", "/model/parse"),
        ("POST", "/model/predict"),
        ("POST", "/model/test/stories"),
        ("POST", "/model/test/intents"),
        ("GET", "/status"),
        ("GET", "/version"),
        ("GET", "/domain"),
        ("GET", "/conversations/person/tracker"),
        ("GET", "/conversations/person/story"),
        ("POST", "/conversations/person/tracker/events"),
        ("PUT", "/conversations/person/tracker/events"),
        ("POST", "/conversations/person/execute"),
        ("POST", "/conversations/person/predict"),
        ("POST", "/conversations/person/messages"),
        ("POST", "/conversations/person/trigger_intent"),
        ("POST", "/webhooks/telegram/webhook"),
        ("GET", "/socket.io"),
    ],
)
def test_rasas_own_api_is_not_there(server: Server, method: str, path: str) -> None:
    body = None if method in ("GET", "DELETE") else {"model_file": "x", "text": "x", "name": "x"}
    assert server.request(path, body, method)[0] == 404


@pytest.mark.parametrize(("family", "address"), [(socket.AF_INET, "127.0.0.2"), (socket.AF_INET6, "::1")])
def test_it_listens_on_127_0_0_1_only(server: Server, family: socket.AddressFamily, address: str) -> None:
    # Who listens on 0.0.0.0 is reached at every address of the machine, 127.0.0.2 among them.
    with socket.socket(family) as client, pytest.raises(OSError):
        client.settimeout(5)
        client.connect((address, server.port))


def test_the_address_of_the_machine_does_not_reach_it(server: Server) -> None:
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as probe:
        try:
            probe.connect(("192.0.2.1", 9))  # sends nothing; only tells which address would be used
            own = probe.getsockname()[0]
        except OSError:
            pytest.skip("no network")
    if own.startswith("127."):
        pytest.skip("no address but loopback")
    with socket.socket() as client, pytest.raises(OSError):
        client.settimeout(5)
        client.connect((own, server.port))


GARBAGE: list[Any] = [
    b"",
    b"{",
    b"[]",
    b'"x"',
    b"null",
    b"7",
    b"\xff\xfe\x00",
    b"{" * 5000,
    b"[" * 100_000,
    {},
    {"message": None},
    {"message": 7},
    {"message": ""},
    {"message": " \n "},
    {"message": ["x"]},
    {"message": "x", "sender": None},
    {"message": "x", "sender": 7},
    {"message": "x", "sender": "y", "metadata": "z"},
    {"message": "x" * 100_000, "sender": "long"},
    {"message": "/", "sender": "y"},
    {"message": '/ask{"topic": ', "sender": "y"},
    {"message": "/no_such_intent", "sender": "y"},
    {"message": "\x00\ud800", "sender": "y"},
]


@pytest.mark.parametrize("body", GARBAGE, ids=lambda body: repr(body)[:30])
@pytest.mark.parametrize("path", ["/webhooks/rest/webhook", "/understand"])
def test_garbage_does_not_crash_it(server: Server, path: str, body: Any) -> None:
    status, _ = server.request(path, body)
    assert status in (200, 400, 413, 500)
    assert server.process.poll() is None
    assert server.request("/health")[0] == 200


def test_an_empty_message_is_answered(server: Server) -> None:
    assert [said["key"] for said in server.say(" ", "silent")] == ["unclear"]


def test_what_is_no_http_does_not_crash_it(server: Server) -> None:
    for noise in (b"\x16\x03\x01\x02\x00\x01\x00", b"GET\r\n\r\n", b"\x00" * 1000):
        with socket.create_connection(("127.0.0.1", server.port), timeout=10) as client:
            client.sendall(noise)
    assert server.say("hello", "after-noise") == [{"key": "greeting_again", "values": {}}]


def test_people_are_still_answered_afterwards_and_nothing_was_lost(server: Server) -> None:
    assert server.say("what is pmegp", "afterwards")[0]["key"] == "answer"
    assert server.request("/health")[1]["store_failures"] == 0


def test_words_of_people_are_not_in_the_log(server: Server) -> None:
    for text in ("my secret is xyzzy", "/ask{xyzzy", "let me talk to a human being about xyzzy"):
        server.request("/webhooks/rest/webhook", {"sender": "secret", "message": text})
        server.request("/understand", {"text": text})
    assert "xyzzy" not in server.log.read_text(encoding="utf-8", errors="replace")


def test_sigterm_ends_it_with_code_0(server: Server) -> None:
    """The last test of this file: afterwards the server is gone."""
    server.process.send_signal(signal.SIGTERM)
    assert server.process.wait(timeout=60) == 0
    with pytest.raises(OSError), socket.create_connection(("127.0.0.1", server.port), timeout=5):
        pass
