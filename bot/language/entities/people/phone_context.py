"""What tells that digits are no telephone number: amounts, accounts, Aadhaar, addresses, dates."""

from __future__ import annotations

import re

import regex  # type: ignore[import-untyped,unused-ignore]

_DATE = re.compile(
    r"(?<![0-9])(?:0?[1-9]|[12][0-9]|3[01])([-./])(?:0?[1-9]|1[0-2])\1(?:19|20)[0-9]{2}(?![0-9]|[-.]?[0-9])"
)
_ADDRESS = re.compile(r"(?:https?://|www\.)(?!(?:wa\.me|api\.whatsapp))\S+|\S{1,64}@[A-Za-z]\S*", re.IGNORECASE)
_MONEY_BEFORE = regex.compile(r"(?:₹|\b(?:rs|inr|tk|taka)\b\.?|টাকা|৳|रु\.?|रुपये)\s*$", regex.IGNORECASE)
_MONEY_AFTER = regex.compile(
    r"\s*(?:/-|₹|(?:rs|inr|tk|taka|rupees?|rupay?e|lakh|crore)\b|টাকা|৳|रुपये|रुपए|रु)", regex.IGNORECASE
)
_ACCOUNT = regex.compile(
    r"(?:\ba/?c|\bacct?|\baccounts?|\bkhata|\bconsumer|\border|\btxn|\btransaction|\butr|\bref(?:erence)?|\binvoice"
    r"|\bpolicy|\broll|\bapplication|\btracking|\bifsc|অ্যাকাউন্ট|একাউন্ট|खाता|अकाउंट|\bepic|\bvoter)"
    r"(?:[\s:.#=-]+(?:no|nos|num|number|nombor|nomber|numbar|nambar|id|is|holo|hai|ta|er|ka|নম্বর|নাম্বার|নং|नंबर|नम्बर|संख्या|सं)"
    r"|(?:er|এর|ের|টা))*[\s:.#=-]*$",
    regex.IGNORECASE,
)
_AADHAAR = regex.compile(r"(?:aa?dh?aa?r|\buid|আধার|आधार)[^\n,;]{0,24}$", regex.IGNORECASE)
_PHONE_WORD = regex.compile(r"ph|mob|call|what|contact|ফোন|মোবা|फोन|फ़ोन|मोबा|কল", regex.IGNORECASE)


def without_addresses_and_dates(text: str) -> str:
    """Return `text` of the same length with web, mail and UPI addresses and dates as line breaks.

    Links that hold a telephone number (wa.me) stay.
    """
    return _DATE.sub(_blank, _ADDRESS.sub(_blank, text))


def is_something_else(text: str, start: int, end: int) -> bool:
    """Tell whether text[start:end] is an amount, a part of one, or the number of an account, order, voter card."""
    before, after = _line_before(text, start), text[end : end + 12]
    return bool(
        re.match(r"\.[0-9]{1,2}(?![0-9])", after)
        or _MONEY_BEFORE.search(before)
        or _MONEY_AFTER.match(after)
        or _ACCOUNT.search(before)
    )


def is_twelve_of_aadhaar(text: str, start: int, end: int) -> bool:
    """Tell whether text[start:end] has the twelve digits of an Aadhaar number and is called so before."""
    twelve = text[start] == "9" and len(re.sub("[^0-9]", "", text[start:end])) == 12
    aadhaar = _AADHAAR.search(_line_before(text, start)) if twelve else None
    return aadhaar is not None and not _PHONE_WORD.search(aadhaar.group())


def _line_before(text: str, start: int) -> str:
    return text[max(0, start - 48) : start].rsplit("\n", 1)[-1]


def _blank(match: re.Match[str]) -> str:
    return "\n" * len(match.group())
