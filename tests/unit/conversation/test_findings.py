"""The finder's result in words."""

from __future__ import annotations

import datetime as dt
from typing import Any

import pytest

from bot.conversation.findings import LIMIT, Findings
from bot.conversation.texts import Texts
from bot.knowledge.library import Content, read
from bot.knowledge.model import LANGUAGES, Language
from bot.settings import get_settings

TODAY = dt.date(2026, 11, 22)


@pytest.fixture(scope="module")
def real() -> Content:
    return read(get_settings().content_dir)


def write(content: Content, language: Language = "en", **values: Any) -> Any:
    return Findings(Texts(content, TODAY)).write(values, language)


@pytest.mark.parametrize("language", LANGUAGES)
def test_three_groups(real: Content, language: Language) -> None:
    reply = write(real, language, fits=["mudra"], may=[["pmegp", ["age", "stage"]]], **{"not": [["pmfme", ["sector"]]]})
    texts = real.messages
    order = ["finder_result", "finder_fits", "finder_may", "finder_not", "finder_guide"]
    places = [reply.text.index(texts[key].text[language].strip()) for key in order]
    assert places == sorted(places)
    assert real.topics["pmegp"].button[language] in reply.text
    for fact in ("age", "stage", "sector"):
        assert real.choices[f"fact.{fact}"].title[language] in reply.text
    assert [button.payload for button in reply.buttons] == ["ask:mudra", "ask:pmegp", "tool:finder", "menu"]


@pytest.mark.parametrize("language", LANGUAGES)
def test_nothing_fits(real: Content, language: Language) -> None:
    reply = write(real, language, fits=[], may=[], **{"not": []})
    assert real.messages["finder_none"].text[language].strip() in reply.text
    assert real.messages["finder_fits"].text[language].strip() not in reply.text
    assert [button.payload for button in reply.buttons] == ["tool:finder", "menu"]


def test_what_is_not_surely_open_says_so(real: Content) -> None:
    note = real.topics["pmegp"].status_note
    assert note is not None
    assert note["en"].rstrip(".") in write(real, fits=["pmegp"]).text


@pytest.mark.parametrize("language", LANGUAGES)
def test_many_long_ones_are_shortened_but_keep_their_state(real: Content, language: Language) -> None:
    long = sorted(
        (t for t in real.topics.values() if t.fits and t.status == "unconfirmed"),
        key=lambda topic: -len(topic.status_note[language] if topic.status_note else ""),
    )[:5]
    others = [[topic.id, ["who", "sector", "age"]] for topic in long]
    reply = write(real, language, fits=[topic.id for topic in long], may=others[:4], **{"not": others[:3]})
    assert len(reply.text) <= LIMIT
    for topic in long:
        full, short = topic.status_note, real.messages["finder_unconfirmed"].text[language].strip()
        assert full is not None and (full[language].rstrip(".।") in reply.text or short in reply.text)


def test_topics_that_are_gone_are_left_out(real: Content) -> None:
    reply = write(real, fits=["gone", "mudra"], may=[["gone", ["age"]]], **{"not": []})
    assert "ask:gone" not in [button.payload for button in reply.buttons]
    assert real.messages["finder_may"].text["en"] not in reply.text
