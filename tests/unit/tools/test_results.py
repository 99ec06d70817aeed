"""What each calculator works out, and that it can be said in every language."""

from __future__ import annotations

from typing import Any

import pytest

from bot.conversation.engine import Say
from bot.conversation.reply import Composer
from bot.conversation.state import State
from bot.knowledge.model import LANGUAGES
from bot.tools.base import Context
from tests.unit.tools.talking import talk

# Whole conversations: tool, messages, key of the result, some of its values.
RESULTS: list[tuple[str, tuple[str, ...], str, dict[str, Any]]] = [
    (
        "pmegp",
        ("25 lakh er karkhana gram e, ami OBC, pmegp te koto pabo",),
        "pmegp_result",
        {"subsidy": {"rupees": 875_000}, "own": {"rupees": 125_000}, "loan": {"rupees": 2_375_000}},
    ),
    (
        "pmegp",
        ("मेरी सब्सिडी निकालनी है", "साढ़े चार लाख", "दुकान", "नहीं", "शहर"),
        "pmegp_result",
        {"subsidy": {"rupees": 67_500}, "rate": {"percent": 15.0}},
    ),
    (
        "pmegp",
        ("hisab koro", "60 lakh", "factory", "jani na", "pata nahi"),
        "pmegp_result",
        {"subsidy": {"rupees": 750_000}},
    ),
    ("msme_class", ("machine 3 koti, bikri 8 koti",), "msme_class_result", {"size": {"choice": "msme_size.small"}}),
    (
        "msme_class",
        ("which class am I", "no", "30 lakh"),
        "msme_class_result_same",
        {"size": {"choice": "msme_size.micro"}, "investment": {"rupees": 0}},
    ),
    (
        "gst_tax",
        ("how much gst on a leather bag of 3000", "it comes on top", "no"),
        "gst_tax_result",
        {"cgst": {"rupees": 270}, "total": {"rupees": 3_540}, "rests_on": "gst-rate-leather"},
    ),
    (
        "gst_tax",
        ("50000 gst somet, 18%, mumbai party",),
        "gst_tax_result_igst",
        {"igst": {"rupees": 7_627}, "taxable": {"rupees": 42_373}, "rests_on": "gst-rates"},
    ),
    (
        "gst_tax",
        ("shoes worth 40000", "1800", "on top", "kolkata"),
        "gst_tax_result",
        {"rate": {"percent": 5.0}, "total": {"rupees": 42_000}},
    ),
    (
        "gst_tax",
        ("shoes worth 40000", "jani na", "on top", "kolkata"),
        "gst_tax_result",
        {"rate": {"percent": 18.0}},
    ),
    ("gst_tax", ("2200 takar juto", "alada", "na"), "gst_tax_result", {"total": {"rupees": 2_310}}),
    (
        "gst_scheme",
        ("composition na regular, bikri 30 lakh", "dokan", "na", "keu na", "20 lakh", "sari"),
        "gst_scheme_result",
        {"burden_composition": {"rupees": 130_000}, "burden_regular": {"rupees": 142_857}},
    ),
    (
        "gst_scheme",
        ("B2B, bikri 30 lakh, jinis, rajyer modhye, kena 20 lakh, 5%",),
        "gst_scheme_result",
        {"burden_regular": {"rupees": 28_571}, "share": {"percent": 80.0}},
    ),
    (
        "gst_scheme",
        ("restaurant 45 lakh", "no", "none", "no"),
        "gst_scheme_result",
        {"composition": {"rupees": 225_000}, "pay_in": {"rupees": 225_000}},
    ),
    ("gst_scheme", ("goods, 2 crore",), "gst_scheme_barred_limit", {"limit": {"rupees": 15_000_000}}),
    ("gst_scheme", ("saman 30 lakh dusre rajya me",), "gst_scheme_barred_other_states", {}),
    (
        "gst_scheme",
        ("service 22 lakh", "no", "skip", "skip", "skip"),
        "gst_scheme_result",
        {"composition": {"rupees": 132_000}, "rate": {"percent": 18.0}},
    ),
    ("gst_limit", ("saree bechi 15 lakh, bihar e pathai",), "gst_limit_other_state_goods", {}),
    ("gst_limit", ("goods 28 lakh", "no", "no", "no"), "gst_limit_below_limit", {"limit": {"rupees": 4_000_000}}),
    ("gst_limit", ("poriseba 22 lakh",), "gst_limit_over_limit", {"limit": {"rupees": 2_000_000}}),
    ("gst_limit", ("hater kaj 9 lakh delhi", "na", "na"), "gst_limit_other_state_relief", {}),
    (
        "gst_limit",
        ("goods 6 lakh meesho", "na", "na"),
        "gst_limit_marketplace_goods",
        {"rests_on": "gst-ecommerce-seller"},
    ),
    ("gst_limit", ("coaching service 6 lakh", "no", "yes", "no"), "gst_limit_marketplace_service", {}),
    ("gst_limit", ("ice cream 25 lakh",), "gst_limit_over_limit", {"limit": {"rupees": 2_000_000}}),
    ("gst_limit", ("I am a farmer", "no"), "gst_limit_exempt", {}),
    ("gst_limit", ("goods 6 lakh", "no", "no", "reverse charge"), "gst_limit_compulsory", {}),
    (
        "gst_late_fee",
        ("40 din derite gstr 3b", "na", "60 lakh", "50 hajar"),
        "gst_late_fee_capped",
        {"fee": {"rupees": 2_000}, "half": {"rupees": 1_000}},
    ),
    ("gst_late_fee", ("nil 3b 12 days late",), "gst_late_fee_result", {"fee": {"rupees": 240}, "cap": {"rupees": 500}}),
    (
        "gst_late_fee",
        ("due date was 20 october, gstr1, sales 1 crore", "no"),
        "gst_late_fee_result",
        {"days": 33, "fee": {"rupees": 1_650}},
    ),
    ("gst_late_fee", ("gstr 9 100 din late, turnover 3 koti",), "gst_late_fee_result", {"cap": {"rupees": 12_000}}),
    (
        "gst_late_fee",
        ("annual return 100 days late", "1 crore"),
        "gst_late_fee_free",
        {"limit": {"rupees": 20_000_000}},
    ),
    ("gst_late_fee", ("gstr 4, 10 din", "na"), "gst_late_fee_result", {"fee": {"rupees": 500}}),
    ("gst_late_fee", ("3b 10 din, bikri 20 lakh", "na", "jani na"), "gst_late_fee_result", {"fee": {"rupees": 500}}),
    ("rodtep", ("leather wallets worth 10 lakh",), "rodtep_rate", {"now": {"percent": 0.55}}),
    ("rodtep", ("HS 6403, dam 12 lakh",), "rodtep_rate", {"product": {"choice": "export_product.leather_footwear"}}),
    ("rodtep", ("terracotta 90 hajar",), "rodtep_range", {"now_high": {"percent": 1.95}}),
    ("rodtep", ("export incentive", "চিংড়ি", "জানি না"), "rodtep_farm", {"now": {"percent": 0.3}, "amount": []}),
    ("rodtep", ("pater bag 8 lakh",), "rodtep_garment", {}),
    (
        "emi",
        ("5 lakh 3 bochor 12%",),
        "emi_result",
        {"choices": [{"key": "emi.table", "tool": "emi", "slot": "table", "value": "500000-36-12"}]},
    ),
]


