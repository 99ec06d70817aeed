"""What a message says of a person, for the eligibility finder, and how it is kept between two messages."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any, Final

from bot.knowledge.conditions import NUMBERS, VALUES, Fact
from bot.knowledge.library import Content
from bot.language import for_matching
from bot.tools import reading
from bot.tools.base import Choice, Known
from bot.tools.eligibility import Between, Person, Some

SKIP: Final = "skip"
_LISTED: Final = re.compile(r"[,;\n]")
_YOUNGEST: Final = 14  # of a bare number in a list, which may count something else
NOBODY: Final = "general"
"""Of `social`: none of the groups that schemes ask for."""
SEVERAL: Final[frozenset[Fact]] = frozenset({"need", "social"})
"""Facts of which several can hold; of the others a person is one (or, in so many words, two)."""
_SALES_WORDS = "turnover sale selling bikri bikree bikkiri becha bechi বিক্রি বেচা টার্নওভার बिक्री टर्नओवर बेचता"
_SALES: Final = tuple(for_matching(word) for word in _SALES_WORDS.split(" "))
"""Words that make a sum of money one of sales; any other sum is what the work needs."""


def offered(fact: Fact) -> tuple[Choice, ...]:
    """The answers to the question about a fact; of a number only that it is not known."""
    values = () if fact in NUMBERS else VALUES[fact]
    ordered = [value for value in values if value != NOBODY] + [value for value in values if value == NOBODY]
    return (*(Choice(value, f"{fact}.{value}") for value in ordered), Choice(SKIP, "answer.skip"))


def found(text: str, asked: Fact | None, known: Known, content: Content) -> dict[str, Any]:
    """Fact to what a message says of it, as it is kept; None for a fact that the person skips."""
    said: dict[str, Any] = {}
    for fact in VALUES:
        values = _values(text, fact, fact == asked, content)
        if values:
            said[fact] = _kept(fact, values, fact == asked, known)
    said |= _numbers(text, asked)
    if asked is not None and asked not in said and reading.unknown(text):
        said[asked] = None
    return said


def chosen(fact: Fact, value: str) -> Any:
    """What a pressed button says, as it is kept."""
    return None if value == SKIP else _kept(fact, [value], True, {})


def person(known: Known) -> Person:
    """What is kept, for the judgement; skipped facts are not known."""
    facts: dict[Fact, Some | Between] = {}
    for fact in VALUES:
        if kept := known.get(fact):
            facts[fact] = Some(frozenset(kept["are"]), bool(kept["whole"]))
    for fact in NUMBERS:
        if kept := known.get(fact):
            facts[fact] = Between(int(kept["low"]), int(kept["high"]))
    return facts


def _values(text: str, fact: Fact, asked: bool, content: Content) -> list[str]:
    # "Skip" is among them, or its number would be none of the list's; a word for it is told apart from an answer below.
    values = reading.find_choices(text, offered(fact), content, asked=asked)
    if SKIP in values:
        values = [] if len(values) > 1 else values
    if fact == "who" and "street_vendor" in values:
        values = [value for value in values if value != "entrepreneur"]  # a stall is a shop, and more than one
    if fact == "who" and "migrant_worker" in values:
        values = [value for value in values if value != "worker"]
    return values


def _kept(fact: Fact, values: list[str], asked: bool, known: Mapping[str, Any]) -> Any:
    """The answer to a question is all of it; what is said unasked may not be, and joins what was said before."""
    if values == [SKIP]:
        return None
    if fact not in SEVERAL:
        return {"are": sorted(values), "whole": True}
    before = (known.get(fact) or {}).get("are", []) if not asked else []
    are = {*before, *values}
    if len(are) > 1:
        are.discard(NOBODY)
    return {"are": sorted(are), "whole": asked}


def _age(text: str, asked: Fact | None) -> int | None:
    """Also in a list ("woman, 36, village"), where the words around the number are no sentence."""
    if (years := reading.age(text, asked=asked == "age")) is not None:
        return years
    parts = _LISTED.split(text)
    listed = asked is None and len(parts) > 2
    ages = (reading.age(part, asked=listed and part.strip().isdecimal()) for part in parts if len(parts) > 1)
    return next((years for years in ages if years is not None and years >= _YOUNGEST), None)


def _numbers(text: str, asked: Fact | None) -> dict[str, Any]:
    said: dict[str, Any] = {}
    if (years := _age(text, asked)) is not None:
        said["age"] = {"low": years, "high": years}
    money = reading.amount_range(text, asked=asked in ("investment", "turnover"))
    if money is not None:
        words = for_matching(text).split()
        sales = asked == "turnover" or (asked != "investment" and any(word.startswith(_SALES) for word in words))
        said["turnover" if sales else "investment"] = {"low": money[0], "high": money[1]}
    return said
