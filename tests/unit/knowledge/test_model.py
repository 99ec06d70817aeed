"""What a content file may say."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from typing import Any

import pytest
from pydantic import ValidationError

from bot.knowledge.model import BotMessage, Figure, Source, Topic

TopicData = Callable[..., dict[str, Any]]


def test_a_whole_topic(topic_data: TopicData) -> None:
    topic = Topic.model_validate(topic_data())
    assert topic.title["bn"] == "Title of alpha bn"
    assert topic.order == 50
    assert topic.figures["money"].rupees == 500_000


@pytest.mark.parametrize(
    ("changes", "says"),
    [
        ({"status": "closed"}, "status_note is required"),
        ({"review_by": dt.date(2025, 10, 1)}, "review_by must be after verified_on"),
        ({"aspects": {}, "questions": {}}, "`what` is required"),
        ({"id": "Has_Capitals"}, "pattern"),
        ({"id": "a" * 33}, "at most 32"),
        ({"area": "weather"}, "schemes"),
        ({"aliases": []}, "at least 1"),
        ({"sources": []}, "at least 1"),
        ({"sources": [{"title": "x", "url": "ftp://x"}]}, "pattern"),
        ({"colour": "red"}, "Extra inputs"),
        ({"title": {"bn": "x", "hi": "x"}}, "title.en"),
        ({"title": {"bn": "x", "hi": "x", "en": "  "}}, "title.en"),
        ({"figures": {"Money": {"rupees": 1}}}, "figures"),
        ({"figures": {"money": {"rupees": -1}}}, "greater than or equal"),
    ],
)
def test_what_a_topic_may_not_say(topic_data: TopicData, changes: dict[str, Any], says: str) -> None:
    with pytest.raises(ValidationError, match=says):
        Topic.model_validate(topic_data(**changes))


def test_questions_need_an_answer(topic_data: TopicData) -> None:
    data = topic_data()
    data["questions"]["time"] = {"en": ["when"]}
    with pytest.raises(ValidationError, match="time has examples but no answer"):
        Topic.model_validate(data)


@pytest.mark.parametrize("kinds", [{}, {"rupees": 1, "percent": 2}, {"percent": 2, "date": dt.date(2026, 1, 1)}])
def test_a_figure_is_of_one_kind(kinds: dict[str, Any]) -> None:
    with pytest.raises(ValidationError, match="exactly one"):
        Figure.model_validate(kinds)


@pytest.mark.parametrize(
    ("given", "kept"), [(2026, "2026"), ("2026-06", "2026-06"), (dt.date(2026, 6, 1), "2026-06-01"), (None, None)]
)
def test_age_of_a_source(given: object, kept: str | None) -> None:
    assert Source.model_validate({"title": "x", "url": "https://x.in", "as_of": given}).as_of == kept


def test_a_message_lists_buttons_that_exist() -> None:
    text = {"bn": "x", "hi": "x", "en": "x"}
    assert BotMessage.model_validate({"text": text, "buttons": ["menu", "area_gst"]}).buttons == ["menu", "area_gst"]
    with pytest.raises(ValidationError, match="'area_gst'"):
        BotMessage.model_validate({"text": text, "buttons": ["menu:gst"]})