@pytest.mark.parametrize(("tool", "messages", "key", "values"), RESULTS)
def test_result(context: Context, tool: str, messages: tuple[str, ...], key: str, values: dict[str, Any]) -> None:
    found = talk(context, tool, *messages)
    assert found.asked is None, found.known
    assert found.key == key
    assert {name: found.values[name] for name in values} == values


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize(("tool", "messages", "key", "values"), RESULTS)
def test_every_result_can_be_said(
    context: Context, language: Any, tool: str, messages: tuple[str, ...], key: str, values: dict[str, Any]
) -> None:
    said = [Say(key, values) for key, values in talk(context, tool, *messages).result]
    (reply,) = Composer(context.content, context.today).compose(said, language, State())
    assert "{" not in reply.text and "\n\n\n" not in reply.text
    assert "None" not in reply.text
    assert reply.buttons
    if tool != "emi":
        assert reply.sources, "a result says what it rests on"
        assert any(button.payload.startswith("ask:") for button in reply.buttons)


@pytest.mark.parametrize(
    ("tool", "messages", "notes"),
    [
        ("pmegp", ("60 lakh factory obc gram",), ["pmegp_note_above", "pmegp_note_class8"]),
        ("pmegp", ("6 lakh dokan", "jani na", "gram"), ["pmegp_note_class8", "pmegp_note_lowest"]),
        ("pmegp", ("4 lakh dokan general town",), []),
        ("gst_tax", ("3000 leather bag", "extra", "no"), ["gst_tax_note_goods"]),
        ("gst_tax", ("2000 juto", "extra", "no"), ["gst_tax_note_goods", "gst_tax_note_line"]),
        ("gst_tax", ("3000, 18%", "extra", "no"), []),
        (
            "gst_scheme",
            ("goods 22 lakh", "no", "skip", "skip", "skip"),
            ["gst_scheme_note_rate", "gst_scheme_note_purchases", "gst_scheme_note_share"],
        ),
        ("gst_late_fee", ("3b 10 din, bikri 20 lakh", "na", "jani na"), ["gst_late_fee_note_unpaid"]),
        (
            "gst_late_fee",
            ("3b 10 din, bikri 20 lakh", "na", "5000"),
            ["gst_late_fee_interest", "gst_late_fee_total"],
        ),
    ],
)
def test_notes(context: Context, tool: str, messages: tuple[str, ...], notes: list[str]) -> None:
    assert talk(context, tool, *messages).notes() == notes
