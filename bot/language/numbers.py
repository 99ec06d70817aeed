"""Numbers, rupees, percentages and dates as people in India write them in Bengali, Hindi and English.

Own tables instead of Babel: CLDR's Bengali writes "জানুয়ারী" and a comma before the year, which West
Bengal's offices do not (Paschimbanga Bangla Akademi spelling: জানুয়ারি), and CLDR has no lakh and crore in
English.
"""

from __future__ import annotations

from datetime import date
from decimal import Decimal

from bot.language.normalise import to_ascii_digits

__all__ = [
    "format_date",
    "format_number",
    "format_percent",
    "format_rupees",
    "localise_digits",
    "to_ascii_digits",
]

_LAKH = 100_000
_CRORE = 10_000_000
_LAKH_NAME = {"bn": "লক্ষ", "hi": "लाख", "en": "lakh"}
_CRORE_NAME = {"bn": "কোটি", "hi": "करोड़", "en": "crore"}
_MONTHS = {
    "bn": ["জানুয়ারি", "ফেব্রুয়ারি", "মার্চ", "এপ্রিল", "মে", "জুন", "জুলাই", "আগস্ট", "সেপ্টেম্বর", "অক্টোবর", "নভেম্বর", "ডিসেম্বর"],
    "hi": ["जनवरी", "फ़रवरी", "मार्च", "अप्रैल", "मई", "जून", "जुलाई", "अगस्त", "सितंबर", "अक्टूबर", "नवंबर", "दिसंबर"],
    "en": [
        "January",
        "February",
        "March",
        "April",
        "May",
        "June",
        "July",
        "August",
        "September",
        "October",
        "November",
        "December",
    ],
}
_BENGALI_DIGITS = {ord(str(digit)): chr(0x09E6 + digit) for digit in range(10)}


def localise_digits(text: str, language: str) -> str:
    """Return `text` with the digits that readers of `language` expect: ০-৯ for Bengali, 0-9 for Hindi and
    English.

    Raises ValueError for a language other than bn, hi, en.
    """
    _check(language)
    text = to_ascii_digits(text)
    return text.translate(_BENGALI_DIGITS) if language == "bn" else text


def format_number(value: int | float | Decimal, language: str) -> str:
    """Return `value` with Indian grouping (last three digits, then pairs): 1250000.5 -> "12,50,000.5".

    At most two decimals, trailing zeros dropped. Raises ValueError for an unknown language or a value that is
    not finite.
    """
    return localise_digits(_grouped(_decimal(value)), language)


def format_rupees(amount: int, language: str) -> str:
    """Return `amount` whole rupees as "₹50 lakh" / "₹৫০ লক্ষ" / "₹50 लाख".

    Lakh from ₹1,00,000 and crore from ₹1,00,00,000, when two decimals say the amount exactly; otherwise all
    digits with Indian grouping ("₹1,25,500"). Raises ValueError for a language other than bn, hi, en.
    """
    _check(language)
    sign, size = ("-" if amount < 0 else ""), abs(amount)
    for unit, names in ((_CRORE, _CRORE_NAME), (_LAKH, _LAKH_NAME)):
        if size >= unit:
            if size % (unit // 100) == 0:
                return localise_digits(f"{sign}₹{_grouped(Decimal(size) / unit)} {names[language]}", language)
            break  # not round in its own unit: "₹1,05,50,000" reads better than "105.5 lakh"
    return localise_digits(f"{sign}₹{_grouped(Decimal(size))}", language)


def format_percent(value: int | float | Decimal, language: str) -> str:
    """Return `value` per cent (10 means 10 %) as "10%", "১০%"; at most two decimals. Raises ValueError as
    `format_number`.
    """
    return f"{format_number(value, language)}%"


def format_date(day: date, language: str) -> str:
    """Return `day` as "1 April 2026" / "১ এপ্রিল ২০২৬" / "1 अप्रैल 2026". Raises ValueError for an unknown
    language.
    """
    _check(language)
    return localise_digits(f"{day.day} {_MONTHS[language][day.month - 1]} {day.year}", language)


def _check(language: str) -> None:
    if language not in _MONTHS:
        raise ValueError(f"unknown language {language!r}; known: bn, hi, en")


def _decimal(value: int | float | Decimal) -> Decimal:
    number = Decimal(str(value))
    if not number.is_finite():
        raise ValueError(f"not a finite number: {value}")
    return number


def _grouped(number: Decimal) -> str:
    text = f"{number:.2f}"
    sign = "-" if text.startswith("-") and text.strip("-0.") else ""
    whole, _, decimals = text.lstrip("-").partition(".")
    head, tail = whole[:-3], whole[-3:]
    while head:
        head, tail = head[:-2], f"{head[-2:]},{tail}"
    decimals = decimals.rstrip("0")
    return f"{sign}{tail}.{decimals}" if decimals else f"{sign}{tail}"
