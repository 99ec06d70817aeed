"""The number in a typed answer: "₹1,350", "দেড় লাখ", "18 percent", "paintalis din"."""

from __future__ import annotations

import math
from typing import Final

from bot.knowledge.strict import LANGUAGES, Trilingual
from bot.language import for_matching
from bot.language.entities.numbers.counted import COUNTED
from bot.language.entities.numbers.numerals import find_numbers
from bot.language.roman.readable import readable
from bot.services.assessment.words import FILLERS, key, listed

_PADDING: Final = FILLERS | listed(
    """
    about around approximately only exactly rupees rs inr percent per cent of every each day days hours mg kg gram
    within up to upto at most maximum total call dial phone digit digits
    প্রায় মাত্র মোট শুধু মতো পর্যন্ত কাছাকাছি প্রতি ঘণ্টা লাগবে দিতে দেব টাকা মিগ্রা মধ্যে ভিতরে ফোন কল করব এ তে
    pray prai matro mot shudhu moto porjonto proti lagbe dite debo taka modhye moddhe bhitore phone korbo e te
    लगभग करीब सिर्फ केवल कुल तक के का की घंटे लगेगा रुपये में अंदर फ़ोन कॉल करूँगा पर
    lagbhag karib sirf keval kul tak ke ka ki ghante lagega mein andar par karunga
    """
)
_LONGEST = 8  # words beside the number


def number(text: str, unit: Trilingual | None = None) -> int | float | None:
    """The one number of an answer, as an int if it is whole; None if there is none, if there are several, or if other
    words show that more is said than a number. `unit`: of the item, whose words may stand beside it."""
    found = find_numbers(text)
    if len(found) != 1 or "?" in text:
        return None
    one = found[0]
    around = for_matching(f"{text[: one.start]} {text[one.end :]}").split()
    units = _of(unit) if unit is not None else frozenset()
    if len(around) > _LONGEST or any(not _beside(word, units) for word in around):
        return None
    value = -one.value if _minus(text, one.start) else one.value
    if not math.isfinite(float(value)):
        return None
    return int(value) if value == value.to_integral_value() else float(value)


def _beside(word: str, units: frozenset[str]) -> bool:
    return key(word) in _PADDING | units or COUNTED.fullmatch(word) is not None


def _of(unit: Trilingual) -> frozenset[str]:
    texts = (form for language in LANGUAGES for form in (unit[language], readable(unit[language])))
    words = {word for text in texts for word in for_matching(text).split()}
    return frozenset(key(form) for word in words for form in (word, word.removesuffix("s")))


def _minus(text: str, start: int) -> bool:
    """A sign right before the number and after nothing; "5 - 3" and "A-3" have none."""
    return text[max(0, start - 1) : start] in ("-", "\u2212") and not text[: start - 1].strip()
