"""The public benchmark is no part of the repository: without it nothing is measured."""

from __future__ import annotations

import subprocess
from pathlib import Path

import pytest

from benchmarks import language_bench


def test_without_the_data_it_says_so(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    monkeypatch.setattr(language_bench, "BENCH", tmp_path / "bench")
    monkeypatch.setattr("sys.argv", ["language_bench.py"])
    monkeypatch.setattr(subprocess, "run", lambda *args, **options: pytest.fail("nothing may run"))
    language_bench.main()
    assert "nothing measured" in capsys.readouterr().out


def test_intents_are_measured_in_the_engines_environment(monkeypatch: pytest.MonkeyPatch) -> None:
    calls: list[list[str]] = []
    monkeypatch.setattr(subprocess, "run", lambda command, **options: calls.append(command))
    language_bench.measure_intents()
    assert calls == [
        [
            str(language_bench.ENGINE_PYTHON),
            "-m",
            "benchmarks.few_shot",
            str(language_bench.BENCH / "intents_few_shot.tsv"),
        ]
    ]
