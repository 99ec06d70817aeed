"""The set-up on a fresh machine: which Python, what is installed when, and what is said if it fails."""

from __future__ import annotations

import ast
import importlib.util
import io
import json
import os
import re
import stat
import subprocess
import sys
import time
from pathlib import Path
from types import ModuleType

import pytest

ROOT = Path(__file__).resolve().parents[2]
SCRIPT = ROOT / "scripts" / "bootstrap.py"

# A Python that answers the version probe, makes "environments" with a copy of itself, and writes down what pip is told.
FAKE = """#!/bin/sh
here=$(dirname "$0")
case "$1 $2" in
"-c import pip") exit 0 ;;
"-c "*) printf '%s\\n%s\\n' "$(cat "$here/version")" "$0" ;;
"-m venv")
    if [ -f "$STAGE/venv-says" ]; then cat "$STAGE/venv-says"; exit 1; fi
    mkdir -p "$3/bin" && cp "$0" "$3/bin/python" && cp "$here/version" "$3/bin/version"
    echo "version = $(cat "$here/version").1" >"$3/pyvenv.cfg" ;;
"-m pip")
    echo "$*" >>"$STAGE/pip-calls"
    if [ -f "$STAGE/pip-hangs" ]; then exec sleep 60; fi
    if [ -f "$STAGE/pip-says" ]; then cat "$STAGE/pip-says"; exit 1; fi ;;
esac
"""


def load() -> ModuleType:
    spec = importlib.util.spec_from_file_location("bootstrap", SCRIPT)
    assert spec and spec.loader
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


bootstrap = load()


def fake_python(folder: Path, version: str, name: str = "python") -> Path:
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "version").write_text(version)
    path = folder / name
    path.write_text(FAKE)
    path.chmod(path.stat().st_mode | stat.S_IXUSR)
    return path


class Machine:
    """A folder with lock files, and a fake Python to set it up with."""

    def __init__(self, folder: Path) -> None:
        self.root = folder / "tree"
        self.stage = folder / "stage"
        self.stage.mkdir()
        (self.root / "rasa_project").mkdir(parents=True)
        for name in ("", "rasa_project/"):
            self.lock(f"{name}requirements.lock", "one==1", "two==2")
            self.lock(f"{name}requirements-dev.lock", "pytest==8")
        self.use("3.11")

    def lock(self, name: str, *pins: str) -> None:
        (self.root / name).write_text(
            "# made by a tool\n" + "".join(f"{pin} \\\n    --hash=sha256:00\n" for pin in pins)
        )

    def use(self, version: str) -> None:
        self.python = fake_python(self.stage / version, version)

    def environ(self) -> dict[str, str]:
        return {"PATH": os.environ["PATH"], "PYTHON": str(self.python), "STAGE": str(self.stage)}

    def run(self, *arguments: str) -> tuple[int, str]:
        out = io.StringIO()
        code = bootstrap.main(list(arguments), self.environ(), str(self.root), out)
        return code, out.getvalue()

    def calls(self) -> list[str]:
        """What pip was told since the last look, without the tree's path."""
        file = self.stage / "pip-calls"
        lines = file.read_text().replace(str(self.root) + "/", "").splitlines() if file.exists() else []
        file.unlink(missing_ok=True)
        return sorted(lines)

    def says(self, text: str, what: str = "pip") -> None:
        (self.stage / f"{what}-says").write_text(text)


@pytest.fixture
def machine(tmp_path: Path) -> Machine:
    return Machine(tmp_path)


# ---- which Python


def test_an_old_python_can_read_the_script() -> None:
    ast.parse(SCRIPT.read_text(encoding="utf-8"), feature_version=(3, 6))


def test_python_from_the_environment_wins(tmp_path: Path) -> None:
    python = fake_python(tmp_path, "3.12")
    assert bootstrap.choose_interpreter({"PYTHON": str(python)}, ("3.11", "/running")) == ("3.12", str(python))


