from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.language import (
    LANGUAGES,
    format_date,
    format_number,
    format_percent,
    format_rupees,
    localise_digits,
    to_ascii_digits,
)


@pytest.mark.parametrize(
    ("amount", "en", "bn", "hi"),
    [
        (5_000_000, "₹50 lakh", "₹৫০ লক্ষ", "₹50 लाख"),
        (125_500, "₹1,25,500", "₹১,২৫,৫০০", "₹1,25,500"),
        (1_250_000, "₹12.5 lakh", "₹১২.৫ লক্ষ", "₹12.5 लाख"),
        (10_000_000, "₹1 crore", "₹১ কোটি", "₹1 करोड़"),
        (10_550_000, "₹1,05,50,000", "₹১,০৫,৫০,০০০", "₹1,05,50,000"),
        (2_500_000_000, "₹250 crore", "₹২৫০ কোটি", "₹250 करोड़"),
        (50_000_000_000, "₹5,000 crore", "₹৫,০০০ কোটি", "₹5,000 करोड़"),
        (99_999, "₹99,999", "₹৯৯,৯৯৯", "₹99,999"),
        (500, "₹500", "₹৫০০", "₹500"),
        (0, "₹0", "₹০", "₹0"),
        (-100_000, "-₹1 lakh", "-₹১ লক্ষ", "-₹1 लाख"),
    ],
)
def test_format_rupees(amount: int, en: str, bn: str, hi: str) -> None:
    assert (format_rupees(amount, "en"), format_rupees(amount, "bn")) == (en, bn)
    assert format_rupees(amount, "hi").replace("\u0921\u093c", "\u095c") == hi.replace("\u0921\u093c", "\u095c")


@given(st.integers(-(10**13), 10**13), st.sampled_from(LANGUAGES))
def test_rupees_say_the_amount_exactly(amount: int, language: str) -> None:
    said = to_ascii_digits(format_rupees(amount, language)).replace("₹", "").replace(",", "")
    number, _, unit = said.partition(" ")
    factor = 1 if not unit else 10**5 if unit in ("lakh", "লক্ষ", "लाख") else 10**7
    assert Decimal(number) * factor == amount


@given(st.integers(-(10**15), 10**15), st.sampled_from(LANGUAGES))
def test_numbers_round_trip(value: int, language: str) -> None:
    assert int(to_ascii_digits(format_number(value, language)).replace(",", "")) == value


@pytest.mark.parametrize(
    ("value", "text"),
    [(1_250_000.5, "12,50,000.5"), (1000, "1,000"), (0.126, "0.13"), (-0.001, "0"), (Decimal("10.10"), "10.1")],
)
def test_format_number(value: float | Decimal, text: str) -> None:
    assert format_number(value, "en") == text


def test_format_percent() -> None:
    assert [format_percent(10, language) for language in ("en", "bn", "hi")] == ["10%", "১০%", "10%"]
    assert format_percent(8.75, "bn") == "৮.৭৫%"


def test_format_date() -> None:
    day = date(2026, 4, 1)
    assert [format_date(day, language) for language in ("en", "bn", "hi")] == [
        "1 April 2026",
        "১ এপ্রিল ২০২৬",
        "1 अप्रैल 2026",
    ]
    assert all(format_date(date(2026, month, 28), language) for month in range(1, 13) for language in LANGUAGES)


def test_digits() -> None:
    assert to_ascii_digits("৫০ ५० 50") == "50 50 50"
    assert localise_digits("PAN 12 ३", "bn") == "PAN ১২ ৩"
    assert localise_digits("১২", "hi") == "12"


@given(st.text())
def test_localised_digits_come_back(text: str) -> None:
    assert to_ascii_digits(localise_digits(text, "bn")) == to_ascii_digits(text)


def test_unknown_languages_and_infinite_values_are_refused() -> None:
    with pytest.raises(ValueError, match="unknown language"):
        format_date(date(2026, 1, 1), "ta")
    with pytest.raises(ValueError, match="unknown language"):
        format_rupees(1, "")
    with pytest.raises(ValueError, match="finite"):
        format_number(float("nan"), "en")
