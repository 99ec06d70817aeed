from __future__ import annotations

import pytest
from hypothesis import given

from bot.language import for_matching, normalise
from tests.unit.language.texts import MESSAGES


@pytest.mark.parametrize(
    ("typed", "stored"),
    [
        ("সম\u09df", "সম\u09af\u09bc"),  # one code point for য়
        ("সম\u09af\u09bc", "সম\u09af\u09bc"),  # base + nukta
        ("বা\u09dcি", "বা\u09a1\u09bcি"),
        ("গা\u09dd", "গা\u09a2\u09bc"),
        ("\u0958लम", "\u0915\u093cलम"),
        ("\u0959बर", "\u0916\u093cबर"),
        ("বাড\u09bf\u09bc", "বাড\u09bc\u09bf"),  # nukta typed after the vowel sign
        ("ক\u09c7\u09be", "ক\u09cb"),  # ো typed in two halves
        ("\u09ac\u09bcাজ্য", "রাজ্য"),
        ("\u0985\u09beমি", "আমি"),
        ("উত\u09cd\u200dসব", "উৎসব"),
        ("ভালো\u09f7", "ভালো।"),
        ("র\u200d\u09cdযাব", "র\u200d\u09cdযাব"),  # joiners change the look: kept
        ("a\u202eb\u200e\x00c\ufeff\u00ad", "abc"),
        ("  a \t b\u00a0c  ", "a b c"),
        ("a \r\n\r\n\r\n\r\n b\u2028c", "a\n\nb\nc"),
        ("", ""),
    ],
)
def test_normalise(typed: str, stored: str) -> None:
    assert normalise(typed) == stored


@given(MESSAGES)
def test_normalise_is_idempotent_and_storable(text: str) -> None:
    once = normalise(text)
    assert normalise(once) == once
    once.encode("utf-8")
    assert "\x00" not in once


@pytest.mark.parametrize(
    ("typed", "matched"),
    [
        ("PLZZZZZ", "plzz"),
        ("Kivabeee korbooo??", "kivabee korboo"),
        ("ক্\u200cষতি", "ক্ষতি"),
        ("১,২৫,০০০ টাকা", "125000 টাকা"),
        ("२.५ लाख", "2.5 लाख"),
        ("don't", "dont"),
        ("GST-IN / PAN?", "gst in pan"),
        ("end. Next", "end next"),
        ("ঋণ।কী", "ঋণ কী"),
        ("𝗚𝗦𝗧 ＧＳＴ", "gst gst"),
        ("👍🏽❤️", ""),
        ("10,20", "1020"),
    ],
)
def test_for_matching(typed: str, matched: str) -> None:
    assert for_matching(typed) == matched


@given(MESSAGES)
def test_for_matching_never_fails_and_leaves_no_joiner_or_edge_blank(text: str) -> None:
    matched = for_matching(text)
    assert matched == matched.strip()
    assert not {"\u200c", "\u200d", "\n"} & set(matched)
