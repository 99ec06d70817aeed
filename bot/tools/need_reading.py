"""What a message of an employer says: how many, from when, who they are, their papers. Each takes the text and gives a
plain value, or None if it says nothing of it."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from typing import Any, Final

import regex
from stdnum.exceptions import ValidationError
from stdnum.in_ import gstin

from bot.language import for_matching, to_ascii_digits, tokenize
from bot.language.entities import find_dates, find_experience, find_name, find_numbers, find_phones
from bot.language.entities.people import explain_phone
from bot.tools import reading
from bot.tools.worker_words import corrects

NOW: Final = "now"
"""The work can begin at once."""
PROBLEM: Final = "!"
"""Begins what is kept of a value that cannot be, so that it is complained about: "!too_short"."""
NAME_MOST: Final = 80
_FEW = 6  # words: of an answer

Span = tuple[int, int]


def _pattern(*parts: str) -> regex.Pattern[str]:
    return regex.compile("|".join(parts), regex.IGNORECASE)


_PEOPLE: Final = _pattern(
    r"\s*[-]?\s*(?:[\p{L}\p{M}]+\s+){0,2}?(?:jon|jan|jana|jona|ta|to|te|ti|go|log|lok|people|persons?|workers?|labours?|labou?r|hands?"
    r"|men|women|nos?|staff|helpers?|mistri\w*|karigar\w*|aadmi|admi|bande|ladk\w+|meye|chele|mohila|aurat\w*|majdoor|mazdoor|mojur|"
    r"majur|operators?|boys?|girls?)\b",
    r"\s*(?:[\p{L}\p{M}]+\s+){0,2}?(?:জন|টা|টি|টে|লোক|শ্রমিক|মজুর|মিস্ত্রি|মেয়ে|ছেলে|কর্মী|কারিগর|জনের|জনকে)",
    r"\s*(?:[\p{L}\p{M}]+\s+){0,2}?(?:लोग|आदमी|जन|जने|मज़दूर|मजदूर|मिस्त्री|लड़के|औरत|महिला|कारीगर|लेबर|बंदे|गो)",
)
_OTHER_UNIT: Final = _pattern(
    r"\s*[-]?\s*(?:days?|diner|din|dino?|months?|mas(?:e|er)?|maash?|mahin\w*|weeks?|hafte|soptah\w*|years?|yrs?|bochor\w*|saal|hours?|"
    r"ghont\w*|ghant\w*|hazar|hajar|lakh|taka|tk|rs|rupees?|rupay\w*|per|roj|km|kg|am|pm|th|st|nd|rd|tarikh\w*|inch|feet|"
    r"store?ys?|tola|bhk)\b|\s*%",
    r"\s*(?:দিন|মাস|বছর|সপ্তাহ|ঘণ্টা|হাজার|লাখ|টাকা|তারিখ|তলা|কিমি)", r"\s*(?:दिन|महीन|साल|हफ़्त|हफ्त|घंट|हज़ार|हजार|लाख|रुपए|रुपये|तारीख)",
)  # fmt: skip
_MONEY_BEFORE: Final = _pattern(
    r"(?:rs\.?|₹|roj|rate|salary|maine|beton|tankha\w*|wage|pay|daily|nh|no\.?|number|nombor)\s*$",
    r"(?:রোজ|মাইনে|বেতন|টাকা|মজুরি|নম্বর)\s*$", r"(?:रोज|तनख्वाह|वेतन|मज़दूरी|नंबर)\s*$",
)  # fmt: skip
_NOW: Final = _pattern(
    r"\b(?:now|immediate(?:ly)?|urgent(?:ly)?|asap|at once|right away|"
    r"ekhon\w*|ekhun\w*|ekhni|akhon\w*|akhuni|joldi|jaldi|joto taratari|"
    r"turant|abhi|fauran|any ?time|je kono din|jokhon khushi)\b",
    "এখন|এক্ষুনি|এখুনি|এক্ষুণি|জলদি|তাড়াতাড়ি|যে কোনো দিন|যেকোনো দিন|अभी|तुरंत|तुरन्त|फौरन|फ़ौरन|जल्दी|कभी भी",
)
_ANY: Final = _pattern(
    r"\b(?:any|anyone|anybody|none|zero|fresher|no need|not needed|not required|dorkar nei|lagbe na|lage na|jekono|"
    r"je kono|na holeo|"
    r"zaroorat nahi|zarurat nahi|koi bhi|chalega|cholbe|notun holeo)\b",
    "দরকার নেই|লাগবে না|যে কেউ|যেকোনো|যে কোনো|না থাকলেও|নতুন হলেও|চলবে|ज़रूरत नहीं|जरूरत नहीं|कोई भी|चलेगा|नया भी",
)
_LABELLED: Final = _pattern(
    r"\b(?:company|firm|business|shop|dokan(?:er)?|unit|factory|karkhana(?:r)?|employer|malik(?:er)?|contractor|thikadar|thekedar|"
    r"organi[sz]ation|proprietor)(?:['’]?s)?\s*(?:er\s+|ka\s+|ki\s+)?(?:name|na+m)?\s*(?:is\b|[:=-])\s*(?P<name>[^,;\n।|]{2,80})",
    r"(?:কোম্পানি|কোম্পানির|দোকান|দোকানের|কারখানা|কারখানার|মালিক|মালিকের|ঠিকাদার|ফার্ম)(?:\s*নাম)?\s*[:=-]\s*(?P<name>[^,;\n।|]{2,80})",
    r"(?:कंपनी|दुकान|कारखाने|मालिक|ठेकेदार|फर्म)(?:\s*का)?(?:\s*नाम)?\s*[:=-]\s*(?P<name>[^,;\n।|]{2,80})",
)
_LEAD: Final = _pattern(
    r"^\s*(?:(?:it\s+is|its|it's|this\s+is|i\s+am|we\s+are|ami|amra|main|hum|my|our|amar|amader|mera|hamar[ai]?|the)\s+)?"
    r"(?:(?:company|firm|business|shop|dokan|unit|factory)\s*(?:er\s+|ka\s+)?)?(?:(?:name|na+m)\s*(?:is|holo|hai)?\s*[:=-]?\s+)?",
    r"^\s*(?:আমার|আমাদের)?\s*(?:কোম্পানির|দোকানের|কারখানার)?\s*নাম\s*(?:হল|হলো)?\s*[:=-]?\s*",
    r"^\s*(?:मेरा|मेरी|हमारा|हमारी)?\s*(?:कंपनी का|दुकान का)?\s*नाम\s*(?:है)?\s*[:=-]?\s*",
)
_UDYAM: Final = regex.compile(r"\bUDYA[MN]\W{0,3}([A-Z]{2})\W{0,3}([0-9]{2})\W{0,3}([0-9]{7})\b", regex.IGNORECASE)
_GSTIN: Final = regex.compile(r"\b[0-9]{2}[A-Z]{5}[0-9]{4}[A-Z][0-9A-Z]{3}\b", regex.IGNORECASE)


def phone(text: str, *, asked: bool) -> str | None:
    """The first mobile number; to the question for one, also why it is none."""
    found = next((one.e164 for one in find_phones(text, expected=asked) if one.mobile), None)
    if found is not None or not asked:
        return found
    problem = explain_phone(text)
    return f"{PROBLEM}{problem}" if problem is not None and _is_answer(text) else None


def identity(text: str, *, asked: bool) -> str | None:
    """Udyam number or GSTIN as it is written; "" for none; to the question for one, also that it is none."""
    plain = to_ascii_digits(text)
    if (udyam := _UDYAM.search(plain)) is not None:
        return f"UDYAM-{udyam[1].upper()}-{udyam[2]}-{udyam[3]}"
    if (number := _GSTIN.search(plain)) is not None:
        try:
            return str(gstin.validate(number.group().upper()))
        except ValidationError:
            return f"{PROBLEM}gstin"
    if not asked:
        return None
    if reading.unknown(text) or reading.yes_no(text) is False or _ANY.search(text):
        return ""
    return f"{PROBLEM}form" if any(char.isdigit() for char in plain) else None


def starts(text: str, today: dt.date, *, asked: bool) -> tuple[str | None, list[Span]]:
    """The day on which the work begins (ISO 8601) or `NOW`; and where dates stand, whatever they are of."""
    dates = find_dates(text, today)
    spans = [(date.start, date.end) for date in dates]
    if dates:
        first = dates[0]
        return max(first.day, min(today, first.last)).isoformat(), spans
    if _NOW.search(text) or (asked and reading.unknown(text)):
        return NOW, spans
    return None, spans


def experience(text: str, *, asked: bool) -> tuple[int | None, list[Span]]:
    """Least months of work; 0: any. And where they stand."""
    found = find_experience(text, expected=asked)
    if found:
        return found[0].low, [(one.start, one.end) for one in found]
    if asked and (reading.unknown(text) or reading.yes_no(text) is False or _ANY.search(text)):
        return 0, []
    return None, []


def count(text: str, taken: Iterable[Span], before_trade: int | None, *, asked: bool) -> int | None:
    """How many people. `taken`: what stands there means something else; `before_trade`: where a trade is named, so
    that a number close before it counts its people."""
    taken = list(taken)
    numbers = [
        one for one in find_numbers(text)
        if one.value == int(one.value) and not any(one.start < end and start < one.end for start, end in taken)
    ]  # fmt: skip
    plain = [
        one for one in numbers
        if not _OTHER_UNIT.match(text, one.end) and not _MONEY_BEFORE.search(text[: one.start])
    ]  # fmt: skip
    people = [one for one in plain if _PEOPLE.match(text, one.end)]
    close = [one for one in plain if before_trade is not None and 0 <= before_trade - one.end <= 2]
    chosen = close or people or (plain if len(plain) == 1 else [])
    if asked and not chosen:
        chosen = plain or numbers
    return int(chosen[0].value) if chosen else None


def employer(text: str, *, asked: bool) -> str | None:
    """Name of the employer or of their business: with a word that says so, or bare to the question for it."""
    for match in _LABELLED.finditer(text):
        if (name := _clean(match["name"])) is not None:
            return name
    named = find_name(text, expected=False)
    if named is not None:
        return _clean(text[named.start : named.end])
    if not asked or corrects(text) or reading.unknown(text) or reading.yes_no(text) is not None:
        return None
    rest = text
    for found in reversed(find_phones(text)):
        rest = rest[: found.start] + rest[found.end :]
    lead = _LEAD.match(rest)
    return _clean(rest[lead.end() :] if lead else rest)


def waived(text: str) -> bool:
    """Whether a message says that there need be none: no papers, no experience."""
    return _ANY.search(text) is not None


def named_in(text: str, name: str | None) -> list[Span]:
    """Where a name stands that was read out of a text, with the words that say so."""
    if name is None:
        return []
    at = text.find(name)
    return [match.span() for match in _LABELLED.finditer(text)] + ([(at, at + len(name))] if at >= 0 else [])


def _clean(text: str) -> str | None:
    name = " ".join(text.split()).strip(" .,;:-–—")
    letters = sum(char.isalpha() for char in name)
    return name[:NAME_MOST] if letters >= 2 and len(tokenize(name)) <= 2 * _FEW else None


def _is_answer(text: str) -> bool:
    return any(char.isdigit() for char in text) or len(for_matching(text).split()) <= _FEW


def said(value: Any) -> str | None:
    """What is wrong with a value that is kept only to be complained about."""
    return value[len(PROBLEM) :] if isinstance(value, str) and value.startswith(PROBLEM) else None
