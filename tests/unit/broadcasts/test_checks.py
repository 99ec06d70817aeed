"""What is wrong with a draft, and what a good one becomes on each channel."""

from __future__ import annotations

from typing import Any

import pytest

from bot.broadcasts import drafts, messages
from bot.broadcasts.checks import TEXT_LIMIT, payloads
from bot.broadcasts.drafts import Draft, Problem
from bot.channels.base import Button, Document
from bot.conversation import payloads as buttons
from bot.knowledge.templates import ParametersError
from tests.contract.broadcast_world import CHANNELS, DATE, SENDER, TELEGRAM, TEXTS, WHATSAPP, draft
from tests.contract.timed import content

TITLES = {"bn": "আরও জানুন", "hi": "और जानिए", "en": "Know more"}
URL = "https://www.myenterprisewb.in/fair"


def wrong(one: Draft) -> list[tuple[str, str]]:
    return [(each.field, each.key) for each in drafts.problems(content(), one, CHANNELS)]


def test_a_good_draft_has_no_problems() -> None:
    assert wrong(draft()) == []
    assert wrong(draft(template="", link={"title": TITLES, "url": URL})) == []
    assert wrong(draft(button={"title": TITLES, "payload": "ask:mudra"}, topic="mudra")) == []
    assert wrong(draft(template="announcement_scheme", topic="mudra")) == []


@pytest.mark.parametrize(
    ("changed", "found"),
    [
        ({"name": " "}, [("name", "empty")]),
        ({"topic": "nothing"}, [("topic", "topic")]),
        ({"template": "nothing"}, [("template", "template")]),
        ({"template": "session_reminder"}, [("template", "template_purpose")]),
        ({"template": "announcement_scheme"},
         [("topic", "parameter"), ("topic", "parameter"), ("topic", "parameter")]),
        ({"sender": {"bn": "দপ্তর", "en": "x" * 61}}, [("sender.hi", "empty"), ("sender.en", "long")]),
        ({"sender": {**SENDER, "en": "MSME\nDepartment"}}, [("sender.en", "lines")]),
        ({"texts": {**TEXTS, "hi": " "}}, [("texts.hi", "missing")]),
        ({"texts": {**TEXTS, "hi": ""}, "fills": {"hi": "hi"}}, [("fills.hi", "fill")]),
        ({"texts": {}, "fills": {"hi": "bn", "bn": "hi"}},
         [("fills.bn", "fill"), ("fills.hi", "fill"), ("texts.en", "missing")]),
        ({"texts": {**TEXTS, "en": "Dear {name}, come on {date}."}}, [("texts.en", "place")]),
        ({"values": {"date": {**DATE["date"], "hi": ""}}}, [("values.date.hi", "empty")]),
        ({"values": {**DATE, "Place": {}}}, [("values.Place", "name")]),
        ({"values": {"date": {**DATE["date"], "en": "5\nDecember"}}}, [("values.date.en", "lines")]),
        ({"texts": {**TEXTS, "en": "safe\u202egpj.exe {date}"}}, [("texts.en", "marks")]),
        ({"texts": {**TEXTS, "en": "x" * (TEXT_LIMIT + 1)}, "template": ""}, [("texts.en", "long")]),
        ({"texts": {**TEXTS, "en": "x" * 1000}}, [("texts.en", "template_long")]),
        ({"link": {"title": TITLES, "url": "http://x.in"}}, [("link.url", "https")]),
        ({"link": {"title": {**TITLES, "hi": "x" * 21}, "url": URL}}, [("link.title.hi", "long")]),
        ({"button": {"title": TITLES, "payload": "me:erase"}}, [("button.payload", "payload")]),
        ({"button": {"title": {}, "payload": "menu"}},
         [("button.title.bn", "empty"), ("button.title.hi", "empty"), ("button.title.en", "empty")]),
        ({"button": {"title": TITLES, "payload": "menu"}, "link": {"title": TITLES, "url": URL}}, [("button", "both")]),
    ],
)  # fmt: skip
def test_each_problem_stands_at_its_field(changed: dict[str, Any], found: list[tuple[str, str]]) -> None:
    assert sorted(wrong(draft(**changed))) == sorted(found)


