"""Finding a training: what one message says in every register, what is asked, what is looked for."""

from __future__ import annotations

import datetime as dt
from typing import Any

import pytest

from bot.knowledge.library import Content
from bot.tools.base import Context, Heard
from bot.tools.training import ANYWHERE, LANGUAGES, MODES, SECTORS, TOPICS, TrainingTool
from tests.unit.tools.talking import talk

TOOL = TrainingTool()


def read(text: str, context: Context, asked: str | None = None, known: dict[str, Any] | None = None) -> dict[str, Any]:
    return dict(TOOL.read(text, asked, known or {}, Heard(context)))


def place(*districts: str) -> dict[str, Any]:
    return {"place": list(districts), "district": districts[0] if len(districts) == 1 else None}


@pytest.mark.parametrize(
    ("text", "found"),
    [
        # en
        ("Is there training near me?", {}),
        ("leather export training", {"topic": "export", "sector": "leather"}),
        ("training on packaging for food business", {"topic": "product", "sector": "food"}),
        ("ONDC training in Malda", {"topic": "ondc", **place("malda")}),
        ("class room training in Bankura for export", {"topic": "export", "mode": "classroom", **place("bankura")}),
        ("bookkeeping course in English", {"topic": "finance", "language": "en"}),
        # bn_roman
        ("GST class kobe?", {"topic": "gst"}),
        ("Howrah te jorir kajer training ache?", {"sector": "zari", **place("howrah")}),
        ("ghore boshe online bikri shekha jay?", {"topic": "ecommerce", "mode": "online"}),
        ("hisab rakhar class chai barasat e", {"topic": "finance", **place("north-24-parganas")}),
        ("pater bag bananor training e nam lekhabo", {"sector": "jute"}),
        ("Facebook e bikri shikhte chai", {"topic": "digital_marketing"}),
        ("welding er kaj shikhte chai Durgapur e", {"sector": "engineering", **place("paschim-bardhaman")}),
        ("bidyut sashroy er training", {"topic": "green"}),
        ("machine chalano shikhbo", {"topic": "technology"}),
        ("ami training nite chai", {}),
        # hi_roman
        ("silai ki training kahan milegi", {"sector": "textiles"}),
        ("export ki class ghar baithe hindi me chahiye", {"topic": "export", "mode": "online", "language": "hi"}),
        ("online bechna sikhna hai kahan sikhate hain", {"topic": "ecommerce"}),
        ("sarkari yojana ki training", {"topic": "schemes"}),
        ("mobile pe class milega kya", {"mode": "online"}),
        ("sone ka kaam sikhna hai", {"sector": "gems"}),
        # bn
        ("পুরুলিয়ায় সেলাইয়ের ট্রেনিং আছে?", {"sector": "textiles", **place("purulia")}),
        ("চামড়ার কাজের রপ্তানি ট্রেনিং বাংলায়", {"topic": "export", "sector": "leather", "language": "bn"}),
        ("ঘরে বসে জিএসটি শিখতে চাই", {"topic": "gst", "mode": "online"}),
        ("ফাউন্ড্রির ট্রেনিং কোথায়", {"sector": "foundry"}),
        ("যেকোনো জেলায় কাঁথা স্টিচের ট্রেনিং", {"sector": "handicrafts", "place": None, "district": ANYWHERE}),
        # hi
        ("मुर्शिदाबाद में जीएसटी की क्लास कब है", {"topic": "gst", **place("murshidabad")}),
        ("ऑनलाइन बेचना सीखना है", {"topic": "ecommerce"}),
        ("जूट बैग की ट्रेनिंग चाहिए", {"sector": "jute"}),
        ("प्लास्टिक के काम की ट्रेनिंग हिंदी में", {"sector": "plastics", "language": "hi"}),
        # mixed
        ("digital marketing er workshop Hindi te hobe?", {"topic": "digital_marketing", "language": "hi"}),
        ("mujhe handloom ki training chahiye Nadia me", {"sector": "textiles", **place("nadia")}),
        ("24 parganas e training", place("north-24-parganas", "south-24-parganas")),
    ],
)  # fmt: skip
def test_what_a_message_says(text: str, found: dict[str, Any], context: Context) -> None:
    assert read(text, context) == found


@pytest.mark.parametrize(
    ("text", "first", "last"),
    [
        ("ondc training next week", "2026-11-23", "2026-11-29"),
        ("agami soptahe kono class ache?", "2026-11-23", "2026-11-29"),
        ("সোমবার ট্রেনিং আছে?", "2026-11-23", "2026-11-23"),
        ("সোমবার কোনো ট্রেনিং আছে?", "2026-11-23", "2026-11-23"),
        ("sombar kono class ache?", "2026-11-23", "2026-11-23"),
        ("Monday any training?", "2026-11-23", "2026-11-23"),
        ("December e GST class hobe?", "2026-12-01", "2026-12-31"),
        ("दिसंबर में ट्रेनिंग है क्या", "2026-12-01", "2026-12-31"),
        ("ei mase training ache", "2026-11-22", "2026-11-30"),
        ("training from 2 december to 9 december", "2026-12-02", "2026-12-09"),
    ],
)
def test_the_days_that_a_message_names(text: str, first: str, last: str, context: Context) -> None:
    found = read(text, context)
    assert (found["from"], found["to"]) == (first, last)


