"""Days from which topics must be checked again, and the age of sources."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from typing import Any

import pytest

from bot.knowledge.model import Topic
from bot.knowledge.stale import latest_day, stale

TODAY = dt.date(2026, 11, 22)


def topic(data: Callable[..., dict[str, Any]], name: str, days: int, as_of: str | None = None, **more: Any) -> Topic:
    source = {"title": f"Source of {name}", "url": "https://example.org"} | ({"as_of": as_of} if as_of else {})
    return Topic.model_validate(data(name, review_by=TODAY + dt.timedelta(days), sources=[source], **more))


def test_past_soon_and_later(topic_data: Callable[..., dict[str, Any]]) -> None:
    days = {"late": -40, "today": 0, "tomorrow": 1, "month": 30, "next": 31}
    found = stale([topic(topic_data, name, number) for name, number in days.items()], TODAY)
    assert [(one.topic, one.days) for one in found.past] == [("late", -40), ("today", 0)]
    assert [(one.topic, one.days) for one in found.soon] == [("tomorrow", 1), ("month", 30)]
    assert all(one.past for one in found.past) and not any(one.past for one in found.soon)


def test_statuses(topic_data: Callable[..., dict[str, Any]]) -> None:
    note = {"bn": "x", "hi": "x", "en": "x"}
    closed = topic(topic_data, "c", 99, status="closed", status_note=note)
    found = stale([topic(topic_data, "a", 99), closed, topic(topic_data, "b", 99)], TODAY)
    assert found.statuses == {"open": 2, "closed": 1}


@pytest.mark.parametrize(
    ("as_of", "days"),
    [
        ("2025-11-21", 366),
        ("2025-11-22", None),  # a year to the day is not older than a year
        ("2025-10", 387),
        ("2025-11", None),
        ("2025", None),  # may be of December
        ("2024", 691),
        ("undated", None),
        (None, None),
    ],
)
def test_old_sources(topic_data: Callable[..., dict[str, Any]], as_of: str | None, days: int | None) -> None:
    found = stale([topic(topic_data, "alpha", 99, as_of)], TODAY)
    assert [source.days for source in found.sources] == ([] if days is None else [days])


@pytest.mark.parametrize(
    ("as_of", "day"),
    [
        ("2024", dt.date(2024, 12, 31)),
        ("2024-02", dt.date(2024, 2, 29)),
        (" 2024-02-03 ", dt.date(2024, 2, 3)),
        ("2024-13", None),
        ("2023-02-29", None),
        ("FY 2024", None),
    ],
)
def test_the_latest_day(as_of: str, day: dt.date | None) -> None:
    assert latest_day(as_of) == day


def test_for_programs(topic_data: Callable[..., dict[str, Any]]) -> None:
    found = stale([topic(topic_data, "alpha", -1, "2020")], TODAY).as_json()
    assert found["due"] == [{"topic": "alpha", "area": "schemes", "review_by": "2026-11-21", "days": -1}]
    assert found["old_sources"] == [{"topic": "alpha", "title": "Source of alpha", "as_of": "2020", "days": 2152}]
