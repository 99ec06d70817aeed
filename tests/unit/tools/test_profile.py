"""What a message says of a person."""

from __future__ import annotations

from typing import Any

import pytest

from bot.knowledge.conditions import VALUES, Fact
from bot.knowledge.library import Content
from bot.tools.eligibility import Between, Some
from bot.tools.profile import SKIP, chosen, found, offered, person


def flat(said: dict[str, Any]) -> dict[str, Any]:
    """Short for tables: names as they are, with "..." if there may be more; numbers as pairs."""
    short: dict[str, Any] = {}
    for fact, kept in said.items():
        if kept is None:
            short[fact] = None
        elif "low" in kept:
            short[fact] = (kept["low"], kept["high"])
        else:
            short[fact] = [*kept["are"], *([] if kept["whole"] else ["..."])]
    return short


@pytest.mark.parametrize(
    ("text", "said"),
    [
        (
            "ami 32 bochorer mohila, notun dokan korbo, kon scheme",
            {"age": (32, 32), "gender": ["woman"], "stage": ["new"], "who": ["entrepreneur"], "sector": ["trading"]},
        ),
        (
            "আমি শান্তিপুরের তাঁতি, বয়স ৫২, লোন চাই",
            {"who": ["weaver"], "sector": ["handloom_textile"], "age": (52, 52), "need": ["loan", "..."]},
        ),
        (
            "मैं बुनकर हूं, 40 साल का हूं, मशीन खरीदना है",
            {"who": ["weaver"], "sector": ["handloom_textile"], "age": (40, 40), "need": ["machine", "..."]},
        ),
        (
            "amar cha er dokan, 20 hajar taka loan lagbe",
            {
                "who": ["street_vendor"],
                "sector": ["service"],
                "need": ["loan", "..."],
                "investment": (20_000, 20_000),
            },
        ),
        (
            "i am a leather exporter in tangra, turnover 2 crore",
            {
                "who": ["entrepreneur"],
                "sector": ["leather"],
                "turnover": (20_000_000, 20_000_000),
                "need": ["export", "..."],
            },
        ),
        (
            "kerala theke fire esechi, rajmistrir kaj kori",
            {"who": ["migrant_worker"], "sector": ["construction"]},
        ),
        ("main SC hu", {"social": ["sc", "..."]}),
        ("ami SC na", {}),
        ("bochore 8-10 lakh bikri", {"turnover": (800_000, 1_000_000)}),
        ("নমস্কার", {}),
        ("", {}),
    ],
)  # fmt: skip
def test_unasked(real: Content, text: str, said: dict[str, Any]) -> None:
    assert flat(found(text, None, {}, real)) == said


@pytest.mark.parametrize(
    ("text", "asked", "said"),
    [
        ("32", "age", {"age": (32, 32)}),
        ("2 lakh", "turnover", {"turnover": (200_000, 200_000)}),
        ("50000", "investment", {"investment": (50_000, 50_000)}),
        ("SC, protibondhi", "social", {"social": ["disabled", "sc"]}),
        ("na", "social", {"social": ["general"]}),
        ("konotai na", "social", {"social": ["general"]}),
        ("মেয়ে", "gender", {"gender": ["woman"]}),
        ("আদমি", "gender", {"gender": ["man"]}),
        ("gram", "area", {"area": ["village"]}),
        ("jani na", "age", {"age": None}),
        ("skip", "investment", {"investment": None}),
        ("पता नहीं", "sector", {"sector": None}),
        ("ami jani na tobe amar boyos 40", "sector", {"sector": None, "age": (40, 40)}),
    ],
)
def test_asked(real: Content, text: str, asked: Fact, said: dict[str, Any]) -> None:
    assert flat(found(text, asked, {}, real)) == said


def test_what_is_said_unasked_joins_what_was_said_before(real: Content) -> None:
    known = found("main SC hu", None, {}, real)
    assert flat(found("ami protibondhi", None, known, real)) == {"social": ["disabled", "sc", "..."]}
    # An answer to the question is all of it.
    assert flat(found("SC", "social", known, real)) == {"social": ["sc"]}


@pytest.mark.parametrize("fact", VALUES)
def test_a_button_says_what_its_title_says(real: Content, fact: Fact) -> None:
    for choice in offered(fact)[:-1]:
        for language in ("bn", "hi", "en"):
            title = real.choices[choice.key].title[language]  # type: ignore[index]
            assert found(title, fact, {}, real)[fact] == chosen(fact, choice.value)
    assert chosen(fact, SKIP) is None


def test_the_person_is_what_is_known(real: Content) -> None:
    known = {**found("main SC hu, umar 25 saal", None, {}, real), "area": None}
    assert person(known) == {"social": Some(frozenset(["sc"]), False), "age": Between(25, 25)}
    assert person({}) == {}
