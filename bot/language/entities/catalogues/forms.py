"""The words of a message as names are looked up in them: without case endings, everyday words marked."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import Final, NamedTuple

from bot.language.lexicon import (
    BENGALI_ROMAN,
    BENGALI_WORDS,
    BORROWED,
    ENGLISH_WORDS,
    HINDI_ROMAN,
    HINDI_WORDS,
)
from bot.language.normalise import for_matching, normalise
from bot.language.tokens import tokenize

_BETWEEN = re.compile(r"[ \t\u00a0.\-–—_/()'’\"&]{0,4}")
PLAIN: Final = frozenset(
    for_matching(word) for word in BENGALI_ROMAN | BENGALI_WORDS | BORROWED | ENGLISH_WORDS | HINDI_ROMAN | HINDI_WORDS
)
"""Words that hold sentences together, or that every language borrows: never misspelled names."""

_NATIVE_ENDINGS: Final = tuple(
    normalise(ending)
    for ending in (
        "থেকে", "য়ের", "ের", "এর", "তেই", "তেও", "তে", "য়েই", "য়েও", "য়ে", "য়", "েই", "েও", "ে", "এ", "কে",
        "রা", "দের", "র", "ও", "ই", "টা",
    )
)  # fmt: skip
_ROMAN_ENDINGS: Final = (
    "theke", "yer", "ete", "tei", "teo", "der", "er", "te", "ke", "ye", "ra", "r", "e", "y", "i",
)  # fmt: skip
_LEAST_STEM_NATIVE, _LEAST_STEM_ROMAN = 3, 4


class Word(NamedTuple):
    """A word of a message: its form for comparing, that without its case ending (several guesses), and its place."""

    form: str
    stems: tuple[str, ...]
    start: int
    end: int
    follows: bool
    """Whether only blanks, a hyphen and the like stand between the word before and this one."""

    @property
    def plain(self) -> bool:
        """Whether it is a word that holds sentences together, or one that every language borrows."""
        return self.form in PLAIN


def read_words(text: str) -> list[Word]:
    """Cut a message into words with what the matcher needs of each. Never raises."""
    words: list[Word] = []
    end = 0
    for token in tokenize(text):
        form, stems = forms_of(token.text)
        follows = bool(words) and _BETWEEN.fullmatch(text, end, token.start) is not None
        words.append(Word(form, stems, token.start, token.end, follows))
        end = token.end
    return words


@lru_cache(maxsize=65536)
def forms_of(text: str) -> tuple[str, tuple[str, ...]]:
    """Return a word's form for comparing, and what is left of it without each case ending it may have."""
    form = for_matching(text).replace(" ", "")
    endings: tuple[str, ...]
    if form.isascii():
        endings, least = _ROMAN_ENDINGS, _LEAST_STEM_ROMAN
    else:
        endings, least = _NATIVE_ENDINGS, _LEAST_STEM_NATIVE
    stems = (form.removesuffix(ending) for ending in endings if form.endswith(ending))
    return form, tuple(stem for stem in stems if len(stem) >= least)
