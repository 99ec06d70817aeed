"""Options are found however they are typed."""

from __future__ import annotations

import pytest

from bot.knowledge.conditions import NUMBERS, VALUES, Fact
from bot.knowledge.library import Content
from bot.language.roman.readable import readable
from bot.tools.base import Choice
from bot.tools.choosing import find_choice, find_choices
from bot.tools.profile import offered

SOCIAL, NEED, WHO = offered("social"), offered("need"), offered("who")
NAMED = [(fact, value) for fact, values in VALUES.items() for value in values if fact not in NUMBERS]


@pytest.mark.parametrize(("fact", "value"), NAMED)
@pytest.mark.parametrize("language", ["bn", "hi", "en"])
@pytest.mark.parametrize("roman", [False, True])
def test_every_title(real: Content, fact: Fact, value: str, language: str, roman: bool) -> None:
    title = real.choices[f"{fact}.{value}"].title[language]  # type: ignore[index]
    typed = readable(title) if roman else title
    assert value in find_choices(typed, offered(fact), real, asked=True)


@pytest.mark.parametrize(("fact", "value"), NAMED)
def test_every_alias(real: Content, fact: Fact, value: str) -> None:
    text = real.choices[f"{fact}.{value}"]
    for alias in text.aliases:
        assert find_choice(alias, offered(fact), real) == value, alias
    for word in text.when_asked:
        assert value in find_choices(word, offered(fact), real, asked=True), word


@pytest.mark.parametrize(("fact", "value"), NAMED)
def test_every_number(real: Content, fact: Fact, value: str) -> None:
    choices = offered(fact)
    place = [choice.value for choice in choices].index(value) + 1
    for typed in (str(place), f"no {place}", str(place).translate(str.maketrans("0123456789", "০১২৩৪৫৬৭৮৯"))):
        assert find_choice(typed, choices, real, asked=True) == value
    assert find_choices(str(place), choices, real) == []  # nobody asked
    assert find_choices(str(place), choices, real, asked=True, numbers=False) == []


@pytest.mark.parametrize(
    ("text", "choices", "found"),
    [
        ("main SC hu", SOCIAL, ["sc"]),
        ("ami SC, protibondhi o", SOCIAL, ["sc", "disabled"]),
        ("ami SC na", SOCIAL, []),
        ("not a minority", SOCIAL, []),
        ("ami mohila", offered("gender"), ["woman"]),
        ("ami ekjon mohilar jonno likhchi", offered("gender"), ["woman"]),
        ("gramer dike", offered("area"), ["village"]),
        ("आदिवासी महिला हूँ", SOCIAL, ["st"]),
        ("loan ar training duto i", NEED, ["loan", "training"]),
        ("kerala theke fire esechi", WHO, ["migrant_worker"]),
        ("আমরা স্বনির্ভর গোষ্ঠীর মেয়ে", WHO, ["shg"]),
        ("qwrtz", NEED, []),
        ("", NEED, []),
    ],
)
def test_inside_a_sentence(real: Content, text: str, choices: tuple[Choice, ...], found: list[str]) -> None:
    assert find_choices(text, choices, real) == found


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("1 ar 3", ["loan", "training"]),
        ("1, 2 and 4", ["loan", "subsidy", "market"]),
        ("১ ও ২", ["loan", "subsidy"]),
        ("2 lakh", []),
        ("99", []),
        ("0", []),
    ],
)
def test_several_numbers(real: Content, text: str, found: list[str]) -> None:
    assert find_choices(text, NEED, real, asked=True) == found


@pytest.mark.parametrize(("text", "value"), [("trening", "training"), ("lone", "loan"), ("sabsidi", "subsidy")])
def test_slips(real: Content, text: str, value: str) -> None:
    assert find_choice(text, NEED, real, asked=True) == value


def test_several_are_no_choice(real: Content) -> None:
    assert find_choice("loan ar training", NEED, real) is None


def test_a_button_can_be_a_choice(real: Content) -> None:
    choices = (Choice("menu", "menu"), Choice("help", "help"))
    assert find_choice("সাহায্য", choices, real) == "help"
