"""What is on the telephone of somebody who takes part."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from tests.integration.workers.bureau import Talker
from tests.phones import Phone, TelegramPhone, WhatsAppPhone


@pytest.fixture(params=["telegram", "whatsapp"])
def channel(request: pytest.FixtureRequest) -> str:
    return str(request.param)


def phone(talker: Talker) -> Phone:
    assert isinstance(talker.at, Phone)
    return talker.at


def files(talker: Talker) -> list[tuple[str, str, bytes]]:
    """Name, kind and content of every file and picture that they were sent."""
    at = talker.at
    if isinstance(at, TelegramPhone):
        sent = [one for one in at.telegram.sent if one.chat == at.number and one.file is not None]
        return [(one.file.name, one.kind, one.file.content) for one in sent if one.file is not None]
    assert isinstance(at, WhatsAppPhone)
    found = []
    for one in at.graph.sent:
        part = one.content.get("header", {}) if one.kind == "interactive" else {"type": one.kind, one.kind: one.content}
        if one.person == at.number and part.get("type") in ("image", "document"):
            name, _, content = at.graph.files[part[part["type"]]["id"]]
            found.append((name, "photo" if part["type"] == "image" else "document", content))
    return found


def told_after(talker: Talker, work: Callable[[], Any]) -> list[str]:
    """The texts of everything that is new on the telephone once something has happened and is settled."""
    before = {one.id for one in phone(talker).seen()}
    work()
    return [one.text for one in phone(talker).seen() if one.id not in before]
