"""Two normal forms of a message: one that is safe to store and show, one for comparing."""

from __future__ import annotations

import unicodedata

import regex  # type: ignore[import-untyped,unused-ignore]

from bot.language.constants import ZWJ, ZWNJ
from bot.language.segments import graphemes, split_text, truncate_graphemes

__all__ = ["for_matching", "graphemes", "normalise", "split_text", "to_ascii_digits", "truncate_graphemes"]

# Joiners change how Bengali and Devanagari conjuncts (and emoji) look, so a text for display keeps them.
_INVISIBLE = regex.compile(r"[\p{Cc}\p{Cf}\p{Cs}--[\n\t\u200c\u200d]]", regex.V1)
_LINE_BREAK = regex.compile(r"\r\n?|[\x0b\x0c\x1c-\x1e\x85\u2028\u2029]")
_BLANKS = regex.compile(r"[^\S\n]+")
_AROUND_LINE_BREAK = regex.compile(r" *\n *")
_MANY_LINE_BREAKS = regex.compile(r"\n{3,}")

# Nukta after a vowel sign: some keyboards send it last, Unicode wants it on the consonant.
_NUKTAS = "\u093c\u09bc"
_SIGNS = regex.compile(rf"[\u093E-\u094C\u0962\u0963\u09BE-\u09CC\u09D7\u09E2\u09E3{_NUKTAS}]{{2,}}")
_SAME_LETTER = (
    ("\u09ac\u09bc", "\u09b0"),  # ব + nukta, as old Bengali fonts built র
    ("\u0985\u09be", "\u0986"),  # অ + া for আ
    ("\u0905\u093e", "\u0906"),  # अ + ा for आ
    ("\u09a4\u09cd\u200d", "\u09ce"),  # ত্ + ZWJ: ৎ before Unicode 4.1
    ("\u09f7", "\u0964"),  # Bengali currency sign, typed for the danda on some keyboards
)

_ELONGATED = regex.compile(r"(\p{L}\p{M}*)\1{2,}")
_APOSTROPHE = regex.compile(r"(?<=\p{L})['\u2019`](?=\p{L})")
_GROUPING_COMMA = regex.compile(r"(?<=[0-9]),(?=[0-9]{2,3}(?:[^0-9]|$))")
_NOT_MATCHED = regex.compile(r"(?:(?<![0-9])\.|\.(?![0-9])|[^\p{L}\p{M}\p{Nd}.]|(?<![\p{L}\p{M}\p{Nd}])\p{M})+")
_DIGITS = {ord("\u09e6") + i: str(i) for i in range(10)} | {ord("\u0966") + i: str(i) for i in range(10)}


def to_ascii_digits(text: str) -> str:
    """Return `text` with Bengali (০-৯) and Devanagari (०-९) digits written 0-9; nothing else changes."""
    return text.translate(_DIGITS)


def normalise(text: str) -> str:
    """Return the form of `text` that is stored and shown.

    NFC, which also settles the nukta letters: য় ড় ঢ় क़ ख़ ... become base + nukta whether the phone sent
    one code point or two (they are Unicode composition exclusions). Control characters, bidi marks, soft
    hyphens and other invisible characters go, because they can hide or reorder text; ZWJ and ZWNJ stay. Runs
    of blanks become one space, more than two line breaks become two. Idempotent; never raises.
    """
    text = _LINE_BREAK.sub("\n", text)
    text = _INVISIBLE.sub("", text)
    before = None
    while before != text:  # each repair can make another one possible; every round shortens or orders, so this ends
        before = text
        text = unicodedata.normalize("NFC", text)
        text = _SIGNS.sub(lambda match: _nukta_first(match.group()), text)
        for typed, meant in _SAME_LETTER:
            text = text.replace(typed, meant)
    text = _BLANKS.sub(" ", text)
    text = _AROUND_LINE_BREAK.sub("\n", text)
    return str(_MANY_LINE_BREAKS.sub("\n\n", text)).strip()


def _nukta_first(signs: str) -> str:
    """A run of vowel signs and nuktas with each nukta once and in front."""
    nuktas = "".join(nukta for nukta in _NUKTAS if nukta in signs)
    return nuktas + "".join(sign for sign in signs if sign not in _NUKTAS) if nuktas else signs


def for_matching(text: str) -> str:
    """Return the form of `text` that is compared with other texts; not for display.

    `normalise`, then compatibility letters folded (bold, full width), lower case, no joiners, letters
    repeated more than twice cut to two ("plzzzz" -> "plzz"), digits in ASCII without grouping commas
    ("১,২৫,০০০" -> "125000"), a decimal point kept between digits, apostrophes inside words dropped, all other
    punctuation, symbols and emoji one space. Never raises; the result may be empty.
    """
    text = unicodedata.normalize("NFKC", normalise(text)).lower()
    text = normalise(text).replace(ZWJ, "").replace(ZWNJ, "")
    text = to_ascii_digits(text)
    text = _APOSTROPHE.sub("", text)
    text = _ELONGATED.sub(r"\1\1", text)
    text = _GROUPING_COMMA.sub("", text)
    return str(_NOT_MATCHED.sub(" ", text)).strip()
