"""A typed choice: number or whole title, in any script."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.conversation.choices import chosen

OFFERED = [
    ("কাগজপত্র", "ask:pmegp:documents"),
    ("खर्च", "ask:pmegp:cost"),
    ("Where to ask", "ask:pmegp:contact"),
    ("মেনু", "menu"),
]


@pytest.mark.parametrize(
    ("text", "payload"),
    [
        ("1", "ask:pmegp:documents"),
        ("২", "ask:pmegp:cost"),
        ("३", "ask:pmegp:contact"),
        ("4", "menu"),
        ("1.", "ask:pmegp:documents"),
        (" (২) ", "ask:pmegp:cost"),
        ("４", "menu"),  # full width
        ("02", "ask:pmegp:cost"),
        ("কাগজপত্র", "ask:pmegp:documents"),
        ("কাগজপত্র?", "ask:pmegp:documents"),
        ("kagojpotro", "ask:pmegp:documents"),
        ("kagoj potro", None),
        ("खर्च", "ask:pmegp:cost"),
        ("kharch", "ask:pmegp:cost"),
        ("WHERE TO ASK", "ask:pmegp:contact"),
        ("where  to ask?", "ask:pmegp:contact"),
        ("menu", "menu"),
        ("মেনু", "menu"),
        ("0", None),
        ("5", None),
        ("-", None),
        ("99", None),
        ("123", None),
        ("2026", None),
        ("1 2", None),
        ("", None),
        ("  ", None),
        ("👍", None),
        ("কাগজপত্র কোথায় দেব", None),
        ("pmegp er kagojpotro ki lagbe", None),
        ("where to ask about loans", None),
        ("menu card banano", None),
        ("2 lakh loan", None),
        ("৫ লক্ষ টাকা", None),
    ],
)
def test_what_is_chosen(text: str, payload: str | None) -> None:
    assert chosen(text, OFFERED) == payload


def test_without_an_offer_nothing_is_chosen() -> None:
    assert chosen("1", []) is None
    assert chosen("menu", []) is None


def test_two_of_the_same_name_are_chosen_by_number_only() -> None:
    offered = [("GST", "menu:gst"), ("gst", "ask:gst-rates")]
    assert chosen("GST", offered) is None
    assert chosen("2", offered) == "ask:gst-rates"
    assert chosen("GST", [("GST", "menu:gst"), ("gst", "menu:gst")]) == "menu:gst"


def test_the_same_text_wins_over_the_same_sound() -> None:
    offered = [("খরচ", "bn"), ("खर्च", "hi")]
    assert chosen("খরচ", offered) == "bn"
    assert chosen("खर्च", offered) == "hi"


def test_every_title_chooses_its_own() -> None:
    for number, (title, payload) in enumerate(OFFERED, 1):
        assert chosen(title, OFFERED) == chosen(str(number), OFFERED) == payload


ANY = st.text(max_size=60)


@given(ANY, st.lists(st.tuples(ANY, st.text(max_size=10)), max_size=12))
def test_it_never_raises_and_takes_only_what_was_offered(text: str, offered: list[tuple[str, str]]) -> None:
    assert chosen(text, offered) in {None, *(payload for _, payload in offered)}
