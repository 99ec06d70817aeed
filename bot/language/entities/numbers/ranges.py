"""Numbers that are said together as a range: "5-6 lakh", "৫ থেকে ৭ লাখ", "do teen lakh", "between 5 and 7"."""

from __future__ import annotations

from decimal import Decimal
from typing import NamedTuple

import regex  # type: ignore[import-untyped,unused-ignore]

from bot.language.entities.numbers.numerals import Run, find_runs
from bot.language.entities.numbers.words import HUNDRED, THOUSAND
from bot.language.normalise import to_ascii_digits

_LINK = regex.compile(
    r"(?:-+|[–—~‑]|/|to|too|theke|thek|thke|theka|thake|hote|থেকে|থিকে|থেকা|হতে|টু|se|say|sey|से|टू|ba|বা|or|ya|"
    r"yaa|या|"
    r"kimba|kinba|কিংবা|কিম্বা|অথবা|othoba|athoba|অব্দি|upto|up to)",
    regex.I,
)
_AND_LINK = regex.compile(r"(?:and|&|aur|ar|o|এবং|আর|ও|और|एवं|theke|থেকে|to)", regex.I)
_BETWEEN_BEFORE = regex.compile(r"(?:between|betwen|betn|btw|from)\W*(?:rs\.?|inr|₹)?\W*$", regex.I)
_BETWEEN_AFTER = regex.compile(
    r"\W*(?:[\p{L}\p{M}]+\W+){0,3}?(?:modh?y?e|moddh?e|moddhye|majhe|maje|majhamajhi|beech|bich|bichme|মধ্যে|"
    r"মাঝে|মাঝামাঝি|बीच)",
    regex.I,
)
_DATE = regex.compile(r"(?<!\d)\d{1,4}[/.-]\d{1,2}[/.-]\d{2,4}(?!\d)")
_ADDRESS = regex.compile(r"\S+@\S+|https?://\S+|www\.\S+", regex.I)
_CLOCK = regex.compile(r"(?<!\d)\d{1,2}:\d{2}(?!\d)")
# Mobile and landline numbers, Aadhaar in fours: ten digits and more, however they are spaced.
_PHONE = regex.compile(
    r"(?<![\d,.])(?:\+?91[\s-]*)?(?:[6-9]\d{9}|[6-9]\d{4}[\s-]\d{5}|[6-9]\d{2}[\s-]\d{3}[\s-]\d{4})(?!\d)"
)
_LONG = regex.compile(r"(?<!\d)\d{4}[ -]\d{4}[ -]\d{4}(?!\d)|(?<![\d,])\+\d[\d -]{7,}|(?<!\d)0\d{2,4}[ -]\d{6,8}(?!\d)")


class Span(NamedTuple):
    """One number (`high` None) or a range; `low_value` and `high_value` with a shared multiplier given to both."""

    low: Run
    high: Run | None
    low_value: Decimal
    high_value: Decimal
    start: int
    end: int

    @property
    def last(self) -> Run:
        return self.high or self.low


def hidden_spans(text: str) -> list[tuple[int, int]]:
    """Places of dates, clock times, telephone and Aadhaar numbers, web and mail addresses."""
    text = to_ascii_digits(text)
    patterns = (_DATE, _ADDRESS, _CLOCK, _PHONE, _LONG)
    return [match.span() for pattern in patterns for match in pattern.finditer(text)]


def number_spans(text: str, unit: regex.Pattern[str], signs: str = "") -> list[Span]:
    """Return the numbers and ranges of `text` outside dates, addresses and telephone numbers.

    `unit`: words that may stand between the two numbers of a range ("5 lakh taka theke 6 lakh taka"), `signs`:
    signs that may.
    """
    hidden = hidden_spans(text)
    runs = [run for run in find_runs(text) if not any(a < run.end and run.start < b for a, b in hidden)]
    spans: list[Span] = []
    index = 0
    while index < len(runs):
        low = runs[index]
        high = runs[index + 1] if index + 1 < len(runs) else None
        values = _range(text, low, high, unit, signs) if high is not None else None
        if high is not None and values is not None:
            spans.append(Span(low, high, *values, low.start, high.end))
            index += 2
        else:
            spans.append(Span(low, None, low.value, low.value, low.start, low.end))
            index += 1
    return spans


def _range(text: str, low: Run, high: Run, unit: regex.Pattern[str], signs: str) -> tuple[Decimal, Decimal] | None:
    if low.alone or high.alone:
        return None
    gap = text[low.end : high.start]
    if len(gap) > 40 or "\n" in gap:
        return None
    between = gap
    for sign in signs:
        between = between.replace(sign, " ")
    said = [
        word
        for word in regex.split(r"\s+|(?<=-)(?=\p{L})|(?<=\p{L}\.?)(?=-)|(?<=[\d/])(?=-)", between.strip().lower())
        if word
    ]
    own_unit = bool(said) and unit.fullmatch(said[0].rstrip(".")) is not None
    own_unit = own_unit or any(sign in gap for sign in signs if sign in "₹%৳")
    said = [word for word in said if unit.fullmatch(word.strip(".")) is None]
    link = " ".join(said)
    if not link:
        if own_unit or gap.strip(" "):
            return None
        return _neighbours(low, high)
    if _LINK.fullmatch(link) is None and not (
        _AND_LINK.fullmatch(link)
        and (
            _BETWEEN_BEFORE.search(text[max(0, low.start - 24) : low.start])
            or _BETWEEN_AFTER.match(text[high.end : high.end + 40])
        )
    ):
        return None
    return _shared(low, high, own_unit)


def _neighbours(low: Run, high: Run) -> tuple[Decimal, Decimal] | None:
    """Two numbers side by side: "do teen lakh", "dash baro hazar", "5 6 lakh"."""
    base = high.value / high.scale
    if low.scale != 1:
        return None
    if low.value == 2 and base == 1 and high.scale > 1 and not (low.digits or high.digits):
        return high.value, 2 * high.value  # দু এক লাখ
    if not low.value < base:
        return None
    if low.digits or high.digits:
        fits = base == low.value + 1
    else:
        half = low.value != low.value.to_integral_value()  # দেড় দুই লাখ
        fits = base == low.value + Decimal("0.5") if half else base <= low.value * 3
    return _shared(low, high, False) if fits else None


def _shared(low: Run, high: Run, own_unit: bool) -> tuple[Decimal, Decimal] | None:
    first, second = low.value, high.value
    if low.scale == 1 and high.scale >= HUNDRED and first < THOUSAND and not (own_unit and first >= HUNDRED):
        if first > second / high.scale:
            return None  # "50 to 1 lakh": fifty what?
        first *= high.scale
    elif high.scale == 1 and low.scale >= THOUSAND and second < THOUSAND:
        return None
    return (first, second) if first < second else None
