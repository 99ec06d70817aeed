"""`bot officers` and what `bot workers` shows one of them."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import select

from bot.db import migrate
from bot.db.models import AuditEvent
from bot.db.session import Database
from bot.services import numbers, officers
from bot.settings import ROOT, get_settings
from tests.register import entered

NAME = "A. Roy, DIC Malda"
Call = Callable[..., Any]


@pytest.fixture
def call(command: Call, folders: Path, monkeypatch: pytest.MonkeyPatch) -> Call:
    """The command line with the project's content and an empty register."""
    monkeypatch.setenv("CONTENT_DIR", str(ROOT / "content"))
    get_settings.cache_clear()
    (folders / "data").mkdir()
    migrate.upgrade(_address(folders))
    return command


def _address(folders: Path) -> str:
    return f"sqlite:///{folders / 'data' / 'bot.sqlite3'}"


@pytest.fixture
def store(call: Call, folders: Path) -> Any:
    opened = Database(_address(folders))
    yield opened
    opened.close()


def add(call: Call, *more: str, name: str = NAME) -> Any:
    return call("officers", "add", name, *more)


def test_a_token_is_shown_once_and_kept_as_a_hash(call: Call, store: Database, folders: Path) -> None:
    told = add(call, "--district", "malda", "--right", "export")
    assert told.code == 0
    token = told.out.splitlines()[-1]
    with store.session() as session:
        found = officers.authenticate(session, token)
    assert found is not None and (found.name, found.districts, found.rights) == (NAME, {"malda"}, {"export"})
    listed = call("officers", "list")
    assert token not in listed.out and "sees malda; rights: export" in listed.out
    assert token.encode() not in b"".join(file.read_bytes() for file in (folders / "data").glob("bot.sqlite3*"))


def test_a_revoked_token_opens_nothing_and_the_name_is_free_again(call: Call, store: Database) -> None:
    first = add(call, "--state").out.splitlines()[-1]
    assert "officers revoke" in add(call, "--state").err
    assert call("officers", "revoke", NAME).code == 0
    assert "There is no official" in call("officers", "revoke", NAME).err
    with store.session() as session:
        assert officers.authenticate(session, first) is None
        assert officers.authenticate(session, "") is None
    (one,) = call("officers", "list", "--json").json
    assert one["revoked_at"] and one["districts"] is None
    second = add(call, "--district", "nadia").out.splitlines()[-1]
    with store.session() as session:
        found = officers.authenticate(session, second)
        acts = list(session.scalars(select(AuditEvent.act).order_by(AuditEvent.id)))
    assert found is not None and found.districts == {"nadia"}
    assert acts == ["officer_add", "officer_revoke", "officer_add"]


@pytest.mark.parametrize(
    ("options", "said"),
    [
        ((), "--district ID"),
        (("--state", "--district", "malda"), "--district ID"),
        (("--district", "maldah"), "There is no district maldah. Choose from: alipurduar"),
        (("--state", "--right", "all"), "There is no right all. Choose from: registry, unmask"),
    ],
)
def test_what_cannot_be_entered(call: Call, options: tuple[str, ...], said: str) -> None:
    told = add(call, *options)
    assert told.code == 2 and said in told.err and "Traceback" not in told.err


@pytest.mark.parametrize("name", ["", "  ", "x" * 65])
def test_a_name_that_is_none(call: Call, name: str) -> None:
    assert "1 to 64 characters" in add(call, "--state", name=name).err


def test_nobody_yet(call: Call) -> None:
    assert "no officials yet" in call("officers", "list").out


@pytest.fixture
def register(call: Call, store: Database) -> str:
    """Two of Malda, one of Nadia, and an official of Malda; the number of a mason of Malda."""
    now = dt.datetime(2026, 11, 20, tzinfo=dt.UTC)
    with store.session() as session:
        who = entered(session, registered_at=now, experience_months=100, wants=9)
        entered(session, ("tailor",), name="Anita Das", registered_at=now)
        entered(session, district="nadia", registered_at=now, name="Foreign Man")
        number = officers_number(session, who)
    add(call, "--district", "malda", "--right", "export", "--right", "unmask")
    return number


