"""The supervisor with real, small processes: prefix, restart, end, and nothing left behind."""

from __future__ import annotations

import io
import os
import re
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from bot.supervisor.checks import free_ports
from bot.supervisor.process import ChildProcess, Console

ROOT = Path(__file__).resolve().parents[3]

# A whole `bot run` whose training is skipped and whose programs are small ones.
RUN = """
import os, sys
from pathlib import Path
from bot import cli
from bot.errors import UserError
from bot.supervisor import checks, policy, service, start

service.START_INTERVAL = service.TICK = 0.05
policy.FIRST_DELAY = 0.1
checks.check_content = lambda folder: None
start._train = lambda *arguments, **options: Path("/model")
engine, gateway = sys.argv[1:3]
sys.argv = ["bot", "run"]

def programs(settings, model, console):
    env = dict(os.environ) | {"PORT": str(settings.port)}
    env |= {"ACTIONS_PORT": "9", "ACTIONS_TOKEN": "", "ENGINE_URL": "http://127.0.0.1:9"}
    return (
        start.Program((sys.executable, "-u", "-c", gateway), env, console.sink("gateway")),
        start.Program((sys.executable, "-u", "-c", engine), env, console.sink("engine")),
    )

start.programs = programs
cli.main()
"""
ENGINE = "import os, time; print('loaded', os.getpid()); time.sleep(60)"
GATEWAY = """
import http.server, os, sys
class Handler(http.server.BaseHTTPRequestHandler):
    def do_GET(self):
        self.send_response(200); self.end_headers(); self.wfile.write(b'{"parts": {"engine": "ok"}}')
    def log_message(self, *a): pass
print('listening', os.getpid())
print('নমস্কার', file=sys.stderr)
http.server.HTTPServer(('127.0.0.1', int(os.environ['PORT'])), Handler).serve_forever()
"""
STUBBORN = "import os, signal, time; signal.signal(15, signal.SIG_IGN); print('loaded', os.getpid()); time.sleep(60)"
WITH_CHILD = """
import os, subprocess, sys, time
child = subprocess.Popen([sys.executable, '-c', 'import time; time.sleep(60)'])
print('loaded', os.getpid(), 'child', child.pid); time.sleep(60)
"""


def alive(pid: int) -> bool:
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return False
    status = Path(f"/proc/{pid}/stat")
    return not status.exists() or status.read_text().rpartition(")")[2].split()[0] != "Z"


def wait_for(condition: Callable[[], bool], what: str, seconds: float = 10) -> None:
    until = time.monotonic() + seconds
    while not condition():
        assert time.monotonic() < until, what
        time.sleep(0.02)


class Run:
    """A running `bot run`."""

    def __init__(self, folder: Path, engine: str, gateway: str) -> None:
        self.output = folder / "output"
        self.port = free_ports(1)[0]
        env = os.environ | {"PORT": str(self.port), "DATA_DIR": str(folder / "data"), "PYTHONIOENCODING": "utf-8"}
        env |= {"ENGINE_URL": "", "HOST": "127.0.0.1", "PYTHONPATH": str(ROOT), "TRAIN_IN_BACKGROUND": "false"}
        with self.output.open("wb") as output:
            self.process = subprocess.Popen(
                [sys.executable, "-c", RUN, engine, gateway],
                env=env,
                cwd=ROOT,
                stdout=output,
                stderr=subprocess.STDOUT,
            )

    @property
    def text(self) -> str:
        return self.output.read_text(encoding="utf-8")

    def pids(self) -> list[int]:
        return [int(pid) for pid in re.findall(r"(?:loaded|listening|child) (\d+)", self.text)]

    def ready(self, engines: int = 1) -> None:
        def is_ready() -> bool:
            assert self.process.poll() is None, self.text
            return "is ready" in self.text and self.text.count("loaded") >= engines

        wait_for(is_ready, self.text)

    def ends(self, seconds: float = 10) -> int:
        code = self.process.wait(seconds)
        assert "Traceback" not in self.text, self.text
        for pid in self.pids():
            wait_for(lambda pid=pid: not alive(pid), f"{pid} was left behind")  # type: ignore[misc]
        return code


