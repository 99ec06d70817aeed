"""Hypothesis strategies for messages as they come: three scripts, signs in any order, joiners, emoji, rubbish."""

from __future__ import annotations

from hypothesis import strategies as st

BENGALI = st.characters(min_codepoint=0x0980, max_codepoint=0x09FE)
DEVANAGARI = st.characters(min_codepoint=0x0900, max_codepoint=0x097F)
PIECES = st.sampled_from(
    ["\u200d", "\u200c", "\u200b", "\u202e", "\r\n", "\n", "  ", "। ", ". ", "? ", "👍🏽", "👩‍👧", "1️⃣", "ক্ষ"]
)
MESSAGES = st.lists(
    st.one_of(BENGALI, DEVANAGARI, st.characters(max_codepoint=0x17F), PIECES, st.characters()), max_size=60
).map("".join)
