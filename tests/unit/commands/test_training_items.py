"""`bot training items`: how it shows the figures of a test."""

from __future__ import annotations

from bot.commands.training_items import _lines, _whole
from bot.services.assessment.results import Papers
from bot.services.statistics.items import Paper, Question, analyse

QUESTIONS = (Question("first", ("a", "b", "c"), ("a",)), Question("second"), Question("third"))


def shown(people: int, others: int = 0) -> list[str]:
    """Everybody has the first right by option a but every third; the others by turns."""
    papers = tuple(
        Paper(
            {"first": number % 3 != 0, "second": number % 2 == 0, "third": number % 5 != 0},
            {"first": ("a",) if number % 3 else ("b",)},
        )
        for number in range(people)
    )
    found = Papers(QUESTIONS, papers, {"small@1": others} if others else {})
    return list(_lines("small", "post", analyse(QUESTIONS, papers), found))


def test_figures_of_each_question() -> None:
    lines = shown(60)
    assert lines[0] == "small, test post, people: 60"
    assert any(line.startswith("first") and "0.67" in line and "a40 b20 c0" in line for line in lines)
    said = " ".join(" ".join(lines).split())
    assert "first: " in said and "a wrong answer that nobody took" in said
    assert max(map(len, lines)) <= 80


def test_too_few_people_show_nothing() -> None:
    lines = shown(4, others=3)
    assert any(line.startswith("first") and line.split()[1:] == ["-", "-", "-", "-"] for line in lines)
    assert any("3 more tests of earlier or later versions" in line for line in lines)
    assert any("too few people" in line for line in lines)


def test_the_same_for_programs() -> None:
    made = _whole(analyse(QUESTIONS, [Paper({"first": True})] * 5))
    assert made["people"] == 5 and made["items"][0]["difficulty"] == 1.0
