"""The command line: quick help, lazy parts, and every mistake a sentence."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from types import ModuleType, SimpleNamespace
from typing import Any

import pytest

import bot.settings
from bot import cli
from bot.errors import RunError, UserError

ROOT = Path(__file__).resolve().parents[2]


@pytest.fixture(autouse=True)
def fresh_settings(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Iterator[None]:
    monkeypatch.setenv("DATA_DIR", str(tmp_path / "data"))
    bot.settings.get_settings.cache_clear()
    yield
    bot.settings.get_settings.cache_clear()


@pytest.fixture
def part(monkeypatch: pytest.MonkeyPatch) -> Any:
    """Puts a stand-in where a part of the application would be."""

    def put(name: str, **members: Any) -> None:
        module = ModuleType(name)
        module.__dict__.update(members)
        monkeypatch.setitem(sys.modules, name, module)

    return put


@dataclass
class Outcome:
    code: int
    out: str
    err: str


@pytest.fixture
def bot_command(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Any:
    def call(*arguments: str) -> Outcome:
        monkeypatch.setattr(sys, "argv", ["bot", *arguments])
        with pytest.raises(SystemExit) as ending:
            cli.main()
        caught = capsys.readouterr()
        return Outcome(int(ending.value.code or 0), caught.out, caught.err)

    return call


def test_help_imports_no_part_of_the_application() -> None:
    code = (
        "import sys; sys.argv = ['bot', '--help']\n"
        "from bot.cli import main\n"
        "try: main()\n"
        "except SystemExit: pass\n"
        "heavy = {'pydantic', 'httpx', 'sqlalchemy', 'fastapi', 'numpy', 'bot.settings', 'bot.supervisor'}\n"
        "sys.exit(str(heavy & set(sys.modules)) if heavy & set(sys.modules) else 0)"
    )
    done = subprocess.run([sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, timeout=20)
    assert done.returncode == 0, done.stderr
    for command in ("run", "train", "chat", "eval", "content", "db"):
        assert f"\n  {command} " in done.stdout
    assert "..." not in done.stdout.partition("Commands:")[2]  # nothing is cut short


@pytest.mark.parametrize(
    ("name", "value", "sentence"),
    [
        ("PORT", "abc", "PORT=abc in the environment is not usable: it must be a whole number"),
        ("PORT", "0", "PORT=0 in the environment is not usable: it must be at least 1"),
        ("PORT", "70000", "PORT=70000 in the environment is not usable: it must be at most 65535"),
        ("LOG_LEVEL", "loud", "it must be 'debug', 'info', 'warning' or 'error'"),
        ("PUBLIC_URL", "here", "PUBLIC_URL=here in the environment is not usable: it must be a whole address"),
        ("ENGINE_TIMEOUT_SECONDS", "0", "it must be more than 0"),
        ("ENGINE_TIMEOUT_SECONDS", "soon", "it must be a number"),
    ],
)
@pytest.mark.parametrize("command", [["run"], ["content", "check"]])
def test_a_wrong_setting_is_one_sentence(
    bot_command: Any, monkeypatch: pytest.MonkeyPatch, command: list[str], name: str, value: str, sentence: str
) -> None:
    monkeypatch.setenv(name, value)
    outcome = bot_command(*command)
    assert outcome.code == 2
    assert sentence in outcome.err
    assert outcome.err.count("\n") == 1


def test_two_wrong_settings_are_two_sentences(bot_command: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PORT", "abc")
    monkeypatch.setenv("DEFAULT_LANGUAGE", "fr")
    lines = bot_command("db", "upgrade").err.splitlines()
    assert [line.split("=")[0] for line in lines] == ["PORT", "DEFAULT_LANGUAGE"]


def test_run_hands_over_its_exit_code(bot_command: Any, part: Any) -> None:
    part("bot.supervisor", run=lambda settings: 0)
    assert bot_command("run").code == 0


def test_errors_for_people_have_no_stack_trace(bot_command: Any, part: Any) -> None:
    def run(settings: object) -> int:
        raise RunError("Port 8000 is in use.")

    part("bot.supervisor", run=run)
    outcome = bot_command("run")
    assert (outcome.code, outcome.err) == (1, "Port 8000 is in use.\n")
    assert UserError("").exit_code == 2


@pytest.mark.parametrize("force", [True, False])
def test_train(bot_command: Any, part: Any, force: bool) -> None:
    seen = []
    part("bot.supervisor", train=lambda settings, force: seen.append(force) or 0)
    assert bot_command("train", *(["--force"] if force else [])).code == 0
    assert seen == [force]


def test_chat(bot_command: Any, part: Any) -> None:
    seen = []
    part("bot.chat", chat=lambda lang, debug: seen.append((lang, debug)))
    assert bot_command("chat").code == 0
    assert bot_command("chat", "--lang", "bn", "--debug").code == 0
    assert seen == [(None, False), ("bn", True)]


def test_chat_in_an_unknown_language(bot_command: Any) -> None:
    outcome = bot_command("chat", "--lang", "fr")
    assert (outcome.code, outcome.err) == (2, "--lang fr is no language of the assistant; choose bn, hi or en.\n")


def test_eval_passes_everything_on(bot_command: Any, part: Any) -> None:
    seen: list[str] = []
    part("bot.evaluation", main=lambda argv: seen.extend(argv) or 3)
    assert bot_command("eval", "--set", "dev", "-v", "--help", "more").code == 3
    assert seen == ["--set", "dev", "-v", "--help", "more"]


def test_content_in_order(bot_command: Any, part: Any) -> None:
    part("bot.knowledge.check", check=lambda paths, folder: [])
    outcome = bot_command("content", "check")
    assert (outcome.code, outcome.out) == (0, "The content is in order.\n")


def test_content_with_problems(bot_command: Any, part: Any, tmp_path: Path) -> None:
    @dataclass
    class Problem(SimpleNamespace):
        file: Path
        line: int

        def __str__(self) -> str:
            return f"{self.file}:{self.line}: সমস্যা. Mend: write it"

    asked = []

    def check(paths: list[Path], folder: Path) -> list[Problem]:
        asked.append(paths)
        return [Problem(Path("a.yml"), 3), Problem(Path("a.yml"), 9), Problem(Path("b.yml"), 1)]

    part("bot.knowledge.check", check=check)
    outcome = bot_command("content", "check", str(tmp_path))
    assert outcome.code == 1
    assert outcome.out.splitlines()[0] == "a.yml:3: সমস্যা. Mend: write it"
    assert outcome.out.splitlines()[-1] == "3 problems in 2 files."
    assert asked == [[tmp_path]]


def test_content_of_a_path_that_is_not_there(bot_command: Any) -> None:
    outcome = bot_command("content", "check", "/nowhere")
    assert outcome.code == 2
    assert outcome.err.startswith("/nowhere does not exist")


def test_database_upgrade(bot_command: Any, part: Any, tmp_path: Path) -> None:
    seen: list[str] = []
    part("bot.db.migrate", upgrade=seen.append)
    assert bot_command("db", "upgrade").code == 0
    assert seen == [f"sqlite:///{tmp_path / 'data' / 'bot.sqlite3'}"]
    assert (tmp_path / "data").is_dir()
