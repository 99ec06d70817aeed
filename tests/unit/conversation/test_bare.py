"""STOP, START and BOT, exactly typed, in three languages and their scripts."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.conversation.bare import _BACK, _MEANING, asks_for_bot, bare

STOPS = [
    "STOP", "stop", "Stop.", " STOP!! ", "ＳＴＯＰ", "stop 🙏", "Stop all", "UNSUBSCRIBE", "বন্ধ",
    "বন্ধ করুন", "বন্ধ করো", "স্টপ", "band koro", "bondho korun", "Bondho koro", "বন্ধ করুন।", "बंद",
    "बंद करो", "बन्द करो", "बंद कर दो", "रोक दो", "rok do", "band karo", "बंद करो।", "stop karo",
]  # fmt: skip
STARTS = [
    "START", "start", "Start!", "চালু", "চালু করুন", "chalu koro", "शुरू", "शुरू करो", "शुरु करो",
    "shuru karo", "chalu karo", "আবার শুরু করুন", "स्टार्ट", "subscribe",
]  # fmt: skip
SENTENCES = [
    "", " ", "stop the machine", "don't stop", "nonstop", "pmegp bondho hoye geche?",
    "মুদ্রা লোন কি বন্ধ", "start a business", "ব্যবসা শুরু করব", "business start karna hai",
    "loan band karna hai", "bus stop", "1", "👍", "reminder band koro",
]  # fmt: skip


@pytest.mark.parametrize("typed", STOPS)
@pytest.mark.parametrize("asking", [False, True])
def test_a_stop_is_always_a_stop(typed: str, asking: bool) -> None:
    assert bare(typed, asking=asking) == "stop"


@pytest.mark.parametrize("typed", STARTS)
def test_a_start_is_one_unless_a_form_asks(typed: str) -> None:
    assert bare(typed) == "start"
    assert bare(typed, asking=True) is None


@pytest.mark.parametrize("typed", SENTENCES)
def test_sentences_are_left_to_the_engine(typed: str) -> None:
    assert bare(typed) is None
    assert not asks_for_bot(typed)


@pytest.mark.parametrize("typed", ["bot", "BOT", "Bot!", "বট", "बॉट", "back to the assistant"])
def test_the_way_back(typed: str) -> None:
    assert asks_for_bot(typed)
    assert bare(typed) is None


def test_no_word_means_two_things() -> None:
    stops, starts = ({word for word, means in _MEANING.items() if means == meant} for meant in ("stop", "start"))
    assert not stops & starts and not _BACK & _MEANING.keys()
    assert "" not in _MEANING and "" not in _BACK
    assert len(stops) > 60 and len(starts) > 40


@given(st.sampled_from(STOPS), st.sampled_from(["", "!", "…", " 🙏", "।", "\u200b", "."]), st.booleans())
def test_case_punctuation_and_signs_do_not_matter(word: str, sign: str, upper: bool) -> None:
    assert bare((word.upper() if upper else word) + sign) == "stop"


@given(st.text(max_size=60))
def test_anything_is_read(text: str) -> None:
    assert bare(text) in (None, "stop", "start")
    assert asks_for_bot(text) in (True, False)
