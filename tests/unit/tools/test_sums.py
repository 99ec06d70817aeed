"""Sums told apart by the words beside them."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.tools.sums import find_sums

WORDS = {
    "investment": ["machine", "plant", "investment", "যন্ত্র", "मशीन"],
    "turnover": ["sale", "sales", "sell", "bikri", "turnover", "বিক্রি", "बिक्री"],
}
CRORE = 10_000_000


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("machine 3 koti, bikri 8 koti", {"investment": 3 * CRORE, "turnover": 8 * CRORE}),
        ("3 koti machine 8 koti bikri", {"investment": 3 * CRORE, "turnover": 8 * CRORE}),
        ("machine 3 koti bikri 8 koti", {"investment": 3 * CRORE, "turnover": 8 * CRORE}),
        ("bikri 8 koti ar machine 3 koti", {"investment": 3 * CRORE, "turnover": 8 * CRORE}),
        ("my plant is worth 40 lakh and I sell for 2 crore", {"investment": 4_000_000, "turnover": 2 * CRORE}),
        ("যন্ত্র ৩ কোটি, বিক্রি ৮ কোটি", {"investment": 3 * CRORE, "turnover": 8 * CRORE}),
        ("मशीन 40 लाख की, बिक्री 2 करोड़", {"investment": 4_000_000, "turnover": 2 * CRORE}),
        ("machine nei, bikri 8 koti", {"turnover": 8 * CRORE}),
        ("5 lakh", {None: 500_000}),
        ("5-6 lakh bikri", {"turnover": 600_000}),
        ("bikri 8 koti, aro 3 koti", {"turnover": 8 * CRORE, None: 3 * CRORE}),
        ("machine and sales", {}),
        ("", {}),
    ],
)
def test_found(text: str, found: dict[str | None, int]) -> None:
    assert find_sums(text, WORDS) == found


def test_a_bare_number_counts_when_it_was_asked_for() -> None:
    assert find_sums("250000", WORDS) == {}
    assert find_sums("250000", WORDS, asked="turnover") == {None: 250_000}


@given(st.text(max_size=60))
def test_never_raises_and_no_sum_counts_twice(text: str) -> None:
    found = find_sums(text, WORDS, asked="turnover")
    assert set(found) <= {None, *WORDS}


@given(st.permutations(["machine 3 koti", "bikri 8 koti"]), st.sampled_from([", ", "; ", " ar ", "। "]))
def test_order_does_not_matter(parts: list[str], between: str) -> None:
    assert find_sums(between.join(parts), WORDS) == {"investment": 3 * CRORE, "turnover": 8 * CRORE}
