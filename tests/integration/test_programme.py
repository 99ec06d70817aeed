"""A small programme in simulated time, with the real processes, killed in their work: see benchmarks/programme."""

from __future__ import annotations

from benchmarks.programme import run


def test_everybody_is_told_once_and_of_nothing_else() -> None:
    found = run.simulated("SQLite", run.SMALL, lambda _: None)
    assert {fault: found[fault] for fault in run.FAULTS} == dict.fromkeys(run.FAULTS, 0), found["examples"]
    assert found["killed"] == {"scheduler": 2, "sender": 2}
    assert found["due"] > 150 and found["messages"] > found["due"]
    assert found["happened"]["move"] and found["happened"]["cancel"]
