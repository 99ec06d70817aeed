"""Inbox, outbox and contacts over SQLite and over a real PostgreSQL: the same promises on both.

The PostgreSQL server comes out of a wheel (scripts/with_postgres.py).
"""

from __future__ import annotations

import asyncio
import datetime as dt
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
from bot.db.types import Sealed
from bot.services import contacts, handover

NOW = dt.datetime(2026, 11, 21, 9, 0, tzinfo=dt.UTC)
SECOND = dt.timedelta(seconds=1)


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


def row(database: Database, row_id: int) -> OutboxMessage:
    with database.session() as session:
        return session.get_one(OutboxMessage, row_id)


def count(database: Database, table: Any) -> int:
    with database.session() as session:
        return len(session.scalars(select(table)).all())


# Tables


def _types(context: MigrationContext, *columns: Any) -> bool | None:
    """SQLite does not look at lengths, and its table of contacts is not rebuilt for one (migration 0005)."""
    return False if context.dialect.name == "sqlite" and isinstance(columns[-1], Sealed) else None


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
        context = MigrationContext.configure(connection, opts={"compare_type": _types, "compare_server_default": True})
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
        handover.wish(session, accepted.contact_id, "pmegp", "bn", NOW)
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
        assert handover.wish(session, person, "pmegp", "bn", NOW) == (NOW, True)
    with database.session() as session:
        assert handover.wish(session, person, None, "hi", NOW + SECOND) == (NOW, False)
    assert count(database, HandoverWish) == 1


def test_someone_unknown_is_left_alone(database: Database) -> None:
    with database.session() as session:
        contacts.set_language(session, "nobody", "bn")
        contacts.stop(session, "nobody", NOW)
        assert contacts.start(session, "nobody") is False
        contacts.unreachable(session, "telegram", "nobody", NOW)
        handover.wish(session, "nobody", None, "bn", NOW)
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
        assert inbox.unfinished(session, "telegram") == [(accepted.id, accepted.contact_id, "1")]
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
        assert [each for each, _, _ in inbox.unfinished(session, "telegram")] == ids


def test_abandoned_words_are_erased(database: Database) -> None:
    accepted = accept(database)
    with database.session() as session:
        assert inbox.forget_abandoned(session, NOW, NOW) == 0
        assert inbox.forget_abandoned(session, NOW + SECOND, NOW) == 1
    with database.session() as session:
        assert session.get_one(InboundMessage, accepted.id).body is None


def test_an_error_undoes_the_whole_transaction(database: Database) -> None:
    with pytest.raises(ZeroDivisionError), database.session() as session:
        inbox.accept(session, message(), NOW)
        raise ZeroDivisionError
    assert count(database, InboundMessage) == count(database, Contact) == 0
