"""Every figure that comes from a source agrees with the register of facts; every other says how it came."""

from __future__ import annotations

import calendar
import datetime as dt
import re
from collections.abc import Collection, Iterator, Mapping
from decimal import Decimal

import pytest

from bot.knowledge import register, shared
from bot.knowledge.lines import Located
from bot.knowledge.model import AREAS, Figure, Topic
from bot.knowledge.register import Kind, Number
from bot.settings import ROOT
from tests.content.sums import same, worked_out

CONTENT = ROOT / "content"
REGISTER = register.read()
FILES = sorted(path for area in AREAS for path in (CONTENT / area).glob("*.yml"))


def disagreements(figure: Figure, facts: Collection[str], entries: Mapping[str, list[Number]]) -> Iterator[str]:
    """What of a figure stands in none of the entries `facts`."""

    def known(*kinds: Kind) -> set[str]:
        return {number.value for fact in facts for number in entries[fact] if number.kind in kinds}

    if figure.rupees is not None and str(figure.rupees) not in known("rupees"):
        yield f"{figure.rupees} rupees"
    if figure.percent is not None and figure.percent not in map(float, known("percent")):
        yield f"{figure.percent} %"
    if figure.date is not None and figure.date.isoformat() not in known("date"):
        yield figure.date.isoformat()
    if figure.since is not None and figure.since.isoformat() not in known("date"):
        yield f"since {figure.since}"
    if figure.due is not None:
        day = figure.due.day
        days = {f"--{month:02}-{min(day, calendar.monthrange(2027, month)[1]):02}" for month in figure.due.months}
        if str(day) not in known("count") and not days <= known("date"):
            yield f"day {day} of {figure.due.months}"


def topic_of(path: str) -> Topic:
    return Topic.model_validate(Located.read(CONTENT / path).data)


TOPICS = [path.relative_to(CONTENT).as_posix() for path in FILES]


@pytest.mark.parametrize("path", TOPICS)
def test_figures_of_a_topic(path: str) -> None:
    topic = topic_of(path)
    assert set(topic.facts) <= REGISTER.keys()
    wrong = {
        name: found
        for name, figure in topic.figures.items()
        if figure.derived is None and (found := list(disagreements(figure, topic.facts, REGISTER)))
    }
    assert not wrong, (
        f"in no entry of {topic.facts}: correct the figure, name its entry under facts, add the number to "
        "tests/content/facts.tsv with the page it stands on, or say how it is derived"
    )


def test_shared_figures() -> None:
    wrong = {}
    for name, figure in shared.read(CONTENT).items():
        assert set(figure.facts) <= REGISTER.keys(), name
        if figure.derived is None and (found := list(disagreements(figure, figure.facts, REGISTER))):
            wrong[name] = found
    assert not wrong


@pytest.mark.parametrize("path", TOPICS)
def test_derived_figures_say_how(path: str) -> None:
    """In words, and where they say a sum, with the right result."""
    for name, figure in topic_of(path).figures.items():
        if figure.derived is None:
            continue
        assert len(figure.derived.split()) >= 3, f"{name}: derived must say how"
        shown = figure.rupees if figure.rupees is not None else figure.percent
        value = worked_out(figure.derived)
        if shown is not None and value is not None:
            assert same(value, Decimal(str(shown))), f"{name}: {figure.derived} is {value}, not {shown}"


ENTRIES = {
    "a": [
        Number("a", "rupees", "150000", ""),
        Number("a", "percent", "2.5", ""),
        Number("a", "date", "2026-04-01", ""),
        Number("a", "date", "--06-30", ""),
        Number("a", "date", "--02-28", ""),
        Number("a", "count", "18", ""),
    ],
    "b": [Number("b", "rupees", "7", "")],
}


@pytest.mark.parametrize(
    ("figure", "agrees"),
    [
        ({"rupees": 150_000}, True),
        ({"rupees": 15_000}, False),
        ({"rupees": 7}, False),  # of another entry
        ({"rupees": 18}, False),  # a count is no sum of money
        ({"percent": 2.5}, True),
        ({"percent": 25}, False),
        ({"date": dt.date(2026, 4, 1)}, True),
        ({"date": dt.date(2026, 4, 2)}, False),
        ({"rupees": 150_000, "since": dt.date(2026, 4, 1)}, True),
        ({"rupees": 150_000, "since": dt.date(2025, 4, 1)}, False),
        ({"due": {"day": 18}}, True),
        ({"due": {"day": 19}}, False),
        ({"due": {"day": 30, "months": (6,)}}, True),
        ({"due": {"day": 31, "months": (2, 6)}}, True),  # the last day of the month
        ({"due": {"day": 30, "months": (6, 7)}}, False),
    ],
)
def test_what_agrees(figure: dict[str, object], agrees: bool) -> None:
    assert (list(disagreements(Figure.model_validate(figure), ["a"], ENTRIES)) == []) is agrees


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("35 % of 6 lakh", "210000"),
        ("2.5% of 1.5 crore", "375000"),
        ("half of 750", "375"),
        ("6 lakh less 60,000", "540000"),
        ("1,000 less 30 and 15", "955"),
        ("350 less 24, 12, 60 and 20", None),
        ("12 members x 18,000", "216000"),
        ("200 x 12 months x 20 years", "48000"),
        ("example: 108,000 + 12,000", "120000"),
        ("3,000 / 60 pieces", "50"),
        ("100 a day for 7 days", "700"),
        ("3 lakh shared by 12 members", "25000"),
        ("round sum chosen for the example", None),
        ("EMI of 1 lakh at 5 % over 18 months", None),
        ("one month at 11 % a year on 5 lakh", None),
    ],
)
def test_sums(text: str, value: str | None) -> None:
    found = worked_out(text)
    assert found == (None if value is None else Decimal(value))


def test_the_register_is_in_order() -> None:
    """Ids as topics may write them, each number once, values of their kinds."""
    for fact, numbers in REGISTER.items():
        assert fact == fact.strip().lower() and " " not in fact
        assert len({(number.kind, number.value) for number in numbers}) == len(numbers), fact
        for number in numbers:
            if number.kind == "date":
                assert _is_day(number.value), number
            else:
                assert re.fullmatch(r"(0|[1-9]\d*)(\.\d*[1-9])?", number.value), number
            assert number.source == "" or number.source.startswith("http"), number


def _is_day(text: str) -> bool:
    """A day, a month, a year, or (--MM-DD) a day of each year."""
    full = text.replace("--", "2024-", 1) if text.startswith("--") else text
    try:
        dt.date.fromisoformat({4: f"{full}-01-01", 7: f"{full}-01"}.get(len(full), full))
    except ValueError:
        return False
    return True
