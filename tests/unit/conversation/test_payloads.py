"""What buttons mean; nothing else reaches the engine as a command."""

from __future__ import annotations

import json
from pathlib import Path
from typing import get_args

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.conversation import payloads
from bot.conversation.payloads import Command, ask, menu, parse
from bot.knowledge.conditions import FACTS
from bot.knowledge.library import read
from bot.knowledge.model import AREAS, ASPECTS, Aspect
from bot.tools.registry import TOOLS

ROOT = Path(__file__).resolve().parents[3]
TOPICS = {"pmegp", "gst-rates"}
TOPIC = st.from_regex(r"[a-z0-9]+(-[a-z0-9]+)*", fullmatch=True).filter(lambda name: len(name) <= 32)


@given(TOPIC, st.sampled_from(ASPECTS))
def test_questions_come_back(topic: str, aspect: Aspect) -> None:
    assert parse(ask(topic, aspect), {topic}) == Command("ask", (("topic", topic), ("aspect", aspect)))
    assert parse(ask(topic), {topic}) == Command("ask", (("topic", topic), ("aspect", "what")))


def test_menus_come_back() -> None:
    assert [parse(menu(area), ()) for area in AREAS] == [Command(f"menu_{area}") for area in AREAS]


@pytest.mark.parametrize(
    ("payload", "intent"),
    [
        ("menu", "show_menu"),
        ("greet", "greet"),
        ("lang:hi", "change_language_hi"),
        ("stop", "stop"),
        ("person", "talk_to_person"),
    ],
)
def test_simple_ones(payload: str, intent: str) -> None:
    assert parse(payload, ()) == Command(intent)
    assert str(parse(payload, ())) == f"/{intent}"


def test_every_payload_of_the_real_content_fits_every_channel() -> None:
    topics = read(ROOT / "content").topics
    longest = max((ask(topic, aspect) for topic in topics for aspect in get_args(Aspect)), key=len)
    assert len(longest.encode()) <= payloads.LIMIT
    assert parse(longest, topics) is not None
    assert all(len(payload.encode()) <= payloads.LIMIT for payload in payloads._SIMPLE)


def test_the_longest_that_the_schema_allows_fits() -> None:
    assert len(ask("a" * 32, "how-to-apply").encode()) <= payloads.LIMIT


@pytest.mark.parametrize(
    "payload",
    [
        "", " ", "/restart", "/ask", "ask", "ask:", "ask:nothing", "ask:pmegp:", "ask:pmegp:weather",
        "ask:pmegp:what:more", "ASK:pmegp", "ask:pmegp\n", " ask:pmegp", "ask:pmegp ", 'ask:pmegp{"topic": "x"}',
        "ask:../pmegp", "menu:", "menu:x", "lang:fr", "lang:", "greet ", "restart", "session_start", "ask:পিএমইজিপি",
        "tool:", "tool:gone", "tool:finder:need", "set:finder:need", "set:gone:need:loan", "set:finder:need:লোন",
        "set:finder:need:loan:more", "ask:" + "a" * 33, "x" * 10_000, "\x00",
    ],
)  # fmt: skip
def test_foreign_payloads_are_refused(payload: str) -> None:
    assert parse(payload, TOPICS) is None


def test_tools_and_answers_to_them() -> None:
    assert parse(payloads.tool("finder"), ()) == Command("use_tool", (("tool", "finder"),))
    assert parse("emi", ()) == parse(payloads.tool("emi"), ())  # as buttons of earlier days said it
    answer = Command("use_tool", (("tool", "finder"), ("tool_slot", "need"), ("tool_value", "loan")))
    assert parse(payloads.choose("finder", "need", "loan"), ()) == answer


def test_the_longest_answer_to_a_tool_fits() -> None:
    longest = payloads.choose("t" * 12, "s" * 20, "v" * 24)
    assert len(longest.encode()) <= payloads.LIMIT
    for name, tool in TOOLS.items():
        for slot in (*FACTS, *getattr(tool, "slots", ())):
            key = getattr(slot, "name", slot)
            for choice in tool.choices(str(key)):
                assert parse(payloads.choose(name, str(key), choice.value), ()) is not None


def test_a_topic_that_is_gone_is_refused() -> None:
    assert parse("ask:pmegp:what", TOPICS) is not None
    assert parse("ask:pmegp:what", TOPICS - {"pmegp"}) is None


@given(st.text(max_size=80))
def test_anything_is_refused_or_well_formed(payload: str) -> None:
    command = parse(payload, TOPICS)
    assert command is None or command.intent in {*payloads._SIMPLE.values(), "ask", "use_tool"}


def test_notation_of_the_engine() -> None:
    said = str(Command("ask", (("topic", "pmegp"), ("aspect", "how-to-apply"))))
    assert said.startswith("/ask{")
    assert json.loads(said.removeprefix("/ask")) == {"topic": "pmegp", "aspect": "how-to-apply"}
