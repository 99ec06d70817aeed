"""RoDTEP by product and HS code."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.knowledge.library import Content
from bot.services.export_incentive import Product, product_of, refund


@pytest.mark.parametrize(
    ("code", "product"),
    [
        ("41", "leather"),
        ("4107", "leather"),
        ("4202", "leather_goods"),
        ("420221", "leather_goods"),
        ("4203.10.10", "leather_goods"),
        ("6403", "leather_footwear"),
        ("6402", "footwear"),
        ("64", "footwear"),
        ("61", "garment"),
        ("6305", "garment"),
        ("09", "farm"),
        ("0306 17 20", "farm"),
        ("24", "farm"),
        ("25", "other"),
        ("6913", "other"),
        ("97", "other"),
        ("00", None),
        ("98", None),
        ("7", None),
        ("410", None),
        ("4202211000", None),
        ("৪২০২", "leather_goods"),
        ("bag", None),
        ("", None),
    ],
)
def test_groups(code: str, product: Product | None) -> None:
    assert product_of(code) == product


@pytest.mark.parametrize(
    ("product", "before", "now", "amount"),
    [
        # CLE, November 2025: 1.3, 1.1, 1.2 and 0.9 per cent; halved on 23 February 2026
        ("leather", "1.3", "0.65", 6_500),
        ("leather_goods", "1.1", "0.55", 5_500),
        ("leather_footwear", "1.2", "0.6", 6_000),
        ("footwear", "0.9", "0.45", 4_500),
    ],
)
def test_printed_rates(content: Content, product: Product, before: str, now: str, amount: int) -> None:
    found = refund(product, 1_000_000, content.topics["rodtep"].figures)
    assert found.exact
    assert (found.before, found.now) == ((Decimal(before),) * 2, (Decimal(now),) * 2)
    assert found.amount == (amount, amount)


def test_of_other_goods_only_the_range_is_known(content: Content) -> None:
    assert refund("other", None, content.topics["rodtep"].figures) == (
        (Decimal("0.3"), Decimal("3.9")),
        (Decimal("0.15"), Decimal("1.95")),
        None,
    )
    assert not refund("other", None, content.topics["rodtep"].figures).exact


def test_farm_goods_were_left_out_of_the_halving(content: Content) -> None:
    found = refund("farm", 100_000, content.topics["rodtep"].figures)
    assert found.now == found.before
    assert found.amount == (300, 3_900)


def test_garments_have_another_scheme(content: Content) -> None:
    assert refund("garment", 100_000, content.topics["rodtep"].figures) == (None, None, None)


@given(st.text(max_size=12))
def test_any_text_may_be_asked(text: str) -> None:
    product = product_of(text)
    assert product is None or any(letter.isdigit() for letter in text)


@pytest.mark.parametrize("fob", [0, -1])
def test_no_such_shipment(content: Content, fob: int) -> None:
    with pytest.raises(ValueError, match="positive"):
        refund("leather", fob, content.topics["rodtep"].figures)
