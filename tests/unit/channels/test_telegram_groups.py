"""Groups on Telegram: the bot answers only when it is spoken to."""

from __future__ import annotations

from typing import Any

import pytest

from tests.unit.channels.telegram_updates import BOT, GROUP, PHOTO, message, read, wrote


@pytest.mark.parametrize(
    ("text", "content", "expected"),
    [
        ("@udyog_bot what is PMEGP", {}, "what is PMEGP"),
        ("@udyog_bot, what is PMEGP", {}, "what is PMEGP"),
        ("what is PMEGP @Udyog_Bot?", {}, "what is PMEGP  ?"),
        ("(@udyog_bot) loan", {}, "( ) loan"),
        ("হ্যাঁ", {"reply_to_message": {**message(GROUP, text="?"), "from": BOT}}, "হ্যাঁ"),
        ("/weather@udyog_bot Howrah", {}, "/weather Howrah"),
    ],
)
def test_group_messages_that_address_the_bot(text: str, content: dict[str, Any], expected: str) -> None:
    inbound = wrote(text, GROUP, **content)
    assert inbound is not None
    assert (inbound.kind, inbound.sender, inbound.text) == ("text", "-100", expected)


@pytest.mark.parametrize(
    ("text", "content"),
    [
        ("what is PMEGP", {}),
        ("@other_bot what is PMEGP", {}),
        ("@udyog_bot2 what is PMEGP", {}),
        ("mail udyog@udyog_bot.example and me@udyog_bot", {}),
        ("/weather", {}),
        ("/stop@other_bot", {}),
        ("yes", {"reply_to_message": message(GROUP, text="?")}),
    ],
)
def test_group_messages_that_do_not_address_the_bot(text: str, content: dict[str, Any]) -> None:
    assert wrote(text, GROUP, **content) is None
    assert read(edited_message=message(GROUP, text=text, edit_date=2, **content)) is None


def test_media_in_a_group_needs_a_mention() -> None:
    assert read(message=message(GROUP, photo=PHOTO)) is None
    inbound = read(message=message(GROUP, photo=PHOTO, caption="@udyog_bot this?"))
    assert inbound is not None
    assert (inbound.kind, inbound.text) == ("media", "this?")
