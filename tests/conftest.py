"""The real engine and gateway as fixtures; see `service.py`. Nothing is started unless a test asks for it."""

from __future__ import annotations

from collections.abc import Generator, Iterator
from pathlib import Path

import pytest

from tests.service import RUNNING, Person, Service, StandInThread, Trained
from tests.standins.telegram_server import TelegramServer


@pytest.fixture(scope="session")
def trained(tmp_path_factory: pytest.TempPathFactory) -> Trained:
    """Content and models of this run."""
    return Trained.prepare(tmp_path_factory.mktemp("trained"))


@pytest.fixture(scope="session")
def telegram() -> Iterator[StandInThread]:
    """Telegram's Bot API, as `service` knows it."""
    with StandInThread(TelegramServer()).running() as thread:
        yield thread


@pytest.fixture(scope="session")
def service(trained: Trained, telegram: StandInThread, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Service]:
    """The running service that tests share: they talk to it, each as somebody new, and leave its processes alone."""
    server = telegram.server
    folder = tmp_path_factory.mktemp("service") / "data"
    with Service(trained, folder, TELEGRAM_BOT_TOKEN=server.token, TELEGRAM_API_BASE=server.url) as started:
        yield started
        faults = [line for line in started.log if "Traceback" in line or "| ERROR" in line]
    assert not faults, "errors that no person saw:\n" + "\n".join(started.log)[-8000:]


@pytest.fixture
def person(service: Service) -> Person:
    """Somebody new."""
    return service.person()


@pytest.fixture(scope="module")
def restartable(trained: Trained, tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[Service, StandInThread]]:
    """A service whose processes a test may kill and start again, and its Telegram. Whoever kills starts again."""
    with StandInThread(TelegramServer()).running() as thread:
        server = thread.server
        folder = tmp_path_factory.mktemp("restartable") / "data"
        env = {"TELEGRAM_BOT_TOKEN": server.token, "TELEGRAM_API_BASE": server.url, "ENGINE_TIMEOUT_SECONDS": "5"}
        with Service(trained, folder, **env) as started:
            yield started, thread


@pytest.fixture
def new_folder(tmp_path: Path) -> Path:
    """A folder that does not exist yet."""
    return tmp_path / "data"


@pytest.hookimpl(hookwrapper=True)
def pytest_runtest_makereport(item: pytest.Item) -> Generator[None, pytest.CallInfo[None], None]:
    """Shows the end of the services' logs below a failure."""
    outcome = yield
    report = outcome.get_result()  # type: ignore[attr-defined]
    if report.failed:
        for running in RUNNING:
            if running.log:
                report.sections.append((f"log of {running.url}", running.tail()))
