"""People whose ids change, and what a channel tells of them under any of their ids; over SQLite and PostgreSQL."""

from __future__ import annotations

import datetime as dt

import pytest
from sqlalchemy import select

from bot.channels.base import ContactStopped, Marketing, Receipt, Renumbered
from bot.db.models import Contact, OutboxMessage
from bot.db.session import Database
from bot.services import contacts, notices, preferences

NOW = dt.datetime(2026, 11, 22, 9, 0, tzinfo=dt.UTC)
OLD, NEW, USER, USER_2 = "919830000001", "919830000009", "IN.1349", "IN.2718"


def writes(database: Database, sender: str, address: str | None = None) -> str:
    with database.session() as session:
        return contacts.find_or_create(session, "whatsapp", sender, NOW, address=address).id


def told(database: Database, *said: Renumbered | Marketing | Receipt) -> None:
    with database.session() as session:
        for notice in said:
            notices.take(session, "whatsapp", notice, NOW)


def known(database: Database) -> dict[str, str | None]:
    """Id to address of all people."""
    with database.session() as session:
        return {row.sender: row.address for row in session.execute(select(Contact.sender, Contact.address))}


def wants(database: Database, person: str) -> bool:
    with database.session() as session:
        return person in preferences.wants(session, [person], "announcements")


@pytest.mark.parametrize(
    ("sender", "address", "said", "expected"),
    [
        (OLD, None, [Renumbered(OLD, NEW)], {NEW: None}),
        (OLD, OLD, [Renumbered(OLD, NEW)], {NEW: None}),
        (OLD, OLD, [Renumbered(OLD, USER, NEW)], {USER: NEW}),
        (USER, OLD, [Renumbered(OLD, NEW)], {USER: NEW}),
        (USER, OLD, [Renumbered(OLD, USER, NEW)], {USER: NEW}),
        (USER, OLD, [Renumbered(USER, USER_2, NEW), Renumbered(OLD, USER_2, NEW)], {USER_2: NEW}),
        (USER, OLD, [Renumbered(USER, USER_2)], {USER_2: None}),
        (USER, NEW, [Renumbered(OLD, USER_2)], {USER: NEW}),
    ],
)
def test_number_change(
    database: Database, sender: str, address: str | None, said: list[Renumbered], expected: dict[str, str | None]
) -> None:
    before = writes(database, sender, address)
    for _ in range(2):  # told again it changes nothing
        told(database, *said)
    assert known(database) == expected
    assert writes(database, next(iter(expected))) == before


def test_two_people_stay_two(database: Database) -> None:
    first, second = writes(database, OLD, OLD), writes(database, NEW, NEW)
    told(database, Renumbered(OLD, NEW))
    assert (writes(database, OLD), writes(database, NEW)) == (first, second)


@pytest.mark.parametrize(("sender", "address"), [(OLD, None), (OLD, OLD), (USER, OLD)])
def test_stop_and_resume_told_by_the_number(database: Database, sender: str, address: str | None) -> None:
    person, other = writes(database, sender, address), writes(database, NEW, NEW)
    for wanted in (True, False, True):
        told(database, Marketing(OLD, wanted))
        assert (wants(database, person), wants(database, other)) == (wanted, False)
    told(database, Marketing("IN.nobody", False))
    assert wants(database, person)


def test_131050_ends_announcements_until_the_person_resumes(database: Database) -> None:
    person = writes(database, USER, OLD)
    told(database, Marketing(USER, True))
    with database.session() as session:
        session.add(
            OutboxMessage(
                contact_id=person, channel="whatsapp", key="a:1", lane=1, purpose="announcements", status="sent",
                body={}, external_id="wamid.1", created_at=NOW, next_attempt_at=NOW,
            )
        )  # fmt: skip
    told(database, Receipt("wamid.1", "failed", NOW, "a:1", ContactStopped("131050", marketing=True)))
    assert not wants(database, person)
    with database.session() as session:
        assert session.scalars(select(Contact.unreachable_at)).one() is None
    told(database, Marketing(OLD, True))
    assert wants(database, person)


def test_a_number_taken_over_by_somebody_else_is_not_the_old_ones_any_more(database: Database) -> None:
    with database.session() as session:
        old = contacts.find_or_create(session, "whatsapp", "user-1", NOW, address="919800000001").id
        new = contacts.find_or_create(session, "whatsapp", "user-2", NOW, address="919800000001").id
        again = contacts.find_or_create(session, "whatsapp", "user-2", NOW, address="919800000001").id
        assert again == new
        addresses = {row.id: row.address for row in session.execute(select(Contact.id, Contact.address))}
    assert addresses == {old: None, new: "919800000001"}
