"""A message cut into words and numbers for the date and time grammars, with what stood between them.

Both grammars write a message as a string of one-letter tags and look for patterns in it; a `Piece` is what one tag
stands for.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable
from functools import lru_cache
from typing import NamedTuple

import regex  # type: ignore[import-untyped,unused-ignore]

from bot.language.constants import ZWJ, ZWNJ
from bot.language.entities.numbers.numerals import numeral
from bot.language.normalise import for_matching, to_ascii_digits

_LETTER = rf"\p{{L}}[\p{{M}}{ZWNJ}{ZWJ}]*"
_PIECE = regex.compile(
    rf"""
    (?<![0-9\p{{L}}])2(?:mm?oro?w?|morrow|mrw)(?!\p{{L}})                   # 2moro
  | (?:{_LETTER})+(?:['’`](?:{_LETTER})+)*
  | [0-9]{{1,3}}(?:,[0-9]{{2}})*,[0-9]{{3}}(?![0-9])(?:\.[0-9]+)?
  | [0-9]+(?:\.[0-9]+)?(?!\.[0-9])
  | [0-9]+
    """,
    regex.VERBOSE | regex.V1,
)
_DROPPED = re.compile("[\u0901\u0981\u0983\u093c\u09bc]")
_SAME = str.maketrans("ীূঈঊণশষीूईऊणशष", "িুইউনসসिुइउनसस")
_SPACE = regex.compile(r"\s+")
_SURROGATE_OR_HIDDEN = regex.compile(r"[\u00ad\u200b\u200e\u200f\u2060\ufeff]")


class Piece(NamedTuple):
    """A word or number: `text[start:end]` as typed, `key` as compared, `gap` what stands before it without blanks.

    `value` is the whole number of digits, `touches` tells that nothing at all stands between it and the piece before.
    """

    key: str
    start: int
    end: int
    gap: str
    touches: bool
    value: int | None


@lru_cache(maxsize=32768)
def word_key(word: str) -> str:
    """Return the form in which native and roman words are compared: lower case, no nukta, no chandrabindu, one i, u,
    n and s for the letters that sound alike; roman letters stay as typed.
    """
    key = for_matching(word).replace(" ", "")
    return fold_native(key)


def fold_native(text: str) -> str:
    """Fold the native letters of `text` as `word_key` does; also used on the patterns that keys are held against."""
    return _DROPPED.sub("", unicodedata.normalize("NFC", text)).translate(_SAME)


def cut(text: str) -> list[Piece]:
    """Return the words and numbers of `text` in order; never raises. Offsets are code points of `text`."""
    text = to_ascii_digits(text)
    pieces: list[Piece] = []
    end = 0
    for match in _PIECE.finditer(text):
        typed = match.group()
        between = text[end : match.start()]
        gap = _SPACE.sub("", _SURROGATE_OR_HIDDEN.sub("", between)) if "\n" not in between else "\n"
        digits = typed.replace(",", "")
        value = int(digits) if digits.isascii() and digits.isdigit() and len(digits) <= 9 else None
        key = digits if typed[0].isascii() and typed.replace(".", "").replace(",", "").isdigit() else word_key(typed)
        pieces.append(Piece(key, match.start(), match.end(), gap, not between and bool(pieces), value))
        end = match.end()
    return pieces


@lru_cache(maxsize=32768)
def whole_number(word: str) -> int | None:
    """Return the value of a number word if it is a whole number of at most three digits, else None."""
    value = numeral(word)
    if value is None or value != value.to_integral_value() or not 0 <= value <= 999:
        return None
    return int(value)


def pattern(*alternatives: str) -> re.Pattern[str]:
    """Compile a pattern for keys from lines of alternatives; blanks and line ends separate alternatives."""
    joined = "|".join("|".join(line.split()) for line in alternatives)
    return re.compile(fold_native(joined))


def first_match(table: tuple[tuple[str, int, re.Pattern[str]], ...]) -> Callable[[str], tuple[str, int] | None]:
    """Return a function that gives tag and value of the first row of `table` whose pattern is the whole key."""

    @lru_cache(maxsize=32768)
    def look_up(key: str) -> tuple[str, int] | None:
        for tag, value, row in table:
            if row.fullmatch(key):
                return tag, value
        return None

    return look_up
