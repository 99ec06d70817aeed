"""The supervisor's parts one by one: checks, training, probe, and how the children find each other."""

from __future__ import annotations

import http.server
import json
import os
import socket
import sys
import threading
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest

from bot.errors import RunError, UserError
from bot.settings import ROOT, Settings
from bot.supervisor import checks, start, training
from bot.supervisor.policy import Restarts
from bot.supervisor.probe import HttpProbe, Readiness, failing_parts
from bot.supervisor.process import Console, Sink

# ---- checks


def test_a_free_port_is_fine() -> None:
    checks.check_port("127.0.0.1", checks.free_ports(1)[0])


@pytest.mark.parametrize("other_host", ["127.0.0.1", "0.0.0.0"])
def test_a_port_in_use_is_named_with_another_that_is_free(other_host: str) -> None:
    with socket.socket() as other:
        other.bind((other_host, 0))
        other.listen()
        port = other.getsockname()[1]
        with pytest.raises(RunError, match=rf"^Port {port} is in use .* make run PORT=(\d+)$") as caught:
            checks.check_port("127.0.0.1", port)
    assert caught.value.exit_code == 1
    assert int(str(caught.value).rpartition("=")[2]) != port


def test_a_foreign_address_is_named() -> None:
    with pytest.raises(RunError, match=r"HOST=203\.0\.113\.9 is no address of this machine"):
        checks.check_port("203.0.113.9", 8000)


def test_the_data_folder_is_made(tmp_path: Path) -> None:
    checks.check_data_dir(tmp_path / "a" / "b")
    assert (tmp_path / "a" / "b").is_dir()
    assert list((tmp_path / "a" / "b").iterdir()) == []


