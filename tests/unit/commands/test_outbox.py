"""`bot outbox` on a database with messages in every state."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import select

from bot.channels.base import Outgoing
from bot.channels.wire import to_json
from bot.clock import utc_now
from bot.commands.outbox_list import age
from bot.db import migrate
from bot.db.models import Campaign, Contact, OutboxMessage
from bot.db.session import Database
from bot.delivery import enqueue, states
from bot.services import contacts

HOUR = dt.timedelta(hours=1)
WORDS = "the secret words"


@pytest.fixture
def database(folders: Path) -> Iterator[Database]:
    address = f"sqlite:///{folders / 'data' / 'bot.sqlite3'}"
    (folders / "data").mkdir(parents=True, exist_ok=True)
    migrate.upgrade(address)
    database = Database(address)
    yield database
    database.close()


@pytest.fixture
def ids(database: Database) -> dict[str, int]:
    """A message in each state on WhatsApp, the queued one the oldest, and a dead one on Telegram."""
    now = utc_now()
    found: dict[str, int] = {}
    with database.session() as session:
        person = contacts.find_or_create(session, "whatsapp", "919800000001", now).id
        other = contacts.find_or_create(session, "telegram", "51001", now).id
        for number, (name, status, error) in enumerate(
            (
                ("queued", "queued", None),
                ("sent", "sent", None),
                ("dead", "dead", "131026: cannot be delivered to +919800000001"),
                ("unknown", "unknown", "the sender died while it was sent"),
                ("withheld", "withheld", "not wanted: announcements"),
                ("other", "dead", "Bad Request"),
            )
        ):
            row = OutboxMessage(
                key=name, contact_id=other if name == "other" else person, purpose="service", status=status,
                channel="telegram" if name == "other" else "whatsapp", body=to_json(Outgoing(WORDS, "en")),
                attempts=number, next_attempt_at=now, created_at=now - (9 - number) * HOUR, error=error,
            )  # fmt: skip
            session.add(row)
            session.flush()
            found[name] = row.id
    return found


def statuses(database: Database) -> dict[str, str]:
    with database.session() as session:
        return {key: status for key, status in session.execute(select(OutboxMessage.key, OutboxMessage.status))}


def campaign(database: Database, people: int) -> str:
    now = utc_now()
    with database.session() as session:
        ids = [contacts.find_or_create(session, "telegram", f"6{number}", now).id for number in range(people)]
        wanted = select(Contact.id).where(Contact.id.in_(ids))
        messages = {"en": Outgoing(WORDS, "en")}
        return enqueue.campaign(session, "Camp in Malda", "announcements", messages, wanted, now).id


Command = Callable[..., Any]


def test_the_list_for_people(command: Command, ids: dict[str, int]) -> None:
    told = command("outbox", "list")
    assert told.code == 0 and told.widest <= 80
    summary, _, single = told.out.partition("\n\n")
    assert [line.split() for line in summary.splitlines()[1:]] == [
        ["telegram", "dead", "1", "4", "h"],
        ["whatsapp", "dead", "1", "7", "h"],
        ["whatsapp", "queued", "1", "9", "h"],
        ["whatsapp", "unknown", "1", "6", "h"],
        ["whatsapp", "withheld", "1", "5", "h"],
    ]
    heads = [line.split() for line in single.splitlines()[::2]]
    given_up = ("other", "withheld", "unknown", "dead")
    assert [int(line[0]) for line in heads] == [ids[name] for name in given_up], "the latest first"
    assert heads[-1][1:] == ["whatsapp", "dead", "service", "7", "h", "2", "tried"]
    assert "131026: cannot be delivered" in single and "not wanted: announcements" in single


def test_the_list_shows_no_words_and_nobodys_number(command: Command, ids: dict[str, int]) -> None:
    for more in ((), ("--json",), ("--status", "queued")):
        told = command("outbox", "list", *more).out
        assert WORDS not in told and "9198" not in told and "51001" not in told


def test_the_list_for_programs(command: Command, ids: dict[str, int]) -> None:
    found = command("outbox", "list", "--status", "dead", "--channel", "telegram", "--json").json
    assert found["total"] == 1
    (pile,) = found["piles"]
    (one,) = found["messages"]
    assert (pile["channel"], pile["status"], pile["number"]) == ("telegram", "dead", 1)
    assert (one["id"], one["attempts"], one["error"]) == (ids["other"], 5, "Bad Request")
    assert dt.datetime.fromisoformat(one["created_at"]).tzinfo is not None


def test_what_waits_can_be_listed_one_by_one(command: Command, ids: dict[str, int]) -> None:
    (one,) = command("outbox", "list", "--status", "queued", "--json").json["messages"]
    assert one["id"] == ids["queued"]


def test_more_than_are_shown(command: Command, ids: dict[str, int]) -> None:
    assert "3 more: --limit 4" in command("outbox", "list", "--limit", "1").out


def test_nothing_waits(command: Command, folders: Path) -> None:
    assert "Nothing waits" in command("outbox", "list").out


def test_a_wrong_state_is_explained(command: Command, ids: dict[str, int]) -> None:
    told = command("outbox", "list", "--status", "lost")
    assert told.code != 0 and "choose queued, paused, dead, unknown, withheld" in told.err


@pytest.mark.parametrize(
    ("options", "number", "again"),
    [
        (["--all"], "2 messages", {"dead", "other"}),
        (["--channel", "whatsapp"], "1 message ", {"dead"}),
        (["--id", "dead", "--id", "unknown", "--id", "sent"], "1 message ", {"dead"}),
        (["--channel", "telegram"], "1 message ", {"other"}),
        (["--channel", "telegram", "--id", "dead"], "0 messages", set()),
    ],
)
def test_only_dead_messages_are_queued_again(
    command: Command, database: Database, ids: dict[str, int], options: list[str], number: str, again: set[str]
) -> None:
    before = statuses(database)
    told = command("outbox", "requeue", *(str(ids.get(one, one)) for one in options))
    assert told.code == 0 and told.out.startswith(number)
    assert statuses(database) == before | dict.fromkeys(again, "queued")


def test_requeue_wants_to_know_which(command: Command, database: Database, ids: dict[str, int]) -> None:
    before = statuses(database)
    assert "Say which" in command("outbox", "requeue").err
    assert "leave it out" in command("outbox", "requeue", "--all", "--channel", "telegram").err
    assert statuses(database) == before


def test_a_channel_that_is_off_is_shown_and_resumed(command: Command, database: Database) -> None:
    with database.session() as session:
        states.down(session, "whatsapp", "190: the token is not valid")
        states.pause(session, "whatsapp", utc_now() + HOUR)
    told = command("outbox", "list").out
    assert "whatsapp is off: 190" in told and "whatsapp is paused until" in told
    assert command("outbox", "list", "--json").json["channels"]["whatsapp"]["down"].startswith("190")
    assert "sent to again" in command("outbox", "resume", "whatsapp").out
    with database.session() as session:
        assert states.read(session, "whatsapp") == states.Standing()
    assert "neither off nor paused" in command("outbox", "resume", "whatsapp").out
    assert "neither off nor paused" in command("outbox", "resume", "telegram").out


def test_a_campaign_is_counted_and_stopped(command: Command, database: Database) -> None:
    made = campaign(database, 3)
    told = command("outbox", "campaign", made)
    assert "Camp in Malda" in told.out and "3 queued" in told.out and told.widest <= 80
    assert WORDS not in told.out
    assert "is stopped; 3 messages" in command("outbox", "stop-campaign", made).out
    assert "stopped before" in command("outbox", "stop-campaign", made).out
    found = command("outbox", "campaign", made, "--json").json
    assert found["counts"] == {"queued": 3} and found["stopped_at"] is not None
    with database.session() as session:
        assert session.get_one(Campaign, made).stopped_at is not None


@pytest.mark.parametrize("act", ["campaign", "stop-campaign"])
def test_a_campaign_that_is_not_there(command: Command, database: Database, act: str) -> None:
    told = command("outbox", act, "nonsense")
    assert told.code != 0 and "no campaign nonsense" in told.err


@pytest.mark.parametrize(
    ("passed", "told"),
    [(-5, "0 s"), (119, "119 s"), (120, "2 min"), (7199, "119 min"), (7200, "2 h"), (172_800, "2 d")],
)
def test_ages(passed: int, told: str) -> None:
    assert age(dt.timedelta(seconds=passed)) == told
