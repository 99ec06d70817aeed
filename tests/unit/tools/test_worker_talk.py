"""A registration as a talk: what is noted, what takes an answer back, what stays with it, and what ends it."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from bot.tools import turn
from bot.tools.base import Context, Heard
from bot.tools.registry import TOOLS
from bot.tools.turn import Session
from bot.tools.worker import WorkerTool
from bot.tools.worker_places import last_place
from bot.tools.worker_words import enough

TOOL = WorkerTool()
NEEDED: dict[str, Any] = {
    "consent": "yes", "name": "Rahim Sheikh", "phone": "+919830012345", "district": "malda",
    "trades": [{"id": "mason", "said": "rajmistri"}],
}  # fmt: skip


def hear(
    text: str, context: Context, known: dict[str, Any], *asked: str, intent: str = "nlu_fallback", names: Any = ()
) -> turn.Step:
    heard = Heard(replace(context, asked=asked), intent, names=tuple(names))
    return turn.hear(TOOL, Session(known, asked), text, heard)


def noted(step: turn.Step) -> list[str]:
    """Keys of the lines that acknowledge something."""
    return [line["key"].removeprefix("worker_line_") for key, values in step.said if key == "worker_noted"
            for line in values["lines"]]  # fmt: skip


@pytest.mark.parametrize(
    ("text", "asked", "lines"),
    [
        ("na, rajmistri na, plumber", "wants", ["trades"]),
        ("plumber too", "confirm", ["trades"]),
        ("boyos 35", "confirm", ["age"]),
        ("boyos 35", "age", []),
        ("amar nam Karim Mondal, jela Nadia", "age", ["name", "district"]),
        ("35, purush", "age", ["gender"]),
        ("rajmistri", "wants", []),
        ("jani na", "age", []),
    ],
)
def test_what_comes_out_of_turn_is_noted(text: str, asked: str, lines: list[str], context: Context) -> None:
    assert noted(hear(text, context, NEEDED, asked)) == lines


def test_nothing_is_noted_before_the_consent(context: Context) -> None:
    assert hear("amar nam Karim Mondal", context, {**NEEDED, "consent": None}, "consent").said == []


@pytest.mark.parametrize(
    ("text", "known", "asked", "slot", "value"),
    [
        ("na, 7 bochor", {"experience": 72}, ("experience", "last_place"), "experience", 84),
        ("नहीं, 7 साल", {"experience": 72}, ("experience", "last_place"), "experience", 84),
        ("no, 36", {"age": 35}, ("age", "gender"), "age", 36),
        ("no, 36", {"age": 35, "experience": 60}, ("age", "gender", "confirm"), "age", 36),
        ("na, class 10", {"education": "class_8"}, ("education", "tools"), "education", "class_10"),
        ("na, training", {"wants": ["work"]}, ("wants", "experience"), "wants", ["training"]),
    ],
)
def test_the_answer_before_is_taken_back(
    text: str, known: dict[str, Any], asked: tuple[str, ...], slot: str, value: Any, context: Context
) -> None:
    step = hear(text, context, {**NEEDED, **known}, *asked)
    assert step.session.known[slot] == value
    assert noted(step) == [slot]


def test_a_no_to_this_question_takes_nothing_back(context: Context) -> None:
    step = hear("na, nei", context, {**NEEDED, "education": "class_8"}, "education", "bank")
    assert step.session.known["bank"] == "no" and step.session.known["education"] == "class_8"
    assert hear("na, 7 bochor", context, {**NEEDED, "age": 30}, "age", "experience").session.known["experience"] == 84


@pytest.mark.parametrize(
    ("text", "intent", "asked", "stays"),
    [
        ("carpenter too", "post_need", "confirm", True),
        ("राजमिस्त्री नहीं, प्लंबर", "post_need", "confirm", True),
        ("ami mohila", "find_scheme", "confirm", True),
        ("mujhe loan chahiye", "loan_help", "age", True),
        ("৪২", "calculate_rodtep", "wants", True),
        ("office kothay", "find_office", "wants", False),
        ("emi hisab koro", "calculate_emi", "wants", False),
    ],
)
def test_what_is_said_of_oneself_stays(text: str, intent: str, asked: str, stays: bool, context: Context) -> None:
    heard = Heard(replace(context, asked=(asked,)), intent)
    assert turn.answers(TOOL, Session(NEEDED, (asked,)), text, heard) is stays


@pytest.mark.parametrize(("text", "intent"), [("৪২", "calculate_rodtep"), ("4202", "ask"), ("3 bochor", "ask")])
def test_a_number_is_no_question(text: str, intent: str, context: Context) -> None:
    step = hear(text, context, NEEDED, "wants", intent=intent)
    assert step.taken and step.said == [("form_not_understood", {})]
    assert turn.answers(TOOLS["emi"], Session({}, ("amount",)), "42", Heard(context, "calculate_rodtep"))


def test_a_short_question_about_a_topic_is_one(context: Context) -> None:
    assert not hear("what is pmegp", context, NEEDED, "trades", intent="ask", names=["pmegp"]).taken


@pytest.mark.parametrize(
    "text",
    [
        "etuku thak", "এটুকুই থাক", "ar kichu na", "আর কিছু না", "ar kichu nei dada", "bas itna hi", "bas, aur kuch nahi",
        "इतना काफ़ी है", "और कुछ नहीं", "that's all", "That's it for now", "enough",
    ],
)  # fmt: skip
def test_enough_in_words(text: str, context: Context) -> None:
    assert enough(text)
    for asked in ("wants", "experience", "education", "tools", "updates"):
        step = hear(text, context, NEEDED, asked, intent="deny")
        assert step.session.known["enough"] is True and asked not in step.session.known
    assert hear(text, context, NEEDED, "confirm", intent="deny").taken, "the summary is not thrown away"


@pytest.mark.parametrize("text", ["thak", "na", "ok", "it is", "training", "ha"])
def test_what_is_not_enough(text: str) -> None:
    assert not enough(text)


def test_tools_may_sound_like_a_topic(context: Context) -> None:
    assert hear("welding machine", context, NEEDED, "tools", intent="ask").session.known["tools"] == "welding machine"
    for none in ("none", "kichu nei", "कुछ नहीं"):
        known = hear(none, context, NEEDED, "tools").session.known
        assert "tools" in known and known["tools"] is None
    assert not hear("kon machine er jonno loan pabo", context, NEEDED, "tools", intent="ask").taken


def test_unknown_work_may_sound_like_a_topic_that_it_does_not_name(context: Context) -> None:
    known = {**NEEDED, "trades": None}
    assert hear("ঝিনুকের মালা গাঁথা", context, known, "trades", intent="ask").session.known["trades"][0]["id"] == "?"
    assert not hear("mudra", context, known, "trades", intent="ask", names=["mudra"]).taken
    both = hear("ac mechanic ar lamp repair er kaj", context, known, "trades").session.known["trades"]
    assert [one["id"] for one in both] == ["ac-refrigeration-mechanic", "?"]


@pytest.mark.parametrize("text", ["I have no code", "code asheni", "कोड नहीं आया", "no"])
def test_who_has_no_code(text: str, context: Context) -> None:
    known = hear(text, context, {**NEEDED, "code_sent": True}, "code").session.known
    assert "code" in known and known["code"] is None


@pytest.mark.parametrize(
    ("text", "district"),
    [
        ("dokkhin", "south-24-parganas"),
        ("दक्षिण", "south-24-parganas"),
        ("north", "north-24-parganas"),
        ("উত্তর", "north-24-parganas"),
    ],
)
def test_half_a_name_tells_two_districts_apart(text: str, district: str, context: Context) -> None:
    among = {**NEEDED, "district": None, "districts": ["north-24-parganas", "south-24-parganas"]}
    assert hear(text, context, among, "district").session.known["district"] == district


def test_a_town_after_its_state(context: Context) -> None:
    heard = Heard(context, "nlu_fallback")
    assert last_place("গুজরাটের সুরাট", heard, asked=True, taken=()) == {"last_place": "সুরাট", "last_state": "gujarat"}
    assert last_place("কেরলের", heard, asked=True, taken=()) == {"last_place": "", "last_state": "kerala"}


def test_the_age_of_a_child_is_asked_before_the_consent(context: Context) -> None:
    step = hear("umar 12", context, {}, "name")
    assert [key for key, _ in step.said] == ["worker_age_child"]
    ask = turn.following(TOOL, step.session, context)
    assert ask is not None and ask.slot == "age"
    again = hear("skip", context, dict(step.session.known), "age")
    assert [key for key, _ in again.said] == ["worker_age_child"]
    right = hear("19", context, dict(step.session.known), "age").session
    ask = turn.following(TOOL, right, context)
    assert ask is not None and ask.slot == "consent"


def test_what_one_does_not_do_any_more(context: Context) -> None:
    step = hear("na na ami rajmistrir kaj kori na, plumber er kaj kori", context, NEEDED, "confirm")
    assert [one["id"] for one in step.session.known["trades"]] == ["plumber"]
