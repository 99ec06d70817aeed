"""Telegram's updates, case by case: what each becomes, and what is left alone."""

from __future__ import annotations

from typing import Any

import pytest
from telegram import Update, User

from bot.channels.base import Inbound
from bot.channels.telegram.commands import COMMANDS, deep_link, payload_of
from bot.channels.telegram.parse import ALLOWED_UPDATES, parse, stopped
from bot.conversation import payloads

ME = User(7, "Udyog Sathi", True, username="udyog_bot")
RINA = {"id": 51, "is_bot": False, "first_name": "Rina", "language_code": "bn"}
BOT = {"id": 7, "is_bot": True, "first_name": "Udyog Sathi", "username": "udyog_bot"}
PRIVATE = {"id": 51, "type": "private"}
GROUP = {"id": -100, "type": "supergroup", "title": "Weavers"}
FILE = {"file_id": "f", "file_unique_id": "u", "file_size": 1}
PHOTO = [{**FILE, "width": 1, "height": 1}]


def message(chat: dict[str, Any] = PRIVATE, **content: Any) -> dict[str, Any]:
    return {"message_id": 3, "date": 1, "chat": chat, "from": RINA, **content}


def read(**update: Any) -> Inbound | None:
    made = Update.de_json({"update_id": 900, **update}, None)
    return parse(made, ME)


def wrote(text: str, chat: dict[str, Any] = PRIVATE, **content: Any) -> Inbound | None:
    return read(message=message(chat, text=text, **content))


def test_a_text() -> None:
    assert wrote("  PMEGP কী? ") == Inbound("telegram", "900", "51", "text", "PMEGP কী?", language_hint="bn")


def test_the_same_update_has_the_same_id() -> None:
    assert wrote("hello") == wrote("hello")


def test_language_code_absent() -> None:
    inbound = wrote("hello", **{"from": {"id": 51, "is_bot": False, "first_name": "R"}})
    assert inbound is not None
    assert inbound.language_hint is None


@pytest.mark.parametrize(
    ("text", "payload"),
    [
        ("/start", "greet"),
        ("/start@udyog_bot", "greet"),
        ("/START", "greet"),
        ("/start ask_pmegp", "ask:pmegp"),
        ("/start pmegp", "ask:pmegp"),
        ("/start   pmegp  ", "ask:pmegp"),
        ("/start@udyog_bot ask_pmegp", "ask:pmegp"),
        ("/start ask_gst-registration", "ask:gst-registration"),
        ("/start ask_pmegp_documents", "ask:pmegp:documents"),
        ("/start pmegp_how-to-apply", "ask:pmegp:how-to-apply"),
        ("/start PMEGP", "ask:pmegp"),
        ("/start ask_", "greet"),
        ("/start ask__pmegp", "greet"),
        ("/start -pmegp", "greet"),
        ("/start pmegp-", "greet"),
        ("/start ask:pmegp", "greet"),
        ("/start pmegp documents", "greet"),
        ("/start ঋণ", "greet"),
        ("/start <b>", "greet"),
        ("/start " + "a" * 33, "greet"),
        ("/start " + "a" * 65, "greet"),
        ("/start pmegp_" + "a" * 17, "greet"),
        ("/start a\nb", "greet"),
        ("/help", "help"),
        ("/help@Udyog_Bot", "help"),
        ("/help me", "help"),
        ("/language", "language"),
        ("/stop", "stop"),
        ("/menu", "menu"),
        ("/person", "person"),
        (" /menu\n", "menu"),
    ],
)
@pytest.mark.parametrize("chat", [PRIVATE, GROUP])
def test_commands(text: str, payload: str, chat: dict[str, Any]) -> None:
    inbound = wrote(text, chat)
    assert inbound is not None
    assert (inbound.kind, inbound.payload, inbound.text) == ("payload", payload, "")


