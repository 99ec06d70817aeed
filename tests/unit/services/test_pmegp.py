"""PMEGP's shares: published examples, ceilings, and that the parts make the whole."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.knowledge.library import Content
from bot.services.pmegp import Category, Place, Rules, Work, split

RULES = Rules(
    ceiling={"making": 5_000_000, "service": 2_000_000},
    class8={"making": 1_000_000, "service": 500_000},
    subsidy={
        ("general", "town"): Decimal(15),
        ("general", "village"): Decimal(25),
        ("special", "town"): Decimal(25),
        ("special", "village"): Decimal(35),
    },
    own={"general": Decimal(10), "special": Decimal(5)},
)
WORKS = st.sampled_from(["making", "service"])
CATEGORIES = st.sampled_from(["general", "special"])
PLACES = st.sampled_from(["village", "town"])


def test_the_content_gives_these_rules(content: Content) -> None:
    assert Rules.of(content.topics["pmegp"].figures) == RULES


@pytest.mark.parametrize(
    ("cost", "work", "category", "place", "subsidy", "own", "loan"),
    [
        # finaxis.in, "How to calculate PMEGP loan subsidy": 20 lakh, special, rural
        (2_000_000, "making", "special", "village", 700_000, 100_000, 1_900_000),
        # bharatdhanpay.com: 10 lakh, own money 50,000 to 1 lakh
        (1_000_000, "making", "special", "village", 350_000, 50_000, 950_000),
        (1_000_000, "making", "general", "village", 250_000, 100_000, 900_000),
        # dnsbank.in: most bank finance 47.5 lakh for making, 19 lakh for service; the register: 17.5 and 7 lakh subsidy
        (5_000_000, "making", "special", "village", 1_750_000, 250_000, 4_750_000),
        (2_000_000, "service", "special", "village", 700_000, 100_000, 1_900_000),
        # each rate of the table
        (800_000, "service", "general", "town", 120_000, 80_000, 720_000),
        (800_000, "service", "general", "village", 200_000, 80_000, 720_000),
        (800_000, "service", "special", "town", 200_000, 40_000, 760_000),
        (333_333, "making", "general", "town", 50_000, 33_333, 300_000),
    ],
)
def test_published_shares(
    cost: int, work: Work, category: Category, place: Place, subsidy: int, own: int, loan: int
) -> None:
    found = split(cost, work, category, place, RULES)
    assert (found.subsidy, found.own, found.loan) == (subsidy, own, loan)
    assert found.to_repay == loan - subsidy
    assert found.above == 0


@pytest.mark.parametrize(("work", "ceiling"), [("making", 5_000_000), ("service", 2_000_000)])
def test_above_the_ceiling_the_rest_gets_no_subsidy(work: Work, ceiling: int) -> None:
    at, above = (split(cost, work, "special", "village", RULES) for cost in (ceiling, ceiling + 700_000))
    assert above.above == 700_000
    assert above._replace(above=0) == at


@pytest.mark.parametrize(
    ("work", "cost", "class8"),
    [
        ("making", 1_000_000, False),
        ("making", 1_000_001, True),
        ("service", 500_000, False),
        ("service", 500_001, True),
    ],
)
def test_class_eight_is_for_larger_projects(work: Work, cost: int, class8: bool) -> None:
    assert split(cost, work, "general", "town", RULES).class8 is class8


@given(st.integers(1, 10**9), WORKS, CATEGORIES, PLACES)
def test_the_parts_make_the_whole(cost: int, work: Work, category: Category, place: Place) -> None:
    found = split(cost, work, category, place, RULES)
    assert found.counted + found.above == cost
    assert found.own + found.subsidy + found.to_repay == found.counted
    assert 0 <= found.subsidy <= found.loan <= found.counted <= RULES.ceiling[work]


@given(st.integers(1, 10**9), st.integers(0, 10**9), WORKS, CATEGORIES, PLACES)
def test_a_dearer_project_never_gets_less(cost: int, more: int, work: Work, category: Category, place: Place) -> None:
    assert split(cost + more, work, category, place, RULES).subsidy >= split(cost, work, category, place, RULES).subsidy


def test_no_such_project() -> None:
    with pytest.raises(ValueError, match="positive"):
        split(0, "making", "general", "town", RULES)


def test_a_missing_figure_is_named(content: Content) -> None:
    figures = {name: figure for name, figure in content.topics["pmegp"].figures.items() if name != "own_general"}
    with pytest.raises(LookupError, match="own_general"):
        Rules.of(figures)
