"""A broadcast from the draft to the report in a browser, over both stand-ins, with a pause, a kill and a stop: see
benchmarks/broadcast, which plays the same with 100,000 people."""

from __future__ import annotations

import pytest

from benchmarks.broadcast import run

pytestmark = [pytest.mark.slow]


def test_the_reports_say_what_the_stand_ins_counted() -> None:
    said: list[str] = []
    found = run.played(run.SMALL, run.SMALL_RATE, said.append)
    assert not found["faults"], found["faults"]
    assert found["arrived"]["first"] > 100 and found["arrived"]["second"] < found["arrived"]["first"]
    assert found["told"]["first"]["read"] and found["reasons"]["first"]["contact_stopped"]
    assert found["reasons"]["second"]["stopped"], found["reasons"]
