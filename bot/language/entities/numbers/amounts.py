"""Sums of rupees: "৫ লাখ", "derh lakh", "sade teen lakh", "50k", "Rs.5000/-", "2 lakh 50 hazar", "5-6 lakh"."""

from __future__ import annotations

from decimal import ROUND_HALF_UP
from typing import Final, NamedTuple

import regex  # type: ignore[import-untyped,unused-ignore]

from bot.language.entities.numbers.counted import COUNTED, MONEY
from bot.language.entities.numbers.numerals import Run
from bot.language.entities.numbers.ranges import Span, number_spans
from bot.language.entities.numbers.reading import Word, read_words
from bot.language.entities.numbers.words import CRORE, LAKH, THOUSAND

_HIGHEST: Final = 10**13  # more than any loan or turnover: account numbers and slips of the finger
_MONEY_BEFORE = regex.compile(r"(?:rs|re|inr|rupees?|rupaye|tk|taka|টাকা|टका|रु|रू|रुपये|রু)")
_SIGN_BEFORE = regex.compile(r"(?:₹|৳|₨|(?<![\p{L}])(?:rs|inr|tk|re)\s*[.:]*)\s*-?\s*$", regex.I)
_SIGN_AFTER = regex.compile(r"\s*(?:/[-=]|₹|৳|₨|/-|/–|\.?/-)")
# Things and people that are counted in thousands too.
_THINGS = regex.compile(
    r"(?:jon[\p{L}]*|jan|lok|loke?r?|log[\p{L}]*|people|persons?|workers?|manush[\p{L}]*|kormi|karmi|sromik|"
    r"shromik|famil(?:y|ies)|members?|"
    r"customers?|followers?|subscribers?|users?|views?|likes?|students?|units?|pcs?|pieces?|pis|kg|kgs|kilo|"
    r"gram|gm|tons?|litres?|liters?|ltrs?|ml|km|"
    r"meters?|metres?|feet|ft|sq|sqft|square|bigha|katha|acres?|mb|gb|steps?|bricks?|it|eent|bosta|packets?|dim|eggs?|murgi|ইট|বস্তা|ডিম|মুরগি|ईंट|बोरी|village[s]?|gram|million|billion|"
    r"mn|bn|lakh|years?|yrs|words?|"
    r"জন[\p{L}\p{M}]*|লোক[\p{L}\p{M}]*|মানুষ[\p{L}\p{M}]*|কর্মী[\p{L}\p{M}]*|শ্রমিক[\p{L}\p{M}]*|পরিবার|পিস|"
    r"কেজি|গ্রাম|লিটার|মিটার|ফুট|বিঘা|কাঠা|"
    r"लोग[\p{L}\p{M}]*|आदमी|व्यक्ति|मजदूर|कर्मचारी|परिवार|पीस|किलो|ग्राम|लीटर|मीटर|फीट|बीघा|unit|times|percent|"
    r"protishat)"
)
# A number after one of these names something; the second list lies after the number.
_NAMING = """
form section sec dhara gstr itr ward no number nombor nambar num house flat class msme stage pin pincode code
age boyos boyosh umar umra page point option covid hsn sac nic rule article vitamin windows android version gst
gstin aadhaar adhar otp id phone mobile mob whatsapp ph call type schedule chapter nh sh plot road block
khatian dag mouza sl serial year sal saal ফর্ম ধারা সেকশন নম্বর নং ওয়ার্ড বয়স পিন ক্লাস পাতা ফোন মোবাইল ওটিপি
फॉर्म धारा नंबर नम्बर वार्ड उम्र आयु पिन कक्षा फोन मोबाइल
"""
_NAMES_BEFORE = frozenset(_NAMING.split())
_NAMES_AFTER = regex.compile(
    r"(?:parg[ao]n[\p{L}]*|porg[ao]n[\p{L}]*|pgs|pargan|পরগ[\p{L}\p{M}]*|परग[\p{L}\p{M}]*|st|nd|rd|th|number|no|"
    r"nombor|nambar|নম্বর|নং|नंबर|नम्बर|তারিখ|tarikh|तारीख|"
    r"pass|class|standard|star|wheeler|tv|television|video|videos|resolution|display|monitor|ultra|uhd|hd|smart|led|camera|screen|projector|टीवी|টিভি|ভিডিও|"
    r"वीडियो|phase|digit|million|billion|mn|bn|trillion|jan[a-z]*|feb[a-z]*|mar|march|"
    r"apr[a-z]*|may|june?|july?|aug[a-z]*|sep[a-z]*|"
    r"oct[a-z]*|nov[a-z]*|dec[a-z]*)"
)


class Amount(NamedTuple):
    """Whole rupees from `low` to `high` (equal unless a range), as typed in `text[start:end]`.

    `unit_given`: a currency, thousand, lakh or crore was said; without one "5" may have meant 5 lakh.
    """

    low: int
    high: int
    start: int
    end: int
    unit_given: bool


