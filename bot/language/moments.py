"""Days of the week and times of day as people in West Bengal write them.

Own tables for the same reason as in `numbers`: CLDR's Bengali says "রাত্রি" and "বিকাল", and knows no "৩টে".
"""

from __future__ import annotations

from datetime import date, time

from bot.language.numbers import format_date, localise_digits

_DAYS = {
    "bn": ("সোমবার", "মঙ্গলবার", "বুধবার", "বৃহস্পতিবার", "শুক্রবার", "শনিবার", "রবিবার"),
    "hi": ("सोमवार", "मंगलवार", "बुधवार", "गुरुवार", "शुक्रवार", "शनिवार", "रविवार"),
    "en": ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"),
}
# Until which hour (not included) a part of the day has its name.
_PARTS = {
    "bn": ((4, "রাত"), (6, "ভোর"), (12, "সকাল"), (16, "দুপুর"), (18, "বিকেল"), (20, "সন্ধ্যা"), (24, "রাত")),
    "hi": ((4, "रात"), (12, "सुबह"), (16, "दोपहर"), (19, "शाम"), (24, "रात")),
}
_COUNTED = {2: "২টো", 3: "৩টে", 4: "৪টে"}
"""Full hours that are not counted with "টা"."""


def format_weekday(day: date, language: str) -> str:
    """Return `day` as "Monday, 23 November 2026" / "সোমবার, ২৩ নভেম্বর ২০২৬" / "सोमवार, 23 नवंबर 2026". Raises
    ValueError for an unknown language."""
    return (
        f"{_DAYS[language][day.weekday()]}, {format_date(day, language)}" if language in _DAYS else _unknown(language)
    )


def format_time(moment: time, language: str) -> str:
    """Return a time of day as "2 pm", "2:30 pm" / "দুপুর ২টো", "দুপুর ২:৩০" / "दोपहर 2 बजे", "दोपहर 2:30 बजे". Raises
    ValueError for an unknown language."""
    hour = moment.hour % 12 or 12
    exact = f"{hour}:{moment.minute:02}" if moment.minute else str(hour)
    if language == "en":
        return f"{exact} {'am' if moment.hour < 12 else 'pm'}"
    if language not in _PARTS:
        return _unknown(language)
    part = next(name for until, name in _PARTS[language] if moment.hour < until)
    if language == "hi":
        return f"{part} {exact} बजे"
    if moment.minute:
        return f"{part} {localise_digits(exact, language)}"
    return f"{part} {_COUNTED.get(hour) or localise_digits(f'{hour}টা', language)}"


def _unknown(language: str) -> str:
    raise ValueError(f"unknown language {language!r}; known: bn, hi, en")
