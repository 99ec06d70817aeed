"""The registration of a worker: its questions, buttons, complaints and summary."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from bot.conversation.texts import Texts
from bot.knowledge.model import LANGUAGES
from bot.tools import turn, worker_slots
from bot.tools.base import Ask, Context, Heard
from bot.tools.turn import Session
from bot.tools.worker import WorkerTool

TOOL = WorkerTool()
NEEDED: dict[str, Any] = {
    "consent": "yes", "name": "Rahim Sheikh", "phone": "+919830012345", "district": "malda",
    "trades": [{"id": "mason", "said": "rajmistri"}],
}  # fmt: skip
FULL: dict[str, Any] = {
    **NEEDED, "place": "Kaliachak", "wants": ["work", "loan"], "experience": 102, "last_place": "Kochi",
    "last_state": "kerala", "age": 35, "gender": "man", "education": "class_8", "tools": "drill", "bank": "yes",
    "eshram": "no", "share": ["banks"], "updates": "yes",
}  # fmt: skip


def talk(context: Context, known: dict[str, Any], *messages: str) -> tuple[dict[str, Any], list[str], Ask | None]:
    """Known, keys of what was said to the last message, and the open question."""
    session, said = Session(dict(known)), list[str]()
    ask = turn.following(TOOL, session, context)
    if ask is not None and known:
        session = session.asking(ask.slot)
    for message in messages:
        own = not session.asked
        heard = Heard(replace(context, asked=session.asked), TOOL.intent if own else "nlu_fallback", own=own)
        step = turn.hear(TOOL, session, message, heard)
        session, said = step.session, [key for key, _ in step.said]
        ask = turn.following(TOOL, session, context)
        session = session.asking(ask.slot) if ask is not None else session
    return session.known, said, ask


def slot_after(context: Context, known: dict[str, Any]) -> str | None:
    ask = TOOL.next(known, context)
    return ask.slot if ask is not None else None


def test_the_questions_in_their_order(context: Context) -> None:
    known: dict[str, Any] = {}
    asked = []
    while (slot := slot_after(context, known)) is not None:
        asked.append(slot)
        known[slot] = FULL.get(slot, "yes")
    assert asked == ["consent", *worker_slots.REQUIRED, *worker_slots.OPTIONAL, "confirm"]


def test_the_notice_is_not_said_twice(context: Context) -> None:
    for known, key in (({}, "form_ask_worker_consent"), ({"for_other": True}, "form_ask_worker_consent_other")):
        ask = TOOL.next(known, replace(context, asked=("consent",)))
        assert ask is not None and (ask.slot, ask.key) == ("consent", f"{key}_again")


@pytest.mark.parametrize(
    ("known", "key"),
    [
        ({"for_other": True}, "form_ask_worker_consent_other"),
        ({}, "form_ask_worker_consent"),
        ({"consent": "yes", "name": "A", "own_phone": "+919830012345"}, "form_ask_worker_phone_own"),
        ({"consent": "yes", "name": "A", "for_other": True}, "form_ask_worker_phone_other"),
        ({**NEEDED, "enough": True}, "form_ask_worker_confirm"),
        ({**NEEDED, "is_known": True}, "form_ask_worker_confirm_change"),
        ({**NEEDED, "enough": True, "code_sent": True}, "form_ask_worker_code"),
        ({**NEEDED, "enough": True, "changing": "age"}, "form_ask_worker_age"),
        ({**NEEDED, "enough": True, "child": True}, "form_ask_worker_age"),
        ({**NEEDED, "district": None, "districts": ["a", "b"]}, "form_ask_worker_which_district"),
        ({**NEEDED, "trade": {"among": ["mason", "painter"], "said": "mistri"}}, "form_ask_worker_trade"),
        ({**NEEDED, "over": "refused"}, None),
        ({**NEEDED, "enough": True, "confirm": "yes"}, None),
    ],
)
def test_what_is_asked(known: dict[str, Any], key: str | None, context: Context) -> None:
    ask = TOOL.next(known, context)
    assert (ask.key if ask is not None else None) == key


def test_a_refusal_ends_it(context: Context) -> None:
    known, _, ask = talk(context, {}, "kaj chai", "na")
    assert ask is None and known["over"] == "refused"
    assert TOOL.result(known, context) == []
    known, said, ask = talk(context, {}, "kaj chai", "hmm")
    assert ask is not None and ask.slot == "consent" and said == ["form_not_understood"] and "over" not in known


@pytest.mark.parametrize(
    ("known", "message", "said", "slot"),
    [
        ({**NEEDED, "phone": None}, "98300", ["worker_phone_too_short"], "phone"),
        ({**NEEDED, "phone": None}, "bolbo na", ["worker_needed"], "phone"),
        ({**NEEDED, "wants": None, "experience": None, "last_place": None}, "12", ["worker_age_child"], "age"),
        ({**NEEDED, "wants": None, "experience": None, "last_place": None}, "130", ["worker_age_impossible"], "age"),
        ({**NEEDED, "wants": None, "age": 30}, "25 bochor", ["worker_experience_age"], "experience"),
        ({**NEEDED, "wants": None}, "95 bochor er obhiggota", ["worker_experience_impossible"], "experience"),
        ({**NEEDED, "trades": None}, "jhinuk er mala gatha", ["worker_trade_noted"], "wants"),
        ({**NEEDED, "enough": True}, "na", ["worker_confirm_which"], "confirm"),
    ],
)
def test_complaints(known: dict[str, Any], message: str, said: list[str], slot: str, context: Context) -> None:
    _, keys, ask = talk(context, known, message)
    assert keys == said
    assert ask is not None and ask.slot == slot
    assert all(key in context.content.messages for key in keys)


def test_an_age_that_does_not_fit_the_years_of_work_asks_for_them_again(context: Context) -> None:
    known, said, ask = talk(context, {**FULL, "experience": 300, "age": None}, "amar boyos 30")
    assert said == ["worker_noted", "worker_experience_age"] and known["age"] == 30
    assert ask is not None and ask.slot == "experience"


def test_a_child_is_not_registered_by_passing_over_the_age(context: Context) -> None:
    known, _, ask = talk(
        context, {**NEEDED, "wants": None, "experience": None, "last_place": None}, "12", "skip", "enough"
    )
    assert ask is not None and ask.slot == "age" and not known.get("age")
    assert [choice.value for choice in ask.choices] == []
    _, _, ask = talk(context, known, "22")
    assert ask is not None and ask.slot == "gender"


def test_enough_goes_to_the_summary_and_more_comes_back(context: Context) -> None:
    known, _, ask = talk(context, {**NEEDED, "wants": None}, "8 bochor", "bas")
    assert ask is not None and ask.slot == "confirm"
    known |= dict(TOOL.pressed("confirm", "more", known, context))
    assert slot_after(context, known) == "wants"
    known |= dict(TOOL.pressed("wants", "skip", known, context))
    assert slot_after(context, known) == "last_place"
    known |= dict(TOOL.pressed("last_place", "enough", known, context))
    assert slot_after(context, known) == "confirm"


@pytest.mark.parametrize(
    ("slot", "value", "known", "found"),
    [
        ("consent", "yes", {}, {"consent": "yes"}),
        ("consent", "no", {}, {"consent": "no", "over": "refused"}),
        ("consent", "no", NEEDED, {}),
        ("phone", "yes", {"own_phone": "+919830012345"}, {"phone": "+919830012345"}),
        ("phone", "other", {"own_phone": "+919830012345"}, {"own_phone": None}),
        ("phone", "yes", {}, {}),
        ("district", "south_24_parganas", {"districts": ["bankura", "south-24-parganas"]},
         {"district": "south-24-parganas", "districts": None}),
        ("district", "malda", {"districts": ["bankura", "south-24-parganas"]}, {}),
        ("trade", "ac_refrigeration_mechani",
         {"trade": {"among": ["driver", "ac-refrigeration-mechanic"], "said": "x"}},
         {"trades": [{"id": "ac-refrigeration-mechanic", "said": "x"}], "trade": None}),
        ("wants", "loan", NEEDED, {"wants": ["loan"]}),
        ("last_place", "west_bengal", NEEDED, {"last_place": "", "last_state": "west_bengal"}),
        ("gender", "skip", NEEDED, {"gender": None}),
        ("gender", "enough", NEEDED, {"enough": True}),
        ("share", "all", NEEDED, {"share": ["training", "banks", "employers"]}),
        ("share", "nobody", NEEDED, {"share": ["nobody"]}),
        ("confirm", "yes", {**NEEDED, "enough": True}, {"confirm": "yes"}),
        ("confirm", "yes", NEEDED, {}),
        ("confirm", "name", {**NEEDED, "enough": True}, {"changing": "name"}),
        ("age", "keep", {**NEEDED, "changing": "age"}, {"changing": None}),
        ("gender", "man", {**NEEDED, "changing": "gender"}, {"gender": "man", "changing": None}),
        ("gender", "martian", NEEDED, {}),
        ("nothing", "yes", NEEDED, {}),
    ],
)  # fmt: skip
def test_buttons(slot: str, value: str, known: dict[str, Any], found: dict[str, Any], context: Context) -> None:
    assert dict(TOOL.pressed(slot, value, known, context)) == found


def test_a_field_is_changed_from_the_summary(context: Context) -> None:
    done = {**FULL, "changing": "name"}
    known, _, ask = talk(context, done, "Karim Mondal")
    assert known["name"] == "Karim Mondal" and ask is not None and ask.slot == "confirm"
    known, _, ask = talk(context, {**FULL, "changing": "trades"}, "plumber")
    assert [one["id"] for one in known["trades"]] == ["plumber"] and ask is not None and ask.slot == "confirm"


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_summary_as_it_is_read(language: Any, context: Context) -> None:
    texts = Texts(context.content, context.today)
    ask = TOOL.next(FULL, context)
    assert ask is not None
    offered = [{"key": one.key, "value": one.value, "tool": TOOL.id, "slot": ask.slot} for one in ask.choices]
    written = texts.message(ask.key, language, **ask.values, choices=offered)
    assert "{" not in written.text
    lines = [line for line in written.text.splitlines() if line.startswith("•")]
    assert len(lines) == len(worker_slots.FIELDS)
    assert "Rahim Sheikh" in lines[0] and "98300 12345" in lines[1]
    titles = [button.title for button in written.buttons]
    assert len(titles) == len(set(titles)) == 1 + len(worker_slots.FIELDS)


def test_every_question_and_every_button_has_its_text(context: Context) -> None:
    content = context.content
    asked = {f"form_ask_worker_{slot}" for slot in (*worker_slots.FIELDS, "consent", "code", "confirm", "trade")}
    lines = {f"worker_line_{slot}" for slot in worker_slots.FIELDS}
    problems = ("too_short", "too_long", "wrong_start", "letters", "foreign", "land")
    assert asked | lines | {f"worker_phone_{problem}" for problem in problems} <= set(content.messages)
    for slot in (*worker_slots.CHOICES, *worker_slots.OPTIONAL):
        assert all(choice.key in content.choices for choice in TOOL.choices(slot))


def test_every_trade_that_a_name_leaves_open_has_a_button(context: Context) -> None:
    content = context.content
    assert content.trades is not None
    named = ("mistri", "karigar", "helper", "mechanic", "operator", "hotel", "handicraft")
    among = [hit.trades for name in named for hit in content.trades.find(name, expected=True)]
    assert len(among) >= len(named) and all(len(trades) > 1 for trades in among)
    for trades in among:
        buttons = [worker_slots.trade(name) for name in trades]
        assert all(button.key in content.choices for button in buttons)
        assert len({button.value for button in buttons}) == len(trades)


def test_a_button_of_the_summary_by_its_number(context: Context) -> None:
    """A list of WhatsApp has ten rows; the others are told by number."""
    offered = [choice.value for choice in TOOL.next(FULL, context).choices]  # type: ignore[union-attr]
    assert len(offered) > 10
    for number, value in enumerate(offered[1:], 2):
        known, _, ask = talk(context, FULL, str(number))
        assert (known["changing"], ask.slot if ask else None) == (value, value)
    known, _, ask = talk(context, FULL, "১")
    assert known["confirm"] == "yes" and ask is None
    known, said, _ = talk(context, FULL, "45")
    assert not known.get("changing") and known["age"] == 35 and said