@pytest.mark.parametrize("version", ["3.9", "3.13"])
def test_a_wrong_python_from_the_environment_is_refused(tmp_path: Path, version: str) -> None:
    python = fake_python(tmp_path, version)
    with pytest.raises(bootstrap.Failure, match=rf"is Python {version}; .* needs Python 3\.11 or 3\.12"):
        bootstrap.choose_interpreter({"PYTHON": str(python)})


def test_a_python_that_is_not_there_is_refused() -> None:
    with pytest.raises(bootstrap.Failure, match="PYTHON=/nowhere/python does not run"):
        bootstrap.choose_interpreter({"PYTHON": "/nowhere/python"})


def test_the_running_python_comes_next() -> None:
    assert bootstrap.choose_interpreter({"PATH": ""}, ("3.11", "/running")) == ("3.11", "/running")


def test_a_fitting_python_on_the_path_comes_last(tmp_path: Path) -> None:
    older = fake_python(tmp_path / "a", "3.11", "python3.11")
    environ = {"PATH": os.pathsep.join([str(tmp_path / "b"), str(tmp_path / "a"), "/bin"])}
    assert bootstrap.choose_interpreter(environ, ("3.8", "/running")) == ("3.11", str(older))


def test_a_name_on_the_path_that_is_another_python_is_passed_over(tmp_path: Path) -> None:
    fake_python(tmp_path / "a", "3.10", "python3.12")
    right = fake_python(tmp_path / "b", "3.11", "python3.11")
    environ = {"PATH": os.pathsep.join([str(tmp_path / "a"), str(tmp_path / "b"), "/bin"])}
    assert bootstrap.choose_interpreter(environ, ("3.13", "/running")) == ("3.11", str(right))


def test_no_fitting_python_is_one_sentence_that_says_what_to_install() -> None:
    with pytest.raises(bootstrap.Failure) as caught:
        bootstrap.choose_interpreter({"PATH": "/nowhere"}, ("3.6", "/running"))
    sentence = str(caught.value)
    assert "needs Python 3.11 or 3.12 and this is Python 3.6" in sentence
    assert "apt-get install python3.11" in sentence
    assert "\n" not in sentence


# ---- what is installed when


def test_a_fresh_machine_gets_both_environments(machine: Machine) -> None:
    code, said = machine.run()
    assert code == 0
    calls = machine.calls()
    assert [call.split(" -r ")[1:] for call in calls] == [["rasa_project/requirements.lock"], ["requirements.lock"]]
    for call in calls:
        assert "install --no-deps --require-hashes --ignore-requires-python" in call
        assert "index" not in call and "--find-links" not in call
    assert "app: ready" in said and "engine: ready" in said and "Both environments are ready." in said
    assert "installing 2 packages" in said


def test_nothing_is_done_and_said_when_nothing_changed(machine: Machine) -> None:
    machine.run()
    machine.calls()
    assert machine.run() == (0, "")
    assert machine.calls() == []


def test_dev_adds_its_lock_files_once(machine: Machine) -> None:
    machine.run()
    machine.calls()
    machine.run("--dev")
    assert [call.split(" -r ")[1:] for call in machine.calls()] == [
        ["rasa_project/requirements-dev.lock"],
        ["requirements-dev.lock"],
    ]
    assert machine.run("--dev") == (0, "")
    assert machine.run() == (0, "")


def test_a_changed_lock_file_is_installed_and_what_it_dropped_goes(machine: Machine) -> None:
    machine.run("--dev")
    machine.calls()
    machine.lock("requirements.lock", "one==2", "three==3")
    code, said = machine.run()
    assert code == 0
    install, uninstall = machine.calls()
    assert install.endswith("-r requirements.lock")
    assert uninstall.endswith("uninstall --yes two")
    assert "engine" not in said.replace("Both", "")
    assert not (machine.root / ".venv" / bootstrap.MARKER).exists()


