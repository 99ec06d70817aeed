"""Inbox, outbox and contacts over SQLite and over a real PostgreSQL: the same promises on both.

The PostgreSQL server comes out of a wheel (scripts/with_postgres.py).
"""

from __future__ import annotations

import asyncio
import datetime as dt
from collections.abc import Iterator
from pathlib import Path
from threading import Barrier, Thread
from typing import Any

import pytest
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from sqlalchemy import event, inspect, select, text
from sqlalchemy.exc import StatementError

from bot.channels.base import Button, Inbound, Outgoing, SourceLink
from bot.channels.wire import to_json
from bot.conversation import inbox
from bot.conversation.inbox import Result
from bot.db import migrate
from bot.db.models import Base, Contact, HandoverWish, InboundMessage, OutboxMessage
from bot.db.session import Database
from bot.delivery import outbox
from bot.services import contacts
from scripts.with_postgres import postgres_server

NOW = dt.datetime(2026, 11, 21, 9, 0, tzinfo=dt.UTC)
SECOND = dt.timedelta(seconds=1)


@pytest.fixture(scope="session")
def postgres() -> Iterator[str]:
    """Address of an empty PostgreSQL database."""
    with postgres_server() as url:
        yield url


@pytest.fixture(params=["sqlite", pytest.param("postgres", marks=pytest.mark.postgres)])
def url(request: pytest.FixtureRequest, tmp_path: Path) -> str:
    if request.param == "sqlite":
        return f"sqlite:///{tmp_path / 'store.sqlite3'}"
    address: str = request.getfixturevalue("postgres")
    return address


@pytest.fixture
def database(url: str) -> Iterator[Database]:
    opened = Database(url)
    if opened.is_sqlite:
        Base.metadata.create_all(opened.engine)
    else:
        if not migrate.is_current(opened):
            migrate.upgrade(url)
        with opened.engine.begin() as connection:
            connection.execute(text(f"TRUNCATE {', '.join(Base.metadata.tables)} RESTART IDENTITY"))
    yield opened
    opened.close()


def message(external_id: str = "1", body: str = "নমস্কার", sender: str = "42", **more: Any) -> Inbound:
    return Inbound("telegram", external_id, sender, "text", body, **more)


def accept(database: Database, *arguments: Any, **more: Any) -> inbox.Accepted:
    with database.session() as session:
        return inbox.accept(session, message(*arguments, **more), NOW)


def queue(database: Database, person: str, number: int, **more: Any) -> int:
    with database.session() as session:
        contact = contacts.find_or_create(session, "telegram", person, NOW)
        values: dict[str, Any] = {"status": "queued", "attempts": 0, "next_attempt_at": NOW, "created_at": NOW}
        values |= {"body": to_json(Outgoing(f"{number}", "bn"))}
        row = OutboxMessage(key=f"{person}:{number}", contact_id=contact.id, channel="telegram", **(values | more))
        session.add(row)
        session.flush()
        return row.id


def claim(
    database: Database, limit: int = 10, now: dt.datetime = NOW, channels: tuple[str, ...] = ("telegram",)
) -> list[outbox.Due]:
    with database.session() as session:
        return outbox.claim(session, list(channels), limit, now)


def row(database: Database, row_id: int) -> OutboxMessage:
    with database.session() as session:
        return session.get_one(OutboxMessage, row_id)


def count(database: Database, table: Any) -> int:
    with database.session() as session:
        return len(session.scalars(select(table)).all())


# Tables


def test_migrations_make_the_tables_of_the_models(url: str) -> None:
    database = Database(url)
    assert database.is_sqlite or database.url.drivername == "postgresql+psycopg"
    if not database.is_sqlite:
        with database.engine.begin() as connection:
            connection.execute(text("DROP SCHEMA public CASCADE; CREATE SCHEMA public"))
    assert not migrate.is_current(database)
    migrate.upgrade(url)
    assert migrate.is_current(database)
    migrate.upgrade(url)  # again does nothing
    with database.engine.connect() as connection:
        context = MigrationContext.configure(connection, opts={"compare_type": True, "compare_server_default": True})
        assert compare_metadata(context, Base.metadata) == []
        assert set(inspect(connection).get_table_names()) == {*Base.metadata.tables, "alembic_version"}
    database.close()


def test_naive_moments_are_refused(database: Database) -> None:
    with pytest.raises(StatementError, match="without a time zone"), database.session() as session:
        contacts.find_or_create(session, "telegram", "42", dt.datetime(2026, 11, 21))
    assert count(database, Contact) == 0


