"""How `bot scheduler` prints."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import pytest
from typer.testing import CliRunner

from bot.cli import app
from bot.commands import scheduler_list
from bot.scheduler.health import Standing

NOW = dt.datetime(2026, 11, 22, 6, 0, tzinfo=dt.UTC)
MINUTE = dt.timedelta(minutes=1)


def test_who_works() -> None:
    standing = Standing("host:7:ab", 3, NOW + MINUTE, None, 0, NOW + 90 * MINUTE)
    assert list(scheduler_list.status_lines(standing, None, NOW)) == [
        "host:7:ab works, until 2026-11-22 11:31 (term 3)", "Due now: 0", "Next: 2026-11-22 13:00",
    ]  # fmt: skip


def test_what_is_wrong() -> None:
    standing = Standing("host:7:ab", 3, NOW - MINUTE, NOW - 20 * MINUTE, 4, None)
    lines = list(scheduler_list.status_lines(standing, "timed work is 20 minutes behind (4 rows)", NOW))
    assert lines == [
        "host:7:ab worked last, until 2026-11-22 11:29 (term 3)",
        "Due now: 4, the oldest since 2026-11-22 11:10",
        "Wrong: timed work is 20 minutes behind (4 rows). See docs/operations.md, Scheduler.",
    ]
    assert scheduler_list.status_as_json(standing, "x")["oldest"] == "2026-11-22T05:40:00+00:00"


def test_counts() -> None:
    rows = [("day1", "done", "", 12), ("day1", "dropped", "late", 1)]
    assert [line.split() for line in scheduler_list.counts_lines(rows)] == [
        ["kind", "state", "reason", "number"], ["day1", "done", "12"], ["day1", "dropped", "late", "1"],
    ]  # fmt: skip
    assert scheduler_list.counts_as_json(rows)[1] == {
        "kind": "day1",
        "status": "dropped",
        "reason": "late",
        "number": 1,
    }
    assert list(scheduler_list.counts_lines([])) == ["Nothing was planned in this time."]


def test_a_service_that_never_ran(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    from bot.settings import get_settings

    monkeypatch.setenv("DATA_DIR", str(tmp_path))
    monkeypatch.setenv("DATABASE_URL", f"sqlite:///{tmp_path / 'bot.sqlite3'}")
    get_settings.cache_clear()
    try:
        result = CliRunner().invoke(app, ["scheduler", "status"])
        assert result.exit_code == 1, "nobody works"
        assert (
            "Nobody has done timed work yet." in result.output and "Wrong: nobody has done timed work" in result.output
        )
        assert "Nothing was planned" in CliRunner().invoke(app, ["scheduler", "list"]).output
        wrong = CliRunner().invoke(app, ["scheduler", "list", "--status", "lost"])
        assert wrong.exit_code != 0
    finally:
        get_settings.cache_clear()
