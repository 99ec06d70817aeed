"""Choices for a message that was not understood."""

from __future__ import annotations

from pathlib import Path

import pytest

from bot.knowledge.library import read
from bot.knowledge.search import CHOICES, Search

ROOT = Path(__file__).resolve().parents[3]


@pytest.fixture(scope="module")
def search() -> Search:
    return Search(read(ROOT / "content").topics.values())


@pytest.mark.parametrize(
    ("text", "topic"),
    [
        ("leather shoes factory chromium", "leather-standards"),
        ("চামড়ার জুতোর কারখানা ক্রোমিয়াম", "leather-standards"),
        ("chamrar juto chromium", "leather-standards"),
        ("मुद्रा तरुण किशोर", "mudra"),
        ("swanidhi thela", "pm-svanidhi"),
    ],
)
def test_all_scripts_find_the_same_topic(search: Search, text: str, topic: str) -> None:
    found = search.find(text)
    assert topic in found
    assert len(found) <= CHOICES


@pytest.mark.parametrize("text", ["", "?", "xqzw vbnk", "ki", '" OR 1 *', "NEAR(a b)", "AND NOT OR", "😀", "a" * 5000])
def test_nothing_or_nonsense_finds_little_and_never_fails(search: Search, text: str) -> None:
    assert len(search.find(text)) <= CHOICES


def test_words_that_all_topics_have_find_nothing(search: Search) -> None:
    assert search.find("the and what") == []
