"""What is spoken of an answer: its words, and nothing that belongs to the eye."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace

import pytest
import regex
from hypothesis import given
from hypothesis import strategies as st

from bot.channels.base import Outgoing
from bot.conversation.aloud import aloud, speakable
from bot.conversation.engine import Say
from bot.conversation.reply import Composer
from bot.conversation.state import State
from bot.conversation.texts import Texts
from bot.knowledge.library import Content, read
from bot.knowledge.model import Language
from bot.language import LANGUAGES, graphemes
from bot.settings import ROOT

TODAY = dt.date(2026, 11, 22)
WORDS = {
    "en": {"rupees": "rupees", "percent": "per cent", "and": "and"},
    "bn": {"rupees": "টাকা", "percent": "শতাংশ", "and": "আর"},
    "hi": {"rupees": "रुपये", "percent": "प्रतिशत", "and": "और"},
}


@pytest.fixture(scope="module")
def real() -> Content:
    return read(ROOT / "content")


@pytest.mark.parametrize(
    ("language", "text", "spoken"),
    [
        ("en", "You get ₹5 lakh.", "You get 5 lakh rupees."),
        ("en", "The fee is ₹1,25,500, no more", "The fee is 125500 rupees, no more."),
        ("bn", "₹৫০ লক্ষ পর্যন্ত ঋণ।", "৫০ লক্ষ টাকা পর্যন্ত ঋণ।"),
        ("hi", "₹2.5 करोड़ तक", "2.5 करोड़ रुपये तक।"),
        ("en", "₹500.", "500 rupees."),
        ("bn", "ভর্তুকি ৩৫% আর বাকি ঋণ", "ভর্তুকি ৩৫ শতাংশ আর বাকি ঋণ।"),
        ("en", "35 % of it", "35 per cent of it."),
        ("en", "Name & address", "Name and address."),
        ("en", "Needed:\n• Aadhaar\n- PAN\n✓ a photo", "Needed: Aadhaar. PAN. a photo."),
        ("hi", "पहली बात\n\nदूसरी बात?", "पहली बात। दूसरी बात?"),
        ("en", "Apply at https://www.kviconline.gov.in/pmegp?x=1. Then wait.", "Apply at. Then wait."),
        ("en", "See udyamregistration.gov.in/Udyam now", "See now."),
        ("en", "Write to help@example.org (www.example.org).", "Write to."),
        ("bn", "👍 ভালো 🎤", "ভালো।"),
        ("bn", "র‌্যাম আর ক্ষ্ম", "র‌্যাম আর ক্ষ্ম।"),
        ("en", "👍\n—\n🙂", ""),
        ("en", "", ""),
    ],
)
def test_a_text_becomes_words(language: Language, text: str, spoken: str) -> None:
    assert speakable(text, WORDS[language], language) == spoken


@given(st.text(max_size=300), st.sampled_from(LANGUAGES))
def test_any_text_is_one_line_or_nothing(text: str, language: Language) -> None:
    spoken = speakable(text, WORDS[language], language)
    assert "\n" not in spoken
    assert spoken == "" or regex.search(r"[\p{L}\p{Nd}]", spoken)


@given(st.text(alphabet="কক্ষির্যা‌।. aé५", min_size=1, max_size=200), st.integers(50, 80))
def test_what_is_spoken_is_cut_between_graphemes(real: Content, text: str, limit: int) -> None:
    texts = Texts(real, TODAY)
    found = aloud([Outgoing(text, "bn")], texts, False, limit)
    whole = aloud([Outgoing(text, "bn")], texts, False, 10_000)
    assert (found is None) == (whole is None)
    if found is None or whole is None:
        return
    assert 0 < len(found.text) <= limit
    assert whole.text.startswith(found.text)
    assert graphemes(whole.text)[: len(graphemes(found.text))] == graphemes(found.text)


def test_a_long_answer_is_cut_at_a_sentence(content: Content) -> None:
    text = "One is here. Two is here. Three is here. Four is longer than the rest of them all."
    found = aloud([Outgoing(text, "en")], Texts(content, TODAY), False, 60)
    assert found is not None
    assert found.text == "One is here. Two is here. Three is here."


@pytest.mark.parametrize("language", LANGUAGES)
def test_an_answer_is_spoken_without_source_hints_and_buttons(real: Content, language: Language) -> None:
    composer = Composer(real, TODAY)
    values = {"topic": "pmegp", "aspect": "documents", "aspects": ["benefit"]}
    replies = composer.compose([Say("answer", values)], language, State(), hint=True)
    found = composer.aloud(4000)
    assert found is not None
    assert found.language == language
    texts = Texts(real, TODAY)
    for key in ("aspect_hint", "roman_hint"):
        assert texts.text(key, language).strip(" .।:") not in found.text
    assert texts.text("source_line", language, source="", date=TODAY).split(":")[0] + ":" not in found.text
    assert replies[0].sources[0].title not in found.text
    assert not regex.search(r"https?:|₹|%|•", found.text)
    assert len(found.text) > 50


@pytest.mark.parametrize("language", LANGUAGES)
def test_no_answer_of_the_content_is_spoken_with_signs(real: Content, language: Language) -> None:
    """All of them: what the writers use must be speakable."""
    for topic in real.topics.values():
        for aspect in topic.aspects:
            composer = Composer(real, TODAY)
            composer.compose([Say("answer", {"topic": topic.id, "aspect": aspect})], language, State())
            found = composer.aloud(600)
            assert found is not None, (topic.id, aspect)
            assert 0 < len(found.text) <= 600
            assert not regex.search(r"https?:|www\.|₹\s?\p{Nd}|\p{Nd}\s?%|[•▸✓\n]", found.text), found.text


def test_the_roman_reader_hears_the_language_itself(real: Content) -> None:
    composer = Composer(real, TODAY)
    said = [Say("answer", {"topic": "pmegp", "aspect": "what"})]
    (shown,) = composer.compose(said, "bn", State(), roman=True)
    found = composer.aloud(600)
    assert found is not None
    assert not regex.search(r"\p{Bengali}", shown.text)
    assert regex.search(r"\p{Bengali}", found.text)
    assert not regex.search(r"\p{Bengali}", found.caption.text)


def test_nothing_to_say(content: Content) -> None:
    assert aloud([Outgoing("👍", "en")], Texts(content, TODAY), False, 100) is None
    assert Composer(content, TODAY).aloud(100) is None


def test_only_the_last_language_is_spoken(content: Content) -> None:
    one, other = Outgoing("First.", "en"), Outgoing("শেষ।", "bn")
    found = aloud([one, replace(other)], Texts(content, TODAY), False, 100)
    assert found is not None
    assert (found.text, found.language) == ("শেষ।", "bn")
