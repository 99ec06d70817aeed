"""The service as several processes, as `bot run --role ...` starts them: one PostgreSQL, Telegram's stand-in."""

from __future__ import annotations

import os
import sys
import time
import uuid
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import httpx
import pytest
from sqlalchemy import text

from bot.db.session import Database
from bot.supervisor.checks import free_ports
from bot.supervisor.process import ChildProcess
from scripts.with_postgres import postgres_server
from tests.service import Expected, StandInThread, Trained, read, until
from tests.standins.telegram_server import TelegramServer
from tests.standins.telegram_wire import Sent

pytestmark = [pytest.mark.engine, pytest.mark.postgres, pytest.mark.slow]

ROLES = ("engine", "web", "sender", "scheduler")
PERSON = 71_001


class Processes:
    """One process a role. What all share stands in `env`, as it would in one file `.env`; only PORT differs."""

    def __init__(self, trained: Trained, folder: Path, database_url: str, telegram: TelegramServer) -> None:
        self.content = trained.content
        engine, actions, *ports = free_ports(2 + len(ROLES))
        self.ports = dict(zip(ROLES, ports, strict=True))
        self.env = {
            **os.environ,
            "DATA_DIR": str(trained.data_dir(folder)),
            "CONTENT_DIR": str(trained.content),
            "DATABASE_URL": database_url,
            "ENGINE_URL": f"http://127.0.0.1:{engine}",
            "ENGINE_PORT": str(engine),
            "ACTIONS_PORT": str(actions),
            "ACTIONS_TOKEN": uuid.uuid4().hex,
            "TELEGRAM_BOT_TOKEN": telegram.token,
            "TELEGRAM_API_BASE": telegram.url,
        }
        self.running: dict[str, ChildProcess] = {}
        self.log: list[str] = []
        self.database = Database(database_url)

    def start(self, role: str) -> None:
        command = (sys.executable, "-m", "bot", "run", "--role", role)
        env = self.env | {"PORT": str(self.ports[role])}
        self.running[role] = ChildProcess(command, env, lambda line: self.log.append(f"{role:<9}| {line}"))
        if role != "engine":
            until(lambda: self._answers(role), pause=0.1)

    def _answers(self, role: str) -> bool:
        child = self.running[role]
        assert child.poll() is None, f"{role} ended by itself\n" + "\n".join(self.log[-40:])
        return self.get(role, "/healthz") is not None

    def get(self, role: str, path: str) -> httpx.Response | None:
        """None: it does not answer."""
        try:
            return httpx.get(f"http://127.0.0.1:{self.ports[role]}{path}", timeout=30, trust_env=False)
        except httpx.TransportError:
            return None

    def ready(self, role: str) -> bool:
        answer = self.get(role, "/readyz")
        return answer is not None and answer.status_code == 200

    def end(self, role: str) -> int | None:
        """Its exit code, once it was asked to end."""
        child = self.running.pop(role)
        child.terminate()
        end = time.monotonic() + 20
        while child.poll() is None and time.monotonic() < end:
            time.sleep(0.05)
        code = child.poll()
        child.kill()
        return code

    def end_all(self) -> None:
        for role in reversed([*self.running]):
            self.end(role)
        self.database.close()

    def rows(self, query: str) -> list[Any]:
        with self.database.session() as session:
            return [tuple(row) for row in session.execute(text(query))]


@pytest.fixture(scope="module")
def telegram_of_roles() -> Iterator[StandInThread]:
    with StandInThread(TelegramServer()).running() as thread:
        yield thread


@pytest.fixture(scope="module")
def processes(
    trained: Trained, tmp_path_factory: pytest.TempPathFactory, telegram_of_roles: StandInThread
) -> Iterator[Processes]:
    with postgres_server() as url:
        folder = tmp_path_factory.mktemp("roles") / "data"
        processes = Processes(trained, folder, url, telegram_of_roles.server)
        try:
            for role in ROLES:
                processes.start(role)
            until(lambda: processes.ready("web"), pause=0.2)
            yield processes
        finally:
            processes.end_all()


def seen(thread: StandInThread) -> list[Sent]:
    return [message for message in thread.server.sent if message.chat == PERSON]


def says(thread: StandInThread, words: str) -> None:
    thread.run(lambda: thread.server.types(words, person=PERSON))


def waits_for(thread: StandInThread, count: int, seconds: float = 30) -> list[Sent]:
    thread.run(lambda: thread.server.until(lambda: len(seen(thread)) >= count, seconds))
    return seen(thread)


def test_every_process_says_that_it_is_ready_for_its_part(processes: Processes) -> None:
    for role in ("web", "sender", "scheduler"):
        answer = processes.get(role, "/readyz")
        assert answer is not None and answer.status_code == 200, (role, answer and answer.text)
        assert ("engine" in answer.json()["parts"]) == (role == "web")
    page = processes.get("web", "/")
    assert page is not None and page.status_code == 200
    for role in ("sender", "scheduler"):
        page = processes.get(role, "/")
        assert page is not None and page.status_code == 404, f"{role} shows the chat page"


def test_a_question_goes_through_web_and_engine_and_its_answer_through_the_sender(
    processes: Processes, telegram_of_roles: StandInThread
) -> None:
    before = len(seen(telegram_of_roles))
    says(telegram_of_roles, "What documents are needed for PMEGP?")
    answer = waits_for(telegram_of_roles, before + 1)[-1]
    assert Expected(read(processes.content)).answer("pmegp", "documents", "en") in answer.text
    until(lambda: processes.rows("SELECT status FROM outbox_messages WHERE status <> 'sent'") == [])
    faults = [line for line in processes.log if "Traceback" in line or "ERROR" in line or "CRITICAL" in line]
    assert not faults, "\n".join(faults)


def test_an_answer_waits_for_a_sender_that_was_killed(processes: Processes, telegram_of_roles: StandInThread) -> None:
    before = len(seen(telegram_of_roles))
    processes.running.pop("sender").kill()
    says(telegram_of_roles, "What is the subsidy of PMEGP?")
    waiting = "SELECT status, attempts FROM outbox_messages WHERE status = 'queued'"
    assert until(lambda: processes.rows(waiting)) == [("queued", 0)]
    assert len(seen(telegram_of_roles)) == before
    processes.start("sender")
    waits_for(telegram_of_roles, before + 1)
    until(lambda: not processes.rows(waiting))
    assert len(seen(telegram_of_roles)) == before + 1


def test_a_broken_engine_is_told_and_does_not_touch_the_others(
    processes: Processes, telegram_of_roles: StandInThread
) -> None:
    before = len(seen(telegram_of_roles))
    processes.running.pop("engine").kill()
    says(telegram_of_roles, "What is PMEGP?")
    apology = waits_for(telegram_of_roles, before + 1)[-1]
    assert Expected(read(processes.content)).message("engine_down", "en") in apology.text
    assert not processes.ready("web") and processes.ready("sender") and processes.ready("scheduler")
    processes.start("engine")
    until(lambda: processes.ready("web"), pause=0.2)


def test_each_ends_in_order_when_it_is_asked_to(processes: Processes) -> None:
    assert {role: processes.end(role) for role in ("scheduler", "sender", "web")} == {
        "scheduler": 0, "sender": 0, "web": 0,
    }  # fmt: skip
