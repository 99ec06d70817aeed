"""Abbreviations spelled out by the names of English letters: "জিএসটি" is gst, "ओ एन डी सी" ondc, "g s t" gst.

Nobody types ONDC in Bengali letters otherwise than by its letters' names, in one word or in four; written back in
Latin they meet the spelling that everybody else types.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache
from typing import Final

from bot.language.normalise import for_matching

_NAMES: Final = {
    "a": "এ ए", "b": "বি बी", "c": "সি सी", "d": "ডি डी", "e": "ই ई", "f": "এফ एफ ऐफ", "g": "জি जी",
    "h": "এইচ এচ एच ऐच", "i": "আই आई", "j": "জে जे", "k": "কে के", "l": "এল एल ऐल", "m": "এম एम ऐम",
    "n": "এন एन ऐन", "o": "ও ओ", "p": "পি पी", "q": "কিউ क्यू", "r": "আর आर", "s": "এস एस ऐस", "t": "টি टी",
    "u": "ইউ यू", "v": "ভি वी", "w": "ডব্লিউ ডাব্লিউ डब्ल्यू डबल्यू", "x": "এক্স एक्स ऐक्स", "y": "ওয়াই वाई",
    "z": "জেড ज़ेड जेड",
}  # fmt: skip
_LETTER: Final = {for_matching(name): letter for letter, names in _NAMES.items() for name in names.split()}
# Ordinary words too (and, this, who, honorific, came, drank ...): a run of nothing but these spells nothing.
_COMMON: Final = "এ ই আর কে ও টি আই জি পি সি ए ई आर के ओ जी आई पी टी सी वी यू जे"
_WORDS: Final = frozenset(for_matching(word) for word in _COMMON.split())
_LONGEST: Final = max(map(len, _LETTER))
_FEWEST: Final = 3
"""Two letters are too often a word: "পিসি" is an aunt."""


def join_letters(words: Sequence[str]) -> list[str]:
    """Return `words` with abbreviations that were spelled out written in Latin letters, one word each.

    "ওএনডিসি" and ["ও", "এন", "ডি", "সি"] become "ondc"; single Latin letters in a row are joined too. At least three
    letters; separate words must not all be ordinary ones. Never raises.
    """
    joined: list[str] = []
    run: list[str] = []
    for word in words:
        if _letter(word) is not None:
            run.append(word)
            continue
        joined += [*_spelled(run), word if word.isascii() else _decoded(word) or word]
        run = []
    return [*joined, *_spelled(run)]


def _spelled(run: list[str]) -> list[str]:
    telling = any(for_matching(word) not in _WORDS for word in run)
    if len(run) < _FEWEST or not telling:
        return run
    return ["".join(_letter(word) or "" for word in run)]


@lru_cache(maxsize=65536)
def _letter(word: str) -> str | None:
    key = for_matching(word)
    return key if len(key) == 1 and "a" <= key <= "z" else _LETTER.get(key)


@lru_cache(maxsize=65536)
def _decoded(word: str) -> str | None:
    """The letters that a word in native script consists of by their names; None if it is not made of such."""
    key = for_matching(word)
    if not key or key.isascii():
        return None
    # Each way to read the beginning, as the letters so far: "এইচ" may be e-i-... or h.
    ways: list[list[str]] = [[""], *([] for _ in key)]
    for end in range(1, len(key) + 1):
        for start in range(max(0, end - _LONGEST), end):
            letter = _LETTER.get(key[start:end])
            if letter is not None:
                ways[end] += [before + letter for before in ways[start]]
        ways[end] = sorted(ways[end], key=len)[:4]
    found = next(iter(ways[-1]), "")
    return found if len(found) >= _FEWEST else None
