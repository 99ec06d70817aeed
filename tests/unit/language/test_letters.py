"""Abbreviations spelled by the names of their letters."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.language.letters import join_letters


@pytest.mark.parametrize(
    ("text", "joined"),
    [
        ("জিএসটি", "gst"), ("জি এস টি", "gst"), ("जीएसटी", "gst"), ("जी एस टी", "gst"), ("g s t", "gst"),
        ("ওএনডিসি", "ondc"), ("ও এন ডি সি", "ondc"), ("ओ एन डी सी", "ondc"), ("ओ ऐन डी सी", "ondc"),
        ("O N D C", "ondc"),
        ("পিএমইজিপি লোন", "pmegp লোন"), ("पीएमईजीपी", "pmegp"), ("এমএসএমই", "msme"), ("एमएसएमई का", "msme का"),
        ("আরইজি", "reg"), ("এইচএসএন কোড", "hsn কোড"), ("আমার ও এন ডি সি চাই", "আমার ondc চাই"),
        # ordinary words
        ("পিসি এলেন", "পিসি এলেন"), ("কে ও আর এ", "কে ও আর এ"), ("জি আর কে", "জি আর কে"), ("लोन के जी", "लोन के जी"),
        ("আইডি", "আইডি"), ("कब आई", "कब आई"), ("ki loan", "ki loan"), ("a b", "a b"), ("", ""),
    ],
)  # fmt: skip
def test_join_letters(text: str, joined: str) -> None:
    assert join_letters(text.split()) == joined.split()


@given(st.lists(st.text(max_size=8), max_size=8))
def test_nothing_else_changes(words: list[str]) -> None:
    joined = join_letters(words)
    kept = [word for word in joined if word in words]
    assert all(word.isascii() and word.isalpha() for word in joined if word not in words)
    assert len(kept) <= len(words)