@pytest.mark.parametrize(
    "text", ["/weather", "/", "//", "/start-up", "/helpme", "/stop@other_bot", "/ঋণ", "a /stop", "/ stop"]
)
def test_unknown_commands_are_text(text: str) -> None:
    inbound = wrote(text)
    assert inbound is not None
    assert (inbound.kind, inbound.text, inbound.payload) == ("text", text, "")


def test_every_payload_is_one_the_conversation_knows() -> None:
    for text in COMMANDS:
        assert payloads.parse(payload_of(f"/{text}", "udyog_bot") or "", {"pmegp"})
    for link in ("pmegp", "ask_pmegp", "pmegp_documents", "ask_pmegp_how-to-apply", "no such"):
        assert payloads.parse(deep_link(link), {"pmegp"})
        assert len(deep_link(link).encode()) <= payloads.LIMIT


@pytest.mark.parametrize("chat", [PRIVATE, GROUP])
def test_a_pressed_button(chat: dict[str, Any]) -> None:
    shown = {**message(chat, text="?"), "from": BOT}
    query = {"id": "1", "from": RINA, "chat_instance": "1", "data": "ask:pmegp:documents", "message": shown}
    assert read(callback_query=query) == Inbound(
        "telegram", "900", str(chat["id"]), "payload", payload="ask:pmegp:documents", language_hint="bn"
    )


@pytest.mark.parametrize(
    ("part", "inbound"),
    [
        ({"data": "menu"}, Inbound("telegram", "900", "51", "payload", payload="menu", language_hint="bn")),
        # So old that Telegram does not show the message any more.
        (
            {"data": "menu", "message": {"chat": PRIVATE, "message_id": 3, "date": 0}},
            Inbound("telegram", "900", "51", "payload", payload="menu", language_hint="bn"),
        ),
        ({"game_short_name": "chess"}, None),
    ],
)
def test_buttons_without_their_message(part: dict[str, Any], inbound: Inbound | None) -> None:
    assert read(callback_query={"id": "1", "from": RINA, "chat_instance": "1", **part}) == inbound


def test_a_double_tap_is_two_updates() -> None:
    query = {"id": "1", "from": RINA, "chat_instance": "1", "data": "menu"}
    first, second = read(update_id=1, callback_query=query), read(update_id=2, callback_query=query)
    assert first is not None
    assert second is not None
    assert first.external_id != second.external_id


@pytest.mark.parametrize(
    ("content", "text"),
    [
        ({"text": "PMEGP documents"}, "PMEGP documents"),
        ({"text": "/stop"}, "/stop"),
        ({"photo": PHOTO, "caption": "x"}, "x"),
    ],
)
def test_edited(content: dict[str, Any], text: str) -> None:
    assert read(edited_message=message(edit_date=2, **content)) == Inbound(
        "telegram", "900", "51", "edited", text, language_hint="bn"
    )


def test_a_live_location_on_the_move_is_not_an_edit() -> None:
    assert read(edited_message=message(edit_date=2, location={"latitude": 22.5, "longitude": 88.3})) is None


MEDIA: dict[str, Any] = {
    "animation": {**FILE, "width": 1, "height": 1, "duration": 1},
    "audio": {**FILE, "duration": 1},
    "contact": {"phone_number": "+919800000000", "first_name": "Somebody else", "user_id": 99},
    "dice": {"emoji": "🎲", "value": 3},
    "document": FILE,
    "photo": PHOTO,
    "poll": {
        "id": "1",
        "question": "?",
        "options": [],
        "total_voter_count": 0,
        "is_closed": False,
        "is_anonymous": True,
        "type": "regular",
        "allows_multiple_answers": False,
        "allows_revoting": False,
        "members_only": False,
    },
    "sticker": {**FILE, "width": 1, "height": 1, "type": "regular", "is_animated": False, "is_video": False},
    "venue": {"location": {"latitude": 22.5, "longitude": 88.3}, "title": "DIC", "address": "Howrah"},
    "video": {**FILE, "width": 1, "height": 1, "duration": 1},
    "video_note": {**FILE, "length": 1, "duration": 1},
    "voice": {**FILE, "duration": 1},
}


