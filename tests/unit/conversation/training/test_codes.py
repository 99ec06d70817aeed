"""Codes of trainers and mentors, typed on any channel or brought by a link."""

from __future__ import annotations

import pytest

from bot.channels.telegram.commands import deep_link
from bot.conversation.training import codes


@pytest.mark.parametrize(
    ("text", "payload"),
    [
        ("TRAINER K7LM-4P2W", "desk:verify:K7LM4P2W"),
        ("trainer k7lm4p2w", "desk:verify:K7LM4P2W"),
        ("ট্রেনার K7LM ৪P২W", "desk:verify:K7LM4P2W"),
        ("ट्रेनर: k7lm-4p2w", "desk:verify:K7LM4P2W"),
        ("Mentor K7LM-4P2W", "mentor:verify:K7LM4P2W"),
        ("মেন্টর K7LM-4P2W।", "mentor:verify:K7LM4P2W"),
        ("trainer kobe asben", None),
        ("trainers K7LM-4P2W", None),
        ("I am a trainer K7LM-4P2W", None),
        ("TRAINER OOOO-1111", None),
        ("K7LM-4P2W", None),
        ("", None),
    ],
)
def test_typed(text: str, payload: str | None) -> None:
    assert codes.typed(text) == payload


@pytest.mark.parametrize(
    ("value", "payload"),
    [
        ("trainer-k7lm4p2w", "desk:verify:k7lm4p2w"),
        ("mentor-K7LM-4P2W", "mentor:verify:k7lm-4p2w"),
        ("trainer-short", "ask:trainer-short"),
    ],
)
def test_linked(value: str, payload: str) -> None:
    assert deep_link(value) == payload
