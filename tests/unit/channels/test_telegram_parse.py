"""Telegram's updates, case by case: what each becomes, and what is left alone."""

from __future__ import annotations

from typing import Any

import pytest
from telegram import Update

from bot.channels.base import Inbound, Renumbered, Stopped
from bot.channels.telegram.parse import ALLOWED_UPDATES, notice, press
from bot.channels.telegram.presses import Press
from tests.unit.channels.telegram_updates import BOT, GROUP, PHOTO, POLL, PRIVATE, RINA, message, read, wrote


def test_a_text() -> None:
    assert wrote("  PMEGP কী? ") == Inbound("telegram", "900", "51", "text", "PMEGP কী?", language_hint="bn")


def test_duplicate_update_id_has_the_same_external_id() -> None:
    assert wrote("hello") == wrote("hello")


def test_language_code_absent() -> None:
    inbound = wrote("hello", **{"from": {"id": 51, "is_bot": False, "first_name": "R"}})
    assert inbound is not None
    assert inbound.language_hint is None


@pytest.mark.parametrize("chat", [PRIVATE, GROUP])
def test_a_pressed_button(chat: dict[str, Any]) -> None:
    shown = {**message(chat, text="?"), "from": BOT}
    query = {"id": "1", "from": RINA, "chat_instance": "1", "data": "ask:pmegp:documents", "message": shown}
    assert read(callback_query=query) == Inbound(
        "telegram", "900", str(chat["id"]), "payload", payload="ask:pmegp:documents", language_hint="bn",
        pressed_in="3",
    )  # fmt: skip


@pytest.mark.parametrize(
    ("part", "inbound"),
    [
        ({"data": "menu"}, Inbound("telegram", "900", "51", "payload", payload="menu", language_hint="bn")),
        # So old that Telegram does not show the message any more: it cannot be replaced either.
        (
            {"data": "menu", "message": {"chat": PRIVATE, "message_id": 3, "date": 0}},
            Inbound("telegram", "900", "51", "payload", payload="menu", language_hint="bn"),
        ),
        ({"game_short_name": "chess"}, None),
    ],
)
def test_stale_button(part: dict[str, Any], inbound: Inbound | None) -> None:
    assert read(callback_query={"id": "1", "from": RINA, "chat_instance": "1", **part}) == inbound


def test_a_double_tap_is_two_updates_with_one_press() -> None:
    shown = {**message(text="?"), "from": BOT}
    taps = [
        {"update_id": n, "callback_query": {"id": str(n), "from": RINA, "chat_instance": "1", "data": "menu"}}
        for n in (1, 2)
    ]
    for tap in taps:
        tap["callback_query"]["message"] = shown  # type: ignore[index]
    first, second = (Update.de_json(tap, None) for tap in taps)
    assert press(first) == press(second) == Press(51, 51, 3, "menu")
    one, two = read(**taps[0]), read(**taps[1])
    assert one is not None
    assert two is not None
    assert one.external_id != two.external_id


def test_what_is_no_press_has_none() -> None:
    bare = {"id": "1", "from": RINA, "chat_instance": "1", "data": "menu"}
    for update in ({"message": message(text="menu")}, {"callback_query": bare}, {}):
        assert press(Update.de_json({"update_id": 1, **update}, None)) is None


@pytest.mark.parametrize(
    ("content", "text"),
    [
        ({"text": "PMEGP documents"}, "PMEGP documents"),
        ({"text": "/stop"}, "/stop"),
        ({"photo": PHOTO, "caption": "x"}, "x"),
    ],
)
def test_edited_messages(content: dict[str, Any], text: str) -> None:
    assert read(edited_message=message(edit_date=2, **content)) == Inbound(
        "telegram", "900", "51", "edited", text, language_hint="bn"
    )


def test_a_live_location_on_the_move_is_not_an_edit() -> None:
    assert read(edited_message=message(edit_date=2, location={"latitude": 22.5, "longitude": 88.3})) is None


@pytest.mark.parametrize("content", [{"text": " \n"}, {"something_new": {"a": 1}}, {}])
def test_nothing_readable(content: dict[str, Any]) -> None:
    assert read(message=message(**content)) == Inbound("telegram", "900", "51", "empty", language_hint="bn")


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
        {"channel_post": {"message_id": 3, "date": 1, "chat": {"id": -5, "type": "channel"}, "text": "/help"}},
        {"edited_channel_post": {"message_id": 3, "date": 1, "chat": {"id": -5, "type": "channel"}, "text": "/help"}},
        {"inline_query": {"id": "1", "from": RINA, "query": "pmegp", "offset": ""}},
        {"poll": POLL},
        {"something_new": {}},
        {},
    ],
)
def test_left_alone(update: dict[str, Any]) -> None:
    assert read(**update) is None
    assert notice(Update.de_json({"update_id": 900, **update}, None)) is None


def test_a_group_that_moved_has_another_id() -> None:
    update = {"message": message(GROUP, migrate_to_chat_id=-200)}
    assert read(**update) is None
    assert notice(Update.de_json({"update_id": 900, **update}, None)) == Renumbered("-100", "-200")


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
def test_403_to_come_is_told_as_stopped(chat: dict[str, Any], status: str, sender: str | None) -> None:
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
    told = notice(Update.de_json({"update_id": 1, "my_chat_member": change}, None))
    assert told == (Stopped(sender) if sender else None)
    assert read(my_chat_member=change) is None


def test_only_what_is_read_is_asked_for() -> None:
    assert set(ALLOWED_UPDATES) == {"message", "edited_message", "callback_query", "my_chat_member"}