def test_a_failed_installation_leaves_no_stamp_and_is_repaired(machine: Machine) -> None:
    machine.says("ERROR: something")
    assert machine.run()[0] == 1
    assert not (machine.root / ".venv" / bootstrap.STAMP).exists()
    (machine.stage / "pip-says").unlink()
    left = machine.root / ".venv" / "half-a-package"
    left.touch()
    code, said = machine.run()
    assert code == 0
    assert "anew: the last installation was interrupted" in said
    assert not left.exists()
    assert machine.run() == (0, "")


def test_an_environment_of_another_python_is_built_anew(machine: Machine) -> None:
    machine.run()
    machine.use("3.12")
    code, said = machine.run()
    assert code == 0
    assert said.count("anew: it was made with Python 3.11") == 2


def test_an_environment_whose_python_is_gone_is_built_anew(machine: Machine) -> None:
    machine.run()
    python = machine.root / ".venv" / "bin" / "python"
    python.unlink()
    python.symlink_to("/nowhere/python")
    code, said = machine.run()
    assert code == 0
    assert "app: making the environment anew: its Python is gone" in said
    assert "engine:" not in said


@pytest.mark.parametrize("stamp", ["", "[]", "{}", '{"locks": 1, "packages": 2}'])
def test_an_unreadable_stamp_counts_as_none(machine: Machine, stamp: str) -> None:
    machine.run()
    machine.calls()
    (machine.root / ".venv" / bootstrap.STAMP).write_text(stamp)
    assert machine.run()[0] == 0
    assert len(machine.calls()) == 1
    assert "requirements.lock" in json.loads((machine.root / ".venv" / bootstrap.STAMP).read_text())["locks"]


def test_two_at_once_wait_for_each_other_and_a_killed_one_is_repaired(machine: Machine) -> None:
    (machine.stage / "pip-hangs").touch()
    command = "import sys, bootstrap; sys.exit(bootstrap.main([], None, sys.argv[1]))"
    environ = machine.environ() | {"PYTHONPATH": str(SCRIPT.parent), "PYTHONDONTWRITEBYTECODE": "1"}
    start = [sys.executable, "-c", command, str(machine.root)]
    first = subprocess.Popen(start, env=environ, stdout=subprocess.DEVNULL)
    try:
        wait_for(lambda: len((machine.stage / "pip-calls").read_text().splitlines()) == 2)
        second = subprocess.Popen(start, env=environ, stdout=subprocess.PIPE, text=True)
        assert second.stdout
        assert "Another set-up is at work" in second.stdout.readline()
        (machine.stage / "pip-hangs").unlink()
    finally:
        first.terminate()
        first.kill()
        first.wait()
    # Killed outright, its two pips may live on: they keep the lock until they end.
    for pid in children_with(str(machine.stage), "sleep 60"):
        os.kill(pid, 9)
    said, _ = second.communicate(timeout=10)
    assert second.returncode == 0
    assert said.count("the last installation was interrupted") == 2


def children_with(stage: str, command: str) -> list[int]:
    """Processes of this test that still run `command` (Linux)."""
    found = []
    for folder in Path("/proc").glob("[0-9]*"):
        try:
            words = (folder / "cmdline").read_bytes().replace(b"\0", b" ").decode().strip()
            if words == command and f"STAGE={stage}\0" in (folder / "environ").read_bytes().decode(errors="replace"):
                found.append(int(folder.name))
        except OSError:
            continue
    return found


def wait_for(condition: object, seconds: float = 10) -> None:
    until = time.monotonic() + seconds
    while time.monotonic() < until:
        try:
            if condition():  # type: ignore[operator]
                return
        except OSError:
            pass
        time.sleep(0.02)
    raise AssertionError("it did not happen in time")


# ---- why it failed


