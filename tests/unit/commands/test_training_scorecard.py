"""`bot training scorecard` as the programme's owner calls it."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from sqlalchemy import select
from typer.testing import CliRunner

from bot.commands import training_scorecard
from bot.db import migrate
from bot.db.models import AuditEvent
from bot.db.session import Database
from bot.errors import UserError
from bot.settings import ROOT
from tests.contract.scorecard_people import Made, made

Call = Callable[..., Any]


@pytest.fixture
def store(folders: Path) -> Database:
    (folders / "content").symlink_to(ROOT / "content")
    (folders / "data").mkdir(parents=True)
    address = f"sqlite:///{folders / 'data' / 'bot.sqlite3'}"
    migrate.upgrade(address)
    return Database(address)


@pytest.fixture
def programme(store: Database) -> Made:
    return made(store, 300, 24, 3)


def call(*arguments: str) -> Any:
    return CliRunner().invoke(training_scorecard.app, list(arguments))


def test_a_table_for_people(programme: Made) -> None:
    done = call()
    assert done.exit_code == 0, done.output
    lines = done.output.splitlines()
    assert lines[0] == f"P-{programme.programme[:6].upper()}: Sample programme"
    (whole,) = [line for line in lines if line.startswith("P-") and "Sample" not in line]
    held = sum(one["status"] == "held" for one in programme.rows["sessions"])
    assert whole.split()[1:3] == [str(held), "75"]
    assert any(line.startswith("malda ") for line in lines) and "–*" in done.output
    assert max(map(len, lines)) <= 100


def test_as_data_workbook_and_picture(programme: Made, store: Database, tmp_path: Path) -> None:
    card = json.loads(call("--json").output)
    assert card["whole"]["people_planned"] == 1500
    done = call("--xlsx", str(tmp_path / "a.xlsx"), "--plot", str(tmp_path / "a.png"), "--lang", "bn")
    assert done.exit_code == 0, done.output
    assert "Overview" in openpyxl.load_workbook(tmp_path / "a.xlsx").sheetnames
    assert (tmp_path / "a.png").read_bytes().startswith(b"\x89PNG")
    assert call("--plot", str(tmp_path / "a.svg")).exit_code == 0
    assert b"<svg" in (tmp_path / "a.svg").read_bytes()
    with store.session() as session:
        acts = [(one.actor, one.details["form"]) for one in session.scalars(select(AuditEvent))]
    assert acts == [("command line", form) for form in ("json", "xlsx", "png", "svg")]


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (("--plot", "a.pdf"), "ends in .svg or .png"), (("--lang", "fr"), "choose bn, hi or en"),
        (("--programme", "X"), "There is no programme X"), (("--xlsx", "/nowhere/a.xlsx"), "cannot be written"),
    ],
)  # fmt: skip
def test_what_is_wrong_is_said(programme: Made, arguments: tuple[str, ...], words: str) -> None:
    done = call(*arguments)
    assert isinstance(done.exception, UserError) and words in str(done.exception)
