"""The real engine and gateway as fixtures; see `service.py`. Nothing is started unless a test asks for it."""

from __future__ import annotations

import os
from collections.abc import Callable, Generator, Iterator

import pytest
from hypothesis import settings

from bot.db import keys
from tests.service import RUNNING, Person, Service, StandInThread, Trained
from tests.standins.telegram_server import TelegramServer

# What tests write and read is sealed with keys of their own, here, in commands and in the services that they start.
keys.use(keys.Keyring.generate())
os.environ["DATA_KEYS"] = keys.current().dumps()

# How long an example takes says more of the machine than of the code.
settings.register_profile("any machine", deadline=None)
settings.load_profile("any machine")


@pytest.fixture(scope="session")
def trained(tmp_path_factory: pytest.TempPathFactory) -> Trained:
    """Content and models of this run."""
    return Trained.prepare(tmp_path_factory.mktemp("trained"))


@pytest.fixture(scope="session")
def start(trained: Trained, tmp_path_factory: pytest.TempPathFactory) -> Callable[..., Service]:
    """Makes services with data folders of their own: `with start(RATE_LIMIT="3/minute") as service: ...`."""
    return lambda **options: Service(trained, tmp_path_factory.mktemp("service") / "data", **options)


@pytest.fixture(scope="session")
def telegram() -> Iterator[StandInThread]:
    """Telegram's Bot API, as `service` knows it."""
    with StandInThread(TelegramServer()).running() as thread:
        yield thread


@pytest.fixture(scope="session")
def service(start: Callable[..., Service], telegram: StandInThread) -> Iterator[Service]:
    """The running service that tests share: they talk to it, each as somebody new, and leave its processes alone."""
    server = telegram.server
    with start(TELEGRAM_BOT_TOKEN=server.token, TELEGRAM_API_BASE=server.url) as started:
        yield started
        faults = [line for line in started.log if "Traceback" in line or "| ERROR" in line]
    assert not faults, "errors that no person saw:\n" + "\n".join(started.log)[-8000:]


@pytest.fixture
def person(service: Service) -> Person:
    """Somebody new."""
    return service.person()


@pytest.fixture(scope="module")
def restartable(start: Callable[..., Service]) -> Iterator[tuple[Service, StandInThread]]:
    """A service whose processes a test may kill and start again, and its Telegram. Whoever kills starts again."""
    with StandInThread(TelegramServer()).running() as thread:
        server = thread.server
        env = {"TELEGRAM_BOT_TOKEN": server.token, "TELEGRAM_API_BASE": server.url, "ENGINE_TIMEOUT_SECONDS": "5"}
        with start(**env) as started:
            yield started, thread


@pytest.hookimpl(hookwrapper=True)
def pytest_runtest_makereport(item: pytest.Item) -> Generator[None, pytest.CallInfo[None], None]:
    """Shows the end of the services' logs below a failure."""
    outcome = yield
    report = outcome.get_result()  # type: ignore[attr-defined]
    if report.failed:
        for running in RUNNING:
            if running.log:
                report.sections.append((f"log of {running.url}", running.tail()))
