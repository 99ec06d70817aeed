"""Whom a scheme is for, decided on what is known of a person: yes, no, or not known yet. Pure.

The logic has three values (Kleene): a condition is undecided as long as a fact that is not known yet can turn it
either way. So what is learnt later never overturns a yes or a no.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from enum import Enum
from typing import Final

from bot.knowledge.conditions import NUMBERS, VALUES, Condition, Fact, Fits
from bot.knowledge.model import Figure


class Verdict(Enum):
    """Whether somebody can get a scheme, by the facts that are asked for."""

    FITS = "fits"
    MAY = "may"
    NOT = "not"


@dataclass(frozen=True)
class Some:
    """What a fact is: each of `are` holds. `whole`: nothing beside them does."""

    are: frozenset[str]
    whole: bool = True


@dataclass(frozen=True)
class Between:
    """A number from `low` to `high`, both included: rupees or years."""

    low: int
    high: int


Person = Mapping[Fact, Some | Between]
"""What is known. A fact that is missing is not known."""


@dataclass(frozen=True)
class Judgement:
    """`open`: the facts that still decide (of MAY); `failed`: those of the first condition that fails (of NOT)."""

    verdict: Verdict
    open: frozenset[Fact] = frozenset()
    failed: frozenset[Fact] = frozenset()


@dataclass(frozen=True)
class Offer:
    """A scheme: whom it is for, with the figures that its conditions name."""

    fits: Fits
    figures: Mapping[str, Figure]


def judge(offer: Offer, person: Person) -> Judgement:
    """Whether a scheme is for somebody."""
    undecided: set[Fact] = set()
    failed: Condition | None = None
    for condition in offer.fits.all:
        outcome = holds(condition, person, offer.figures)
        if outcome is False and failed is None:
            failed = condition
        if outcome is None:
            undecided |= _open(condition, person, offer.figures)
    if failed is not None:
        return Judgement(Verdict.NOT, failed=facts_of(failed))
    return Judgement(Verdict.MAY, open=frozenset(undecided)) if undecided else Judgement(Verdict.FITS)


def wanted(fits: Fits, person: Person) -> int | None:
    """How many of the person's needs a scheme serves; None if their needs are not known, so that all are of use."""
    needs = person.get("need")
    return len(needs.are.intersection(fits.needs)) if isinstance(needs, Some) else None


def holds(condition: Condition, person: Person, figures: Mapping[str, Figure]) -> bool | None:
    """Whether a condition holds; None: not known yet. Raises KeyError for a bound that is none of the figures."""
    if condition.any:
        outcomes = [holds(one, person, figures) for one in condition.any]
        return True if True in outcomes else None if None in outcomes else False
    if condition.all:
        outcomes = [holds(one, person, figures) for one in condition.all]
        return False if False in outcomes else None if None in outcomes else True
    assert condition.fact is not None
    known = person.get(condition.fact)
    if isinstance(known, Between):
        low, high = _bounds(condition, figures)
        inside = (low is None or known.low >= low) and (high is None or known.high <= high)
        outside = (low is not None and known.high < low) or (high is not None and known.low > high)
        return True if inside else False if outside else None
    if isinstance(known, Some):
        return True if known.are.intersection(condition.one_of) else False if known.whole else None
    return None


def facts_of(condition: Condition) -> frozenset[Fact]:
    """The facts that a condition is about."""
    inner = [facts_of(one) for one in (*condition.any, *condition.all)]
    return frozenset().union(*inner, [condition.fact] if condition.fact else [])


def most_deciding(offers: Sequence[Offer], person: Person, facts: Iterable[Fact]) -> Fact | None:
    """The fact of `facts` whose answer is expected to decide most of the undecided offers; None if no answer decides
    any. Of equals the first. All answers that `TYPICAL` lists count as equally likely.
    """
    undecided = [(offer, found.open) for offer in offers if (found := judge(offer, person)).verdict is Verdict.MAY]
    best: tuple[float, Fact | None] = (0.0, None)
    for fact in facts:
        touched = [offer for offer, open_facts in undecided if fact in open_facts]
        answers = TYPICAL[fact]
        decided = sum(
            judge(offer, {**person, fact: answer}).verdict is not Verdict.MAY for offer in touched for answer in answers
        )
        if decided / len(answers) > best[0]:
            best = decided / len(answers), fact
    return best[1]


def _typical() -> dict[Fact, tuple[Some | Between, ...]]:
    typical: dict[Fact, tuple[Some | Between, ...]] = {
        fact: tuple(Some(frozenset({value})) for value in values) for fact, values in VALUES.items()
    }
    numbers: dict[Fact, tuple[int, ...]] = {
        "age": (17, 22, 28, 34, 40, 46, 52, 57, 63),
        "investment": (40_000, 100_000, 300_000, 600_000, 1_500_000, 4_000_000, 15_000_000),
        "turnover": (200_000, 600_000, 1_500_000, 3_000_000, 8_000_000, 30_000_000, 150_000_000),
    }
    assert numbers.keys() == NUMBERS
    return typical | {fact: tuple(Between(at, at) for at in points) for fact, points in numbers.items()}


TYPICAL: Final[Mapping[Fact, tuple[Some | Between, ...]]] = _typical()
"""Answers that people who write to us give, to weigh what a question is worth; never what decides a scheme."""


def _open(condition: Condition, person: Person, figures: Mapping[str, Figure]) -> set[Fact]:
    """The facts on which an undecided condition still depends."""
    if condition.fact is not None:
        return {condition.fact}
    parts = (one for one in (*condition.any, *condition.all) if holds(one, person, figures) is None)
    return {fact for one in parts for fact in _open(one, person, figures)}


def _bounds(condition: Condition, figures: Mapping[str, Figure]) -> tuple[int | None, int | None]:
    return _bound(condition.min, figures), _bound(condition.max, figures)


def _bound(bound: int | str | None, figures: Mapping[str, Figure]) -> int | None:
    if not isinstance(bound, str):
        return bound
    rupees = figures[bound].rupees
    if rupees is None:
        raise KeyError(f"{bound} is no sum of money")
    return rupees
