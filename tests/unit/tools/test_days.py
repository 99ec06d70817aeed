"""How late something is."""

from __future__ import annotations

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.tools.days import find_days

TODAY = dt.date(2026, 11, 22)


@pytest.mark.parametrize(
    ("text", "asked", "days"),
    [
        ("40 din", False, 40),
        ("৪০ দিন দেরি", False, 40),
        ("25 days late", False, 25),
        ("12-days late", False, 12),
        ("दो महीने से बाकी", False, 60),
        ("three months", False, 90),
        ("2 soptaho", False, 14),
        ("dash din", False, 10),
        ("due date was 20 october", False, 33),
        ("শেষ তারিখ ছিল ২০ অক্টোবর", False, 33),
        ("20/10/2026", False, 33),
        ("15 december 2026", False, -23),
        ("40", False, None),
        ("40", True, 40),
        ("50000 taka", False, None),
        ("gstr 3b", True, None),
        ("2.5 din", False, None),
        ("", True, None),
    ],
)
def test_found(text: str, asked: bool, days: int | None) -> None:
    assert find_days(text, TODAY, asked=asked) == days


@given(st.integers(1, 900))
def test_days_in_every_language(days: int) -> None:
    assert all(find_days(f"{days} {word}", TODAY) == days for word in ("din", "দিন", "दिन", "days"))


@given(st.text(max_size=60), st.booleans())
def test_never_raises(text: str, asked: bool) -> None:
    assert isinstance(find_days(text, TODAY, asked=asked), int | None)