@pytest.mark.parametrize("kind", MEDIA)
def test_media(kind: str) -> None:
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


@pytest.mark.parametrize("content", [{"text": " \n"}, {"something_new": {"a": 1}}, {}])
def test_nothing_readable(content: dict[str, Any]) -> None:
    assert read(message=message(**content)) == Inbound("telegram", "900", "51", "empty", language_hint="bn")


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
def test_addressed_in_a_group(text: str, content: dict[str, Any], expected: str) -> None:
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
def test_not_addressed_in_a_group(text: str, content: dict[str, Any]) -> None:
    assert wrote(text, GROUP, **content) is None
    assert read(edited_message=message(GROUP, text=text, edit_date=2, **content)) is None


def test_media_in_a_group_needs_a_mention() -> None:
    assert read(message=message(GROUP, photo=PHOTO)) is None
    inbound = read(message=message(GROUP, photo=PHOTO, caption="@udyog_bot this?"))
    assert inbound is not None
    assert (inbound.kind, inbound.text) == ("media", "this?")


@pytest.mark.parametrize(
    "update",
    [
        {"message": {**message(text="hi"), "from": BOT}},
        {"message": {**message(GROUP, text="/help"), "from": {**BOT, "id": 8, "username": "other_bot"}}},
        {"message": message({"id": -5, "type": "channel"}, text="@udyog_bot hi")},
        {"message": {"message_id": 3, "date": 1, "chat": PRIVATE, "text": "by nobody"}},
        {"message": message(pinned_message=message(text="hi"))},
        {"message": message(message_auto_delete_timer_changed={"message_auto_delete_time": 5})},
        {"message": message(GROUP, new_chat_members=[RINA])},
        {"message": message(GROUP, left_chat_member=RINA)},
        {"message": message(GROUP, migrate_to_chat_id=-200)},
        {"channel_post": {"message_id": 3, "date": 1, "chat": {"id": -5, "type": "channel"}, "text": "/help"}},
        {"edited_channel_post": {"message_id": 3, "date": 1, "chat": {"id": -5, "type": "channel"}, "text": "/help"}},
        {"inline_query": {"id": "1", "from": RINA, "query": "pmegp", "offset": ""}},
        {"poll": MEDIA["poll"]},
        {"something_new": {}},
        {},
    ],
)
def test_left_alone(update: dict[str, Any]) -> None:
    assert read(**update) is None
    assert stopped(Update.de_json({"update_id": 900, **update}, None)) is None


@pytest.mark.parametrize(
    ("chat", "status", "sender"),
    [
        (PRIVATE, "kicked", "51"),
        (PRIVATE, "member", None),
        (GROUP, "kicked", "-100"),
        (GROUP, "left", "-100"),
        (GROUP, "administrator", None),
        ({"id": -5, "type": "channel"}, "kicked", None),
    ],
)
def test_blocked_and_unblocked(chat: dict[str, Any], status: str, sender: str | None) -> None:
    rights = dict.fromkeys(
        (
            "can_be_edited",
            "is_anonymous",
            "can_manage_chat",
            "can_delete_messages",
            "can_manage_video_chats",
            "can_restrict_members",
            "can_promote_members",
            "can_change_info",
            "can_invite_users",
            "can_post_stories",
            "can_edit_stories",
            "can_delete_stories",
        ),
        False,
    )
    new = {"user": BOT, "status": status, "until_date": 0, **(rights if status == "administrator" else {})}
    change = {
        "chat": chat,
        "from": RINA,
        "date": 1,
        "old_chat_member": {"user": BOT, "status": "left"},
        "new_chat_member": new,
    }
    assert stopped(Update.de_json({"update_id": 1, "my_chat_member": change}, None)) == sender
    assert read(my_chat_member=change) is None


def test_only_what_is_read_is_asked_for() -> None:
    assert set(ALLOWED_UPDATES) == {"message", "edited_message", "callback_query", "my_chat_member"}
