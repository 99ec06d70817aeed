"""docs/operations.md, Alarms: every line that the gateway logs as CRITICAL or ERROR is explained there."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator

import pytest

from bot.settings import ROOT

DOCUMENT = ROOT / "docs" / "operations.md"
LEVELS = ("critical", "error", "exception")
_PLACE = re.compile(r"%[-.0-9]*[sdifr]")
# Programs of their own, which speak to whoever starts them.
APART = ("bot/evaluation/", "bot/retraining/", "bot/training/", "bot/supervisor/", "bot/commands/")


def logged() -> Iterator[tuple[str, str]]:
    """(level, format) of each call of a logger."""
    for path in sorted((ROOT / "bot").rglob("*.py")):
        if path.relative_to(ROOT).as_posix().startswith(APART):
            continue
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if (
                isinstance(node, ast.Call)
                and isinstance(node.func, ast.Attribute)
                and node.func.attr in LEVELS
                and isinstance(node.func.value, ast.Name)
                and node.func.value.id == "logger"
            ):
                assert isinstance(node.args[0], ast.Constant), f"{path}:{node.lineno}: a message that is no plain text"
                yield node.func.attr, str(node.args[0].value)


def leading_words(message: str) -> str:
    """The first words of a message that say something: between two values, two words at least where there are any."""
    pieces = [piece.strip(" :;,.()") for piece in _PLACE.split(message)]
    return next((piece for piece in pieces if " " in piece), max(pieces, key=len))


MESSAGES = sorted({(level, leading_words(message)) for level, message in logged()} - {("error", "")})


def alarms() -> str:
    found = re.search(r"^## Alarms$(.*?)^## ", DOCUMENT.read_text(encoding="utf-8"), re.MULTILINE | re.DOTALL)
    assert found is not None
    return found[1]


@pytest.mark.parametrize(("level", "words"), MESSAGES)
def test_every_alarm_is_explained(level: str, words: str) -> None:
    assert words in alarms(), f"{level}: {words!r} is missing under Alarms"


def test_every_critical_line_is_among_the_critical_ones() -> None:
    critical, _, _ = alarms().partition("`ERROR`:")
    assert [words for level, words in MESSAGES if level == "critical" and words not in critical] == []


def test_the_search_finds_them() -> None:
    assert ("critical", "does not accept us") in MESSAGES
    assert ("critical", "the sender ended, nothing is sent any more") in MESSAGES
    assert len(MESSAGES) > 20


@pytest.mark.parametrize(
    ("message", "words"),
    [
        ("%s: message %d given up: %s", "given up"),
        ("the sender ended, nothing is sent any more", "the sender ended, nothing is sent any more"),
        ("speech (%s): %s", "speech"),
        ("%s", ""),
    ],
)
def test_leading_words(message: str, words: str) -> None:
    assert leading_words(message) == words
