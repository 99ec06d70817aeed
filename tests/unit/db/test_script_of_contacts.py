"""In which letters a person reads Bengali and Hindi."""

from __future__ import annotations

from typing import Any

from bot.db.models import Contact
from bot.db.session import Database
from bot.services import contacts


def test_native_letters_until_roman_ones_are_chosen(database: Database, clock: Any) -> None:
    with database.session() as session:
        person = contacts.find_or_create(session, "web", "me", clock())
        assert (person.language, person.roman) == (None, False)
        assert contacts.language_and_script(session, person.id) == (None, False)
        contacts.set_script(session, person.id, "hi", roman=True)
    with database.session() as session:
        assert contacts.find_or_create(session, "web", "me", clock()) == (person.id, "hi", True)
        assert session.get_one(Contact, person.id).language_fixed
        contacts.set_script(session, person.id, "hi", roman=False)
        assert contacts.language_and_script(session, person.id) == ("hi", False)


def test_choosing_a_language_brings_its_letters_back(database: Database, clock: Any) -> None:
    with database.session() as session:
        person = contacts.find_or_create(session, "web", "me", clock())
        contacts.set_script(session, person.id, "bn", roman=True)
        contacts.set_language(session, person.id, "bn")
        assert contacts.language_and_script(session, person.id) == ("bn", False)


def test_a_person_who_is_gone_is_left_alone(database: Database) -> None:
    with database.session() as session:
        contacts.set_script(session, "nobody", "bn", roman=True)
        assert contacts.language_and_script(session, "nobody") == (None, False)
