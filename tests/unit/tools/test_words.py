"""Question words, "no" and "I don't know", in every language and spelling."""

from __future__ import annotations

import pytest

from bot.tools.words import asks, negated, unknown, yes_no


@pytest.mark.parametrize(
    ("text", "register", "asking"),
    [
        ("loan er jonno ki ki kagoj lagbe", "bn_roman", True),
        ("কত সুদ", "bn", True),
        ("कैसे मिलेगा", "hi", True),
        ("how much", "en", True),
        ("meri umar 32 saal ki hai", "hi_roman", False),  # whose age it is
        ("ami 32 bochorer mohila", "bn_roman", False),
        ("कपड़े की दुकान कर रहा हूं", "hi", False),
        ("amar ekta loan lagbe", "bn_roman", False),
        ("", "", False),
    ],
)
def test_asks(text: str, register: str, asking: bool) -> None:
    assert asks(text, register) is asking


@pytest.mark.parametrize(
    "text",
    [
        "jani na", "জানি না", "I don't know", "dont know", "पता नहीं", "pata nahi", "amar jana nei", "skip",
        "वह याद नहीं", "বাদ দিন",
    ],
)  # fmt: skip
def test_unknown(text: str) -> None:
    assert unknown(text)


@pytest.mark.parametrize("text", ["", "32", "jani", "ami mohila", "ami jani na kintu amar dokan ache ekta gramer dike"])
def test_known(text: str) -> None:
    assert not unknown(text)


@pytest.mark.parametrize(
    ("text", "answer"),
    [
        ("haan", True), ("হ্যাঁ", True), ("हाँ जी", True), ("yes", True), ("hya ache", True), ("ok", True),
        ("na", False), ("না", False), ("नहीं", False), ("no", False), ("nei", False), ("নেই", False), ("nahi hai", False),
        ("ache na", False),
        ("", None), ("ami mohila", None), ("hi", None), ("jani na", None),
    ],
)  # fmt: skip
def test_yes_no(text: str, answer: bool | None) -> None:
    assert yes_no(text) is answer


@pytest.mark.parametrize(
    ("words", "at", "denied"),
    [
        ("ami sc na", 1, True),
        ("not a minority", 2, True),
        ("main sc nahi hu", 1, True),
        ("ami sc", 1, False),
        ("na ami sc", 2, False),  # "no, I am SC" corrects
    ],
)
def test_negated(words: str, at: int, denied: bool) -> None:
    assert negated(words.split(), at, at) is denied
