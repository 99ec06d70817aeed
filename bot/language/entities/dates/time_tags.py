"""A message as a string of time tags: one letter for a word or number, a sign for what stands between them."""

from __future__ import annotations

import re
from typing import Final, NamedTuple

from bot.language.entities.dates.pieces import Piece, cut, first_match, whole_number
from bot.language.entities.dates.time_words import (
    AFTERNOON,
    BY_DAY,
    DAYTIME,
    HALVES,
    HOUR_WITH_ENDING,
    HOURS_BEFORE_THE_CLOCK,
    NO_HOURS,
    WORDS,
)

_listed = first_match(WORDS)
_half_hour = first_match(tuple(("z", minutes, row) for minutes, row in HALVES))
_SHORT_HOURS: Final = {"du": 2, "দু": 2, "ন": 9, "ছ": 6}
_GAPS: Final = {"": "", ",": ",", "-": "~", "–": "~", "—": "~", "/": "~", "~": "~", "(": ",", ")": ","}


class TimeTags(NamedTuple):
    """`code[i]` is the tag of `pieces[i]` (None for a sign between pieces) with `values[i]`."""

    code: str
    pieces: list[Piece | None]
    values: list[int]

    def key(self, index: int) -> str:
        """The word at a place of the code, empty for a sign or outside."""
        piece = self.pieces[index] if 0 <= index < len(self.pieces) else None
        return piece.key if piece else ""


def tag_times(text: str) -> TimeTags:
    """Return the time tags of `text`: those of `time_words`, N n for numbers, X and d for clock times in minutes."""
    code: list[str] = []
    pieces: list[Piece | None] = []
    values: list[int] = []

    def add(sign: str, value: int = 0, piece: Piece | None = None) -> None:
        code.append(sign)
        values.append(value)
        pieces.append(piece)

    for piece in cut(text):
        last = pieces[-1] if pieces else None
        if last is not None and _merged(piece, last, code, pieces, values):
            continue
        for sign in _GAPS.get(piece.gap, "." if piece.gap == "." else "|"):
            add(sign)
        for sign, value in _signs(piece, last):
            add(sign, value, piece)
    _read_together(code, pieces, values)
    return TimeTags("".join(code), pieces, values)


def _read_together(code: list[str], pieces: list[Piece | None], values: list[int]) -> None:
    """Tag words that are hours or parts of the day only beside others: "no baje" is nine, "din ke 2 baje" by day."""
    for at, piece in enumerate(pieces[:-1]):
        if piece is None:
            continue
        if code[at] in "?g" and code[at + 1] == "b" and (hour := HOURS_BEFORE_THE_CLOCK.get(piece.key)):
            code[at], values[at] = "N", hour
        elif code[at] == "?" and BY_DAY.fullmatch(piece.key):
            after = "".join(code[at + 1 : at + 6])
            if re.match(r"g?[hNnXz]+[bAmM]" if piece.key.endswith(("er", "ের")) else r"g[hNnXz]+[bAmM]", after):
                code[at], values[at] = "p", DAYTIME


def _merged(piece: Piece, last: Piece, code: list[str], pieces: list[Piece | None], values: list[int]) -> bool:
    """Join "10" and "30" around a colon, "a" and "m" around a point, "after" and "noon"."""
    sign = None
    if (
        piece.gap == ":"
        and (last.gap != ":" or code[-1] == "X")
        and code[-1] in "NX"
        and len(piece.key) == 2
        and piece.value is not None
        and piece.value < 60
    ):
        if code[-1] == "N" and len(last.key) <= 2 and values[-1] <= 24:
            sign, value = "X", values[-1] * 60 + piece.value
        elif code[-1] == "X" and last.key.isdigit():  # seconds
            sign, value = "X", values[-1]
    elif piece.key == "m" and piece.gap in (".", "") and last.key in ("a", "p"):
        sign, value = ("m" if last.key == "a" else "M"), 0
    elif piece.key == "noon" and last.key == "after" and not piece.gap:
        sign, value = "p", AFTERNOON
    if sign is None:
        return False
    code[-1], values[-1], pieces[-1] = sign, value, last._replace(end=piece.end)
    return True


def _signs(piece: Piece, last: Piece | None) -> list[tuple[str, int]]:
    key = piece.key
    if piece.value is not None:
        return [("N", piece.value)]
    if re.fullmatch(r"[0-9]{1,2}\.[0-5][0-9]", key):
        hours, minutes = key.split(".")
        return [("d", int(hours) * 60 + int(minutes))]
    if (half := _half_hour(key)) is not None:
        return [half]
    if (found := _listed(key)) is not None:
        return [found]
    if key not in NO_HOURS and (ended := HOUR_WITH_ENDING.fullmatch(key)):
        stem, ending = str(ended[1]), str(ended[2])
        half = ("z", 90) if stem == "der" else _half_hour(stem)
        hour = _hour(stem)
        sign = ("a", 0) if ending == "to" else _listed({"toy": "tay", "tor": "tar"}.get(ending, ending))
        if sign and (half or hour is not None) and not (ending.startswith("to") and hour != 2):
            return [half or ("n", hour or 0), sign]
    number = 2 if key in ("du", "দু") else whole_number(key)
    return [("n", number)] if number is not None and number <= 60 else [("?", 0)]


def _hour(word: str) -> int | None:
    number = _SHORT_HOURS.get(word) or (whole_number(word) if len(word) > 1 else None)
    return number if number is not None and 1 <= number <= 12 else None