def test_moments_come_back_in_utc(database: Database) -> None:
    india = dt.datetime(2026, 11, 21, 23, 30, tzinfo=dt.timezone(dt.timedelta(hours=5, minutes=30)))
    with database.session() as session:
        contacts.find_or_create(session, "telegram", "42", india)
    with database.session() as session:
        seen = session.scalars(select(Contact)).one().seen_at
    assert seen == india
    assert seen.utcoffset() == dt.timedelta(0)


def test_what_belongs_to_a_person_goes_with_them(database: Database) -> None:
    accepted = accept(database)
    queue(database, "42", 1)
    with database.session() as session:
        contacts.wish_for_person(session, accepted.contact_id, "pmegp", "bn", NOW)
        session.delete(session.get_one(Contact, accepted.contact_id))
    assert [count(database, table) for table in (Contact, InboundMessage, OutboxMessage, HandoverWish)] == [0, 0, 0, 0]


# Contacts


def test_a_contact_is_made_once(database: Database) -> None:
    with database.session() as session:
        first = contacts.find_or_create(session, "telegram", "42", NOW)
        assert contacts.find_or_create(session, "telegram", "42", NOW + SECOND).id == first.id
        assert contacts.find_or_create(session, "web", "42", NOW).id != first.id
    with database.session() as session:
        stored = session.get_one(Contact, first.id)
        assert (stored.language, stored.language_fixed, stored.turns, stored.state) == (None, False, 0, {})
        assert stored.created_at == stored.seen_at == NOW


def test_wishes_of_a_contact(database: Database) -> None:
    person = accept(database).contact_id
    with database.session() as session:
        contacts.set_language(session, person, "hi")
        contacts.stop(session, person, NOW)
        contacts.stop(session, person, NOW + SECOND)
        contacts.unreachable(session, "telegram", "42", NOW)
    with database.session() as session:
        contact = session.get_one(Contact, person)
        assert (contact.language, contact.language_fixed) == ("hi", True)
        assert (contact.stopped_at, contact.unreachable_at) == (NOW, NOW)
        assert [contacts.start(session, person), contacts.start(session, person)] == [True, False]
        assert contact.stopped_at is None


def test_a_wish_for_a_person_is_noted_once(database: Database) -> None:
    person = accept(database).contact_id
    with database.session() as session:
        assert contacts.wish_for_person(session, person, "pmegp", "bn", NOW) == (NOW, True)
    with database.session() as session:
        assert contacts.wish_for_person(session, person, None, "hi", NOW + SECOND) == (NOW, False)
    assert count(database, HandoverWish) == 1


def test_someone_unknown_is_left_alone(database: Database) -> None:
    with database.session() as session:
        contacts.set_language(session, "nobody", "bn")
        contacts.stop(session, "nobody", NOW)
        assert contacts.start(session, "nobody") is False
        contacts.unreachable(session, "telegram", "nobody", NOW)
        contacts.wish_for_person(session, "nobody", None, "bn", NOW)
    assert count(database, Contact) == count(database, HandoverWish) == 0


# Inbox


def test_a_message_is_stored_once(database: Database) -> None:
    first = accept(database)
    again = accept(database, body="other words")
    assert (again.id, again.contact_id, again.repeated) == (first.id, first.contact_id, True)
    assert not first.repeated
    assert not accept(database, "2").repeated
    with database.session() as session:
        stored = session.get_one(InboundMessage, first.id)
        assert (stored.body, stored.status, stored.received_at) == ("নমস্কার", "new", NOW)


def test_the_same_id_on_another_channel_is_another_message(database: Database) -> None:
    accept(database)
    with database.session() as session:
        assert not inbox.accept(session, Inbound("web", "1", "42", "payload", payload="menu"), NOW).repeated
    assert count(database, InboundMessage) == 2


async def test_the_same_message_at_once_is_stored_once(database: Database) -> None:
    for round_ in range(5):
        same = [message(f"m{round_}", sender=f"p{round_}") for _ in range(6)]
        accepted = await asyncio.gather(*(database.run(inbox.accept, each, NOW) for each in same))
        assert len({each.id for each in accepted}) == len({each.contact_id for each in accepted}) == 1
        assert [each.repeated for each in accepted].count(False) == 1
    assert count(database, InboundMessage) == count(database, Contact) == 5


