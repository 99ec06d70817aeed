"""Times of day in a message, said or typed in Bengali, Hindi or English, in native or roman letters.

"10টা" is ten o'clock or ten pieces: it is a time only with an ending ("১০টায়"), a part of the day or a word of the
clock, or where a time was asked for. Without a part of the day 7 to 11 is taken as morning and 12 to 6 as afternoon,
and the person must confirm it.
"""

from __future__ import annotations

import re
from datetime import time
from typing import Final, NamedTuple

from bot.language.entities.dates.time_tags import TimeTags, tag_times
from bot.language.entities.dates.time_words import (
    AFTERNOON,
    COUNTED,
    DAWN,
    DAYTIME,
    EVENING,
    MIDDAY,
    MORNING,
    NIGHT,
    OFFICE,
    PROGRAMMES,
)

__all__ = ["FoundTime", "find_times"]

_LONGEST_READ: Final = 4000  # characters; longer texts are no chat messages
_DAY: Final = 24 * 60
# Which hours of the twelve each part of the day has, and how many hours are added to them.
_HOURS: Final[dict[int, dict[int, int]]] = {
    DAWN: {hour: 0 for hour in range(2, 8)},
    MORNING: {hour: 0 for hour in range(4, 13)},
    MIDDAY: {10: 0, 11: 0, 12: 0, 1: 12, 2: 12, 3: 12, 4: 12},
    AFTERNOON: {12: 0} | {hour: 12 for hour in range(1, 8)},
    DAYTIME: {hour: 0 for hour in range(7, 13)} | {hour: 12 for hour in range(1, 7)},
    EVENING: {hour: 12 for hour in range(4, 12)},
    NIGHT: {12: -12} | {hour: 0 for hour in range(1, 6)} | {hour: 12 for hour in range(6, 12)},
}
_TIME = re.compile(
    r"(?:(?P<p>p)[g,~]*)?(?:(?P<h>h)?(?P<n>[Nn])(?:(?P<m0>[Nn])(?=[mMaAb]|g*$|[|]))?|(?P<z>z)|(?P<x>[XdR]))"
    r"(?P<t>~?aA?b?|~?A|~?rs|~?O?b|[mM]|R)?(?P<s>s)?(?:g?(?P<m>[Nn])(?P<u>u)?)?(?:(?P<l>[g,]*)(?P<q>p)(?!g*[NnhXz]))?"
)
_PAST = re.compile(r"(?:(?P<a>[12])3|(?P<b>2)f)(?P<n>[Nn])(?P<t>O?b|[mM])?(?:g*(?P<q>p))?")
_RANGE_END = re.compile(r"[f~](?P<n>[Nn])(?P<t>[aAbr])")


class FoundTime(NamedTuple):
    """A time of day in a text: `text[start:end]` says `time`.

    `certain` is False where morning or evening (or whether a time is meant) must be confirmed.
    """

    time: time
    start: int
    end: int
    certain: bool


