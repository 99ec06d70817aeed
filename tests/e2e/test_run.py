"""`python -m bot run` as a person starts it, and the chat page of the real service in a browser."""

from __future__ import annotations

import os
import re
import shutil
import signal
import socket
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import httpx
import pytest
from playwright.sync_api import Browser, Page, expect, sync_playwright

from bot.settings import ROOT
from bot.supervisor.checks import free_ports

if TYPE_CHECKING:
    from tests.service import Service, Trained

pytestmark = pytest.mark.engine

QUESTION = "উদ্যম রেজিস্ট্রেশনে কী কী কাগজ লাগে?"
PATIENCE = 30_000  # milliseconds: the machine may be busy
ARGS = ["--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking"]


class Run:
    """A `bot run` in a terminal."""

    def __init__(self, data_dir: Path, content: Path, port: int, **env: str) -> None:
        self.url = f"http://127.0.0.1:{port}"
        settings = {"PORT": str(port), "DATA_DIR": str(data_dir), "CONTENT_DIR": str(content), "HOST": "127.0.0.1"}
        settings["RATE_LIMIT"] = "1000/minute"
        self.process = subprocess.Popen(
            [sys.executable, "-m", "bot", "run"],
            cwd=ROOT,
            env={**os.environ, "PYTHONUNBUFFERED": "1", "PYTHONIOENCODING": "utf-8", **settings, **env},
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
            encoding="utf-8",
            start_new_session=True,
        )
        self.output = ""
        self._reader = threading.Thread(target=self._read, daemon=True)
        self._reader.start()

    def _read(self) -> None:
        assert self.process.stdout is not None
        for line in self.process.stdout:
            self.output += line

    def says(self, words: str, seconds: float = 120) -> None:
        end = time.monotonic() + seconds
        while words not in self.output:
            assert self.process.poll() is None, self.output
            assert time.monotonic() < end, self.output
            time.sleep(0.05)

    def ends(self, seconds: float = 60) -> int:
        code = self.process.wait(seconds)
        self._reader.join(10)
        return code

    def family(self) -> list[int]:
        """All processes that come from it, itself included."""
        parents = {}
        for entry in Path("/proc").iterdir():
            if entry.name.isdigit():
                try:
                    stat = (entry / "stat").read_text()
                except OSError:
                    continue
                parents[int(entry.name)] = int(stat.rpartition(")")[2].split()[1])
        found = [self.process.pid]
        for pid in found:
            found += [child for child, parent in parents.items() if parent == pid]
        return found


def alive(pid: int) -> bool:
    try:
        return Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[0] != "Z"
    except OSError:
        return False


@pytest.fixture
def started(trained: Trained, tmp_path: Path) -> Iterator[Run]:
    run = Run(trained.data_dir(tmp_path / "data"), trained.content, free_ports(1)[0])
    yield run
    run.process.kill()
    run.process.wait()


@pytest.mark.skipif(not Path("/proc/self/stat").exists(), reason="looks at processes in /proc")
def test_it_starts_answers_mends_itself_and_ends(started: Run) -> None:
    started.says("Ctrl-C ends it")
    assert f"Chat      {started.url}/" in started.output and f"Health    {started.url}/readyz" in started.output
    assert "Traceback" not in started.output
    with httpx.Client(base_url=started.url, timeout=30, trust_env=False) as client:
        ready = client.get("/readyz").json()
        parts = {"database": "ok", "sender": "ok", "scheduler": "ok", "engine": "ok"}
        assert (ready["status"], ready["parts"]) == ("ready", parts)
        assert "উদ্যোগ সাথী" in client.get("/").text

        def ask() -> str:
            return str(client.post("/api/chat", json={"sender": "a", "text": QUESTION}).json()["messages"][0]["text"])

        answer = ask()
        assert "আধার" in answer
        family = started.family()
        (engine,) = [pid for pid in family if b"rasa_project.serve" in Path(f"/proc/{pid}/cmdline").read_bytes()]
        os.kill(engine, signal.SIGKILL)
        started.says("The engine ended by itself")
        assert ask() != answer
        end = time.monotonic() + 90
        while ask() != answer:
            assert time.monotonic() < end, started.output
            time.sleep(0.2)
    family = started.family()
    assert len(family) == 3, "supervisor, gateway, engine"
    began = time.monotonic()
    started.process.send_signal(signal.SIGINT)
    assert started.ends() == 0
    assert time.monotonic() - began < 12
    assert not [pid for pid in family if alive(pid)]
    assert "Ending ..." in started.output and "Traceback" not in started.output


