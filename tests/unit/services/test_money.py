"""Whole rupees and figures as numbers."""

from __future__ import annotations

from decimal import Decimal

import pytest

from bot.knowledge.model import Figure
from bot.services.money import part, percent, rupees, whole

FIGURES = {"sum": Figure(rupees=500), "rate": Figure(percent=0.1)}


@pytest.mark.parametrize(("value", "rounded"), [("0.49", 0), ("0.5", 1), ("2.5", 3), ("739.73", 740), ("0", 0)])
def test_fifty_paise_count_as_a_rupee(value: str, rounded: int) -> None:
    assert whole(Decimal(value)) == rounded


def test_a_share_is_exact_before_it_is_rounded() -> None:
    assert part(2_500_000, Decimal(35)) == 875_000
    assert part(150, Decimal("0.333")) == 0
    assert part(5_000, percent(FIGURES, "rate")) == 5


def test_figures_by_name() -> None:
    assert rupees(FIGURES, "sum") == 500
    assert percent(FIGURES, "rate") == Decimal("0.1")


@pytest.mark.parametrize("name", ["rate", "none"])
def test_no_such_sum(name: str) -> None:
    with pytest.raises(LookupError, match=name):
        rupees(FIGURES, name)


@pytest.mark.parametrize("name", ["sum", "none"])
def test_no_such_rate(name: str) -> None:
    with pytest.raises(LookupError, match=name):
        percent(FIGURES, name)