def officers_number(session: Any, who: str) -> str:
    from bot.db.models import Worker

    return numbers.shown(session.get_one(Worker, who).number)


def test_search_shows_masked_numbers(call: Call, register: str) -> None:
    told = call("workers", "search", "--officer", NAME, "--trade", "mason")
    assert told.code == 0 and told.widest <= 80
    assert told.out.startswith("1 fit.") and register in told.out and "98xxxxxx45" in told.out
    assert "Mason; 8 years; English Bazar, Malda; wants work, loan" in told.out
    assert "9800012345" not in told.out and "Foreign" not in told.out
    found = call("workers", "search", "--officer", NAME, "--limit", "1", "--json").json
    assert found["count"] == {"number": 2, "more": False} and len(found["workers"]) == 1
    rest = call("workers", "search", "--officer", NAME, "--limit", "1", "--cursor", found["cursor"], "--json").json
    assert rest["workers"][0]["id"] != found["workers"][0]["id"] and rest["cursor"] is None
    assert call("workers", "count", "--officer", NAME, "--want", "loan").out.strip() == "1"


@pytest.mark.parametrize(
    ("options", "said"),
    [
        (("--district", "nadia"), "You do not see nadia. Your districts: malda."),
        (("--district", "nowhere"), "There is no district nowhere"),
        (("--trade", "magician"), "There is no trade magician"),
        (("--gender", "lady"), "Choose from: woman, man, other"),
        (("--status", "unconfirmed"), "right “import”"),
        (("--cursor", "x"), "begin at the first page"),
        (("--years-from", "9", "--years-to", "8"), "exchange them"),
    ],
)
def test_what_cannot_be_asked(call: Call, register: str, options: tuple[str, ...], said: str) -> None:
    told = call("workers", "search", "--officer", NAME, *options)
    assert told.code == 2 and said in told.err


def test_an_unknown_official(call: Call, register: str) -> None:
    assert "officers list" in call("workers", "count", "--officer", "Nobody").err


def test_a_list_and_a_picture_in_files(call: Call, register: str, tmp_path: Path) -> None:
    for name in ("list.csv", "list.xlsx"):
        told = call("workers", "export", "--officer", NAME, "--out", str(tmp_path / name))
        assert "2 workers" in told.out and "masked" in told.out and (tmp_path / name).stat().st_size > 100
    assert "Foreign" not in (tmp_path / "list.csv").read_text(encoding="utf-8-sig")
    assert ".csv or .xlsx" in call("workers", "export", "--officer", NAME, "--out", "list.pdf").err
    missing = tmp_path / "missing" / "list.csv"
    assert "cannot be written" in call("workers", "export", "--officer", NAME, "--out", str(missing)).err
    picture = tmp_path / "table.svg"
    assert call("workers", "table", "--officer", NAME, "--month", "2026-11", "--out", str(picture)).code == 0
    assert "Malda" in picture.read_text(encoding="utf-8") and "Nadia" not in picture.read_text(encoding="utf-8")
    assert "write it like 2026-11" in call(
        "workers", "table", "--officer", NAME, "--month", "November", "--out", str(picture)
    ).err  # fmt: skip


def test_a_number_is_read_with_a_reason_and_noted(call: Call, register: str, store: Database) -> None:
    reason = "Wants a call about training."
    assert call("workers", "unmask", register, "--officer", NAME, "--reason", reason).out.strip() == "+919800012345"
    assert "10 characters" in call("workers", "unmask", register, "--officer", NAME, "--reason", "why").err
    assert "no such worker" in call("workers", "unmask", "WB-1", "--officer", NAME, "--reason", reason).err
    with store.session() as session:
        (event,) = session.scalars(select(AuditEvent).where(AuditEvent.act == "unmask")).all()
    assert (event.actor, event.reason) == (NAME, reason)
