"""`bot workers import` as an official's colleague calls it."""

from __future__ import annotations

import datetime as dt
import io
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from sqlalchemy import select

import bot.settings
from bot.commands.database import open_database
from bot.db.models import Worker
from bot.db.session import Database
from bot.services import officers
from bot.settings import ROOT, get_settings
from tests.unit.services.worker_import.lists import text_list, xlsx

NOW = dt.datetime(2026, 11, 22, 6, 0, tzinfo=dt.UTC)
ROWS = [
    ["Name", "Mobile", "District", "Trade"],
    ["Hari Pal", 9733300001, "Malda", "Mason"],
    ["Anita Das", "97333", "Malda", "Tailor"],
    ["Rahim Sk", 9733300003, "Xyz", "Mason"],
]
OPTIONS = ("--officer", "A. Roy", "--organisation", "Malda DIC", "--district", "malda")


@pytest.fixture
def database(folders: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Database]:
    """A data folder with an official of Malda; the content is the real one."""
    monkeypatch.setenv("CONTENT_DIR", str(ROOT / "content"))
    bot.settings.get_settings.cache_clear()
    opened = open_database(get_settings(), upgraded=True)
    with opened.session() as session:
        officers.add(session, "A. Roy", ["malda"], ["import"], NOW, known=["malda", "nadia"])
        officers.add(session, "C. Das", ["malda"], ["export"], NOW, known=["malda", "nadia"])
    yield opened
    opened.close()


@pytest.fixture
def file(tmp_path: Path) -> Path:
    path = tmp_path / "list.xlsx"
    path.write_bytes(xlsx(ROWS))
    return path


def phones(database: Database) -> list[str]:
    with database.session() as session:
        return list(session.scalars(select(Worker.phone)))


def test_a_dry_run_shows_every_row_and_changes_nothing(
    command: Callable[..., Any], database: Database, file: Path
) -> None:
    told = command("workers", "import", str(file), *OPTIONS)
    assert told.code == 0 and told.widest <= 80, told.err
    assert "List 3    wrong" in told.out and "Mobile: the number has fewer than ten digits" in told.out
    assert "List 4    doubtful" in told.out and "97xxxxxx03" in told.out and "9733300003" not in told.out
    assert "new: 1  doubtful: 1  wrong: 1" in told.out and "dry run" in told.out
    assert phones(database) == []


def test_apply_enters_and_the_report_can_be_sent_back(
    command: Callable[..., Any], database: Database, file: Path, tmp_path: Path
) -> None:
    report = tmp_path / "result.xlsx"
    told = command("workers", "import", str(file), *OPTIONS, "--apply", "--report", str(report))
    assert told.code == 0 and "1 person entered" in told.out, told.err
    assert phones(database) == ["+919733300001"]
    page = openpyxl.load_workbook(io.BytesIO(report.read_bytes())).worksheets[0]
    assert [row[0].value for row in page.iter_rows()] == ["result", "new", "wrong", "doubtful"]
    again = command("workers", "import", str(file), *OPTIONS, "--apply")
    assert again.code != 0 and "same list" in again.err


def test_the_report_for_programs(command: Callable[..., Any], database: Database, file: Path) -> None:
    found = command("workers", "import", str(file), *OPTIONS, "--apply", "--doubtful", "--json").json
    assert (found["applied"], found["entered"]) == (True, 2)
    assert [row["result"] for row in found["rows"]] == ["new", "wrong", "doubtful"]
    assert found["rows"][0]["understood"]["phone"] == "97xxxxxx01"
    assert found["rows"][1]["why"] == [{"column": "Mobile", "text": "the number has fewer than ten digits"}]


REFUSALS = {
    "no such official": (("--officer", "Nobody", "--organisation", "DIC"), "no official"),
    "without the right": (("--officer", "C. Das", "--organisation", "DIC"), "import"),
    "a foreign district": (("--officer", "A. Roy", "--organisation", "DIC", "--district", "nadia"), "do not see nadia"),
    "no district": (("--officer", "A. Roy", "--organisation", "DIC", "--district", "mladia"), "no district mladia"),
}


@pytest.mark.parametrize(("options", "why"), REFUSALS.values(), ids=REFUSALS.keys())
def test_refusals_are_sentences(
    command: Callable[..., Any], database: Database, file: Path, options: tuple[str, ...], why: str
) -> None:
    told = command("workers", "import", str(file), *options)
    assert told.code != 0 and why in told.err and "Traceback" not in told.err
    assert phones(database) == []


def test_a_file_that_is_no_list_or_not_there(command: Callable[..., Any], database: Database, tmp_path: Path) -> None:
    letter = tmp_path / "letter.csv"
    letter.write_bytes(text_list([["Sir,"], ["the list is attached."]]))
    assert "No list of people" in command("workers", "import", str(letter), *OPTIONS).err
    assert "cannot be read" in command("workers", "import", str(tmp_path / "gone.xlsx"), *OPTIONS).err
    there = command("workers", "import", str(tmp_path), *OPTIONS)
    assert there.code != 0 and "cannot be read" in there.err
