"""Telephone number, code, age and years of work in what a worker writes."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Final

import regex  # type: ignore[import-untyped,unused-ignore]

from bot.language import to_ascii_digits, tokenize
from bot.language.entities import TradeIndex, explain_phone, find_ages, find_durations, find_experience, find_phones
from bot.tools.base import Known, Value
from bot.tools.words import yes_no
from bot.tools.worker_slots import AGE, CHILD, EXPERIENCE, OWN_PHONE, PHONE
from bot.tools.worker_words import clauses, denial, pattern

PROBLEM: Final = "!"
"""Begins a value that cannot be kept; what follows names the complaint."""
YOUNGEST, OLDEST, FIRST_WORK = 18, 100, 10
"""Years: the youngest who may be registered (below, the law wants a parent's own, verified consent: section 9 of the
Digital Personal Data Protection Act 2023), the oldest age that is believed, and the age before which no years of work
are counted."""
_LABEL: Final = pattern(
    r"\b(?:phone|fon|mobile|mobail|mob|number|nombor|nambar|numbar|no|contact|whatsapp)\b|ফোন|মোবাইল|নম্বর|নাম্বার|फ़ोन|फोन|मोबाइल|नंबर|नम्बर"
)
_LEAST_DIGITS: Final = 5  # fewer are no attempt at a telephone number, unless one was asked for
_CODE: Final = regex.compile(r"(?<!\d)\d(?:[ -]?\d){3,7}(?!\d)")
_LISTED: Final = regex.compile(r"[,;\n]")
_FRESH: Final = pattern(r"\b(?:fresher|notun|naya|nayi|no experience)\b|নতুন|नया|नई")
_MONTHS: Final = 12
_OF_YEARS: Final = ("er", "ের")
# Behind a length of time: it tells when something was, or how long it is to be.
_NO_WORK: Final = pattern(
    r"^\W*(?:ago|age|agey|aage|pehle|pahle|back|later|por|pore|training|trening|course|old|ke liye|er jonno)\b"
    r"|^\W*(?:আগে|পরে|ট্রেনিং|কোর্স|এর জন্য|पहले|बाद|ट्रेनिंग|कोर्स|के लिए)"
)
_SHORT: Final = 4  # words of an answer that says no more


def phone(text: str, asked: bool, known: Known, alone: bool) -> dict[str, Value]:
    """A mobile number, or why there is none. `alone`: the message says nothing else."""
    found = find_phones(text, expected=asked)
    mobile = [one for one in found if one.mobile and denial(text, one.start, one.end) is None]
    if mobile:
        return {PHONE: mobile[-1].e164}
    if found and not any(one.mobile for one in found):
        return {PHONE: f"{PROBLEM}land"}
    plain = to_ascii_digits(text)
    digits = sum(char.isdecimal() for char in plain)
    if asked:
        if known.get(OWN_PHONE) and (answer := yes_no(text)) is not None:
            return {PHONE: known[OWN_PHONE]} if answer else {OWN_PHONE: None}
        if digits and alone:
            return {PHONE: f"{PROBLEM}{explain_phone(text) or 'too_short'}"}
        return {}
    for at, part in clauses(plain):
        label = _LABEL.search(part)
        if (
            label
            and _digits(part[label.end() :]) >= _LEAST_DIGITS
            and (problem := explain_phone(text[at : at + len(part)]))
        ):
            return {PHONE: f"{PROBLEM}{problem}"}
    return {}


def code(text: str) -> dict[str, Value]:
    """A code of four to eight digits, in any script and grouping."""
    match = _CODE.search(to_ascii_digits(text))
    return {"code": "".join(char for char in match.group() if char.isdigit())} if match else {}


def years(text: str, asked: str | None, known: Known) -> dict[str, Value]:
    """Age, and months of work."""
    found: dict[str, Value] = {}
    if (age := _age(text, asked)) is not None:
        found[AGE] = age
        found[CHILD] = age < YOUNGEST or None
    if (months := _experience(text, asked)) is not None:
        found[EXPERIENCE] = months
    elif age is not None and known.get(EXPERIENCE) is not None:
        found[EXPERIENCE] = known[EXPERIENCE]  # looked at once more, beside the age
    return found


def impossible(slot: str, value: Value, known: Mapping[str, Any]) -> str | None:
    """Why an age or years of work cannot be."""
    if slot == AGE:
        return "worker_age_child" if value < YOUNGEST else "worker_age_impossible" if value > OLDEST else None
    if slot == EXPERIENCE:
        age = known.get(AGE)
        if value > (OLDEST - FIRST_WORK) * _MONTHS:
            return "worker_experience_impossible"
        if age is not None and YOUNGEST <= age <= OLDEST and value > (age - FIRST_WORK) * _MONTHS:
            return "worker_experience_age"
    return None


def _digits(text: str) -> int:
    return sum(char.isdecimal() for char in text)


def _age(text: str, asked: str | None) -> int | None:
    found = find_ages(text, expected=asked == AGE)
    for one in found:
        end = denial(text, one.start, one.end)
        if end is None:
            continue
        rest = find_ages(text[end:], expected=True)
        return (rest[0].high or rest[0].low) if rest else None
    if found:
        return found[-1].high or found[-1].low
    parts = [part.strip() for part in _LISTED.split(to_ascii_digits(text))]
    listed = [int(part) for part in parts if part.isdecimal() and len(part) == 2]
    if asked is None and len(parts) > 2 and listed and listed[0] >= YOUNGEST:
        return listed[0]
    return None


def _experience(text: str, asked: str | None) -> int | None:
    wanted = asked == EXPERIENCE
    found = find_experience(text, expected=wanted)
    if found:
        kept = [one for one in found if denial(text, one.start, one.end) is None]
        if kept:
            return kept[-1].high
        end = denial(text, found[-1].start, found[-1].end)
        rest = find_experience(text[end:], expected=True) if end is not None else []
        return rest[-1].high if rest else None
    if not wanted:
        return None
    if durations := find_durations(text, expected=True):
        return None if find_ages(text) else durations[-1].high
    return None


def no_years(text: str) -> dict[str, Value]:
    """ "None", "I am new": the answer to the question for years of work."""
    short = len(tokenize(text)) <= _SHORT
    return {EXPERIENCE: 0} if short and (yes_no(text) is False or _FRESH.search(text)) else {}


def worked_there(text: str, start: int, end: int) -> int | None:
    """Months of work said in one breath with the place of work ("Surat me 5 saal", "9 years in Bangalore")."""
    for at, part in clauses(text):
        if not at <= start < at + len(part):
            continue
        ages = find_ages(part)
        for one in find_durations(part):
            if (
                not any(one.start < age.end and age.start < one.end for age in ages)
                and not _NO_WORK.search(part[one.end :])
                and denial(part, one.start, one.end) is None
            ):
                return one.high
    return None


def worked_as(text: str, trades: TradeIndex | None) -> int | None:
    """Months of work said in one breath with a trade ("mason for 8 years", "8 bochor rajmistri"), or by themselves in a
    list with one ("electrician, 5 years, ITI") if nobody who may be registered can be so old."""
    if trades is None:
        return None
    named = False
    for _, part in clauses(text):
        works = bool(trades.find(part))
        named = named or works
        ages = find_ages(part)
        for one in find_durations(part):
            alone = named and not part[: one.start].strip(" ,;") and not part[one.end :].strip(" ,;.।")
            if not works and not (alone and one.high < YOUNGEST * _MONTHS):
                continue
            if part[: one.end].rstrip().endswith(_OF_YEARS):
                continue  # "25 bochorer rajmistri": so old
            if _NO_WORK.search(part[one.end :]) or any(one.start < age.end and age.start < one.end for age in ages):
                continue
            if denial(part, one.start, one.end) is None:
                return one.high
    return None
