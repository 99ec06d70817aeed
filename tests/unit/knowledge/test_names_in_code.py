"""Every message and button that the code or the engine names stands in content/messages."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path
from typing import get_args

import pytest
import yaml

from bot.api.telegram import COMMANDS
from bot.conversation import payloads, privacy, texts
from bot.conversation.understanding import _COMMANDS
from bot.knowledge.library import Content, read
from bot.knowledge.model import AREAS, ASPECTS, BUTTON_NAMES, POINTS, Reach
from bot.services.preferences import PURPOSES
from rasa_project import paths

ROOT = Path(__file__).resolve().parents[3]
# Position of the key among the arguments.
CALLS = {
    "Say": 0, "message": 0, "text": 0, "remark": 0, "_say": 1, "title": 0, "Understood": None, "_remark": 2, "_note": 2,
    "_trouble": 1,
}  # fmt: skip
COMPOSED = {"answer", "answers", "repeat", "compare", "in_short", "more", "applies_here", "term",
            "registration", "trainings", "my_trainings", "cancel_training", "training_test", "training_feedback",
            "check_in", "mentor", "trainer_desk"}  # fmt: skip
"""What the composer, or a look into the database, makes replies of; they are no messages themselves."""


@pytest.fixture(scope="module")
def real() -> Content:
    return read(ROOT / "content")


def constants(node: ast.expr) -> Iterator[str]:
    """The strings that an expression may be."""
    if isinstance(node, ast.Constant) and isinstance(node.value, str):
        yield node.value
    elif isinstance(node, ast.IfExp):
        yield from constants(node.body)
        yield from constants(node.orelse)


def named(path: str, function: str) -> Iterator[str]:
    for node in ast.walk(ast.parse((ROOT / path).read_text(encoding="utf-8"))):
        if not isinstance(node, ast.Call):
            continue
        name = node.func.id if isinstance(node.func, ast.Name) else getattr(node.func, "attr", "")
        if name != function:
            continue
        position = CALLS[function]
        if position is not None and len(node.args) > position:
            yield from constants(node.args[position])
        for keyword in node.keywords:
            if keyword.arg == "remark":
                yield from constants(keyword.value)


def keys_in_code() -> set[str]:
    found = {f"menu_{area}" for area in AREAS} | {f"reach_{reach}" for reach in get_args(Reach)}
    found |= {f"{purpose}_{turn}" for purpose in PURPOSES for turn in ("on", "off")} | {"setting_on", "setting_off"}
    found |= {f"rated_{verdict}" for verdict in get_args(payloads.Verdict)}
    for path, functions in {
        "bot/conversation/reply.py": ("Say", "message"),
        "bot/conversation/answers.py": ("text",),
        "bot/conversation/followups.py": ("message", "text"),
        "bot/conversation/understanding.py": ("Understood",),
        "bot/conversation/turns.py": ("Say", "remark", "_trouble"),
        "bot/conversation/intake.py": ("remark",),
        "bot/conversation/voice.py": ("Say", "remark"),
        "bot/conversation/aloud.py": ("message",),
        "rasa_project/actions/service.py": ("_say",),
        "bot/conversation/wishes.py": ("Say",),
        "bot/conversation/aside.py": ("Say",),
        "bot/conversation/handover.py": ("_remark", "_note"),
        "bot/conversation/registration.py": ("message", "text"),
        "bot/conversation/registration_data.py": ("Say",),
        "bot/conversation/proving.py": ("remark",),
        "bot/conversation/broadcasting/joining.py": ("Say",),
        "bot/conversation/referrals.py": ("Say",),
    }.items():
        for function in functions:
            found.update(named(path, function))
    return found - COMPOSED


def test_keys_of_the_code(real: Content) -> None:
    keys = keys_in_code()
    # The search itself: if code is written differently, these would be the first to be missed.
    assert {"engine_down", "internal_error", "stale_button", "unknown_payload", "too_long", "only_emoji", "empty",
            "no_aspect", "review_due", "source_line", "which_topic_plain", "ask_back", "unclear", "nothing_to_repeat",
            "greeting", "rate_limited", "person_noted", "person_already_noted", "language_changed", "stopped",
            "script_roman", "script_native", "script_which", "language_choose",
            "roman_hint", "started_again", "already_started", "unsupported_media",
            "handover_taken", "handover_says", "handover_unanswered", "handover_idle", "handover_passed_on", "bot_here",
            "handover_closed", "handover_given_back", "handover_left", "handover_desk", "all_on", "reminders_off",
            "edited_ignored", "more_done", "comparison", "reach_west_bengal", "rated_down"} <= keys  # fmt: skip
    assert keys <= real.messages.keys()


def test_keys_of_the_engine(real: Content) -> None:
    domain = yaml.safe_load((ROOT / "rasa_project" / "domain" / "domain.yml").read_text(encoding="utf-8"))
    keys = {variant["custom"]["key"] for variants in domain["responses"].values() for variant in variants}
    assert "greeting_again" in keys
    assert keys - COMPOSED <= real.messages.keys()


def test_buttons(real: Content) -> None:
    assert set(BUTTON_NAMES) == texts._PAYLOADS.keys()
    needed = {*BUTTON_NAMES, *(f"aspect_{a}" for a in ASPECTS), *(f"aspect_name_{a}" for a in ASPECTS)}
    assert needed <= real.buttons.keys()
    titles = {
        title
        for name in ("reply", "answers", "registration")
        for title in named(f"bot/conversation/{name}.py", "title")
    }
    assert titles
    assert titles | {f"point_{point}" for point in POINTS} <= real.buttons.keys()
    for name, payload in texts._PAYLOADS.items():
        # The last yes to an erasure never reaches the engine: bot.conversation.privacy takes it (test_privacy).
        assert payload == privacy.ERASE or payloads.parse(payload, ()), name


def test_commands(real: Content) -> None:
    assert {f"command_{name}" for name in COMMANDS} <= real.messages.keys()
    assert {f"/{name}" for name in COMMANDS} == _COMMANDS.keys()
    for payload in _COMMANDS.values():
        assert payloads.parse(payload, ()), payload


def test_values_of_messages_are_given(real: Content) -> None:
    """A message with a placeholder that nobody fills would show it to people."""
    given = {"more_done": {"title"}, "reach_india": {"title"}, "reach_west_bengal": {"title"}, "comparison": {"names"},
             "no_aspect": {"title", "aspect"}, "source_line": {"source", "date"}, "review_due": {"date"},
             "which_topic": {"aspect"}, "too_long": {"limit"}, "rate_limited": {"seconds"}, "person_noted": {"date"},
             "person_already_noted": {"date"},
             "settings": {"service", "reminders", "announcements"}, "handover_taken": {"who"}, "handover_says": {"who"},
                 "language_unreadable": {"other"}, "language_neighbour": {"other"}, "voice_heard": {"words"},
                 "voice_too_long": {"seconds"}, "loan_dropped": {"number"},
             "loan_status_one": {"number", "date", "purpose", "amount", "district", "state", "noted"}}  # fmt: skip
    given |= {"official_is": {"name"}, "official_welcome": {"name"}}
    given |= {"finder_if": {"condition"}, "registration_shown": {"number", "lines", "state"},
              "registration_list": {"count", "lines"}, "registration_more": {"most"}, "registration_card": {"number"},
              "worker_code": {"code"},
              "registration_follows": {"fits", "portals", "unsure", "trainings", "unshared", "updates"},
              "registration_years": {"years"}, "registration_year": {"years"}, "registration_months": {"months"},
              "registration_month": {"months"}}  # fmt: skip
    for key in keys_in_code() & real.messages.keys():
        wanted = {part.partition("}")[0] for part in real.messages[key].text.en.split("{")[1:]}
        assert wanted <= given.get(key, set()), key


def test_the_engine_learns_from_all_areas() -> None:
    assert set(paths.AREAS) == set(AREAS)


BROADCASTING = [f"bot/conversation/broadcasting/{name}.py" for name in ("flow", "steps", "showing", "telling")]


def test_messages_and_buttons_of_broadcasts(real: Content) -> None:
    """What officials are told is made of parts: every constant that begins like one of their keys is a message or a
    button, and every message of theirs is used."""
    found = {
        node.value
        for path in [*BROADCASTING, "bot/conversation/broadcasting/joining.py"]
        for node in ast.walk(ast.parse((ROOT / path).read_text(encoding="utf-8")))
        if isinstance(node, ast.Constant) and isinstance(node.value, str)
    }
    stems = {one for one in found if one.startswith(("bc_", "official_"))}
    begun = {one for one in stems if one.endswith("_")}
    known = {name for name in (*real.messages, *real.buttons) if name.startswith(("bc_", "official_"))}
    assert {"bc_preview", "bc_status_", "bc_hand_in", "official_how"} <= stems
    assert stems - begun <= known
    for stem in begun:
        assert any(name.startswith(stem) for name in known), stem
    assert not {name for name in known - stems if not name.startswith(tuple(begun))}
