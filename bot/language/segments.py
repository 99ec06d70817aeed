"""Cutting text where a reader would cut it: grapheme clusters, shortening, splitting into messages.

`bot.language.normalise` exports them too, for callers that want one import.
"""

from __future__ import annotations

from collections.abc import Callable

import regex  # type: ignore[import-untyped,unused-ignore]

_GRAPHEME = regex.compile(r"\X")
_VIRAMAS = ("\u09cd", "\u094d", "\u09cd\u200d", "\u094d\u200d")
_INDIC_LETTER = regex.compile(r"[\u0904-\u0939\u0958-\u0961\u0972-\u097F\u0985-\u09B9\u09DC-\u09E1\u09F0\u09F1]")

# A full stop after one of these does not end a sentence.
_SHORT_FORMS = frozenset(
    [
        "rs",
        "re",
        "no",
        "nos",
        "dr",
        "mr",
        "mrs",
        "ms",
        "smt",
        "sri",
        "shri",
        "st",
        "e.g",
        "i.e",
        "etc",
        "vs",
        "approx",
        "sec",
        "govt",
        "নং",
        "ডাঃ",
        "ডা",
        "শ্রী",
        "रु",
        "नं",
        "डॉ",
        "श्री",
    ]
)
_SENTENCE_END = regex.compile(r"(?<=[.?!।॥][\"'”’)\]]*)\s+")
_BREAKS = (regex.compile(r"\n\s*\n\s*"), regex.compile(r"\s*\n\s*"), _SENTENCE_END, regex.compile(r"\s+"))
_LEAST_FILL = 0.25  # a break before this share of a part would leave a stump; the next finer break is better


def graphemes(text: str) -> list[str]:
    """Return the characters of `text` as people count them: `"".join(graphemes(t)) == t`.

    A conjunct stays whole (ক্ষ is one). Newer versions of `regex` do that by themselves (Unicode 15.1, rule
    GB9c), the engine's does not, so it is done here for both.
    """
    parts: list[str] = []
    for cluster in _GRAPHEME.findall(text):
        if parts and parts[-1].endswith(_VIRAMAS) and _INDIC_LETTER.match(cluster):
            parts[-1] += cluster
        else:
            parts.append(cluster)
    return parts


def truncate_graphemes(text: str, n: int, ellipsis: str = "…") -> str:
    """Return `text` cut to at most `n` graphemes; a cut text ends in `ellipsis`, which counts.

    Raises ValueError when `n` is negative.
    """
    if n < 0:
        raise ValueError("n must not be negative")
    parts = graphemes(text)
    if len(parts) <= n:
        return text
    kept = n - len(graphemes(ellipsis))
    if kept <= 0:
        return "".join(parts[:n])
    return "".join(parts[:kept]).rstrip() + ellipsis


def split_text(text: str, limit: int, length: Callable[[str], int] = len) -> list[str]:
    """Split `text` into parts of at most `limit` units, losing nothing but whitespace at the cuts.

    Cuts at a paragraph, else a line, else a sentence (. ? ! । ॥), else a word, else between graphemes. Only a
    single grapheme that is longer than `limit` is cut inside, between code points. `length` measures in the
    channel's unit (code points by default; UTF-16 units or bytes elsewhere) and must be additive: length(a +
    b) = length(a) + length(b). Raises ValueError when `limit` is below 1 or one code point is longer than
    `limit`.
    """
    if limit < 1:
        raise ValueError("limit must be at least 1")
    units = _units(text.strip(), limit, length)
    parts: list[str] = []
    start = 0
    while start < len(units):
        end, used = start, 0
        while end < len(units) and used + units[end][1] <= limit:
            used += units[end][1]
            end += 1
        if end < len(units):
            end = _break_before(units, start, end)
        part = "".join(unit for unit, _ in units[start:end]).strip()
        if part:
            parts.append(part)
        start = end
    return parts


def _units(text: str, limit: int, length: Callable[[str], int]) -> list[tuple[str, int]]:
    """Graphemes with their lengths; code points where a grapheme does not fit, ValueError where even those do
    not.
    """
    units: list[tuple[str, int]] = []
    for cluster in graphemes(text):
        size = length(cluster)
        if size <= limit:
            units.append((cluster, size))
            continue
        for point in cluster:
            if (size := length(point)) > limit:
                raise ValueError(f"a single character is longer than the limit of {limit}")
            units.append((point, size))
    return units


def _break_before(units: list[tuple[str, int]], start: int, end: int) -> int:
    """The index at which the part that begins at `start` and must end by `end` is best ended."""
    # The unit after the window is looked at too: a window that ends exactly at a word's end needs no shorter
    # cut.
    offsets = {0: start}
    window = ""
    for index in range(start, end):
        window += units[index][0]
        offsets[len(window)] = index + 1
    seen = window + units[end][0]
    for pattern in _BREAKS:
        best = 0
        for match in pattern.finditer(seen):
            cut = match.end() if match.end() in offsets else match.start()
            if cut in offsets and not (pattern is _SENTENCE_END and _after_short_form(seen, match.start())):
                best = max(best, cut)
        if best >= len(window) * _LEAST_FILL and best > 0:
            return offsets[best]
    return end


def _after_short_form(text: str, position: int) -> bool:
    words = text[:position].rsplit(None, 1)
    return bool(words) and words[-1].endswith(".") and words[-1][:-1].lstrip("(").lower() in _SHORT_FORMS
