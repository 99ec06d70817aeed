from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given

from bot.language import dominant_script, has_letters, script_counts, tokenize
from tests.unit.language.texts import MESSAGES


@pytest.mark.parametrize(
    ("text", "script"),
    [
        ("আমি", "Beng"),
        ("मुझे", "Deva"),
        ("ami", "Latn"),
        ("GST রেজিস্ট্রেশন", "Beng"),
        ("আপ ok", "Beng"),  # a tie goes to the native script
        ("Привет", "Other"),
        ("৫০০ 👍 । ?", None),
        ("", None),
    ],
)
def test_dominant_script(text: str, script: str | None) -> None:
    assert dominant_script(text) == script
    assert has_letters(text) is (script is not None)


def test_script_counts_letters_only() -> None:
    assert script_counts("কি ab १२।") == {"Beng": 1, "Latn": 2}


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("चाहिए, नहीं!", ["चाहिए", "नहीं"]),
        ("ক্\u200cষতি কীভাবে?", ["ক্\u200cষতি", "কীভাবে"]),
        ("p.m.e.g.p. ki", ["p.m.e.g.p", "ki"]),
        ("পি.এম.ই.জি.পি কী", ["পি.এম.ই.জি.পি", "কী"]),
        ("e-way bill", ["e-way", "bill"]),
        ("loan-er ভর্তুকি-সহ", ["loan", "er", "ভর্তুকি", "সহ"]),
        ("1,25,000 2.5 ৫০% 5lakh", ["1,25,000", "2.5", "৫০", "5", "lakh"]),
        ("don't gstr3b", ["don't", "gstr3b"]),
        ("ok... yes", ["ok", "yes"]),
        ("👍 ₹", []),
    ],
)
def test_tokenize(text: str, words: list[str]) -> None:
    assert [token.text for token in tokenize(text)] == words


@given(MESSAGES)
def test_token_offsets_slice_back_and_cut_no_letter_from_its_signs(text: str) -> None:
    end = 0
    for token in tokenize(text):
        assert text[token.start : token.end] == token.text
        assert token.start >= end
        end = token.end
        assert unicodedata.category(token.text[0])[0] not in "MPSZ"  # new letters are "C" to an older unicodedata
        assert end == len(text) or unicodedata.category(text[end])[0] != "M"
        assert end == len(text) or text[end] not in "\u200c\u200d"
