"""Answers of the registration that are chosen, or are yes or no: read in their own question and in so many words."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Final, NamedTuple

import regex  # type: ignore[import-untyped,unused-ignore]

from bot.knowledge.library import Content
from bot.language import for_matching, to_ascii_digits, tokenize
from bot.tools.base import Choice, Known, Value
from bot.tools.choosing import find_choices
from bot.tools.words import unknown, yes_no
from bot.tools.worker_numbers import PROBLEM
from bot.tools.worker_slots import (
    ALL,
    BANK,
    CHOICES,
    EDUCATION,
    ESHRAM,
    GENDER,
    LONGEST_TOOLS,
    NOBODY,
    SHARE,
    SHARED,
    TOOLS,
    WANTS,
    YES,
)
from bot.tools.worker_words import adds, agreement, clauses, corrects, enough, forms, passes, pattern


class Bare(NamedTuple):
    """The part of a message that may be a bare answer; `whole`: the message says nothing else."""

    text: str
    whole: bool


Reader = Callable[[str, Bare | None, Known, Content], Value]
"""(message, what of it may be a bare answer, what is known, content) -> the value, or None. There is a bare answer only
to the slot that was asked for."""
_BANK: Final = pattern(
    r"\bbank(?:e|er|-e)?\s+(?:er\s+|me\s+|mein\s+|ka\s+)?(?:account|ac|a/c|khata|khaata|passbook|boi)\b|"
    r"\b(?:bank|savings)\s*a/?c\b|\bpassbook\b|\bjan\s?dhan\b|"
    r"ব্যা(?:ঙ্ক|ংক)(?:ের|ে)?\s*(?:অ্যাকাউন্ট|একাউন্ট|খাতা|পাসবই|বই)|জন\s?ধন|पासबुक|बैंक\s*(?:में\s+|का\s+)?(?:खाता|अकाउंट|एकाउंट)|जन\s?धन"
)
_ESHRAM: Final = pattern(r"\be[- ]?sh?r[ao]m\b|\beshram\b|ই-?\s?শ্রম|ইশ্রম|ई-?\s?श्रम")
_HAS: Final = forms(
    "have has yes got ache achhe ase hai hain korechi korchi made done হ্যাঁ আছে করেছি করা है हैं हाँ बना बनवाया hya haan done"
)
_HAS_NOT: Final = forms(
    "no not dont without nei nai nahi nahin nhi na noy নেই নাই না নয় হয়নি করিনি नहीं नही ना hoyni korini havent"
)
_CLASS: Final = pattern(
    r"\b(?:class|klas|kelas|std|standard|kaksha)\s*[-:]?\s*(\d{1,2})\b|\b(\d{1,2})\s*(?:th)?\s*(?:class|klas|pass|paas|fail)\b|"
    r"(?:ক্লাস|শ্রেণি|कक्षा|क्लास)\s*[-:]?\s*(\d{1,2})|(?<!\d)(\d{1,2})\s*(?:ক্লাস|পাস|পাশ|वीं|वी|पास|क्लास|কেলাস)"
)
_TOOLS_LABEL: Final = pattern(
    r"(?:\b(?:tools?|jontropati|jontro|auzar|aujar|hatiyar)|যন্ত্রপাতি|হাতিয়ার|औज़ार|औजार)\s*(?:owned)?\s*[:\-–=]+\s*(?P<tools>[^\n;।]+)"
)

_WORK: Final = "work"


def _one_of(slot: str) -> Reader:
    def reader(text: str, bare: Bare | None, known: Known, content: Content) -> Value:
        found = _chosen(text, bare, CHOICES[slot], content)
        return found[0] if len(found) == 1 else found[-1] if found and corrects(text) else None

    return reader


def _chosen(
    text: str, bare: Bare | None, offered: Sequence[Choice], content: Content, *, numbers: bool = True
) -> list[str]:
    """The choices that a bare answer names, or else those that the message names in so many words."""
    found = find_choices(bare.text, offered, content, asked=True, numbers=numbers) if bare else []
    return found or find_choices(text, offered, content, numbers=numbers)


def _wants(text: str, bare: Bare | None, known: Known, content: Content) -> Value:
    if bare is not None and passes(text):
        return None
    found = _chosen(text, bare, CHOICES[WANTS], content)
    if _WORK in found and bare and content.trades is not None and content.trades.find(text):
        said = find_choices(text, CHOICES[WANTS], content)  # "I work as a barber" wants nothing
        found = [want for want in found if want != _WORK or want in said]
    if not found:
        return None
    anew = (bare or corrects(text)) and not adds(text)
    return found if anew else list(dict.fromkeys([*(known.get(WANTS) or ()), *found]))


def _school(text: str, bare: Bare | None, known: Known, content: Content) -> Value:
    plain = to_ascii_digits(text)
    match = _CLASS.search(plain)
    if match is None and bare and plain.strip().isdecimal():
        return _of_class(int(plain))
    if match is not None:
        return _of_class(int(next(group for group in match.groups() if group)))
    found = _chosen(text, bare, CHOICES[EDUCATION], content, numbers=False)
    return found[-1] if found and (bare or len(found) == 1) else None


def _of_class(number: int) -> Value:
    if not 1 <= number <= 12:
        return None
    return "primary" if number < 8 else "class_8" if number < 10 else "class_10" if number < 12 else "class_12"


def _has(about: regex.Pattern[str]) -> Reader:
    """Yes or no, in the part of the message that speaks of it, or as the answer to its question."""

    def reader(text: str, bare: Bare | None, known: Known, content: Content) -> Value:
        for _, part in clauses(text):
            if about.search(part):
                words = {for_matching(token.text) for token in tokenize(part)}
                if words & _HAS_NOT:
                    return "no"
                if words & _HAS:
                    return YES
        if not bare or unknown(text) or enough(text):
            return None
        if not bare.whole:  # a "no" beside something else takes that back
            first = clauses(bare.text)[:1]
            return YES if first and agreement(first[0][1]) else None
        answer = yes_no(text)
        return None if answer is None else YES if answer else "no"

    return reader


def _share(text: str, bare: Bare | None, known: Known, content: Content) -> Value:
    """To whom: only the answer to its own question, and only by name."""
    if bare is None or not bare.whole or passes(text):
        return None
    found = find_choices(text, CHOICES[SHARE], content, asked=True)
    if found == [NOBODY] or (not found and yes_no(text) is False):
        return [NOBODY]
    if ALL in found:
        return list(SHARED)
    if found:
        return [one for one in found if one != NOBODY]
    return f"{PROBLEM}name_them" if yes_no(text) else None


def _tools(text: str, bare: Bare | None, known: Known, content: Content) -> Value:
    match = _TOOLS_LABEL.search(text)
    return match["tools"].strip()[:LONGEST_TOOLS] if match else None


READERS: Final[dict[str, Reader]] = {
    WANTS: _wants,
    GENDER: _one_of(GENDER),
    EDUCATION: _school,
    BANK: _has(_BANK),
    ESHRAM: _has(_ESHRAM),
    SHARE: _share,
    TOOLS: _tools,
}
