"""The table, and its place in the documentation."""

from pathlib import Path
from typing import Any

import pytest

from benchmarks import default, report
from benchmarks.report import BEGIN, END, replaced, rows, text_table
from benchmarks.sentences import ALL, SENTENCES

WHERE = {
    "day": "2026-11-21",
    "cores": 2,
    "processor": "Some CPU",
    "system": "Linux x86_64",
    "python": "3.11.7",
    "load_before": [0.5, 1.25, 2.0],
}


def level(p50: float, rate: float, **errors: int) -> dict[str, Any]:
    return {"p50_ms": p50, "p95_ms": 2 * p50, "rate": rate, "cpu_ms": {"gateway": 4.0, "engine": 5.0}, "errors": errors}


def results(
    p50: float = 9.0, rate: float = 120.0, ratio: float = 1.05, rss: int = 450, **errors: int
) -> dict[str, Any]:
    return {
        "chat": {
            "senders": {"1": level(p50, rate), "8": level(60, rate)},
            "durable": {**level(60, rate, **errors), "senders": 8, "seconds": 60.0, "slowest_10_s": 100.0},
        },
        "history": {"events": 2000, "ratio": ratio, "old_ms": 9.4, "new_ms": 9.0, "errors": 0},
        "memory": {
            "processes": {"engine": {"rss_mb": rss - 150, "pss_mb": None}, "gateway": {"rss_mb": 150, "pss_mb": None}},
            "rss_mb": rss,
            "pss_mb": None,
        },
        "default": default.quoted(),
    }


def verdicts(found: dict[str, Any]) -> list[bool]:
    return [row.met for row in rows(found) if row.met is not None]


def test_each_aim_is_judged() -> None:
    assert verdicts(results()) == [True, True, True, True]
    assert verdicts(results(p50=15.1, rate=99.9, ratio=1.21, rss=601)) == [False, False, False, False]


def test_speed_with_errors_does_not_count() -> None:
    assert verdicts(results(refused=1)) == [True, False, True, True]


def test_only_what_was_measured_is_shown() -> None:
    assert [row.what for row in rows({"memory": results()["memory"]})] == ["Memory of all processes after the load"]
    assert rows({}) == []


def test_what_was_not_measured_now_says_so() -> None:
    quoted = [row for row in rows(results()) if row.what.startswith("Rasa's default")]
    assert len(quoted) == 4
    assert all(default.REMARK in row.measured for row in quoted)


def test_the_columns_of_the_screen_are_aligned() -> None:
    lines = text_table(rows(results())).splitlines()
    start = lines[0].index("Measured")
    assert all(line[start - 2 : start].strip(" -") == "" for line in lines)


def test_the_block_between_the_markers_is_replaced() -> None:
    document = f"before\n{BEGIN}\nold\n{END}\nafter\n"
    once = replaced(document, "new")
    assert once == f"before\n{BEGIN}\n\nnew\n\n{END}\nafter\n"
    assert replaced(once, "new") == once


@pytest.mark.parametrize("document", ["", BEGIN, f"{END}{BEGIN}", f"{BEGIN}{END}{BEGIN}{END}"])
def test_a_document_without_the_markers_is_left_alone(document: str) -> None:
    with pytest.raises(ValueError, match="markers"):
        replaced(document, "new")


def test_write_docs_puts_table_and_machine_in(tmp_path: Path) -> None:
    path = tmp_path / "performance.md"
    path.write_text(f"# Performance\n\n{BEGIN}\n{END}\n\nThe rest.\n", encoding="utf-8")
    report.write_docs(path, results(), WHERE)
    text = path.read_text(encoding="utf-8")
    assert "2 cores (Some CPU)" in text
    assert "| Chat, 1 sender | p50 9.0 ms" in text
    assert text.endswith(f"{END}\n\nThe rest.\n")


def test_the_real_document_has_the_markers() -> None:
    path = Path(__file__).parents[3] / "docs" / "performance.md"
    assert replaced(path.read_text(encoding="utf-8"), "new")


def test_thirty_different_messages_in_six_registers() -> None:
    assert len(SENTENCES) == 6
    assert len(set(ALL)) == len(ALL) == 30
