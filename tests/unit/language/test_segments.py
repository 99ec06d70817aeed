from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.language import graphemes, split_text, truncate_graphemes
from tests.unit.language.texts import MESSAGES


def utf16(text: str) -> int:
    return len(text.encode("utf-16-le", "surrogatepass")) // 2


@pytest.mark.parametrize(
    ("text", "parts"),
    [
        ("ক্ষতি", ["ক্ষ", "তি"]),
        ("स्त्री", ["स्त्री"]),
        ("চাঁদ", ["চাঁ", "দ"]),
        ("👩‍👧a", ["👩‍👧", "a"]),
        ("", []),
    ],
)
def test_graphemes(text: str, parts: list[str]) -> None:
    assert graphemes(text) == parts


@given(MESSAGES)
def test_graphemes_lose_nothing(text: str) -> None:
    assert "".join(graphemes(text)) == text


@pytest.mark.parametrize(
    ("text", "n", "short"),
    [
        ("PMEGP", 5, "PMEGP"),
        ("PMEGP loan", 6, "PMEGP…"),
        ("ক্ষতিপূরণ", 3, "ক্ষতি…"),
        ("abc", 1, "a"),
        ("abc", 0, ""),
    ],
)
def test_truncate(text: str, n: int, short: str) -> None:
    assert truncate_graphemes(text, n) == short


@given(MESSAGES, st.integers(0, 30))
def test_truncate_keeps_to_the_number(text: str, n: int) -> None:
    assert len(graphemes(truncate_graphemes(text, n))) <= n


def test_truncate_refuses_a_negative_number() -> None:
    with pytest.raises(ValueError, match="negative"):
        truncate_graphemes("abc", -1)


@pytest.mark.parametrize(
    ("text", "limit", "parts"),
    [
        ("short", 10, ["short"]),
        ("First para.\n\nSecond one is here", 24, ["First para.", "Second one is here"]),
        ("line one\nline two is longer", 20, ["line one", "line two is longer"]),
        ("Pay Rs. 500 now. Then wait for it.", 20, ["Pay Rs. 500 now.", "Then wait for it."]),
        ("আমি ভালো। তুমি কেমন আছো?", 18, ["আমি ভালো।", "তুমি কেমন আছো?"]),
        ("मैं ठीक हूँ। आप कैसे हैं?", 16, ["मैं ठीक हूँ।", "आप कैसे हैं?"]),
        ("one two three", 7, ["one two", "three"]),
        ("ক্ষক্ষক্ষ", 7, ["ক্ষক্ষ", "ক্ষ"]),
        ("It is 2.5 lakh", 8, ["It is", "2.5 lakh"]),
        ("   ", 5, []),
    ],
)
def test_split(text: str, limit: int, parts: list[str]) -> None:
    assert split_text(text, limit) == parts


@given(MESSAGES, st.integers(12, 60))
def test_split_loses_nothing_keeps_the_limit_and_cuts_no_grapheme(text: str, limit: int) -> None:
    parts = split_text(text, limit, utf16)
    assert "".join("".join(parts).split()) == "".join(text.split())
    assert all(part and utf16(part) <= limit for part in parts)
    if all(utf16(cluster) <= limit for cluster in graphemes(text)):
        whole = iter(cluster for cluster in graphemes(text) if not cluster.isspace())
        for cluster in (cluster for part in parts for cluster in graphemes(part) if not cluster.isspace()):
            assert cluster.strip() == next(whole).strip()


def test_split_refuses_limits_that_cannot_be_kept() -> None:
    with pytest.raises(ValueError, match="at least 1"):
        split_text("abc", 0)
    with pytest.raises(ValueError, match="single character"):
        split_text("👍", 1, utf16)
    assert split_text("কি", 1) == ["ক", "ি"]  # the limit is stronger than the grapheme


def test_split_is_linear() -> None:
    assert len(split_text("word " * 40_000, 4096)) == 49
