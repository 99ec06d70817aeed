"""What each calculator reads, asks and complains about."""

from __future__ import annotations

import datetime as dt
from typing import Any, get_args

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.knowledge.check import placeholders
from bot.knowledge.library import Content
from bot.knowledge.model import TOOLS as NAMES
from bot.services.export_incentive import Product
from bot.services.gst_threshold import Reason, Trade
from bot.tools.base import Context
from bot.tools.goods import TOPICS, has_line, line, rate_of
from bot.tools.registry import BY_INTENT, TOOLS
from bot.tools.rodtep import RodtepTool
from bot.tools.slots import SlotTool
from tests.unit.tools.talking import read, talk

CALCULATORS = sorted(id for id, tool in TOOLS.items() if isinstance(tool, SlotTool))


@pytest.mark.parametrize(
    ("tool", "messages", "asked"),
    [
        ("pmegp", ("amar subsidy hisab koro",), "cost"),
        ("pmegp", ("8 lakh, mohila, gram",), "work"),
        ("msme_class", ("bikri 8 koti",), "investment"),
        ("gst_tax", ("1180 takar modhye gst kotota",), "goods"),
        ("gst_tax", ("shoes worth 40000",), "piece"),
        ("gst_tax", ("shoes worth 2000",), "included"),
        ("gst_scheme", ("composition or regular",), "trade"),
        ("gst_scheme", ("restaurant 30 lakh", "no", "half", "5 lakh"), None),
        ("gst_limit", ("meesho te bechi",), "trade"),
        ("gst_limit", ("I am a farmer",), "compulsory"),
        ("gst_late_fee", ("tax 50000 unpaid for two months",), "form"),
        ("gst_late_fee", ("gstr 4, 10 din",), "nil"),
        ("gst_late_fee", ("gstr 9",), "days"),
        ("gst_late_fee", ("gstr 9, 10 din",), "turnover"),
        ("rodtep", ("rodtep hisab",), "product"),
        ("rodtep", ("4202",), "product"),  # a number alone may be anything until it was asked for
        ("rodtep", ("rodtep", "4202"), "fob"),
    ],
)
def test_asks_only_for_what_is_missing(
    context: Context, tool: str, messages: tuple[str, ...], asked: str | None
) -> None:
    assert talk(context, tool, *messages).asked == asked


@pytest.mark.parametrize(
    ("tool", "messages", "slot", "value"),
    [
        ("pmegp", ("10 lakh", "factory", "na, 8 lakh"), "cost", 800_000),
        ("pmegp", ("10 lakh factory", "na service"), "work", "service"),
        ("pmegp", ("10 lakh factory general", "na OBC"), "category", "special"),
        ("msme_class", ("machine 3 koti", "machine 2 koti"), "investment", 20_000_000),
        ("gst_tax", ("25000 18%", "nahi 30 hazar"), "price", 30_000),
        ("gst_limit", ("goods 10 lakh", "no, turnover is 30 lakh"), "turnover", 3_000_000),
        ("gst_late_fee", ("3b 40 din", "na 30 din"), "days", 30),
    ],
)
def test_corrections(context: Context, tool: str, messages: tuple[str, ...], slot: str, value: Any) -> None:
    found = talk(context, tool, *messages)
    assert found.known[slot] == value
    assert found.asked is not None


def test_a_correction_is_no_answer_to_the_question(context: Context) -> None:
    assert "other_state" not in talk(context, "gst_tax", "25000 18% without gst", "nahi 30 hazar").known
    assert talk(context, "gst_tax", "25000 18% without gst", "nahi").known["other_state"] == "no"
    assert talk(context, "gst_tax", "25000 18% without gst", "haan, dilli").known["other_state"] == "yes"


@pytest.mark.parametrize(
    ("tool", "messages", "complaint"),
    [
        ("pmegp", ("hisab", "500 taka"), "pmegp_cost_impossible"),
        ("pmegp", ("hisab", "5000 koti"), "pmegp_cost_impossible"),
        ("gst_tax", ("gst", "0 rupees"), "gst_tax_price_impossible"),
        ("gst_tax", ("3000", "90%"), "gst_tax_goods_impossible"),
        ("gst_scheme", ("goods 30 lakh", "no", "150%"), "gst_scheme_share_impossible"),
        ("gst_late_fee", ("3b", "15 december 2026"), "gst_late_fee_days_impossible"),
        ("gst_late_fee", ("3b 9000 din",), "gst_late_fee_days_impossible"),
        ("msme_class", ("class", "900000 koti"), "msme_class_investment_impossible"),
    ],
)
def test_impossible_values(context: Context, tool: str, messages: tuple[str, ...], complaint: str) -> None:
    found = talk(context, tool, *messages)
    assert found.said == [complaint]
    assert found.asked is not None
    assert complaint in context.content.messages


@pytest.mark.parametrize("words", ["না, থাক", "na thak", "rehne do", "no, leave it", "रहने दो"])
@pytest.mark.parametrize(("tool", "first"), [("msme_class", "class"), ("gst_tax", "3000 18% extra")])
def test_giving_up_is_left_to_the_rule(context: Context, tool: str, first: str, words: str) -> None:
    before = talk(context, tool, first)
    after = talk(context, tool, first, words, intent="deny")
    assert not after.taken
    assert after.known == before.known


