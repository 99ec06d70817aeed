"""What people send on Telegram that is not text: places, spoken messages, numbers, and what we cannot use."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.channels.base import Inbound
from tests.unit.channels.telegram_updates import FILE, GROUP, PHOTO, POLL, RINA, message, read

MEDIA: dict[str, Any] = {
    "animation": {**FILE, "width": 1, "height": 1, "duration": 1},
    "audio": {**FILE, "duration": 1},
    "contact": {"phone_number": "+919800000000", "first_name": "Somebody else", "user_id": 99},
    "dice": {"emoji": "🎲", "value": 3},
    "document": FILE,
    "photo": PHOTO,
    "poll": POLL,
    "sticker": {**FILE, "width": 1, "height": 1, "type": "regular", "is_animated": False, "is_video": False},
    "venue": {"location": {"latitude": 22.5, "longitude": 88.3}, "title": "DIC", "address": "Howrah"},
    "video": {**FILE, "width": 1, "height": 1, "duration": 1},
    "video_note": {**FILE, "length": 1, "duration": 1},
}


@pytest.mark.parametrize("kind", MEDIA)
def test_unsupported_media(kind: str) -> None:
    assert read(message=message(**{kind: MEDIA[kind]})) == Inbound("telegram", "900", "51", "media", language_hint="bn")


@pytest.mark.parametrize("far", [22.5, 22.50049])
def test_a_place_that_is_shared_is_taken_roughly(far: float) -> None:
    inbound = read(message=message(location={"latitude": far, "longitude": 88.29951}))
    assert inbound == Inbound("telegram", "900", "51", "location", "22.500,88.300", language_hint="bn")


@pytest.mark.parametrize("caption", ["what is this paper?", "/stop"])
def test_a_caption_is_the_text_and_never_a_command(caption: str) -> None:
    inbound = read(message=message(photo=PHOTO, caption=caption))
    assert inbound is not None
    assert (inbound.kind, inbound.text, inbound.payload) == ("media", caption, "")


def test_a_contacts_number_is_not_taken_over() -> None:
    assert "98000" not in repr(read(message=message(contact=MEDIA["contact"])))


def test_a_spoken_message_is_told_by_its_name() -> None:
    voice = {**FILE, "duration": 3, "mime_type": "audio/ogg"}
    assert read(message=message(voice=voice)) == Inbound("telegram", "900", "51", "voice", "f", language_hint="bn")
    assert read(message=message(GROUP, voice=voice)) is None


@pytest.mark.parametrize(
    ("number", "text"),
    [
        ("919830012345", "+919830012345"),
        ("+91 98300 12345", "+919830012345"),
        (" +919830012345 ", "+919830012345"),
        ("971501234567", "+971501234567"),
    ],
)
def test_ones_own_number_is_taken(number: str, text: str) -> None:
    contact = {"phone_number": number, "first_name": "Rina", "user_id": RINA["id"]}
    assert read(message=message(contact=contact)) == Inbound(
        "telegram", "900", "51", "contact", text, language_hint="bn"
    )


@pytest.mark.parametrize("user", [{}, {"user_id": 99}])
def test_somebody_elses_contact_shared_is_media(user: dict[str, int]) -> None:
    contact = {"phone_number": "+919830012345", "first_name": "Somebody else", **user}
    inbound = read(message=message(contact=contact))
    assert inbound == Inbound("telegram", "900", "51", "media", language_hint="bn")
    assert "98300" not in repr(inbound)


@pytest.mark.parametrize("number", ["", "12", "number", "+", "9" * 40, "000000000000"])
def test_a_number_that_nobody_can_dial_is_media(number: str) -> None:
    inbound = read(message=message(contact={"phone_number": number, "first_name": "R", "user_id": RINA["id"]}))
    assert inbound is not None
    assert (inbound.kind, inbound.text) == ("media", "")


@given(st.text(max_size=20) | st.from_regex(r"\+?[0-9 -]{0,16}", fullmatch=True))
def test_any_number_is_a_whole_one_or_none(number: str) -> None:
    inbound = read(message=message(contact={"phone_number": number, "first_name": "R", "user_id": RINA["id"]}))
    assert inbound is not None
    if inbound.kind == "contact":
        assert inbound.text.startswith("+")
        assert inbound.text[1:].isdecimal()
        assert len(inbound.text) <= 16  # E.164, the + counted
    else:
        assert (inbound.kind, inbound.text) == ("media", "")
