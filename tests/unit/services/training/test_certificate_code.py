"""Codes of certificates: the check character, and how people type them."""

from __future__ import annotations

import random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.services.training import certificate_code as code
from bot.services.training.certificate_code import ALPHABET, LENGTH

SEEDS = st.integers(0, 2**64)


def drawn(seed: int) -> str:
    return code.new(random.Random(seed).randrange)


def by_the_standard(body: str) -> str:
    """The check character by ISO/IEC 7064 (hybrid system, MOD M+1,M), worked out step by step."""
    size = len(ALPHABET)
    product = size
    for char in body:
        product = (product + ALPHABET.index(char)) % size or size
        product = product * 2 % (size + 1)
    return ALPHABET[(1 - product) % size]


@given(SEEDS)
def test_a_new_code_is_valid_and_its_check_is_that_of_the_standard(seed: int) -> None:
    made = drawn(seed)
    assert len(made) == LENGTH and set(made) <= set(ALPHABET)
    assert made[-1] == by_the_standard(made[:-1])
    assert code.valid(made) == made and code.valid(code.shown(made)) == made


def test_no_two_characters_look_alike_and_none_is_a_vowel() -> None:
    assert len(set(ALPHABET)) == len(ALPHABET) == 22 and not set(ALPHABET) & set("AEIOU01L")
    for pair in ("2Z", "5S", "6G", "8B", "9Q", "UV", "1L", "0D"):
        assert len(set(pair) & set(ALPHABET)) <= 1, pair
    modulus = len(ALPHABET) + 1
    assert all(modulus % number for number in range(2, modulus))


@given(SEEDS, st.integers(0, LENGTH - 1), st.sampled_from(ALPHABET))
def test_one_wrong_character_is_noticed(seed: int, at: int, char: str) -> None:
    made = drawn(seed)
    wrong = made[:at] + char + made[at + 1 :]
    assert (code.valid(wrong) is None) == (wrong != made)


def test_two_that_changed_places_are_nearly_always_noticed() -> None:
    made = [drawn(seed) for seed in range(3000)]
    swapped = [
        one[:at] + one[at + 1] + one[at] + one[at + 2 :]
        for one in made
        for at in range(LENGTH - 1)
        if one[at] != one[at + 1]
    ]
    assert sum(code.valid(one) is not None for one in swapped) / len(swapped) < 0.01


@given(SEEDS, SEEDS)
def test_a_code_says_nothing_of_the_next(one: int, other: int) -> None:
    assert (drawn(one) == drawn(other)) == (one == other)


GOOD = "7K3XC9DP2" + by_the_standard("7K3XC9DP2")


@pytest.mark.parametrize(
    "typed",
    [
        "{0}", "{0[0]}{0[1]}{0[2]}-{0[3]}{0[4]}{0[5]} {0[6]}{0[7]}{0[8]}{0[9]}", " {0}. ", "#{0}", "{0}\n",
    ],
)  # fmt: skip
@pytest.mark.parametrize("change", [str, str.lower, lambda text: text.translate(str.maketrans("732", "৭৩২")),
                                    lambda text: text.translate(str.maketrans("9", "९")),
                                    lambda text: "".join(chr(ord(c) + 0xFEE0) if "!" <= c <= "~" else c for c in text),
                                    lambda text: text.replace("9", "Q").replace("2", "z")])  # fmt: skip
def test_any_grouping_and_script_is_read(typed: str, change: object) -> None:
    assert code.valid(change(typed.format(GOOD))) == GOOD  # type: ignore[operator]


def test_it_is_shown_in_two_halves() -> None:
    assert code.shown("7K3XC9DP2W") == "7K3XC-9DP2W"


@pytest.mark.parametrize(
    "typed", ["", "?", GOOD[:-1], GOOD + "2", "0" * 10, "রহিম শেখ ১২", "A" * 10, "-" * 5000, "ﷺ" * 5000]
)
def test_what_is_no_code(typed: str) -> None:
    assert code.valid(typed) is None


@given(st.text(max_size=200))
def test_no_text_breaks_it(typed: str) -> None:
    found = code.valid(typed)
    assert found is None or code.valid(found) == found