def test_an_occupied_port_is_one_sentence(trained: Trained, tmp_path: Path) -> None:
    with socket.create_server(("127.0.0.1", 0)) as other:
        port = other.getsockname()[1]
        run = Run(trained.data_dir(tmp_path / "data"), trained.content, port)
        assert run.ends() == 1
    (line,) = run.output.strip().splitlines()
    assert line.startswith(f"Port {port} is in use by another program") and re.search(r"PORT=\d+$", line)


def test_broken_content_names_file_line_and_mend(trained: Trained, tmp_path: Path) -> None:
    content = tmp_path / "content"
    shutil.copytree(trained.content, content)
    bad = content / "schemes" / "pmegp.yml"
    lines = bad.read_text(encoding="utf-8").splitlines()
    at = next(number for number, line in enumerate(lines, 1) if line.startswith("status:"))
    lines[at - 1] = "status: maybe"
    bad.write_text("\n".join(lines) + "\n", encoding="utf-8")
    run = Run(trained.data_dir(tmp_path / "data"), content, free_ports(1)[0])
    assert run.ends() == 1
    assert f"pmegp.yml:{at}:" in run.output, run.output
    assert "'open', 'closed', 'changed' or 'unconfirmed'" in run.output
    assert "mended before the service starts" in run.output and "Traceback" not in run.output


# ---- The page --------------------------------------------------------------------------------------------------------


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    path = os.environ.get("CHROMIUM") or shutil.which("chromium") or shutil.which("google-chrome")
    if not path:
        pytest.fail("no browser: install Chromium or name one in CHROMIUM")
    with sync_playwright() as playwright:
        started = playwright.chromium.launch(executable_path=path, args=ARGS, timeout=60_000)
        yield started
        started.close()


@pytest.fixture
def page(browser: Browser) -> Iterator[Page]:
    context = browser.new_context(viewport={"width": 360, "height": 740}, locale="bn-IN", reduced_motion="reduce")
    context.set_default_timeout(PATIENCE)
    expect.set_options(timeout=PATIENCE)
    page = context.new_page()
    faults: list[str] = []
    page.on("console", lambda message: faults.append(message.text) if message.type in ("error", "warning") else None)
    page.on("pageerror", lambda error: faults.append(str(error)))
    yield page
    context.close()
    assert not faults, faults


@pytest.mark.browser
def test_a_conversation_on_the_page(service: Service, page: Page) -> None:
    said = service.said
    page.goto(service.url)
    bot, mine, box = page.locator(".turn.bot"), page.locator(".turn.me .bubble"), page.locator("#text")
    expect(bot).to_have_count(1)
    expect(bot.first).to_contain_text("নমস্কার")
    box.fill(QUESTION)
    box.press("Enter")
    expect(bot).to_have_count(2)
    answer = said.answer("udyam-registration", "documents", "bn")
    expect(bot.last).to_contain_text(answer.split("\n")[0].strip("• "))
    source = said.content.topics["udyam-registration"].sources[0]
    expect(bot.last.locator(".sources a").first).to_have_attribute("href", source.url)
    expect(bot.last.locator(".bubble").first).to_have_attribute("lang", "bn")

    title = said.content.buttons["aspect_cost"].text["bn"]
    bot.last.get_by_role("button", name=title).click()
    expect(bot).to_have_count(3)
    expect(mine.last).to_contain_text(title)
    cost = said.answer("udyam-registration", "cost", "bn").split("\n")[0].strip("• ")
    expect(bot.last).to_contain_text(cost)

    page.reload()
    expect(bot).to_have_count(3)
    expect(mine).to_have_count(2)
    expect(bot.last).to_contain_text(cost)
    box.fill("ar ki ki kagoj lagbe?")
    box.press("Enter")
    expect(bot).to_have_count(4)
    expect(bot.last).to_contain_text(answer.split("\n")[0].strip("• "))
    assert page.evaluate("document.documentElement.scrollWidth <= window.innerWidth")