@pytest.mark.parametrize(
    ("asked", "text", "found"),
    [
        ("goods", "5", {"goods": 5.0}),  # a rate that there is
        ("goods", "18", {"goods": 18.0}),
        ("goods", "2", {"goods": "footwear"}),  # a place in the list
        ("goods", "12.5%", {"goods": 12.5}),
        ("goods", "জুতো", {"goods": "footwear"}),
        ("goods", "चमड़े का बैग", {"goods": "leather_goods"}),
        ("goods", "pater bag", {"goods": "jute"}),
        ("included", "1", {"included": "without"}),
        ("included", "mrp", {"included": "with"}),
    ],
)
def test_reading_of_the_tax(context: Context, asked: str, text: str, found: dict[str, Any]) -> None:
    assert read(context, "gst_tax", text, asked) == found


@pytest.mark.parametrize(("text", "share"), [("3", 50), ("80%", 80), ("beshir bhag", 80), ("sob", 100), ("na", 0)])
def test_shares(context: Context, text: str, share: int) -> None:
    assert read(context, "gst_scheme", text, "share") == {"share": share}


@pytest.mark.parametrize(("value", "share"), [("half", 50), ("all", 100), ("unknown", None)])
def test_a_pressed_share(context: Context, value: str, share: int | None) -> None:
    assert TOOLS["gst_scheme"].pressed("share", value, {}, context) == {"share": share}


def test_buttons_that_are_no_more(context: Context) -> None:
    assert TOOLS["pmegp"].pressed("work", "farming", {}, context) == {}
    assert TOOLS["pmegp"].pressed("cost", "unknown", {}, context) == {}
    assert TOOLS["pmegp"].pressed("colour", "red", {}, context) == {}
    assert TOOLS["emi"].pressed("table", "500000-36", {}, context) == {}
    assert TOOLS["emi"].pressed("table", "x-y-z", {}, context) == {}


def test_the_table_of_a_loan(context: Context) -> None:
    known = TOOLS["emi"].pressed("table", "500000-36-12", {}, context)
    ((key, values),) = TOOLS["emi"].result(known, context)
    assert key == "emi_table"
    assert [row["key"] for row in values["rows"]] == ["emi_table_year"] * 3
    assert values["rows"][0]["values"]["balance"] == {"rupees": 352_792}
    ((_, long),) = TOOLS["emi"].result({"amount": 10**6, "months": 360, "rate": 9.0, "table": True}, context)
    assert {row["key"] for row in long["rows"]} == {"emi_table_years"} and len(long["rows"]) == 10


@pytest.mark.parametrize("tool", CALCULATORS)
def test_all_that_a_calculator_says_is_in_the_content(real: Content, tool: str) -> None:
    found = TOOLS[tool]
    assert isinstance(found, SlotTool)
    for slot in found.slots:
        assert not placeholders(real.messages[f"form_ask_{tool}_{slot.name}"].text.en)
        assert all(choice.key in real.choices for choice in found.choices(slot.name))
        assert all(len(choice.value) <= 24 for choice in found.choices(slot.name))


def test_every_tool_has_a_name_an_intent_and_a_button(real: Content) -> None:
    assert set(TOOLS) == set(NAMES) <= real.buttons.keys()
    assert len(BY_INTENT) == sum(1 + len(tool.also) for tool in TOOLS.values())


def test_goods_have_a_rate_and_a_topic(context: Context) -> None:
    for goods, topic in TOPICS.items():
        assert topic in context.content.topics
        assert rate_of(goods, 1, context) <= rate_of(goods, 10**6, context)
        assert f"goods.{goods}" in context.content.choices
    rates = {name for name in context.content.figures if name.startswith("gst_rate_")} - {"gst_rate_line"}
    assert rates == {f"gst_rate_{g}" for g in TOPICS} | {f"gst_rate_{g}_above" for g in TOPICS if has_line(g, context)}


def test_rates_of_goods_are_those_that_the_topics_tell(context: Context) -> None:
    for goods, topic in TOPICS.items():
        told = {figure.percent for figure in context.content.topics[topic].figures.values()} | {0}
        for piece in (1, 10**6):
            assert float(rate_of(goods, piece, context)) in told, (goods, topic)
    for topic in ("gst-rates", "gst-rate-leather", "gst-rate-textile"):
        assert context.content.topics[topic].figures["line"].rupees == line(context)


def test_reasons_and_products_have_texts(real: Content) -> None:
    assert {f"gst_limit_{reason}" for reason in get_args(Reason)} <= real.messages.keys()
    assert {f"export_product.{product}" for product in get_args(Product)} <= real.choices.keys()
    assert {f"gst_trade.{trade}" for trade in get_args(Trade)} <= real.choices.keys()
    assert {choice.value for choice in RodtepTool().choices("product")} == set(get_args(Product))


@given(st.sampled_from(CALCULATORS), st.text(max_size=80))
def test_reading_never_raises(real: Content, tool: str, text: str) -> None:
    context = Context(real, dt.date(2026, 11, 22))
    found = TOOLS[tool]
    assert isinstance(found, SlotTool)
    for asked in (None, *(slot.name for slot in found.slots)):
        read(context, tool, text, asked)
