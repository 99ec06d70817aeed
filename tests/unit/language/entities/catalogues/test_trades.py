"""Trades as workers name them, found with the trades of the content."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given

from bot.knowledge.trades import load_trades
from bot.language.entities.catalogues.trades import TradeIndex
from tests.unit.language.texts import MESSAGES

INDEX = load_trades(Path(__file__).resolve().parents[5] / "content")


@pytest.mark.parametrize(
    ("text", "trades"),
    [
        ("ami rajmistri", "mason"),
        ("রাজের কাজ করি", "mason"),
        ("raj mistiri", "mason"),
        ("jogali", "construction-helper"),
        ("যোগাড়ের কাজ", "construction-helper"),
        ("rod bandhai", "bar-bender"),
        ("satring mistri", "shuttering-carpenter"),
        ("kather kaj kori", "carpenter"),
        ("rang mistri", "painter"),
        ("rong er kaj", "painter"),
        ("plambar", "plumber"),
        ("electric mistry", "electrician"),
        ("ঝালাই এর কাজ", "welder"),
        ("welding mistry", "welder"),
        ("tiles er kaj", "tile-fitter"),
        ("sona r kaj", "goldsmith"),
        ("sonar kaj", "goldsmith"),
        ("জরির কাজ", "zari-worker"),
        ("jori r kaj", "zari-worker"),
        ("silai", "tailor"),
        ("silai kori", "tailor"),
        ("darji", "tailor"),
        ("silai machine chalai", "sewing-machine-operator"),
        ("chamra r kaj", "leather-worker"),
        ("bag banai", "bag-maker"),
        ("ব্যাগ তৈরির কাজ", "bag-maker"),
        ("juto banai", "shoe-maker"),
        ("tant buni", "handloom-weaver"),
        ("bidi bandhi", "beedi-roller"),
        ("बीड़ी बनाता हूँ", "beedi-roller"),
        ("ranna kori", "cook"),
        ("AC mechanic", "ac-refrigeration-mechanic"),
        ("toto chalai", "e-rickshaw-driver"),
        ("truck chalai", "truck-driver"),
        ("gari chalai", "driver"),
        ("security guard", "security-guard"),
        ("delivery boy", "delivery-worker"),
        ("mishtir karigar", "sweet-maker"),
        ("hotel e kaj", "waiter/hotel-cleaner/cook"),
        ("mistri", "mason/carpenter/electrician/plumber/painter/tile-fitter/welder"),
        ("karigar", "goldsmith/zari-worker/embroiderer/bag-maker/leather-worker/shoe-maker/sweet-maker"),
        ("मैं राज मिस्त्री हूँ", "mason"),
        ("lakdi ka kaam karta hoon", "carpenter"),
        ("चमड़े का काम", "leather-worker"),
        ("work in leather", "leather-worker"),
        ("making bags", "bag-maker"),
        ("i am a welder", "welder"),
        ("it bhatay kaj kori", "brick-kiln-worker"),
        ("cha bagane kaj", "tea-garden-worker"),
        ("mach dhori", "fish-worker"),
        ("protima gori", "idol-maker"),
        ("mobile sarai", "mobile-repairer"),
        ("rajmistri ar tiles er kaj", "mason|tile-fitter"),
        ("crane operator", "crane-operator"),
        ("jcb chalai", "earthmover-operator"),
        ("embrodery", "embroiderer"),
        ("kantha stitch", "embroiderer"),
        ("dokra", "dokra-metal-caster"),
        ("bansh beter kaj", "bamboo-cane-worker"),
        ("rajmistrir kaj kori", "mason"),
        ("electrisian", "electrician"),
        ("carpentar", "carpenter"),
        ("packing er kaj", "packing-worker"),
        ("loading unloading", "loader"),
        ("পার্লারের কাজ", "beautician"),
        ("napit", "barber"),
        ("chasher kaj", "farm-worker"),
        ("gold polish", "jewellery-polisher"),
        ("kajer mashi", "domestic-worker"),
        ("housekeeping", "housekeeper"),
        ("plastic er karkhanay kaj", "plastic-worker"),
        ("pathor bhangar kaj", "stone-worker"),
        ("helper er kaj", "construction-helper/factory-helper/loader"),
        ("rajmistrir jogare", "construction-helper"),
        ("আমি সেলাইয়ের কাজ করি", "tailor"),
        ("main darzi hoon", "tailor"),
        ("মাটির হাঁড়ি বানাই", "potter"),
        ("kumor para", "potter"),
        ("গাড়ি চালাই কেরালায়", "driver"),
        ("hotel line e kaj kortam", "waiter/hotel-cleaner/cook"),
        ("মুম্বাইয়ে সোনার কাজ করতাম", "goldsmith"),
        ("kerala te rajmistrir helper", "construction-helper"),
        ("bangalore e security guard er kaj", "security-guard"),
        ("delhi me zari ka kaam", "zari-worker"),
        ("surat me saree ka kaam", "handloom-weaver"),
        ("AC er kaj jani", "ac-refrigeration-mechanic"),
        ("electric er kaj jani", "electrician"),
        ("মোটর মেকানিক", "mechanic-car"),
        ("tiles marble er kaj", "tile-fitter"),
        ("ghor rong kori", "painter"),
        ("colour mistri", "painter"),
        ("painting er kaj", "painter"),
        ("Sholar kaj", "shola-worker"),
        ("shankhar kaj", "conch-shell-worker"),
        ("madur buni", "mat-weaver"),
        ("ami ekjon tanti", "handloom-weaver"),
        ("tant er saree bani", "handloom-weaver"),
        ("putul banai", "toy-maker"),
        ("mukhos banai", "mask-maker"),
        ("kantha selai kori", "embroiderer"),
        ("jamdani buni", "handloom-weaver"),
        ("beauty parlour chalai", "beautician"),
        ("salon chalai", "barber"),
        ("chul kati", "barber"),
        ("kapor istri kori", "laundry-worker"),
        ("bakery te kaj", "baker"),
        ("cake banai ghore", "baker"),
        ("achar papad banai", "food-processor"),
        ("muri vaji", "food-processor"),
        ("biri badhi", "beedi-roller"),
        ("pathor kati", "stone-worker"),
        ("nouka banai", "boat-maker"),
        ("it kati", "brick-kiln-worker"),
        ("plumbing er kaj", "plumber"),
        ("kol mistri", "plumber"),
        ("pipe fitter", "pipe-fitter"),
        ("fitter er kaj", "fitter"),
        ("lathe machine chalai", "lathe-turner"),
        ("welder chilam qatar e", "welder"),
        ("bar bender", "bar-bender"),
        ("steel fixing", "bar-bender"),
        ("centering er kaj", "shuttering-carpenter"),
        ("scaffolding er kaj", "scaffolder"),
        ("crane chalai", "crane-operator"),
        ("jcb operator", "earthmover-operator"),
        ("rasta r kaj", "road-worker"),
        ("main toto chalata hun", "e-rickshaw-driver"),
        ("e-rickshaw chalata", "e-rickshaw-driver"),
        ("auto chalai", "driver"),
        ("lorry chalai", "truck-driver"),
        ("zomato te kaj", "delivery-worker"),
        ("mal bowar kaj", "loader"),
        ("rubber tapping", "rubber-tapper"),
        ("solar panel lagai", "solar-installer"),
        ("dokane kaj kori", "sales-worker"),
        ("dhak bajai", "musician-band"),
        ("computer er kaj", "computer-operator"),
        ("data entry", "computer-operator"),
        ("baccha dekhar kaj", "caregiver"),
        ("aya r kaj", "caregiver"),
        ("lok er barite kaj", "domestic-worker"),
        ("basan maji", "domestic-worker"),
        ("kheti karta hun", "farm-worker"),
        ("mach dhora", "fish-worker"),
        ("plastic factory", "plastic-worker"),
        ("factory te kaj", "factory-helper"),
        ("machine chalai", "machine-operator"),
        ("sewing operator", "sewing-machine-operator"),
        ("juto selai", "shoe-maker"),
        ("bag er kaj", "bag-maker"),
        ("চামড়ার ব্যাগ বানাই", "bag-maker"),
        ("tannery te", "tannery-worker"),
        ("gold smith", "goldsmith"),
        ("হিরে কাটি", "jewellery-polisher"),
        ("imitation er kaj", "imitation-jewellery-maker"),
        ("dokra r kaj", "dokra-metal-caster"),
        ("pitol er kaj", "brass-worker"),
        ("kamar", "blacksmith"),
        ("fabrication", "fabricator"),
        ("grill banai", "fabricator"),
        ("কাঠের আসবাব বানাই", "carpenter"),
    ],
)
def test_a_trade_in_any_message(text: str, trades: str) -> None:
    found = INDEX.find(text)
    assert "|".join("/".join(trade.trades) for trade in found) == trades


@pytest.mark.parametrize(
    "text",
    [
        "bag",
        "shoe",
        "kaj",
        "machine",
        "bag kinbo",
        "machine kinte loan",
        "kaj chai",
        "hotel er bill",
        "packing charge koto",
        "security deposit",
        "delivery kobe hobe",
        "tiles er dam",
        "sona kinbo",
        "gari kinbo",
        "mobile number",
        "computer kinte chai",
        "loan er kaj kobe hobe",
        "kaj er jonno dorkar",
        "amar kaj",
        "work",
        "worker",
        "labour card",
        "pm kisan",
        "শ্রমিক কার্ড",
        "photo upload",
        "registry office",
        "সোনার বাংলা",
        "hater kache nei",
        "aya nahi",
        "ac bill",
        "account number",
        "udyam registration er kaj",
        "kaj hoyeche",
        "form fill up",
        "rod",
        "cement",
        "dukan band karna hai",
        "working in Chennai",
        "কার কী কাজ",
        "chobi tulbo kivabe",
        "kaam wale log",
    ],
)
def test_an_ordinary_sentence_names_no_trade(text: str) -> None:
    assert INDEX.find(text) == []


@pytest.mark.parametrize(
    ("text", "trade"),
    [
        ("bag", "bag-maker"),
        ("tiles", "tile-fitter"),
        ("sona", "goldsmith"),
        ("machine", "machine-operator"),
        ("kisan", "farm-worker"),
        ("packing", "packing-worker"),
        ("zari", "zari-worker"),
        ("rajmistiry", "mason"),
        ("electritian", "electrician"),
        ("wildar", "welder"),
        ("karpenter", "carpenter"),
        ("জেলে", "fish-worker"),
    ],
)
def test_the_answer_to_which_trade(text: str, trade: str) -> None:
    assert [found.trades for found in INDEX.find(text, expected=True)] == [(trade,)]


def test_a_name_of_several_trades_gives_way_to_one_of_them() -> None:
    assert [trade.trades for trade in INDEX.find("ami mistri, rajmistri")] == [("mason",)]


def test_an_index_without_trades_finds_none() -> None:
    assert TradeIndex([]).find("rajmistri", expected=True) == []


@given(MESSAGES)
def test_any_text(text: str) -> None:
    for expected in (False, True):
        end = 0
        for trade in INDEX.find(text, expected=expected):
            assert end <= trade.start < trade.end <= len(text)
            assert trade.trades
            end = trade.end