@pytest.mark.parametrize(
    ("log", "sentence"),
    [
        ("OSError: [Errno 28] No space left on device", "NOT ready: the disk is full"),
        ("Retrying ... Failed to establish a new connection: [Errno 111]", "the package server is not reachable"),
        ("Temporary failure in name resolution\nERROR: No matching distribution found for x==1", "not reachable"),
        ("SSLError CERTIFICATE_VERIFY_FAILED ... Max retries exceeded", "certificate is not trusted"),
        ("ERROR: (from versions: none)\nERROR: No matching distribution found for x==1", "has no x==1 for Python 3.11"),
        ("ERROR: (from versions: 2)\nERROR: No matching distribution found for x==1", "offer x==1 for Python 3.11"),
        ("ERROR: THESE PACKAGES DO NOT MATCH THE HASHES FROM THE REQUIREMENTS FILE", "hash mismatch"),
        (
            "Building wheel for fast (setup.py)\nerror: command 'gcc' failed: No such file or directory",
            "gcc is missing",
        ),
        ("Building wheel for fast\nunable to execute 'x86_64-linux-gnu-gcc': No such file", "fast has to be compiled"),
        ("fatal error: Python.h: No such file or directory", "install python3.11-dev"),
        ("ERROR: Failed building wheel for fast", "fast could not be built"),
        ("ERROR: ResolutionImpossible", "different releases of one package"),
        ("ERROR: Could not install packages: [Errno 13] Permission denied", "cannot be written"),
        ("no idea", "the installation ended with code 1."),
    ],
)
def test_the_cause_is_said_in_one_sentence(machine: Machine, log: str, sentence: str) -> None:
    machine.says(log)
    code, said = machine.run()
    assert code == 1
    line = next(line for line in said.splitlines() if "app: NOT ready" in line)
    assert sentence in line
    assert "bootstrap-app.log" in line
    assert log in (machine.root / "var" / "log" / "bootstrap-app.log").read_text()
    assert log not in said


def test_a_missing_venv_module_is_named(machine: Machine) -> None:
    machine.says("The virtual environment was not created successfully because ensurepip is not available.", "venv")
    code, said = machine.run()
    assert code == 1
    assert "has no venv module" in said and "apt-get install python3" in said


def test_a_missing_lock_file_is_named(machine: Machine, capsys: pytest.CaptureFixture[str]) -> None:
    (machine.root / "requirements.lock").unlink()
    assert machine.run()[0] == 1
    assert "requirements.lock is missing" in capsys.readouterr().err


def test_a_wrong_python_ends_with_one_sentence(machine: Machine, capsys: pytest.CaptureFixture[str]) -> None:
    machine.use("3.13")
    assert machine.run()[0] == 1
    assert capsys.readouterr().err.count("\n") == 1


# ---- the lock files themselves


@pytest.mark.parametrize("folder", ["", "rasa_project"])
def test_the_lock_files_of_an_environment_agree(folder: str) -> None:
    """The development lock is installed on top of the other and must not change a release."""
    base, dev = (pins(ROOT / folder / name) for name in ("requirements.lock", "requirements-dev.lock"))
    assert {name: (base[name], dev[name]) for name in base.keys() & dev.keys() if base[name] != dev[name]} == {}


@pytest.mark.parametrize("folder", ["", "rasa_project"])
@pytest.mark.parametrize("name", ["requirements.lock", "requirements-dev.lock"])
def test_a_lock_file_names_no_package_server(folder: str, name: str) -> None:
    file = ROOT / folder / name
    assert not re.search(r"https?://|--(?:extra-)?index-url|--find-links", file.read_text(encoding="utf-8"))


def pins(file: Path) -> dict[str, list[str]]:
    found: dict[str, list[str]] = {}
    for name, version in re.findall(r"^([\w.-]+)==([^ ;\\]+)", file.read_text(encoding="utf-8"), re.MULTILINE):
        found.setdefault(name, []).append(version)
    return found
