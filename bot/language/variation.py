"""Spelling variation: the other ways in which people type a romanised word. Used to make training text only."""

from __future__ import annotations

import random
import re
from collections.abc import Sequence
from typing import Literal

RomanLanguage = Literal["bn", "hi"]

# (pattern, replacement, probability for a word that has it). By general typing habits, not counted from a
# corpus.
_Rule = tuple[re.Pattern[str], str, float]


def _rules(*rules: tuple[str, str, float]) -> Sequence[_Rule]:
    return tuple((re.compile(pattern), other, chance) for pattern, other, chance in rules)


_BENGALI = _rules(
    (r"(?<=[^aeiou])o(?=[^aeiou])", "a", 0.25),  # the inherent vowel as a, as in official spellings
    (r"a(?=[^aeiouy])", "aa", 0.08),
    (r"o$", "", 0.2),
    (r"bh", "v", 0.45),
    (r"sh", "s", 0.4),
    (r"(?<=.)ch", "s", 0.12),  # korchi, korsi
    (r"ch", "c", 0.1),
    (r"ch(?=[aeiou])", "chh", 0.1),
    (r"s(?!h)", "sh", 0.1),
    (r"j", "z", 0.06),
    (r"f", "ph", 0.3),
    (r"i", "ee", 0.06),
    (r"u", "oo", 0.05),
    (r"y(?=[eo])", "", 0.2),
    (r"ay|oy", "oi", 0.06),
    (r"(?<=[aou])y\b", "i", 0.25),
    (r"owa", "oa", 0.3),
    (r"owa", "wa", 0.3),
    (r"ng(?=[a-z])", "n", 0.2),
    (r"([^aeiouhy])y", r"\1\1", 0.3),  # jonyo, jonno
    (r"kkh", "kh", 0.3),
    (r"ya", "e", 0.12),
    (r"(?<=[kgtdpbj])h", "", 0.06),
    (r"e$", "a", 0.03),
)
_HINDI = _rules(
    (r"a(?=[^aeiouy])", "aa", 0.12),
    (r"in$", "i", 0.35),
    (r"en$", "e", 0.3),
    (r"on$", "o", 0.3),
    (r"un$", "u", 0.3),
    (r"i", "ee", 0.1),
    (r"u", "oo", 0.08),
    (r"v", "w", 0.35),
    (r"ph", "f", 0.4),
    (r"j", "z", 0.15),
    (r"ai", "e", 0.12),
    (r"ai", "ei", 0.05),
    (r"sh", "s", 0.1),
    (r"d(?=[aeiou])", "r", 0.05),
    (r"chh", "ch", 0.4),
    (r"iye", "ie", 0.2),
    (r"iy", "y", 0.1),
    (r"(?<=[kgtdpbj])h", "", 0.06),
    (r"kh", "k", 0.04),
    (r"k", "q", 0.02),
)
_MUTE_VOWELS = re.compile(r"(?<=[^aeiou])[aeiou](?=[^aeiou])")


def vary(word: str, language: RomanLanguage, rng: random.Random) -> str:
    """Return one way of typing `word` (romanised Bengali or Hindi), often `word` itself."""
    for pattern, other, chance in _BENGALI if language == "bn" else _HINDI:
        if rng.random() < chance:
            word = pattern.sub(other, word)
    if rng.random() < 0.05:
        word = _MUTE_VOWELS.sub("", word)  # tmi, kmn, krna
    if rng.random() < 0.03 and word:
        word += word[-1] * rng.randint(1, 2)
    return word