@pytest.fixture
def start_run(tmp_path: Path) -> Iterator[Callable[..., Run]]:
    runs: list[Run] = []

    def begin(engine: str = ENGINE, gateway: str = GATEWAY) -> Run:
        runs.append(Run(tmp_path, engine, gateway))
        return runs[-1]

    yield begin
    for run in runs:
        run.process.kill()
        run.process.wait()


@pytest.mark.parametrize("wish", [signal.SIGINT, signal.SIGTERM])
def test_start_output_and_end(start_run: Callable[..., Run], wish: signal.Signals) -> None:
    run = start_run(WITH_CHILD)
    run.ready()
    assert re.search(r"^engine  \| loaded \d+", run.text, re.MULTILINE)
    assert re.search(r"^gateway \| listening \d+$", run.text, re.MULTILINE)
    assert "gateway | নমস্কার" in run.text
    assert f"http://127.0.0.1:{run.port}/docs" in run.text
    assert len(run.pids()) == 3 and all(alive(pid) for pid in run.pids())
    run.process.send_signal(wish)
    assert run.ends(5) == 0


def test_a_killed_engine_comes_back_and_the_gateway_stays(start_run: Callable[..., Run]) -> None:
    run = start_run()
    run.ready()
    first = int(re.findall(r"loaded (\d+)", run.text)[0])
    os.kill(first, signal.SIGKILL)
    run.ready(engines=2)
    assert "The engine ended by itself (signal 9)" in run.text
    assert run.text.count("listening") == 1
    run.process.send_signal(signal.SIGINT)
    assert run.ends() == 0


def test_a_dead_gateway_ends_everything(start_run: Callable[..., Run]) -> None:
    run = start_run(gateway="print('it broke'); raise SystemExit(3)")
    assert run.ends() == 1
    assert "gateway | it broke" in run.text
    assert "The gateway ended by itself (exit code 3)" in run.text.splitlines()[-1]


def test_a_second_ctrl_c_ends_a_stubborn_child(start_run: Callable[..., Run]) -> None:
    run = start_run(STUBBORN)
    run.ready()
    run.process.send_signal(signal.SIGINT)
    wait_for(lambda: "Ending" in run.text, run.text)
    time.sleep(0.3)
    assert run.process.poll() is None
    run.process.send_signal(signal.SIGINT)
    assert run.ends(3) == 0


@pytest.mark.skipif(sys.platform != "linux", reason="only Linux tells children of their parent's death")
def test_no_child_outlives_a_killed_supervisor(start_run: Callable[..., Run]) -> None:
    run = start_run(STUBBORN)
    run.ready()
    run.process.kill()
    run.process.wait()
    for pid in run.pids():
        wait_for(lambda pid=pid: not alive(pid), f"{pid} was left behind")  # type: ignore[misc]


def test_a_port_in_use_is_one_sentence(start_run: Callable[..., Run], monkeypatch: pytest.MonkeyPatch) -> None:
    run = start_run()
    run.ready()
    env = os.environ | {"PORT": str(run.port)}
    done = subprocess.run(
        [sys.executable, "-m", "bot", "run"], cwd=ROOT, env=env, capture_output=True, text=True, timeout=10
    )
    assert done.returncode == 1
    assert re.fullmatch(rf"Port {run.port} is in use by another program: .*PORT=\d+\n", done.stderr)


def test_last_words_are_not_lost() -> None:
    lines: list[str] = []
    child = ChildProcess(
        [sys.executable, "-c", "print('0%\\r50%\\rone'); print('two', end='')"],
        {"PATH": os.environ["PATH"]},
        lines.append,
    )
    wait_for(lambda: child.poll() is not None, "it did not end")
    assert lines == ["one", "two"]
    assert child.poll() == 0


def test_a_program_that_is_not_there_is_said() -> None:
    lines: list[str] = []
    child = ChildProcess(["/nowhere/python"], {}, lines.append)
    wait_for(lambda: child.poll() is not None, "it did not end")
    assert child.poll() == 1
    assert lines == ["/nowhere/python cannot be started: No such file or directory"]


def test_output_that_cannot_be_shown_or_read_ends_nothing() -> None:
    narrow = io.TextIOWrapper(io.BytesIO(), encoding="ascii")
    console = Console(narrow)
    console.sink("engine")("নমস্কার")
    narrow.close()
    console.sink("engine")("nobody reads this")
