"""The same messages typed worse."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.evaluation.robustness import loss, romanised, slips
from bot.evaluation.score import Judged, Verdict
from bot.evaluation.sets import Message
from bot.language import normalise

TEXTS = st.text() | st.text("abcdefgh কলমদি नमकति 12,.?!", max_size=80)


def test_each_long_word_gets_one_slip() -> None:
    before = "kothay registration korbo, certificate lagbe?"
    after = slips(before, "d-1")
    pairs = list(zip(before.split(), after.split(), strict=True))
    assert [old for old, new in pairs if old != new] == ["kothay", "registration", "certificate"]
    assert all(abs(len(old) - len(new)) <= 1 and old[0] == new[0] for old, new in pairs)


@pytest.mark.parametrize("text", ["loan ki", "5000000 taka", "gstr3bx", "", "?!", "কত টাকা"])
def test_short_words_and_numbers_stay(text: str) -> None:
    assert slips(text, "d-1") == normalise(text)


def test_they_repeat_but_differ_by_row() -> None:
    text = "registration certificate application"
    assert slips(text, "d-1") == slips(text, "d-1")
    assert len({slips(text, f"d-{number}") for number in range(20)}) > 10


@pytest.mark.parametrize("word", ["aaaaaaaa", "রেজিস্ট্রেশন", "प्रमाणपत्र", "Certificate"])
def test_there_is_always_a_slip(word: str) -> None:
    assert all(slips(word, str(number)) != normalise(word) for number in range(50))


@given(TEXTS)
def test_slips_of_any_text(text: str) -> None:
    after = slips(text, "d-1")
    assert abs(len(after) - len(normalise(text))) <= len(text) // 6
    assert sum(char.isspace() for char in after) == sum(char.isspace() for char in normalise(text))


def test_romanised() -> None:
    assert romanised("কত টাকা লাগবে").isascii()
    assert romanised("कितना पैसा").isascii()
    assert romanised("how much টাকা") == "how much টাকা"
    assert romanised("koto taka") == "koto taka"


@given(TEXTS)
def test_romanised_of_any_text(text: str) -> None:
    assert isinstance(romanised(text), str)


def judged(register: str, verdict: Verdict) -> Judged:
    return Judged(Message("d-1", register, "text", "a/what", (), None, "en"), "a/what", verdict, "en", 0.9, 1.0)


def test_loss() -> None:
    before = [judged("bn", "right"), judged("bn", "right"), judged("en", "asked back"), judged("en", "wrong")]
    after = [judged("bn", "right"), judged("bn", "wrong"), judged("en", "right"), judged("en", "right")]
    assert loss(before, after) == {
        "bn": {"count": 2, "before": 100, "after": 50, "loss": 50},
        "en": {"count": 2, "before": 50, "after": 100, "loss": -50},
        "all": {"count": 4, "before": 75, "after": 75, "loss": 0},
    }
    assert loss([], []) == {}
