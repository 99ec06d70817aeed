"""Works out what a figure says of its own origin ("35 % of 6 lakh", "12 members x 18,000"), as far as it is a sum."""

from __future__ import annotations

import re
from decimal import ROUND_HALF_UP, Decimal

_UNITS = {"": 1, "lakh": 10**5, "crore": 10**7}
_SIGNS = {
    "+": "+", "plus": "+", "-": "-", "less": "-", "x": "x", "times": "x", "at": "x", "a day for": "x", "/": "/",
    "shared by": "/", "over": "/",
}  # fmt: skip
_SIGN = "|".join(re.escape(sign) for sign in _SIGNS)
# A number may name what it counts: "120 bags", "12 months".
_AMOUNT = rf"(\d[\d,]*(?:\.\d+)?)(?: (lakh|crore))?(?: (?!(?:{_SIGN}|and)\b)[a-z]+){{0,2}}?"
_SHARE = re.compile(rf"(?:(\d+(?:\.\d+)?) ?%|half) of (?:the )?{_AMOUNT}")
_CHAIN = re.compile(rf"{_AMOUNT}((?: (?:{_SIGN}|and) {_AMOUNT})+)")
_STEP = re.compile(rf" ({_SIGN}|and) {_AMOUNT}(?= |$)")


def worked_out(text: str) -> Decimal | None:
    """The value of a sum; None for a text of another form ("round sum chosen for the example").

    `and` goes on with the sign before it: "1,000 less 30 and 15" is 955.
    """
    text = text.strip().rstrip(".").removeprefix("example: ")
    if share := _SHARE.fullmatch(text):
        return Decimal(share[1] or 50) * _value(share[2], share[3]) / 100
    if (chain := _CHAIN.fullmatch(text)) is None:
        return None
    total = _value(chain[1], chain[2])
    sign = "+"
    for word, number, unit in _STEP.findall(chain[3]):
        sign = _SIGNS.get(word, sign)
        value = _value(number, unit)
        match sign:
            case "+":
                total += value
            case "-":
                total -= value
            case "x":
                total *= value
            case _:
                total /= value
    return total


def same(value: Decimal, shown: Decimal) -> bool:
    """Whether a figure is the value, or the value in whole rupees."""
    return value == shown or value.quantize(Decimal(1), ROUND_HALF_UP) == shown


def _value(number: str, unit: str | None) -> Decimal:
    return Decimal(number.replace(",", "")) * _UNITS[unit or ""]
