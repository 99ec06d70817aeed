"""The command line as a person calls it, on a content and a data folder of its own."""

from __future__ import annotations

import json
import sys
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

import bot.settings
from bot import cli
from bot.db import keys


@dataclass
class Outcome:
    code: int
    out: str
    err: str

    @property
    def json(self) -> Any:
        return json.loads(self.out)

    @property
    def widest(self) -> int:
        """Columns of the longest line; addresses, which are never cut, do not count."""
        return max((len(line) for line in self.out.splitlines() if "://" not in line), default=0)


Command = Callable[..., Outcome]


@pytest.fixture
def folders(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Iterator[Path]:
    """The folder with `content` and `data`."""
    monkeypatch.setenv("CONTENT_DIR", str(tmp_path / "content"))
    monkeypatch.setenv("DATA_DIR", str(tmp_path / "data"))
    bot.settings.get_settings.cache_clear()
    ring = keys.current()  # a command uses those of its data folder
    yield tmp_path
    keys.use(ring)
    bot.settings.get_settings.cache_clear()


@pytest.fixture
def command(folders: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Command:
    def call(*arguments: str) -> Outcome:
        monkeypatch.setattr(sys, "argv", ["bot", *arguments])
        with pytest.raises(SystemExit) as ending:
            cli.main()
        caught = capsys.readouterr()
        return Outcome(int(ending.value.code or 0), caught.out, caught.err)

    return call
