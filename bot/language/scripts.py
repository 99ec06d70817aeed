"""Which scripts a text is written in."""

from __future__ import annotations

from collections import Counter

import regex  # type: ignore[import-untyped,unused-ignore]

from bot.language.constants import Script

_LETTER = regex.compile(r"\p{L}")
# Ties go to the native script: its letters are a choice, Latin letters are also names and brands.
_PREFERENCE: tuple[Script, ...] = ("Beng", "Deva", "Latn", "Other")


def script_counts(text: str) -> Counter[Script]:
    """Count the letters of `text` by script; digits, marks, punctuation and emoji do not count.

    Vowel signs are left out so that Bengali and Devanagari letters weigh the same as Latin ones.
    """
    counts: Counter[Script] = Counter()
    for letter in _LETTER.findall(text):
        counts[_script_of(letter)] += 1
    return counts


def _script_of(letter: str) -> Script:
    point = ord(letter)
    if point < 0x250 or 0x1E00 <= point < 0x1F00 or 0xFF21 <= point <= 0xFF5A:
        return "Latn"
    if 0x980 <= point <= 0x9FF:
        return "Beng"
    if 0x900 <= point <= 0x97F:
        return "Deva"
    return "Other"


def dominant_script(text: str) -> Script | None:
    """Return the script of most letters of `text`; None when it has no letters."""
    counts = script_counts(text)
    if not counts:
        return None

    def share(script: Script) -> int:
        return counts[script]

    return max(_PREFERENCE, key=share)


def has_letters(text: str) -> bool:
    """Tell whether `text` has a letter of any script; false for "৫০০", "👍" and the empty text."""
    return _LETTER.search(text) is not None
