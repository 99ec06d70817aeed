"""Commands and links of Telegram: each becomes a payload that the conversation knows, or words."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.channels.telegram.commands import COMMANDS, deep_link, payload_of
from bot.conversation import payloads
from tests.unit.channels.telegram_updates import GROUP, PRIVATE, wrote


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
        ("/finder", "tool:finder"),
        ("/settings", "prefs"),
        ("/office@udyog_bot", "tool:office"),
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


@pytest.mark.parametrize(
    "value",
    ["ask_", "ask__pmegp", "-pmegp", "pmegp-", "ask:pmegp", "pmegp documents", "ঋণ", "<b>", "%00%FF", "a" * 33,
     "a" * 65, "pmegp_" + "a" * 17, "a\nb", "", " "],
)  # fmt: skip
def test_malformed_deep_link_greets(value: str) -> None:
    assert deep_link(value) == "greet"


@given(st.text(max_size=80) | st.from_regex(r"(ask_)?[a-z0-9_-]{0,70}", fullmatch=True))
def test_any_deep_link_is_a_short_payload_that_the_conversation_knows(value: str) -> None:
    payload = deep_link(value)
    assert len(payload.encode()) <= payloads.LIMIT
    kind, _, rest = payload.partition(":")
    assert payload == "greet" or (kind == "ask" and rest.partition(":")[0] in value.lower())


@given(st.text(max_size=80) | st.from_regex(r"/[a-z@_ ]{0,20}", fullmatch=True))
def test_any_text_is_a_command_of_ours_or_none(text: str) -> None:
    payload = payload_of(text, "udyog_bot")
    assert payload is None or payload in COMMANDS.values() or payload.startswith("ask:")
    assert payload is None or text.strip().startswith("/")
