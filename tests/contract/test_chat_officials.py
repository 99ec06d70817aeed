"""An official's own chat: joined by a code that holds a quarter of an hour, once, and is not to be guessed."""

from __future__ import annotations

import datetime as dt

from sqlalchemy.orm import Session

from bot.db.models import Officer as Row
from bot.db.session import Database
from bot.services import chat_officials, contacts
from bot.services.officers import Officer, of_row

NOW = dt.datetime(2026, 11, 22, 6, 0, tzinfo=dt.UTC)


def official(session: Session, name: str = "A. Roy") -> Officer:
    row = Row(name=name, role="district_officer", districts=["malda"], rights=[], created_at=NOW)
    session.add(row)
    session.flush()
    return of_row(row)


def chat(session: Session, name: str = "1") -> str:
    return contacts.find_or_create(session, "telegram", name, NOW).id


def test_a_code_joins_once(database: Database) -> None:
    with database.session() as session:
        who, contact = official(session), chat(session)
        code = chat_officials.new_code(session, who, NOW)
        assert chat_officials.of_contact(session, contact) is None
        found = chat_officials.link(session, contact, f"/official {code}", NOW + dt.timedelta(minutes=14))
        assert found is not None and found.id == who.id
        assert chat_officials.link(session, chat(session, "2"), code, NOW) is None
        joined = chat_officials.of_contact(session, contact)
        assert joined is not None and joined.districts == {"malda"} and joined.role == "district_officer"
        assert [one[:2] for one in chat_officials.linked(session, who)] == [(contact, "telegram")]
        assert not chat_officials.unlink(session, official(session, "B. Sen"), contact, NOW)
        assert chat_officials.unlink(session, who, contact, NOW)
        assert chat_officials.of_contact(session, contact) is None


def test_a_late_code_and_that_of_a_revoked_official(database: Database) -> None:
    with database.session() as session:
        who, contact = official(session), chat(session)
        code = chat_officials.new_code(session, who, NOW)
        assert chat_officials.link(session, contact, code, NOW + dt.timedelta(minutes=15)) is None
        code = chat_officials.new_code(session, who, NOW)
        session.get_one(Row, who.id).revoked_at = NOW
        assert chat_officials.link(session, contact, code, NOW) is None


def test_who_guesses_is_stopped(database: Database) -> None:
    with database.session() as session:
        who, contact = official(session), chat(session)
        code = chat_officials.new_code(session, who, NOW, draw=lambda n: 424242)
        for number in range(chat_officials.TRIES):
            assert chat_officials.link(session, contact, f"00000{number}", NOW) is None
        assert chat_officials.link(session, contact, code, NOW) is None
        assert chat_officials.link(session, chat(session, "2"), code, NOW) is not None


def test_many_chats_guess_no_more_than_a_few(database: Database) -> None:
    with database.session() as session:
        who = official(session)
        code = chat_officials.new_code(session, who, NOW, draw=lambda n: 424242)
        for number in range(chat_officials.TRIES_OF_ALL):
            chat_officials.link(session, chat(session, f"g{number}"), "000001", NOW)
        assert chat_officials.link(session, chat(session, "own"), code, NOW) is None
