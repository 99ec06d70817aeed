"""How somebody registers over Telegram or WhatsApp, and what they then have on the telephone and in the register."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from tests.integration.workers.bureau import Talker, new_phone, number_in
from tests.phones import Phone, TelegramPhone, WhatsAppPhone

if TYPE_CHECKING:
    from tests.integration.workers.bureau import Bureau

CHANNELS = ("telegram", "whatsapp")
YES, AGREED, ENOUGH = "set:worker:confirm:yes", "set:worker:consent:yes", ":enough"
ROWS = 10
"""Of a list on WhatsApp."""


@pytest.fixture(params=CHANNELS)
def talker(request: pytest.FixtureRequest, bureau: Bureau) -> Talker:
    """Somebody new on one of the channels, who reads English."""
    return on(bureau, request.param)


def on(bureau: Bureau, channel: str, language: str = "en") -> Talker:
    return bureau.on_telegram(language) if channel == "telegram" else bureau.on_whatsapp(language)


def phone(talker: Talker) -> Phone:
    assert isinstance(talker.at, Phone)
    return talker.at


def begun(talker: Talker, name: str = "Rahim Sheikh") -> Talker:
    """As far as the question for the number."""
    talker.says("/register")
    talker.presses(AGREED)
    talker.says(name)
    return talker


def gives_number(talker: Talker) -> str:
    """The number that the channel vouches for."""
    at = talker.at
    if isinstance(at, TelegramPhone):
        digits = new_phone()
        told = at.tells_number(f"91{digits}")
        return "\n".join(shown.text for shown in told)
    return talker.presses("set:worker:phone:yes")


def to_the_summary(talker: Talker, home: str = "Malda, Kaliachak", trades: str = "mason and plumber") -> str:
    begun(talker)
    gives_number(talker)
    talker.says(home)
    talker.says(trades)
    return talker.presses("set:worker:wants" + ENOUGH)


def registered(talker: Talker) -> str:
    to_the_summary(talker)
    return number_in(talker.presses(YES))


def workers(talker: Talker) -> list[Any]:
    """Their entries in the register."""
    query = "SELECT w.* FROM workers w JOIN worker_contacts l ON l.worker_id = w.id WHERE l.contact_id = ?"
    return phone(talker).service.rows(query, phone(talker).contact["id"])


def pictures(talker: Talker) -> list[bytes]:
    """Those that they were sent."""
    at = talker.at
    if isinstance(at, TelegramPhone):
        sent = [one for one in at.telegram.sent if one.chat == at.number and one.kind == "photo"]
        return [one.file.content for one in sent if one.file is not None]
    assert isinstance(at, WhatsAppPhone)
    images = [one for one in at.graph.sent if one.person == at.number and one.kind == "image"]
    return [at.graph.files[one.content["id"]][2] for one in images]


def document(talker: Talker) -> bytes:
    """The last file that they were sent."""
    at = talker.at
    if isinstance(at, TelegramPhone):
        return next(one.file.content for one in reversed(at.telegram.sent) if one.chat == at.number and one.file)
    assert isinstance(at, WhatsAppPhone)
    sent = [one.content for one in at.graph.sent if one.person == at.number]
    files = [content.get("header", content).get("document", content) for content in sent]
    return at.graph.files[[file for file in files if "filename" in file][-1]["id"]][2]


def full(talker: Talker) -> str:
    """Registers with everything that can be said; the summary."""
    begun(talker)
    gives_number(talker)
    for answer in (
        "Malda", "mason", "work nearby and training", "8 years", "Kochi, Kerala", "34", "man", "class 8",
        "trowel and level", "yes", "no", "employers and banks", "yes",
    ):  # fmt: skip
        talker.says(answer)
    return talker.text
