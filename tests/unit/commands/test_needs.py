"""`bot needs` on a database with a need and a worker."""

from __future__ import annotations

import datetime as dt
import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from bot.commands.database import open_database
from bot.services import consent, contacts, needs, numbers, officers, workers
from bot.services.workers import Registration, Trade
from bot.settings import get_settings

ROOT = Path(__file__).resolve().parents[3]
NOW = dt.datetime(2026, 11, 21, 20, 0, tzinfo=dt.UTC)
BY = ("--officer", "A. Roy")


@pytest.fixture
def number(folders: Path) -> str:
    """Of an unverified need; a mason fits."""
    shutil.copytree(ROOT / "content", folders / "content")
    database = open_database(get_settings(), upgraded=True)
    with database.session() as session:
        officers.add(session, "A. Roy", ["malda"], ["verify"], NOW, known=["malda", "nadia"])
        officers.add(session, "Amit Pal", ["nadia"], ["verify"], NOW, known=["malda", "nadia"])
        person = contacts.find_or_create(session, "telegram", "1", NOW).id
        posting = needs.Posting("mason", 2, "malda", "Roy Construction", "+919830099999", months=12)
        need = needs.post(session, posting, person, "bn", NOW)
        worker = contacts.find_or_create(session, "telegram", "2", NOW).id
        entry = Registration(
            "Rahim", "+919830012345", "malda", (Trade("mason"),), wants=frozenset({"work"}), experience=72
        )
        made = workers.register(session, entry, NOW, contact_id=worker)
        consent.record(session, made.worker_id, "s", "share_employers", "granted", NOW, version="1")
    database.close()
    assert need is not None
    return numbers.shown(need.number)


def test_from_the_list_to_open(command: Callable[..., Any], number: str) -> None:
    told = command("needs", "list", *BY)
    assert told.code == 0 and told.widest <= 80
    assert all(part in told.out for part in (number, "unverified", "2 x mason, malda", "98xxxxxx99", "nobody asked"))
    fits = command("needs", "match", number, *BY)
    assert "92  same trade, same district, 6 years" in fits.out and "Rahim" not in fits.out
    assert command("needs", "match", number, *BY, "--json").json["workers"][0]["score"] == 92
    done = command("needs", "verify", number, *BY, "--looked-at", "trade licence seen")
    assert done.code == 0 and f"{number} is open now" in done.out
    assert command("needs", "list", *BY, "--status", "open", "--json").json["total"] == 1
    assert command("needs", "close", number, *BY, "--reason", "found people elsewhere").code == 0
    assert "No needs." in command("needs", "list", *BY, "--status", "open").out


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        (("verify", "N", *BY, "--looked-at", "ok"), "10 to 200 characters"),
        (("reject", "N", "--officer", "Amit Pal", "--reason", "no such shop there"), "no such need"),
        (("match", "N", "--officer", "Amit Pal"), "no such need"),
        (("close", "N", "--officer", "Nobody", "--reason", "no such shop there"), "no official"),
        (("list", *BY, "--status", "waiting"), "choose unverified, open"),
    ],
)
def test_what_does_not_go_is_explained(
    command: Callable[..., Any], number: str, arguments: tuple[str, ...], told: str
) -> None:
    outcome = command("needs", *(number if one == "N" else one for one in arguments))
    assert outcome.code != 0 and told in outcome.err and "Traceback" not in outcome.err
