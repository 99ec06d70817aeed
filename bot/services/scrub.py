"""Takes what could point to a person out of a text, before the text is kept."""

from __future__ import annotations

import re
from collections.abc import Iterable

from bot.language import to_ascii_digits
from bot.language.entities import find_name, find_phones
from bot.services.workers import masked

LONGEST = 300  # characters: a question; what is longer is a story, and stories tell who tells them
_LONG_NUMBER = re.compile(r"\d(?:[\s-]?\d){5,}")  # accounts, Aadhaar, PIN codes, telephones that no plan knows
_ACCOUNT = re.compile(r"\d(?:[\s-]?\d){8,}")  # Aadhaar, accounts, foreign telephones; PIN codes and sums are shorter
_CODES = re.compile(
    r"\S+@\S+"  # e-mail, UPI id
    r"|https?://\S+|www\.\S+"
    r"|\b\d{2}[a-z]{5}\d{4}[a-z][a-z0-9]z[a-z0-9]\b"  # GSTIN (15 signs; form REG-06)
    r"|\b[a-z]{5}\d{4}[a-z]\b"  # PAN
    r"|\b[a-z]{4}0[a-z0-9]{6}\b"  # IFSC
    r"|\budyam-[a-z]{2}-\d{2}-\d+\b",
    re.IGNORECASE,
)


def scrub(text: str, longest: int = LONGEST) -> str:
    """The text with telephone numbers, names, addresses, identity and account numbers as … and cut to `longest`
    characters. Sums of money and percentages stay: they are what the question is about."""
    plain = text
    for phone in sorted(find_phones(plain), key=lambda found: -found.start):
        plain = f"{plain[: phone.start]}…{plain[phone.end :]}"
    plain = _CODES.sub("…", plain)
    # The digits of any script count alike, and keep their places.
    ascii_digits = to_ascii_digits(plain)
    for number in reversed(list(_LONG_NUMBER.finditer(ascii_digits))):
        plain = f"{plain[: number.start()]}…{plain[number.end() :]}"
    name = find_name(plain, expected=False)
    if name is not None:
        plain = f"{plain[: name.start]}…{plain[name.end :]}"
    return plain if len(plain) <= longest else f"{plain[: longest - 1].rstrip()}…"


def without_numbers(text: str) -> str:
    """The text with telephone numbers masked ("98xxxxxx45") and numbers of accounts and papers as …, for officials to
    read: nothing else is changed, nothing is cut."""
    plain = text
    for phone in sorted(find_phones(plain), key=lambda found: -found.start):
        plain = f"{plain[: phone.start]}{masked(phone.e164)}{plain[phone.end :]}"
    for number in reversed(list(_ACCOUNT.finditer(to_ascii_digits(plain)))):
        plain = f"{plain[: number.start()]}…{plain[number.end() :]}"
    return plain


def without_names(text: str, names: Iterable[str]) -> str:
    """The text with … for each word of these names, in either case of letters."""
    for name in names:
        for word in sorted({name, *name.split()} - {""}, key=len, reverse=True):
            text = re.sub(rf"(?<!\w){re.escape(word)}(?!\w)", "…", text, flags=re.IGNORECASE)
    return text
