"""Memory and processor time of processes."""

import os
import sys

import pytest

from benchmarks.processes import cpu_seconds, memory, name_of


@pytest.mark.parametrize(
    ("command", "name"),
    [
        (["python", "-m", "bot", "run"], "supervisor"),
        (["python", "-m", "bot.gateway"], "gateway"),
        (["python", "-m", "rasa_project.serve", "--port", "1"], "engine"),
        (["/usr/bin/other", "thing"], "other"),
        ([], "?"),
    ],
)
def test_processes_have_names(command: list[str], name: str) -> None:
    assert name_of(command) == name


def test_this_process_is_measured() -> None:
    found = memory(os.getpid())[0]
    assert 5 < found.rss < 5000
    if sys.platform == "linux":
        assert found.pss is not None
        assert found.pss <= found.rss * 1.05
    assert sum(cpu_seconds(os.getpid()).values()) > 0