@pytest.mark.parametrize("url", ["postgres"], indirect=True)  # SQLite has one writer: it cannot happen there
def test_two_that_both_found_nothing_store_once(database: Database) -> None:
    """The narrow place: both have looked before either has written."""
    accept(database, "0")
    together = Barrier(2, timeout=20)
    found: list[inbox.Accepted] = []

    def worker() -> None:
        with database.session() as session:
            looks = 0

            def after_look(*_: Any) -> None:
                nonlocal looks
                looks += 1
                if looks == 1:
                    together.wait()

            event.listen(session, "do_orm_execute", after_look)
            found.append(inbox.accept(session, message("narrow"), NOW))

    threads = [Thread(target=worker) for _ in range(2)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(30)
    assert sorted(each.repeated for each in found) == [False, True]
    assert found[0].id == found[1].id


@pytest.mark.parametrize(("hint", "language"), [("bn", "bn"), ("hi", "hi"), ("en", None), ("ta", None), (None, None)])
def test_the_apps_language_is_a_hint(database: Database, hint: str | None, language: str | None) -> None:
    accept(database, language_hint=hint)
    with database.session() as session:
        assert session.scalars(select(Contact)).one().language == language


def test_a_turn_from_load_to_finish(database: Database) -> None:
    accepted = accept(database)
    with database.session() as session:
        work = inbox.load(session, accepted.id)
        assert work is not None
        assert inbox.unfinished(session, "telegram") == [(accepted.id, accepted.contact_id)]
        assert inbox.unfinished(session, "web") == []
    assert (work.body, work.kind, work.sender, work.turns, work.state) == ("নমস্কার", "text", "42", 0, {})
    replies = (
        Outgoing("এক", "bn", (Button("মেনু", "menu"),), (SourceLink("KVIC", "https://x.in", "2026-11-01"),)),
        Outgoing("দুই", "bn"),
    )
    state = {"topic": "pmegp", "offered": [["মেনু", "menu"]]}
    with database.session() as session:
        ids = inbox.finish(session, work, Result(replies, state, "bn"), False, NOW + SECOND)
        assert len(ids) == 2
    with database.session() as session:
        assert inbox.replies_to(session, accepted.id) == list(replies)
        assert inbox.load(session, accepted.id) is None
        assert inbox.finish(session, work, Result(replies, {}, None), False, NOW) == []
        stored, contact = session.get_one(InboundMessage, accepted.id), session.get_one(Contact, accepted.contact_id)
        assert (stored.status, stored.body, stored.done_at) == ("done", None, NOW + SECOND)
        assert (contact.turns, contact.language, contact.state, contact.seen_at) == (1, "bn", state, NOW + SECOND)
    assert count(database, OutboxMessage) == 2


def test_a_chosen_language_is_not_overruled_and_who_writes_can_be_reached(database: Database) -> None:
    accepted = accept(database)
    with database.session() as session:
        contacts.set_language(session, accepted.contact_id, "hi")
        contacts.unreachable(session, "telegram", "42", NOW)
    with database.session() as session:
        work = inbox.load(session, accepted.id)
        assert work is not None
        inbox.finish(session, work, Result((), {}, "bn", failed=True), True, NOW)
    with database.session() as session:
        contact = session.get_one(Contact, accepted.contact_id)
        assert (contact.language, contact.unreachable_at) == ("hi", None)
        assert session.get_one(InboundMessage, accepted.id).status == "failed"


def test_what_is_left_is_oldest_first(database: Database) -> None:
    ids = [accept(database, str(number), sender=f"p{number % 2}").id for number in range(5)]
    with database.session() as session:
        assert [each for each, _ in inbox.unfinished(session, "telegram")] == ids


def test_abandoned_words_are_erased(database: Database) -> None:
    accepted = accept(database)
    with database.session() as session:
        assert inbox.forget_abandoned(session, NOW, NOW) == 0
        assert inbox.forget_abandoned(session, NOW + SECOND, NOW) == 1
    with database.session() as session:
        assert session.get_one(InboundMessage, accepted.id).body is None


# Outbox


def test_a_claim_takes_the_first_of_each_person(database: Database) -> None:
    ids = {name: [queue(database, name, number) for number in range(3)] for name in ("a", "b")}
    due = claim(database)
    assert [each.id for each in due] == sorted([ids["a"][0], ids["b"][0]])
    assert [(each.recipient, each.attempts, each.body["text"]) for each in due] == [("a", 1, "0"), ("b", 1, "0")]
    assert row(database, ids["a"][0]).leased_until == NOW + outbox.LEASE
    assert claim(database) == []
    with database.session() as session:
        outbox.sent(session, ids["a"][0], "ext", NOW)
    assert [each.id for each in claim(database)] == [ids["a"][1]]


def test_a_lease_that_runs_out_gives_the_row_back(database: Database) -> None:
    mine = queue(database, "a", 1)
    assert [each.attempts for each in claim(database)] == [1]
    assert claim(database, now=NOW + outbox.LEASE) == []
    assert [(each.id, each.attempts) for each in claim(database, now=NOW + outbox.LEASE + SECOND)] == [(mine, 2)]


def test_only_open_channels_and_what_is_due(database: Database) -> None:
    waits = queue(database, "a", 1, next_attempt_at=NOW + SECOND)
    queue(database, "a", 2)
    queue(database, "b", 1, status="dead")
    queue(database, "c", 1, status="sent")
    assert claim(database) == []
    assert claim(database, channels=("web",), now=NOW + SECOND) == []
    assert claim(database, channels=(), now=NOW + SECOND) == []
    assert [each.id for each in claim(database, now=NOW + SECOND)] == [waits]


def test_people_who_wait_do_not_block_the_others(database: Database) -> None:
    for number in range(30):
        queue(database, f"p{number}", 1, next_attempt_at=NOW + 9 * SECOND)
    for number in range(30):
        queue(database, "long queue", number, **({"next_attempt_at": NOW + 9 * SECOND} if number == 0 else {}))
    free = queue(database, "new", 1)
    assert [each.id for each in claim(database, limit=2)] == [free]


def test_a_claim_takes_at_most_so_many(database: Database) -> None:
    ids = [queue(database, f"p{number}", 1) for number in range(5)]
    assert [each.id for each in claim(database, limit=3)] == ids[:3]
    assert [each.id for each in claim(database, limit=3)] == ids[3:]


async def test_claims_at_once_never_lease_the_same_row(database: Database) -> None:
    ids = [queue(database, f"p{number % 10}", number) for number in range(40)]
    for first in range(0, 40, 10):
        claims = await asyncio.gather(*(database.run(outbox.claim, ["telegram"], 3, NOW) for _ in range(12)))
        leased = [each.id for due in claims for each in due]
        assert len(leased) == len(set(leased))
        leased += [each.id for each in claim(database, 100)]
        assert sorted(leased) == ids[first : first + 10]
        with database.session() as session:
            for each in leased:
                outbox.sent(session, each, "", NOW)


@pytest.mark.parametrize("url", ["postgres"], indirect=True)  # SQLite has one writer: it cannot happen there
def test_a_claim_beside_an_open_one_does_not_overtake(database: Database) -> None:
    """While one sender's claim is not committed, another gets neither its rows nor the same people's next ones."""
    for number in range(2):
        queue(database, "a", number)
    other = queue(database, "b", 1)
    with database.session() as one, database.session() as two:
        assert [each.recipient for each in outbox.claim(one, ["telegram"], 1, NOW)] == ["a"]
        assert [each.id for each in outbox.claim(two, ["telegram"], 10, NOW)] == [other]


def test_what_becomes_of_a_row(database: Database) -> None:
    mine = queue(database, "a", 1)
    claim(database)
    with database.session() as session:
        outbox.later(session, mine, NOW + SECOND, "e" * 300)
    kept = row(database, mine)
    assert (kept.attempts, kept.leased_until, kept.next_attempt_at, kept.error) == (1, None, NOW + SECOND, "e" * 200)
    claim(database, now=NOW + SECOND)
    with database.session() as session:
        outbox.later(session, mine, NOW, "throttled", counted=False)
    assert row(database, mine).attempts == 1
    claim(database)
    with database.session() as session:
        outbox.sent(session, mine, "ext", NOW)
    assert (row(database, mine).status, row(database, mine).external_id, row(database, mine).error) == (
        "sent",
        "ext",
        None,
    )


def test_dead_rows(database: Database) -> None:
    ids = [queue(database, "a", number) for number in range(3)]
    other = queue(database, "b", 1)
    with database.session() as session:
        outbox.sent(session, ids[0], "x", NOW)
        outbox.dead(session, ids[1], "refused")
        outbox.dead_for_contact(session, row(database, ids[1]).contact_id, "stopped")
    assert [row(database, each).status for each in (*ids, other)] == ["sent", "dead", "dead", "queued"]
    assert [row(database, each).error for each in ids] == [None, "refused", "stopped"]


def test_old_texts_are_forgotten_once(database: Database) -> None:
    old = queue(database, "a", 1, status="sent", created_at=NOW - SECOND)
    waits = queue(database, "a", 2, created_at=NOW - SECOND)
    fresh = queue(database, "a", 3, status="dead")
    with database.session() as session:
        assert outbox.forget_texts(session, NOW) == 1
        assert outbox.forget_texts(session, NOW) == 0
    assert [row(database, each).body is None for each in (old, waits, fresh)] == [True, False, False]
    with database.session() as session:
        assert session.scalar(text("SELECT count(*) FROM outbox_messages WHERE body IS NULL")) == 1


def test_the_same_reply_is_never_queued_twice(database: Database) -> None:
    queue(database, "a", 1)
    with pytest.raises(Exception, match=r"(?i)unique"):
        queue(database, "a", 1)


def test_an_error_undoes_the_whole_transaction(database: Database) -> None:
    with pytest.raises(ZeroDivisionError), database.session() as session:
        inbox.accept(session, message(), NOW)
        raise ZeroDivisionError
    assert count(database, InboundMessage) == count(database, Contact) == 0
