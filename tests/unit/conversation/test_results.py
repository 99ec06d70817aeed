"""Results of tools as people read them: lines in a message, what it rests on, and that it can be said again."""

from __future__ import annotations

import datetime as dt

import pytest

from bot.conversation.engine import Say
from bot.conversation.reply import Composer
from bot.conversation.state import State
from bot.knowledge.library import Content, read
from bot.settings import get_settings

TODAY = dt.date(2026, 11, 22)
ROW = {"first": 1, "last": 1, "principal": {"rupees": 10}, "interest": {"rupees": 2}, "balance": {"rupees": 0}}
TABLE = {"amount": {"rupees": 10}, "months": 12, "rate": {"percent": 9.5}}
BARRED = Say(
    "gst_scheme_barred_limit",
    {"turnover": {"rupees": 20_000_000}, "limit": {"rupees": 15_000_000}, "rests_on": "gst-composition"},
)


@pytest.fixture(scope="module")
def real() -> Content:
    return read(get_settings().content_dir)


@pytest.fixture
def composer(real: Content) -> Composer:
    return Composer(real, TODAY)


@pytest.mark.parametrize(("count", "lines"), [(0, 1), (1, 2), (3, 4)])
def test_messages_inside_a_message_are_lines(composer: Composer, count: int, lines: int) -> None:
    rows = [{"key": "emi_table_year", "values": ROW}] * count
    (reply,) = composer.compose([Say("emi_table", {**TABLE, "rows": rows})], "en", State())
    assert len(reply.text.splitlines()) == lines
    assert reply.text.count("Year 1: ₹10, ₹2, left ₹0") == count


@pytest.mark.parametrize(("language", "name"), [("bn", "চামড়ার জুতো"), ("hi", "चमड़े के जूते"), ("en", "leather footwear")])
def test_a_choice_is_named_inside_a_sentence(composer: Composer, language: str, name: str) -> None:
    said = Say("rodtep_garment", {}), Say("rodtep_rate", {"product": {"choice": "export_product.leather_footwear"}})
    replies = composer.compose(list(said), language, State())  # type: ignore[arg-type]
    assert name in replies[1].text


def test_a_result_says_what_it_rests_on(real: Content, composer: Composer) -> None:
    (reply,) = composer.compose([BARRED], "en", State())
    topic = real.topics["gst-composition"]
    assert reply.text.startswith("Composition is not open to you: with ₹2 crore a year")
    assert {source.url for source in reply.sources} == {source.url for source in topic.sources}
    assert any(source.title in reply.text for source in topic.sources)
    assert "21 November 2026" in reply.text or str(topic.verified_on.day) in reply.text
    assert [button.payload for button in reply.buttons] == ["tool:gst_scheme", "ask:gst-composition", "menu"]


def test_a_result_is_said_again_in_another_language(composer: Composer) -> None:
    state = State()
    composer.compose([BARRED], "en", state)
    (again,) = composer.compose([Say("repeat")], "en", state)
    assert again.text.startswith("Composition is not open")
    replies = composer.compose([Say("language_changed", {"language": "bn"})], "en", state)
    assert "₹২ কোটি" in replies[-1].text


def test_a_topic_that_is_gone_takes_no_result_along(real: Content) -> None:
    left = {name: topic for name, topic in real.topics.items() if name != "gst-composition"}
    content = Content(left, real.messages, real.buttons, real.figures, real.choices)
    (reply,) = Composer(content, TODAY).compose([BARRED], "en", State())
    assert "₹2 crore" in reply.text and not reply.sources
