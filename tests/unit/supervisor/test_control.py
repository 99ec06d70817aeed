"""The supervisor's word to the gateway, over real HTTP."""

from __future__ import annotations

import http.server
import json
import threading
import time
from collections.abc import Callable, Iterator
from typing import Any

import pytest

from bot.supervisor.checks import free_ports
from bot.supervisor.control import PAUSE, HttpControl


class Gateway:
    """Keeps what it is told; `status`: what it answers."""

    def __init__(self) -> None:
        self.told: list[tuple[str, Any]] = []
        self.status = 204
        gateway = self

        class Handler(http.server.BaseHTTPRequestHandler):
            def do_POST(self) -> None:
                body = self.rfile.read(int(self.headers["Content-Length"]))
                gateway.told.append((self.path, json.loads(body)))
                self.send_response(gateway.status)
                self.end_headers()

            def log_message(self, *arguments: object) -> None: ...

        self.server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        self.url = f"http://127.0.0.1:{self.server.server_port}/operations"


@pytest.fixture
def gateway() -> Iterator[Gateway]:
    one = Gateway()
    threading.Thread(target=one.server.serve_forever, args=(0.02,), daemon=True).start()
    yield one
    one.server.shutdown()
    one.server.server_close()


def until(condition: Callable[[], bool]) -> None:
    end = time.monotonic() + 5
    while not condition():
        assert time.monotonic() < end
        time.sleep(0.01)


def test_it_is_told_once_with_the_token(gateway: Gateway, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("HTTP_PROXY", "http://127.0.0.1:9")
    control = HttpControl(gateway.url, "a token")
    assert control.confirmed(), "there is nothing to tell"
    control.tell(training="running")
    assert not control.confirmed()
    control.tick(0)
    until(control.confirmed)
    control.tick(100)
    assert gateway.told == [("/operations?token=a%20token", {"training": "running"})] or gateway.told == [
        ("/operations?token=a+token", {"training": "running"})
    ]


def test_what_was_told_before_is_told_again(gateway: Gateway) -> None:
    control = HttpControl(gateway.url, "t")
    control.tell(training="running")
    control.tell(engine_url="http://127.0.0.1:2")
    control.tick(0)
    until(control.confirmed)
    assert gateway.told[-1][1] == {"training": "running", "engine_url": "http://127.0.0.1:2"}


def test_a_refusal_is_no_confirmation_and_it_is_tried_again(gateway: Gateway) -> None:
    gateway.status = 401
    control = HttpControl(gateway.url, "t")
    control.tell(training="needed")
    control.tick(0)
    until(lambda: len(gateway.told) == 1)
    control.tick(PAUSE / 2)
    assert not control.confirmed()
    gateway.status = 204

    def confirmed() -> bool:
        control.tick(PAUSE)
        return control.confirmed()

    until(confirmed)
    assert len(gateway.told) == 2


def test_a_gateway_that_is_not_there() -> None:
    control = HttpControl(f"http://127.0.0.1:{free_ports(1)[0]}/operations", "t")
    control.tell(training="needed")
    for second in range(3):
        control.tick(second * PAUSE)
        time.sleep(0.05)
    assert not control.confirmed()