@pytest.mark.parametrize(
    "url",
    [
        "javascript:alert(1)", "https://", "https://localhost", "https://user:pw@bank.in", "https://a.in/ b",
        "https://a.in/\u202efdp", "https://[::1", "//a.in", "HTTPS//a.in", 'https://a.in/"onclick', 7, None,
    ],
)  # fmt: skip
def test_an_address_that_may_deceive_is_refused(url: Any) -> None:
    assert wrong(draft(template="", link={"title": TITLES, "url": url})) == [("link.url", "https")]


@pytest.mark.parametrize("payload", ["ask:nothing", "ask:mudra:cost", "tool:none", "stop", "menu:gst:9", "", 3])
def test_a_button_leads_to_what_there_is(payload: Any) -> None:
    assert wrong(draft(button={"title": TITLES, "payload": payload})) == [("button.payload", "payload")]


def test_what_a_button_may_bring_back_is_understood() -> None:
    known = content().topics.keys()
    for payload in payloads(content()):
        assert buttons.parse(payload, known) is not None
        assert wrong(draft(button={"title": TITLES, "payload": payload})) == []


def test_the_message_of_each_language() -> None:
    one = draft(link={"title": TITLES, "url": URL}, texts={**TEXTS, "hi": ""}, fills={"hi": "bn"})
    assert messages.goes_in(one) == {"bn": "bn", "hi": "bn", "en": "en"}
    bengali, hindi = (drafts.outgoing(content(), one, language) for language in ("bn", "hi"))
    assert bengali == hindi and bengali.text == "৫ ডিসেম্বর মালদায় হস্তশিল্প মেলা।"
    assert bengali.link == (TITLES["bn"], URL)
    english = drafts.outgoing(content(), one, "en")
    assert english.template is not None and english.template.language == "en"
    assert english.template.parameters == (
        "MSME Department", f"A handicraft fair in Malda on 5 December. {URL}"
    )  # fmt: skip
    with pytest.raises(KeyError):
        drafts.outgoing(content(), draft(texts={"bn": "খবর"}), "hi")


def test_a_template_takes_one_line_and_the_free_text_keeps_its_lines() -> None:
    one = draft(texts={language: f"{text}\n\n- a\n- b" for language, text in TEXTS.items()})
    assert wrong(one) == []
    made = drafts.outgoing(content(), one, "en")
    assert "\n" in made.text and made.template is not None and "\n" not in made.template.parameters[1]
    with pytest.raises(ParametersError):
        drafts.outgoing(content(), draft(texts={**TEXTS, "en": "x" * 1000}), "en")


def test_the_preview_is_what_each_channel_shows() -> None:
    paper = Document("Fair.pdf", "application/pdf", b"%PDF-")
    one = draft(button={"title": TITLES, "payload": "menu"})
    telegram = drafts.preview(content(), one, TELEGRAM, "bn", document=paper)
    assert telegram.template is None and len(telegram.messages) == 1
    assert telegram.messages[0].buttons == (Button(TITLES["bn"], "menu"),) and telegram.messages[0].document == paper
    whatsapp = drafts.preview(content(), one, WHATSAPP, "en")
    assert whatsapp.messages[0].text == "A handicraft fair in Malda on 5 December."
    assert whatsapp.template is not None
    assert whatsapp.template.text.startswith("Namaskar from Udyog Sathi. You asked us for news; here is some from MSME")
    assert "write STOP" in whatsapp.template.text
    assert drafts.preview(content(), draft(template=""), WHATSAPP, "en").template is None


def test_problems_say_what_a_sentence_needs() -> None:
    (found,) = drafts.problems(content(), draft(texts={**TEXTS, "en": "x" * (TEXT_LIMIT + 7)}, template=""))
    assert found == Problem("texts.en", "long", {"limit": TEXT_LIMIT, "length": TEXT_LIMIT + 7})
