"""A message as a string of date tags: one letter for a word or number, a sign for what stands between them."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import Final, NamedTuple

from bot.language.entities.dates import words
from bot.language.entities.dates.pieces import Piece, cut, first_match, fold_native, pattern, whole_number
from bot.language.romanise import romanise

_listed = first_match(
    (
        *words.ORDINAL,
        *words.OTHER,
        *words.MONTH_NATIVE,
        *words.MONTH_SHORT,
        *words.WEEKDAY_NATIVE,
        *words.STEM,
        *words.WEAK_WEEKDAY,
    )
)
_spelt = first_match((*words.MONTH_ROMAN, *words.WEEKDAY_ROMAN))

# Ordinary words whose letters are those of a month or weekday.
_NOT_CALENDAR: Final = pattern(*words.ORDINARY)
_PREFIX = re.compile(fold_native(
    r"(গত|গেলো?|আগামী|এই|এ|সামনের|পরের|আসছে|পিছলে|আগলে|गत|अगले|पिछले|इस|got[oa]?|gat[ao]|gelo|aa?gam[iy]|a?agle|pichl[ei]|pichhle|ei|is|next|last|this"
    r"|samner|s?hamner|porer|asche)(.+)"
))  # fmt: skip
_SUFFIXED = re.compile(fold_native(
    r"(.+?)((?:দিন|সপ্তাহ|হপ্তা|মাস|বছর|বৎসর)(?:ের|ে|র)?|दिन|हफ्ते|महीने|महिने|साल|din|days?|weeks?|hafte|hapta|soptah[oe]?|ma?s|mash|mahine|months?|bo[ch]+or|saal|years?)"
))  # fmt: skip
_GAPS: Final = {
    "": "",
    ",": ",",
    "-": "~",
    "–": "~",
    "—": "~",
    "/": "~",
    "~": "~",
    ".": ".",
    "'": "'",
    "’": "'",
    "‘": "'",
    "(": ",",
    ")": ",",
    ",(": ",",
}
_FORCED_NUMBER: Final = {"sat": 7, "shat": 7}
_OPENS: Final = {"k": "j", "B": "x"}
_NATIVE = re.compile("[\u0900-\u09ff]")


class Tagged(NamedTuple):
    """`code[i]` is the tag of `pieces[i]` (None for a sign between pieces) with `values[i]`."""

    code: str
    pieces: list[Piece | None]
    values: list[int]


@lru_cache(maxsize=32768)
def tag_word(key: str) -> tuple[tuple[str, int], ...]:
    """Return the tags and values of a word: one, or two for words typed together ("গতমাসে", "dudin"); "?" for any
    other word.
    """
    if key in _FORCED_NUMBER:
        return (("S", _FORCED_NUMBER[key]),)
    if (found := _listed(key) or _calendar_name(key)) is not None:
        return (found,)
    prefixed = _PREFIX.fullmatch(key)
    if prefixed and (rest := _listed(prefixed[2]) or _calendar_name(prefixed[2])) and rest[0] in "KcWUPMG":
        first = _listed(prefixed[1]) or ("-", -1) if prefixed[1] != "got" and prefixed[1] != "gat" else ("-", -1)
        if first[0] in "+-=" or rest[0] == "U":
            return (first, ("K", 1) if rest[0] == "c" else rest)  # "আগামীকালের"
    suffixed = _SUFFIXED.fullmatch(key)
    if suffixed and (count := small_number(suffixed[1])) is not None and count < 100 and (unit := _listed(suffixed[2])):
        return (("n", count), unit)
    if (count := small_number(key)) is not None:
        return (("n", count),)
    if words.MEASURE.fullmatch(key):
        return (("L", 0),)
    return (("a", 1),) if key in ("a", "an") else (("?", 0),)


def small_number(key: str) -> int | None:
    """Return the value of a number word, also with the ending of a day ("পনেরোই"); None above 999."""
    if key in ("du", "দু", "दु"):
        return 2
    count = whole_number(key)
    if count is None and len(key) > 3 and key.endswith(("ই", "i", "ে", "e")):
        count = whole_number(key[:-1])
    return count


def _calendar_name(key: str) -> tuple[str, int] | None:
    if len(key) < 3 or _NOT_CALENDAR.fullmatch(key):
        return None
    return _spelt(romanise(key.replace("য", "য়")) if _NATIVE.search(key) else key)


def tag(text: str) -> Tagged:
    """Return the tags of `text`; linear in its length."""
    code: list[str] = []
    pieces: list[Piece | None] = []
    values: list[int] = []

    def add(sign: str, value: int = 0, piece: Piece | None = None) -> None:
        code.append(sign)
        values.append(value)
        pieces.append(piece)

    for piece in cut(text):
        between = _GAPS.get(piece.gap, "|")
        ordinal = words.ORDINAL_ENDING_GLUED if piece.touches else words.ORDINAL_ENDING
        if code and code[-1] == "N" and between in ("", "~", "'") and ordinal.fullmatch(piece.key):
            add("t", 0, piece)
            continue
        previous = pieces[-1] if pieces else None
        if between == "." and previous and code[-1] == "N" and piece.start - previous.end > 1:
            between = "|"  # "3. next month": a numbered line
        for sign in between:
            add(sign)
        if piece.value is not None:
            add("N", piece.value, piece)
            continue
        for sign, value in tag_word(piece.key):
            # "aane wale" is one word of the grammar, and so is "mongol bar".
            at = next((len(code) - back for back in (1, 2) if code[-back:][:1] == [_OPENS.get(sign, "")]), None)
            if at is not None and between in ("", "~"):
                del code[at + 1 :], pieces[at + 1 :], values[at + 1 :]
                opening = pieces[at]
                pieces[at] = opening._replace(end=piece.end) if opening else piece
                code[at], values[at] = ("W", values[at]) if sign == "B" else ("+", 1)
                continue
            add(sign, value, piece)
    return Tagged("".join(code), pieces, values)
