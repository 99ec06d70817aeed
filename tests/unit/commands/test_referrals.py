"""`bot referrals` on a database with some requests."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

import bot.settings
from bot.clock import utc_now
from bot.db import migrate
from bot.db.session import Database
from bot.services import contacts, numbers, officers, referrals
from bot.services.referrals import Request
from bot.settings import ROOT

WAITS, FRESH, ELSEWHERE = range(3)


@pytest.fixture
def asked(folders: Path, monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """Numbers: one of five days ago and one of now in Malda, one in Nadia."""
    monkeypatch.setenv("CONTENT_DIR", str(ROOT / "content"))
    bot.settings.get_settings.cache_clear()
    address = f"sqlite:///{folders / 'data' / 'bot.sqlite3'}"
    (folders / "data").mkdir(parents=True, exist_ok=True)
    migrate.upgrade(address)
    database = Database(address)
    found = []
    with database.session() as session:
        for days, district in ((5, "malda"), (0, "malda"), (0, "nadia")):
            moment = utc_now() - dt.timedelta(days=days)
            person = contacts.find_or_create(session, "web", f"{district}{days}", moment).id
            referrals.answer(session, person, True, "1", "bn", moment)
            wanted = Request("tools", 200_000, district, ("pan",), f"Rina of {district}", "+919830012345", "bn")
            found.append(referrals.create(session, person, wanted, moment).number)
        known = {"malda", "nadia"}
        officers.add(session, "Mita Das", ["malda"], ["referrals"], utc_now(), known=known)
        officers.add(session, "Guest", ["malda"], [], utc_now(), known=known)
    database.close()
    return found


def test_the_list_begins_with_what_waits(command: Callable[..., Any], asked: list[str]) -> None:
    told = command("referrals", "list", "--as", "Mita Das")
    assert told.code == 0 and told.widest <= 80
    first, second = (told.out.index(numbers.shown(asked[which])) for which in (WAITS, FRESH))
    assert first < second and told.out.count("waits") == 1
    assert numbers.shown(asked[ELSEWHERE]) not in told.out and "nadia" not in told.out
    assert "98xxxxxx45" in told.out and "9830012345" not in told.out


def test_the_list_for_programs(command: Callable[..., Any], asked: list[str]) -> None:
    found = command("referrals", "list", "--as", "Mita Das", "--json", "--limit", "1").json
    assert found["total"] == 2 and [one["number"] for one in found["referrals"]] == [asked[WAITS]]
    assert found["referrals"][0]["waits"] is True


def test_more_than_are_shown_and_none(command: Callable[..., Any], asked: list[str]) -> None:
    assert "1 more" in command("referrals", "list", "--as", "Mita Das", "--limit", "1").out
    assert "no such requests" in command("referrals", "list", "--as", "Mita Das", "--status", "refused").out


def test_set_and_show(command: Callable[..., Any], asked: list[str]) -> None:
    number = numbers.shown(asked[FRESH])
    told = command("referrals", "set", number, "contacted", "--as", "Mita Das", "--reason", "comes on Monday")
    assert told.code == 0 and "the person is told" in told.out
    assert "Noted" in command("referrals", "set", number, "contacted", "--as", "Mita Das", "--reason", "came").out
    shown = command("referrals", "show", number, "--as", "Mita Das")
    assert "Mita Das: comes on Monday" in shown.out and "new, the person" in shown.out and shown.widest <= 80
    steps = command("referrals", "show", number, "--as", "Mita Das", "--json").json["steps"]
    assert [step["status"] for step in steps] == ["new", "contacted", "contacted"]


@pytest.mark.parametrize(
    ("which", "status", "by", "said"),
    [
        (FRESH, "sanctioned", "Mita Das", "from there it can become"), (FRESH, "lost", "Mita Das", "choose new"),
        (FRESH, "refused", "Mita Das", "Write in"), (ELSEWHERE, "contacted", "Mita Das", "There is no such request"),
        (FRESH, "contacted", "Guest", "the right"), (FRESH, "contacted", "Nobody", "There is no official"),
    ],
)  # fmt: skip
def test_what_cannot_be_is_a_sentence(
    command: Callable[..., Any], asked: list[str], which: int, status: str, by: str, said: str
) -> None:
    told = command("referrals", "set", asked[which], status, "--as", by)
    assert told.code != 0 and said in told.err and "Traceback" not in told.err
