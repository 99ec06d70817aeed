"""The nearest offices in words, in each language, from the real content."""

from __future__ import annotations

import datetime as dt
from functools import cache
from typing import Any

import pytest

from bot.conversation.engine import Say
from bot.conversation.reply import Composer
from bot.conversation.state import State
from bot.conversation.understanding import understand
from bot.knowledge.library import Content, read
from bot.knowledge.model import LANGUAGES, OFFICE_KINDS, Language
from bot.knowledge.offices import Point
from bot.language import History
from bot.settings import get_settings

TODAY = dt.date(2026, 11, 22)
MALDA, DELHI = Point(lat=25.01, lon=88.14), Point(lat=28.61, lon=77.21)


@cache
def content() -> Content:
    return read(get_settings().content_dir)


def reply(language: Language, **values: Any) -> Any:
    (said,) = Composer(content(), TODAY).compose([Say("office_result", values)], language, State())
    return said


@pytest.mark.parametrize(
    ("language", "head"),
    [
        ("en", "Office for small business, for Malda:"),
        ("bn", "ছোট ব্যবসার অফিস, মালদা জেলার জন্য:"),
        ("hi", "छोटे कारोबार का दफ़्तर, मालदा ज़िले के लिए:"),
    ],
)
def test_the_offices_of_a_district(language: Language, head: str) -> None:
    said = reply(language, kind="business", district="malda")
    assert said.text.startswith(head)
    office = content().offices["dic-malda"]
    assert f"• {office.name[language]}, {office.town[language]}\n{office.what[language]}" in said.text
    assert "{" not in said.text and " km" not in said.text.split("\n\n")[1]
    assert [button.payload for button in said.buttons] == ["tool:office", "menu"]
    assert said.sources[0].verified_on == "2026-11-21"


@pytest.mark.parametrize(("language", "km"), [("en", "(about 1 km)"), ("bn", "(প্রায় ১ কিমি)"), ("hi", "(क़रीब 1 किमी)")])
def test_with_a_shared_place_the_distance_is_said(language: Language, km: str) -> None:
    assert km in reply(language, kind="business", here=True, at=MALDA).text


def test_from_far_away() -> None:
    far = content().messages["office_far"].text["en"]
    assert far in reply("en", kind="business", here=True, at=DELHI).text
    assert far not in reply("en", kind="business", here=True, at=MALDA).text


@pytest.mark.parametrize("values", [{"here": True}, {"district": "mars"}, {"here": True, "at": None}])
def test_what_is_not_known_is_said_with_a_way_on(values: dict[str, Any]) -> None:
    said = reply("en", kind="business", **values)
    assert said.text == content().messages["office_none"].text["en"]
    assert said.buttons[0].payload == "tool:office"


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("kind", OFFICE_KINDS)
def test_every_kind_has_an_answer_in_every_district_that_fits_a_message(kind: str, language: Language) -> None:
    for office in content().offices.values():
        for district in office.districts:
            said = reply(language, kind=kind, district=district)
            assert said.text != content().messages["office_none"].text[language]
            assert len(said.text) <= 2000


@pytest.mark.parametrize(
    ("kind", "body", "payload", "remark"),
    [
        ("location", "25.010,88.140", "set:office:place:here", None),
        ("location", "95,88", None, "unsupported_media"),
        ("location", "nan,88", None, "unsupported_media"),
        ("location", "somewhere", None, "unsupported_media"),
        ("location", "1,2,3", None, "unsupported_media"),
    ],
)
def test_a_shared_place_is_understood(kind: str, body: str, payload: str | None, remark: str | None) -> None:
    history = History("en", False, 3)
    heard = understand(kind, body, history, State(), None, "bn", 4096)  # type: ignore[arg-type]
    assert (heard.payload, heard.remark) == (payload, remark)
    assert (heard.here is not None) is (payload is not None)
