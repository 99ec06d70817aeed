"""Whom a scheme is for, written so that the eligibility finder can decide it."""

from __future__ import annotations

from typing import Literal, get_args

from pydantic import Field, model_validator

from bot.knowledge.strict import Strict, Trilingual

Fact = Literal["who", "sector", "stage", "investment", "turnover", "age", "gender", "social", "area", "need"]
FACTS: tuple[Fact, ...] = get_args(Fact)
NUMBERS: frozenset[Fact] = frozenset({"investment", "turnover", "age"})
"""Facts that are numbers: rupees (turnover: a year) and years."""

VALUES: dict[Fact, tuple[str, ...]] = {
    "who": ("entrepreneur", "artisan", "weaver", "street_vendor", "worker", "migrant_worker", "shg", "institution"),
    "sector": (
        "manufacturing", "food_processing", "handicraft", "handloom_textile", "leather", "trading", "service",
        "construction", "transport", "farming",
    ),
    "stage": ("new", "running"),
    "gender": ("woman", "man", "third_gender"),
    "social": ("general", "sc", "st", "obc", "minority", "disabled", "ex_serviceman"),
    "area": ("village", "town"),
    "need": (
        "loan", "subsidy", "training", "market", "certificate", "machine", "protection", "payment", "export", "job",
    ),
}  # fmt: skip
"""What each of the other facts can be. Of `social` and `need` several can hold at once."""


class Condition(Strict):
    """One line of whom a scheme is for: a fact with what it must be, or other conditions, of which one (`any`) or
    each (`all`, inside an `any`) must hold.

    `min`, `max`: a number, or the name of one of the topic's figures (inclusive).
    """

    fact: Fact | None = None
    one_of: list[str] = Field(default_factory=list)
    min: int | str | None = None
    max: int | str | None = None
    any: list[Condition] = Field(default_factory=list)
    all: list[Condition] = Field(default_factory=list)

    @model_validator(mode="after")
    def _whole(self) -> Condition:
        ranged = self.min is not None or self.max is not None
        if self.fact is None:
            if bool(self.any) == bool(self.all) or self.one_of or ranged:
                raise ValueError("give fact with one_of (or min, max), or any (or all) with a list of conditions")
            return self
        if self.any or self.all:
            raise ValueError("any and all stand by themselves, without fact")
        if self.fact in NUMBERS:
            if not ranged or self.one_of:
                raise ValueError(f"{self.fact} is a number: give min, max or both")
            return self
        if ranged or not self.one_of:
            raise ValueError(f"{self.fact} is no number: give one_of")
        if unknown := [value for value in self.one_of if value not in VALUES[self.fact]]:
            raise ValueError(f"{self.fact}: {', '.join(unknown)} is none of {', '.join(VALUES[self.fact])}")
        return self


class Fits(Strict):
    """`all`: every condition must hold. `needs`: what the scheme serves; it is shown to those who need one of them.
    `also`: what else must hold that no fact says, as the end of a sentence that begins with "if" ("you have a PAN").
    """

    needs: list[str] = Field(min_length=1)
    all: list[Condition] = Field(default_factory=list)
    also: Trilingual | None = None

    @model_validator(mode="after")
    def _known_needs(self) -> Fits:
        if unknown := [need for need in self.needs if need not in VALUES["need"]]:
            raise ValueError(f"needs: {', '.join(unknown)} is none of {', '.join(VALUES['need'])}")
        return self
