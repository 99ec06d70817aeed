"""Days of the week and times of day in each language."""

from __future__ import annotations

import datetime as dt

import pytest

from bot.language import format_time, format_weekday


@pytest.mark.parametrize(
    ("hour", "minute", "en", "bn", "hi"),
    [
        (0, 30, "12:30 am", "রাত ১২:৩০", "रात 12:30 बजे"),
        (5, 0, "5 am", "ভোর ৫টা", "सुबह 5 बजे"),
        (11, 0, "11 am", "সকাল ১১টা", "सुबह 11 बजे"),
        (12, 0, "12 pm", "দুপুর ১২টা", "दोपहर 12 बजे"),
        (14, 0, "2 pm", "দুপুর ২টো", "दोपहर 2 बजे"),
        (14, 5, "2:05 pm", "দুপুর ২:০৫", "दोपहर 2:05 बजे"),
        (15, 0, "3 pm", "দুপুর ৩টে", "दोपहर 3 बजे"),
        (16, 0, "4 pm", "বিকেল ৪টে", "शाम 4 बजे"),
        (18, 15, "6:15 pm", "সন্ধ্যা ৬:১৫", "शाम 6:15 बजे"),
        (21, 0, "9 pm", "রাত ৯টা", "रात 9 बजे"),
    ],
)
def test_times_are_written_as_people_write_them(hour: int, minute: int, en: str, bn: str, hi: str) -> None:
    moment = dt.time(hour, minute)
    assert [format_time(moment, language) for language in ("en", "bn", "hi")] == [en, bn, hi]


def test_a_day_has_its_name() -> None:
    day = dt.date(2026, 11, 23)
    shown = [format_weekday(day, language) for language in ("en", "bn", "hi")]
    assert shown == ["Monday, 23 November 2026", "সোমবার, ২৩ নভেম্বর ২০২৬", "सोमवार, 23 नवंबर 2026"]


def test_an_unknown_language_is_named() -> None:
    with pytest.raises(ValueError, match="unknown language 'or'"):
        format_time(dt.time(1), "or")
    with pytest.raises(ValueError, match="unknown language 'or'"):
        format_weekday(dt.date(2026, 1, 1), "or")