def find_amounts(text: str, *, expected: bool = False) -> list[Amount]:
    """Return the sums of money in `text`, in order.

    `expected`: a form has just asked for an amount, so that a bare number counts. Years, percentages, ages, dates,
    telephone and form numbers do not. Fractions of a rupee are rounded. Never raises.
    """
    words = read_words(text)
    amounts: list[Amount] = []
    taken = 0
    for span in number_spans(text, MONEY, "₹৳₨=."):
        amount = _amount(text, words, span, expected, taken)
        if amount is not None:
            amounts.append(amount)
            taken = amount.end
    return amounts


def _amount(text: str, words: list[Word], span: Span, expected: bool, taken: int) -> Amount | None:
    start, end, currency = _currency(text, words, span, taken)
    large = max(span.low.scale, span.last.scale) >= THOUSAND and not span.low.alone
    follower = _follower(text, words, span.last)
    before = _before(text, words, span.low)
    if follower is not None and (_THINGS.fullmatch(follower.key) or _NAMES_AFTER.fullmatch(follower.key)):
        return None
    if not currency and span.last.glued and not large:
        return None
    if text[span.end : span.end + 2].lstrip().startswith("%"):
        return None
    if span.low.alone and not (currency or _about(words, span.low, follower, before, expected)):
        return None
    if before is not None and before.kind == "multiplier" and not text[before.end : span.low.start].strip(" "):
        return None  # লাখ লাখ টাকা is no amount, "hazar dui taka" is about 2000
    if not currency and not large and not span.low.alone and not _bare(text, span, expected, before, follower):
        return None
    if _unfinished(text, words, span.last):
        return None
    if any(value * 100 % 10 for value in (span.low_value, span.high_value)) and not large:
        return None  # "50.000" is fifty thousand to some
    low, high = (int(value.to_integral_value(ROUND_HALF_UP)) for value in (span.low_value, span.high_value))
    return Amount(low, high, start, end, currency or large or span.low.alone) if 0 <= low <= high < _HIGHEST else None


def _currency(text: str, words: list[Word], span: Span, taken: int) -> tuple[int, int, bool]:
    """Where the amount starts and ends with its currency, and whether it has one."""
    start, end, found = span.start, span.end, False
    if (sign := _SIGN_BEFORE.search(text[taken:start])) is not None:
        start, found = taken + sign.start(), True
    elif (
        (before := _before(text, words, span.low)) is not None
        and before.start >= taken
        and _MONEY_BEFORE.fullmatch(before.key)
        and not text[before.end : start].strip(" .:-")
    ):
        start, found = before.start, True
    if (sign := _SIGN_AFTER.match(text[end:])) is not None:
        end, found = end + sign.end(), True
    elif (after := _follower(text, words, span.last)) is not None and MONEY.fullmatch(after.key):
        end, found = after.end, True
    if span.high is not None and not found:
        found = any(sign in text[span.low.end : span.high.start] for sign in "₹৳₨")
    return start, end, found


def _before(text: str, words: list[Word], run: Run) -> Word | None:
    return words[run.first - 1] if run.first > 0 and "\n" not in text[words[run.first - 1].end : run.start] else None


def _follower(text: str, words: list[Word], run: Run) -> Word | None:
    """The word right after a number, a blank, hyphen, dot or bracket between."""
    if run.last + 1 >= len(words):
        return None
    word = words[run.last + 1]
    return word if not text[run.end : word.start].strip(" \u00a0-.()'’") else None


def _about(words: list[Word], run: Run, follower: Word | None, before: Word | None, expected: bool) -> bool:
    """Whether a multiplier without a number means one of it: "লাখখানেক", "a lakh"."""
    key = words[run.first].key
    if key.endswith(("khanek", "খানেক")) or (follower is not None and follower.key in ("khanek", "খানেক")):
        return True
    return run.scale >= THOUSAND and ((before is not None and before.key == "a") or (expected and len(words) == 1))


def _bare(text: str, span: Span, expected: bool, before: Word | None, follower: Word | None) -> bool:
    """Whether a number without unit and currency is an amount."""
    if before is not None and before.key.rstrip("0123456789") in _NAMES_BEFORE:
        return False
    if follower is not None and COUNTED.fullmatch(follower.key):
        return False
    if span.low_value % 1 or span.high_value % 1:
        return False  # "1.5" of what?
    typed = text[span.last.start : span.last.end]
    if not expected:
        return "," in typed and span.last.value >= THOUSAND
    digits = typed.replace(",", "")
    return not (len(digits) >= 10 and "," not in typed)


def _unfinished(text: str, words: list[Word], run: Run) -> bool:
    """Whether a number follows that may be thousands: "1 lakh 50" is 1.5 lakh to some, 1,00,050 to others."""
    if run.scale not in (LAKH, CRORE) or run.last + 1 >= len(words):
        return False
    word = words[run.last + 1]
    if word.kind not in ("digits", "number") or text[run.end : word.start].strip(" ") or not 10 <= word.value < 100:
        return False
    if run.last + 2 >= len(words):
        return not text[word.end :].lstrip().startswith("%")
    return MONEY.fullmatch(words[run.last + 2].key) is not None
