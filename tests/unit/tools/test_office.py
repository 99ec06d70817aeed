"""The office finder: what it reads, what it asks, what it gives."""

from __future__ import annotations

from typing import Any

import pytest

from bot.tools.base import Context, Heard
from bot.tools.office import OfficeTool

TOOL = OfficeTool()


def read(text: str, context: Context, asked: str | None = None, known: dict[str, Any] | None = None) -> dict[str, Any]:
    return dict(TOOL.read(text, asked, known or {}, Heard(context)))


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("DIC kothay?", {"kind": "business"}),
        ("malda te DIC office", {"kind": "business", "place": ["malda"], "district": "malda"}),
        ("নিকটতম টুল রুম", {"kind": "technology"}),
        ("मेरे पास का खादी ऑफिस", {"kind": "khadi"}),
        ("nearest GST office in Asansol",
         {"kind": "gst", "place": ["paschim-bardhaman"], "district": "paschim-bardhaman"}),
        ("bankura", {"place": ["bankura"], "district": "bankura"}),
        ("পুরুলিয়ায় অফিস কোথায়", {"place": ["purulia"], "district": "purulia"}),
        ("24 parganas", {"place": ["north-24-parganas", "south-24-parganas"], "district": None}),
        ("office near me", {}),
    ],
)  # fmt: skip
def test_what_a_message_says(text: str, found: dict[str, Any], context: Context) -> None:
    assert read(text, context) == found


@pytest.mark.parametrize(
    ("text", "district"),
    [("bankura", "bankura"), ("বাঁকুড়া", "bankura"), ("2", "south-24-parganas"), ("दक्षिण 24 परगना", "south-24-parganas")],
)
def test_an_ambiguous_name_is_settled(text: str, district: str, context: Context) -> None:
    known = {"place": ["bankura", "south-24-parganas"], "district": None}
    assert read(text, context, "district", known)["district"] == district


def test_the_questions(context: Context) -> None:
    first = TOOL.next({}, context)
    assert first is not None and (first.slot, first.key, first.choices) == ("place", "form_ask_office_place", ())
    second = TOOL.next({"place": ["bankura", "south-24-parganas"], "district": None}, context)
    assert second is not None and second.slot == "district"
    assert [choice.value for choice in second.choices] == ["bankura", "south_24_parganas"]
    assert TOOL.next({"place": ["malda"], "district": "malda"}, context) is None
    assert TOOL.next({"place": "here", "district": None}, context) is None


@pytest.mark.parametrize(
    ("slot", "value", "found"),
    [
        ("kind", "khadi", {"kind": "khadi"}),
        ("kind", "pizza", {}),
        ("place", "here", {"place": "here", "district": None}),
        ("place", "22.5,88.3", {}),
        ("district", "south_24_parganas", {"district": "south-24-parganas"}),
        ("district", "mars", {}),
        ("other", "x", {}),
    ],
)
def test_buttons(slot: str, value: str, found: dict[str, Any], context: Context) -> None:
    assert dict(TOOL.pressed(slot, value, {}, context)) == found


@pytest.mark.parametrize(
    ("known", "values"),
    [
        ({"district": "malda"}, {"kind": "business", "district": "malda"}),
        ({"kind": "khadi", "district": "malda"}, {"kind": "khadi", "district": "malda"}),
        ({"kind": "gst", "place": "here"}, {"kind": "gst", "here": True}),
    ],
)
def test_the_result_names_no_place_on_the_map(known: dict[str, Any], values: dict[str, Any], context: Context) -> None:
    assert TOOL.result(known, context) == [("office_result", values)]
