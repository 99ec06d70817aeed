"""An official in the chat beside the real engine: a code from the console, a broadcast in three languages."""

from __future__ import annotations

import uuid
from contextlib import contextmanager
from typing import TYPE_CHECKING

import pytest

from bot.clock import utc_now
from bot.db.models import Broadcast, Officer
from bot.db.session import Database
from bot.services import chat_officials, officers

if TYPE_CHECKING:
    from collections.abc import Iterator

    from sqlalchemy.orm import Session

    from tests.service import Person, Reply, Service

pytestmark = pytest.mark.engine

TEXTS = {
    "bn": "মালদায় মেলা, কাগজপত্র নিয়ে আসুন।", "hi": "मालदा में मेला है, काग़ज़ लेकर आइए।",
    "en": "What documents do I need for the fair? Ask the office in Malda.",
}  # fmt: skip
"""In the order in which they are asked for, but for the official's own, which comes first."""


@contextmanager
def opened(service: Service) -> Iterator[Session]:
    database = Database(f"sqlite:///{service.data_dir}/bot.sqlite3")
    try:
        with database.session() as session:
            yield session
    finally:
        database.close()


def code(service: Service) -> tuple[str, str]:
    """A new official of Malda, and the code of their chat."""
    with opened(service) as session:
        name = f"Officer {uuid.uuid4().hex[:8]}"
        row = Officer(name=name, role="district_officer", districts=["malda"], rights=[], created_at=utc_now())
        session.add(row)
        session.flush()
        return row.id, chat_officials.new_code(session, officers.of_row(row), utc_now())


def presses(person: Person, reply: Reply, part: str) -> Reply:
    (payload,) = [one for one in reply.payloads if part in one]
    return person.presses(payload)


@pytest.mark.parametrize("language", ["bn", "hi", "en"])
def test_from_the_code_to_the_preview(service: Service, language: str) -> None:
    person = service.person(language)
    service.said.check_message(person.says("/broadcast"), "bc_what", language)
    official, digits = code(service)
    service.said.check_message(person.says(f"/official {digits}"), "official_welcome", language)
    asked = presses(person, person.says("/broadcast"), "bc:new")
    service.said.check_message(asked, "bc_sender", language)
    asked = presses(person, asked, ":sender")
    for written in (language, *(one for one in TEXTS if one != language)):
        assert asked.language == language, "a text in another language changes nothing"
        asked = person.says(TEXTS[written])
    service.said.check_message(asked, "bc_people", language)
    shown = presses(person, presses(person, asked, ":all"), ":link")
    service.said.check_message(shown, "bc_preview", language)
    assert all(text in shown.text for text in TEXTS.values())
    with opened(service) as session:
        (row,) = session.query(Broadcast).filter_by(created_by=official)
        assert row.texts == TEXTS and row.status == "draft" and row.districts == ["malda"]
    # The chat is still a chat: a question in between is answered, and the draft is found again.
    service.said.check_answer(person.presses("ask:pmegp:documents"), "pmegp", "documents", language)
    listed = person.says("/broadcast")
    service.said.check_message(presses(person, listed, "bc:go:"), "bc_preview", language)
    assert person.contact["language"] == language
    service.said.check_message(person.says("/official off"), "official_off", language)
    service.said.check_message(person.says("/broadcast"), "bc_what", language)


def test_a_wrong_code(service: Service) -> None:
    person = service.person("hi")
    service.said.check_message(person.says("/official 000000"), "official_wrong", "hi")
    service.said.check_message(person.says("/official"), "official_how", "hi")