def find_times(text: str, *, expected: bool = False) -> list[FoundTime]:
    """Return the times of day of `text` in order and without overlap.

    `expected`: a time was asked for, so that "10টা", "10.30" and a message of a number alone are times. Only the first
    4000 characters are read. Never raises.
    """
    tags = tag_times(text[:_LONGEST_READ])
    found: list[FoundTime] = []
    at = end_before = 0
    part_before: int | None = None
    while at < len(tags.code):
        read = _read(tags, at, end_before if found else None, expected)
        if read is None:
            at += 1
            continue
        minutes, certain, end = read
        certain = certain or _is_morning_by_its_form(tags, at, minutes, text)
        parts = [value for sign, value in zip(tags.code[at:end], tags.values[at:end], strict=True) if sign in "pmM"]
        in_range = bool(found) and tags.code[end_before:at] in ("f", "~", "ff")
        if not parts and in_range and part_before is not None and not certain:
            minutes, certain = _later_in_part(minutes, found[-1].time, part_before)
        part_before = parts[-1] if parts and "p" in tags.code[at:end] else part_before if in_range else None
        pieces = [piece for piece in tags.pieces[at:end] if piece is not None]
        found.append(FoundTime(time(minutes // 60, minutes % 60), pieces[0].start, pieces[-1].end, certain))
        at = end_before = end
    return found


def _is_morning_by_its_form(tags: TimeTags, at: int, minutes: int, text: str) -> bool:
    """Whether "09:30", or "10:30" beside an office or a shop, can only be the morning."""
    clock = tags.code[at] == "X" and 7 * 60 <= minutes < 12 * 60
    piece = tags.pieces[at]
    return clock and piece is not None and (text[piece.start] in "0০०" or OFFICE.search(text) is not None)


def _later_in_part(minutes: int, before: time, part: int) -> tuple[int, bool]:
    """The end of "raat 8 se 10 baje": in the part of the day of the beginning, if that is later than the beginning."""
    read = _result(minutes // 60 % 12 or 12, minutes % 60, part, "", 0)
    if read is not None and read[0] > before.hour * 60 + before.minute:
        return read[0], True
    return minutes, False


def _read(tags: TimeTags, at: int, end_before: int | None, expected: bool) -> tuple[int, bool, int] | None:
    """Minutes since midnight, certainty and end of the time that begins at tag `at`."""
    if tags.code[at] == "o":
        return tags.values[at] * 60, True, at + 1
    if match := _PAST.match(tags.code, at):
        hour = tags.values[match.start("n")]
        part = tags.values[match.start("q")] if match["q"] else None
        minutes = (30 if match["a"] == "1" else 15) if match["a"] else -15
        return _result(hour, minutes, part, match["t"] or "", match.end())
    match = _TIME.match(tags.code, at)
    if match is None:
        return None
    following = match.end()
    after_range = end_before is not None and tags.code[end_before:at] in ("f", "~", "ff")
    return _checked(tags, match, following, after_range, expected)


def _checked(
    tags: TimeTags, match: re.Match[str], end: int, after_range: bool, expected: bool
) -> tuple[int, bool, int] | None:
    kind = (match["t"] or "").strip("~")
    hour, minute = _clock(tags, match)
    if (kind == "R" and not match["x"]) or match["x"] == "R":
        return None
    if match["q"] and (match["p"] or not (kind or match["x"] or match["h"] or match["z"] or match["l"])):
        end = match.start("l")  # "5 raat": nights; or the part of the next time
    part_at = match.start("p") if match["p"] else match.start("q") if match["q"] and end == match.end() else None
    part = tags.values[part_at] if part_at is not None else None
    if match["m"]:
        added = tags.values[match.start("m")]
        following = tags.code[match.end("m") : match.end("m") + 1]
        if match["u"] and kind and 1 <= added <= 59:
            if tags.key(match.end("t") - 1) in ("বাজতে", "bajte"):
                added = -added
            minute += added
        elif (
            kind in ("a", "A", "b")
            and 5 <= added <= 59
            and following in ("", "|", "p", "g")
            and len(tags.key(match.start("m"))) > 1
        ):
            minute += added
        else:
            end = match.end("s") if match["s"] else match.end("t") if match["t"] else _head_end(match)
            part = tags.values[match.start("p")] if match["p"] else None
    certain = _is_time(tags, match, kind, part, end, after_range, expected)
    if certain is None:
        return None
    result = _result(hour, minute, part, kind, end)
    return (result[0], result[1] and certain, _trimmed(tags, result[2])) if result else None


def _head_end(match: re.Match[str]) -> int:
    return max(match.end(name) for name in ("n", "m0", "z", "x"))


def _trimmed(tags: TimeTags, end: int) -> int:
    while tags.code[end - 1] in "gs,~":
        end -= 1
    return end


def _clock(tags: TimeTags, match: re.Match[str]) -> tuple[int, int]:
    if match["z"]:
        return divmod(tags.values[match.start("z")], 60)
    if match["x"]:
        return divmod(tags.values[match.start("x")], 60)
    minute = tags.values[match.start("h")] if match["h"] else 0
    if match["m0"]:
        minute += tags.values[match.start("m0")]
    return tags.values[match.start("n")], minute


def _is_time(
    tags: TimeTags, match: re.Match[str], kind: str, part: int | None, end: int, after_range: bool, expected: bool
) -> bool | None:
    """Whether a time is meant: True, False for "perhaps, ask", None for no."""
    start, following = match.start(), tags.code[end : end + 1]
    word = tags.key(end)
    before = tags.code[start - 1] if start else ""
    if before == "." or (match["n"] and before in ("~", "N") and not after_range and not match["p"]):
        return None
    if kind in ("m", "M") and word in PROGRAMMES:
        return None
    if COUNTED.fullmatch(word):
        return None
    if kind in ("m", "M") or "b" in kind or kind == "R":
        return True
    if match["x"] == "X":
        return word not in ("ratio", "score", "অনুপাত") or None
    if kind in ("A", "aA", "rs"):
        return True
    one_or_two = match["n"] == "n" and tags.values[match.start("n")] <= 2
    if part is not None and not match["p"]:
        return True if kind or match["h"] or match["z"] or match["l"] else None
    if part is not None:
        if kind == "a":
            locative = (
                tags.key(start).endswith(("ে", "e")) and tags.code[start + 1 : start + 2] != "g" and following == "?"
            )
            return (
                (None if one_or_two and following == "?" else False)
                if locative
                else not (one_or_two and following == "?") or None
            )
        if tags.key(start) == "rate":  # "interest rate 8"
            return None
        if match["h"] or match["z"] or match["x"]:
            return True if following in ("", "|", "g", "f", "~", ",", "?") else None
        return True if following in ("", "|", "g", "f", "~", ",") else None
    if kind == "a":
        if match["h"] or match["s"] or after_range or (match["m"] and end >= match.end("m")):
            return True
        other = _RANGE_END.match(tags.code, end)
        if (
            other
            and 1 <= tags.values[other.start("n")] <= 12
            and tags.code[other.end() : other.end() + 1] in ("", "|", "s", "g")
        ):
            return True
        return False if expected and following != "n" else None
    if expected and not kind:
        whole = start == 0 and tags.code[end:].strip("g,|") == ""
        return False if match["x"] or match["h"] or match["z"] or whole else None
    return None


def _result(hour: int, minute: int, part: int | None, kind: str, end: int) -> tuple[int, bool, int] | None:
    """Minutes since midnight of a clock hour with its part of the day; None for an hour that there is not."""
    certain = True
    if kind in ("m", "M"):
        if not 1 <= hour <= 12 and not (kind == "M" and 13 <= hour <= 23):
            return None
        hour = hour % 12 + (12 if kind == "M" else 0) if hour <= 12 else hour
    elif hour > 12 or hour == 0:
        if hour > 24 or (hour == 24 and minute) or (kind not in ("", "b", "R") and part is None):
            return None
        hour %= 24
    elif kind == "R":
        pass
    elif part is not None:
        if hour not in _HOURS[part]:
            return None
        certain = not (part == NIGHT and hour in (5, 6))
        hour += _HOURS[part][hour]
    else:
        certain = False
        hour += 12 if hour <= 6 else 0
    if minute >= 60:
        return None
    return (hour * 60 + minute) % _DAY, certain, end