def test_days_that_are_over_do_not_count(context: Context) -> None:
    assert "from" not in read("training on 3 november 2026", context)


@pytest.mark.parametrize("text", ["online or offline class", "অনলাইন বা অফলাইন", "ghore boshe ba samna samni"])
def test_either_way_narrows_nothing(text: str, context: Context) -> None:
    assert "mode" not in read(text, context)


def test_only_the_place_is_asked_and_only_when_nothing_narrows(context: Context) -> None:
    ask = TOOL.next({}, context)
    assert ask is not None and (ask.slot, ask.key) == ("place", "form_ask_training_place")
    assert [choice.value for choice in ask.choices] == [ANYWHERE]
    for known in ({"topic": "gst"}, {"sector": "jute"}, {"mode": "online"}, {"from": "2026-12-01"}, {"language": "hi"},
                  {"own_district": "malda"}, {"district": "malda"}, {"district": ANYWHERE}):  # fmt: skip
        assert TOOL.next(known, context) is None, known
    which = TOOL.next({"place": ["bankura", "south-24-parganas"], "district": None, "topic": "gst"}, context)
    assert which is not None and which.slot == "district"
    assert [choice.value for choice in which.choices] == ["bankura", "south_24_parganas", ANYWHERE]


@pytest.mark.parametrize(
    ("messages", "values"),
    [
        (("is there training?", "malda"), {"district": "malda"}),
        (("is there training?", "anywhere"), {}),
        (("ট্রেনিং আছে?", "যেকোনো জায়গায়"), {}),
        (("training hai kya", "kahin bhi"), {}),
        (("training ache?", "jani na"), {}),
        (("training ache?", "GST class"), {"topic": "gst"}),
        (("training ache?", "24 parganas", "2"), {"district": "south-24-parganas"}),
        (("training ache?", "24 parganas", "uttar 24 pargana"), {"district": "north-24-parganas"}),
        (("bishnupur e training", "bankura"), {"district": "bankura"}),
        (("export training in Howrah",), {"topic": "export", "district": "howrah"}),
    ],
)
def test_a_talk_ends_with_what_is_looked_for(
    messages: tuple[str, ...], values: dict[str, Any], context: Context
) -> None:
    done = talk(context, "training", *messages)
    assert (done.asked, done.key, done.values) == (None, "trainings", values)


@pytest.mark.parametrize("text", ["hmm", "bujhlam na", "কী লিখব"])
def test_what_is_no_place_is_asked_again(text: str, context: Context) -> None:
    assert talk(context, "training", "training ache?", text).asked == "place"


@pytest.mark.parametrize(
    ("known", "values"),
    [
        ({"own_district": "malda"}, {"district": "malda"}),
        ({"own_district": "malda", "district": "nadia"}, {"district": "nadia"}),
        ({"own_district": "malda", "district": ANYWHERE}, {}),
        ({"own_sector": "jute", "district": "nadia"}, {"district": "nadia", "own_sector": "jute"}),
        ({"own_sector": "jute", "topic": "gst"}, {"topic": "gst"}),
        ({"from": "2026-12-01", "to": "2026-12-31"}, {"from": "2026-12-01", "to": "2026-12-31"}),
    ],
)
def test_what_is_known_of_the_person_counts_where_they_say_nothing(
    known: dict[str, Any], values: dict[str, Any], context: Context
) -> None:
    assert TOOL.result(known, context) == [("trainings", values)]


@pytest.mark.parametrize(
    ("slot", "value", "found"),
    [
        ("topic", "gst", {"topic": "gst"}),
        ("topic", "pizza", {}),
        ("sector", "zari", {"sector": "zari"}),
        ("mode", "online", {"mode": "online"}),
        ("place", ANYWHERE, {"place": None, "district": ANYWHERE}),
        ("district", "south_24_parganas", {"district": "south-24-parganas"}),
        ("district", "mars", {}),
        ("from", "2026-12-01", {}),
    ],
)
def test_buttons(slot: str, value: str, found: dict[str, Any], context: Context) -> None:
    assert dict(TOOL.pressed(slot, value, {}, context)) == found


def test_the_content_names_every_choice(real: Content) -> None:
    keys = [
        *(f"training_topic.{one}" for one in TOPICS), *(f"sector.{one}" for one in SECTORS),
        *(f"training_mode.{one}" for one in MODES), *(f"training_language.{one}" for one in LANGUAGES),
    ]  # fmt: skip
    assert [key for key in keys if key not in real.choices] == []


@pytest.mark.parametrize("language", ["en", "bn", "hi"])
def test_each_title_is_read_as_itself(language: str, real: Content) -> None:
    context = Context(real, dt.date(2026, 11, 22))
    for slot, group, values in (("topic", "training_topic", TOPICS), ("sector", "sector", SECTORS)):
        for value in values:
            title = real.choices[f"{group}.{value}"].title
            assert read(title[language], context)[slot] == value  # type: ignore[index]