def test_a_data_folder_that_cannot_be_written_is_named(tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    with pytest.raises(RunError, match=r"file/data cannot be written \(.*\): correct its rights, or .* DATA_DIR="):
        checks.check_data_dir(tmp_path / "file" / "data")


def test_broken_content_is_listed(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    module = ModuleType("bot.knowledge.check")
    monkeypatch.setitem(sys.modules, "bot.knowledge.check", module)
    vars(module)["check"] = lambda paths, folder: [f"{folder}/a.yml:{n}: wrong. Mend: right" for n in range(30)]
    with pytest.raises(RunError) as caught:
        checks.check_content(tmp_path)
    lines = str(caught.value).splitlines()
    assert lines[0] == f"{tmp_path}/a.yml:0: wrong. Mend: right"
    assert "... and 10 more." in lines
    assert "content check" in lines[-1]
    vars(module)["check"] = lambda paths, folder: []
    checks.check_content(tmp_path)


def test_a_missing_environment_is_named() -> None:
    with pytest.raises(RunError, match=r"/nowhere/python is missing: .*bootstrap\.py"):
        checks.check_interpreter(Path("/nowhere/python"))


def test_keys_are_made_once(tmp_path: Path) -> None:
    file = tmp_path / "var" / "keys.json"
    checks.check_keys(file, "")
    made = file.read_bytes()
    checks.check_keys(file, "")
    assert file.read_bytes() == made and file.stat().st_mode & 0o077 == 0


@pytest.mark.parametrize("given", ["nonsense", "[]", '{"sealing": ["AA=="], "lookup": "AA=="}', '"text"', "5"])
def test_keys_of_no_use_are_one_sentence(tmp_path: Path, given: str) -> None:
    file = tmp_path / "keys.json"
    for said in (lambda: checks.check_keys(file, given), lambda: checks.check_keys(file, "")):
        with pytest.raises(
            RunError, match=r"^The keys of personal data cannot be used: .*DATA_KEYS or .*keys\.json"
        ) as e:
            said()
        assert "\n" not in str(e.value)
        file.write_text(given, encoding="utf-8")


def test_a_key_file_that_is_no_file(tmp_path: Path) -> None:
    (tmp_path / "keys.json").mkdir()
    with pytest.raises(RunError, match="can be neither read nor made"):
        checks.check_keys(tmp_path / "keys.json", "")


def test_a_key_file_of_other_bytes(tmp_path: Path) -> None:
    (tmp_path / "keys.json").write_bytes(b"\xff\xfe\x00")
    with pytest.raises(RunError, match="write the keys as"):
        checks.check_keys(tmp_path / "keys.json", "")


def test_free_ports_differ() -> None:
    assert len(set(checks.free_ports(20))) == 20


# ---- restarts


def test_restarts_are_forgotten_after_the_window() -> None:
    restarts = Restarts(2)
    assert restarts.delay(0) == 1
    restarts.note(0)
    restarts.note(10)
    assert restarts.delay(20) == 580
    assert restarts.delay(595) == 5
    assert restarts.delay(605) == 2
    assert restarts.delay(2000) == 1
    assert Restarts(0).delay(0) is None


# ---- training


@dataclass
class Clock:
    stop_requests: int = 0
    time: float = 0

    def now(self) -> float:
        return self.time

    def wait(self, seconds: float) -> None:
        self.time += seconds
        if self.time > 5:
            self.stop_requests = 1


@dataclass
class Training:
    """A program that writes some lines and ends with `code` (or never)."""

    lines: Sequence[str] = ()
    code: int | None = 0
    commands: list[list[str]] = field(default_factory=list)
    told: list[str] = field(default_factory=list)

    def __call__(self, command: Sequence[str], env: Mapping[str, str], sink: Sink) -> Training:
        self.commands.append(list(command))
        for line in self.lines:
            sink(line)
        return self

    def poll(self) -> int | None:
        return self.code

    def terminate(self) -> None:
        self.told.append("asked")
        self.code = -15

    def kill(self) -> None:
        self.told.append("killed")


def engine(program: Training, models: Path, said: list[str], force: bool = False) -> Path:
    return training.train_engine(Path("/engine/python"), models, {}, Clock(), program, said.append, force)


def test_the_engines_model_is_the_last_line(tmp_path: Path) -> None:
    program = Training(["learning ...", "model: /old", f"model: {tmp_path}", "done"])
    said: list[str] = []
    assert engine(program, tmp_path, said, force=True) == tmp_path
    assert said == program.lines
    assert program.commands == [["/engine/python", "-m", "rasa_project.train", "--models", str(tmp_path), "--force"]]


@pytest.mark.parametrize("lines", [[], ["model: "], ["model: /nowhere/model"]])
def test_a_training_without_a_model_is_an_error(tmp_path: Path, lines: list[str]) -> None:
    with pytest.raises(RunError, match="ended without a model"):
        engine(Training(lines), tmp_path, [])


def test_a_failed_training_is_an_error(tmp_path: Path) -> None:
    with pytest.raises(RunError, match=r"failed \(exit code 7\)"):
        engine(Training(code=7), tmp_path, [])


def test_training_can_be_stopped() -> None:
    program = Training(code=None)
    with pytest.raises(training.Stopped):
        training.train_language(Path("python"), {}, Clock(), program, print, False)
    assert program.told == ["asked", "killed"]
    assert program.commands == [["python", "-m", "bot.training.language"]]


# ---- the health check


@pytest.mark.parametrize(
    ("body", "failing"),
    [
        ({"parts": {"engine": "ok", "database": "locked"}}, {"database": "locked"}),
        ({"parts": {"engine": "no answer", "database": "no file"}}, {"engine": "no answer", "database": "no file"}),
        ({"parts": {"engine": None}}, {"engine": "None"}),
        ({"parts": {"engine": "ok"}}, {}),
        ({"parts": ["engine"]}, {}),
        ({}, {}),
        ([], {}),
        (None, {}),
    ],
)
def test_failing_parts(body: Any, failing: dict[str, str]) -> None:
    assert failing_parts(body) == failing


@pytest.fixture
def serve() -> Iterator[Callable[[int, bytes], str]]:
    servers = []

    def begin(status: int, body: bytes) -> str:
        class Handler(http.server.BaseHTTPRequestHandler):
            def do_GET(self) -> None:
                self.send_response(status)
                self.end_headers()
                self.wfile.write(body)

            def log_message(self, *arguments: object) -> None: ...

        server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        threading.Thread(target=server.serve_forever, args=(0.02,), daemon=True).start()
        servers.append(server)
        return f"http://127.0.0.1:{server.server_port}/readyz"

    yield begin
    for server in servers:
        server.shutdown()
        server.server_close()


def ask(url: str) -> Readiness:
    probe = HttpProbe(url)
    assert probe.answer() is None
    probe.ask()
    until = time.monotonic() + 5
    while time.monotonic() < until:
        answer = probe.answer()
        if answer:
            return answer
        time.sleep(0.01)
    raise AssertionError("no answer")


def test_the_probe(serve: Callable[[int, bytes], str], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("HTTP_PROXY", "http://127.0.0.1:9")
    bad = json.dumps({"parts": {"engine": "no answer"}}).encode()
    assert ask(serve(200, b"{}")) == Readiness(answered=True, ready=True)
    assert ask(serve(503, bad)) == Readiness(answered=True, failing={"engine": "no answer"})
    assert ask(serve(500, b"<html>")) == Readiness(answered=True)
    assert ask(f"http://127.0.0.1:{checks.free_ports(1)[0]}/readyz") == Readiness()


# ---- put together


def settings(tmp_path: Path, **values: Any) -> Settings:
    return Settings(data_dir=tmp_path, **values)


def test_gateway_and_engine_find_each_other(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TELEGRAM_BOT_TOKEN", "123:secret")
    gateway, engine = start.programs(settings(tmp_path, port=8123, host="0.0.0.0"), tmp_path / "model", Console())
    assert engine
    port = engine.command[engine.command.index("--port") + 1]
    assert engine.command[1:3] == ("-m", "rasa_project.serve")
    assert engine.command[-2:] == ("--model", str(tmp_path / "model"))
    assert engine.command[0] == str(ROOT / "rasa_project" / ".venv" / "bin" / "python")
    assert gateway.command == (sys.executable, "-m", "bot.gateway")
    assert gateway.env["ENGINE_URL"] == f"http://127.0.0.1:{port}"
    assert engine.env["ACTIONS_URL"] == f"http://127.0.0.1:{gateway.env['ACTIONS_PORT']}/webhook"
    assert engine.env["ACTIONS_TOKEN"] == gateway.env["ACTIONS_TOKEN"] and len(gateway.env["ACTIONS_TOKEN"]) > 30
    assert engine.env["DATA_DIR"] == gateway.env["DATA_DIR"] == str(tmp_path)
    assert engine.env["CONTENT_DIR"] == gateway.env["CONTENT_DIR"] == str(ROOT / "content")
    assert engine.env["PYTHONPATH"] == str(ROOT)
    assert (gateway.env["HOST"], gateway.env["PORT"]) == ("0.0.0.0", "8123")
    assert gateway.env["TELEGRAM_BOT_TOKEN"] == "123:secret"
    assert "TELEGRAM_BOT_TOKEN" not in engine.env
    assert engine.env["PATH"] == os.environ["PATH"]


def test_an_engine_elsewhere(tmp_path: Path) -> None:
    elsewhere = settings(tmp_path, engine_url="http://engine:5005", actions_port=5055, actions_token="agreed")
    gateway, engine = start.programs(elsewhere, None, Console())
    assert engine is None
    assert gateway.env["ENGINE_URL"] == "http://engine:5005"
    assert (gateway.env["ACTIONS_PORT"], gateway.env["ACTIONS_TOKEN"]) == ("5055", "agreed")


@pytest.mark.parametrize(
    ("host", "address"),
    [
        ("127.0.0.1", "http://127.0.0.1:8000"),
        ("0.0.0.0", "http://127.0.0.1:8000"),
        ("::", "http://[::1]:8000"),
        ("192.0.2.7", "http://192.0.2.7:8000"),
    ],
)
def test_the_address_on_this_machine(tmp_path: Path, host: str, address: str) -> None:
    assert start.local_address(settings(tmp_path, host=host, port=8000)) == address


@pytest.mark.parametrize("encoding", ["utf-8", "UTF8", "ascii", None])
def test_the_box(tmp_path: Path, encoding: str | None) -> None:
    box = start.welcome(settings(tmp_path, port=8000, public_url="https://bot.example.org"), encoding)
    for address in ("127.0.0.1:8000/ ", "127.0.0.1:8000/docs ", "127.0.0.1:8000/readyz ", "https://bot.example.org/"):
        assert address in box
    assert len({len(line) for line in box.splitlines()}) == 1
    assert box.isascii() == (encoding in ("ascii", None))


# ---- parts of a service of several processes


def become(monkeypatch: pytest.MonkeyPatch, role: str, settings: Settings) -> tuple[Sequence[str], Mapping[str, str]]:
    """The program that `bot run --role` turns into, and its environment."""

    class Became(Exception):
        pass

    def execve(path: str, command: Sequence[str], env: Mapping[str, str]) -> None:
        raise Became(command, env)

    monkeypatch.setattr(os, "execve", execve)
    monkeypatch.setattr(checks, "check_content", lambda folder: None)
    with pytest.raises(Became) as caught:
        start.run_role(settings, role)
    command, env = caught.value.args
    return command, env


def test_the_engine_of_several_processes_is_trained_here_although_the_others_are_told_where_it_is(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    model = tmp_path / "engine-1.tar.gz"
    monkeypatch.setattr(training, "train_language", lambda *_: None)
    monkeypatch.setattr(training, "train_engine", lambda *_: model)
    monkeypatch.setattr(start.states, "record", lambda *_, **__: None)
    monkeypatch.setattr(start.checks, "check_interpreter", lambda path: None)
    common = {"engine_url": "http://127.0.0.1:5005", "actions_port": 5055, "actions_token": "secret"}
    command, env = become(monkeypatch, "engine", settings(tmp_path, **common))
    assert command[-4:] == ("--port", "5005", "--model", str(model))
    assert (env["ACTIONS_URL"], env["ACTIONS_TOKEN"]) == ("http://127.0.0.1:5055/webhook", "secret")


@pytest.mark.parametrize("role", ["web", "sender", "scheduler"])
def test_the_other_parts_are_the_gateway_in_a_role(monkeypatch: pytest.MonkeyPatch, tmp_path: Path, role: str) -> None:
    common = {"engine_url": "http://127.0.0.1:5005", "actions_port": 5055, "actions_token": "secret"}
    command, env = become(monkeypatch, role, settings(tmp_path, port=checks.free_ports(1)[0], **common))
    assert (command[-1], env["ROLE"]) == ("bot.gateway", role)


def test_a_part_says_which_settings_it_lacks(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    with pytest.raises(UserError, match="--role web needs ENGINE_URL and ACTIONS_PORT and ACTIONS_TOKEN"):
        start.run_role(settings(tmp_path), "web")
