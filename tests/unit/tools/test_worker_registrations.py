"""A thousand generated registrations, said in any order and any mix, end in the same record."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest
from hypothesis import HealthCheck, Phase, given, seed, settings

from bot.language import for_matching
from bot.tools import turn
from bot.tools.base import Ask, Context, Heard
from bot.tools.turn import Session
from bot.tools.worker import WorkerTool
from tests.unit.tools.workers_generated import Registration, registrations, spoken

TOOL = WorkerTool()
MOST_TURNS = 45
FREE = ("name", "trades", "tools", "last_place")
"""Questions whose answer may be any words, so that noise would be one."""


def answer(ask: Ask, case: Registration, at: int) -> str:
    """What the person says when they are asked and only answer."""
    register = case.registers[at % len(case.registers)]
    slot = {"last_place": "last_state"}.get(ask.slot, ask.slot)
    if slot in case.record:
        return spoken(slot, case.record[slot], register)
    fixed = {"consent": case.consent, "confirm": case.confirm, "share": case.share}
    return fixed.get(slot, case.skip)


def converse(case: Registration, context: Context) -> dict[str, Any]:
    """The whole conversation; what is known at its end."""
    session, queue, ask = Session(), list(case.queue), None
    for at in range(MOST_TURNS):
        intent, own = "nlu_fallback", ask is None
        if ask is None:
            text = queue.pop(0) if queue and case.turns[0] else "নাম লেখাতে চাই"
        elif at in case.noise and ask.slot not in FREE:
            intent, text = case.noise[at]
        elif queue and (case.turns[at % len(case.turns)] or ask.slot == "confirm"):
            text = queue.pop(0)
        else:
            text = answer(ask, case, at)
        heard = Heard(replace(context, asked=session.asked), TOOL.intent if own else intent, own=own)
        session = turn.hear(TOOL, session, text, heard).session
        ask = turn.following(TOOL, session, context)
        if ask is None:
            return session.known
        session = session.asking(ask.slot)
    raise AssertionError(f"no end: {ask} {session.known}")


def reached(known: dict[str, Any]) -> dict[str, Any]:
    """What is known, in the terms of the generated record."""
    experience = known.get("experience")
    return {
        "phone": known["phone"].removeprefix("+91"),
        "district": known["district"],
        "trades": [one["id"] for one in known["trades"]],
        "experience": experience // 12 if experience is not None else None,
        "wants": sorted(known.get("wants") or ()),
        **{slot: known.get(slot) for slot in ("last_state", "age", "gender", "education", "bank", "eshram")},
    }


@pytest.mark.parametrize("how_many", [200, pytest.param(1000, marks=pytest.mark.wide)])
def test_whatever_the_order_the_record_is_the_same(context: Context, how_many: int) -> None:
    @seed(20261122)
    @given(registrations())
    @settings(
        max_examples=how_many, deadline=None, database=None, phases=[Phase.generate],
        suppress_health_check=[HealthCheck.too_slow, HealthCheck.differing_executors],
    )  # fmt: skip
    def ends_in_the_same_record(case: Registration) -> None:
        known = converse(case, context)
        found = reached(known)
        expected = {slot: case.record.get(slot) for slot in found}
        expected |= {"wants": sorted(case.record.get("wants") or ())}
        assert found == expected
        assert for_matching(known["name"]) in {for_matching(name) for name in case.record["name"]}
        assert known["consent"] == known["confirm"] == "yes"

    ends_in_the_same_record()
