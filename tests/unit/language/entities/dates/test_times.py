"""Times of day: one line of forms for each meaning."""

from __future__ import annotations

from datetime import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.language.entities.dates.dates import find_dates
from bot.language.entities.dates.times import FoundTime, find_times
from tests.unit.language.entities.dates.test_dates import TODAY
from tests.unit.language.texts import MESSAGES

# time, with "?" where it must be confirmed: forms
FORMS = """
10:00: সকাল ১০টা | সকাল ১০টায় | সকাল দশটায় | সকালে ১০ টায় | sokal 10 ta | sokal 10tay | sokal doshtay
10:00: sokal 10
10:00: subah 10 baje | subah das baje | subah ke 10 baje | सुबह १० बजे | सुबह दस बजे | 10 baje subah
10:00: sakal 10tar somoy
10:00: 10 am | 10am | 10 AM | 10 a.m. | ten am | 10 in the morning | morning 10 | 10:00 am | সকাল ১০:০০ টায়
10:00: সকাল ১০ঘটিকায়
10:00?: ১০টায় | 10tay | 10 tay | দশটায় | 10 baje | das baje | 10 bje | दस बजे | १० बजे | 10 o'clock
10:00?: ten o clock | ১০টার সময়
10:00?: ১০টা নাগাদ | ১০টা বাজে | 10:00 | 10tar moddhe | dostar somoy ba tar por
10:30: 10.30 am | 10:30 am | 10:30AM | 10 30 am | ten thirty am | সকাল সাড়ে দশটা | sokal sare 10tay
10:30: subah sade das baje
10:30: সকাল ১০.৩০ | সকাল ১০:৩০ টায় | সকাল ১০টা ৩০ মিনিটে | सुबह साढ़े दस बजे | sokal 10ta 30 | half past 10 am
10:30?: 10:30 | সাড়ে দশটা | সাড়ে ১০টায় | sade das baje | sadhe 10 baje | साढ़े दस बजे | 10.30 টায়
10:30?: das bajkar tees minute
10:15?: সওয়া দশটা | sawa das baje | सवा दस बजे | quarter past 10 | 10:15
10:45?: পৌনে এগারোটা | paune gyarah baje | पौने ग्यारह बजे | quarter to 11 | 10:45
16:00: বিকেল ৪টে | বিকাল চারটায় | bikel 4te | bikel charte | bikal 4 tey | 4 pm | 4pm | 4 in the afternoon
16:00: afternoon 4
16:00?: 4 o'clock | 4 baje | char baje | ৪টায় | चार बजे
16:30: বিকেল সাড়ে চারটে | bikel sare 4tey | 4:30pm | 4.30 p.m.
17:00: shaam 5 baje | sham 5 bje | शाम 5 बजे | शाम को पाँच बजे | 5 baje shaam ko | 17:00 | 5 in the evening
17:00: 17:00 hrs | bikel 5ta
18:00: evening 6 | সন্ধ্যা ৬টা | সন্ধে ছটায় | sondha 6tay | शाम के छह बजे | 6 pm | shaam chhe baje
13:00: দুপুর ১টা | দুপুর একটায় | dupur ekta | dopahar 1 baje | दोपहर एक बजे | 1 pm | dupure 1tay
14:00: dopahar 2 baje | দুপুর দুটোয় | দুপুর ২টো | dupur 2 tay | दोपहर दो बजे | dupur duto
13:30?: দেড়টায় | dedh baje | डेढ़ बजे | দেড়টা নাগাদ
14:30?: আড়াইটের সময় | dhai baje | ढाई बजे
20:00: রাত ৮টা | রাত আটটায় | raat 8 baje | raat ko aath baje | रात 8 बजे | 8 at night | 8 pm | rat 8 tay
21:00: রাত ন'টায় | রাত ৯টা | raat nau baje | রাত নটায়
00:00: raat 12 baje | রাত বারোটায় | 12 am | midnight | রাত ১২টা
02:00: raat 2 baje | রাত ২টোয় | 2 am
05:00: ভোর ৫টা | bhor panchtay | vor 5 ta | सुबह 5 बजे | 5am
12:00: noon | 12 noon | 12 pm | দুপুর ১২টা | dopahar 12 baje | दोपहर बारह बजे | dupur barotay
12:30: দুপুর সাড়ে ১২টা | 12:30 pm | dopahar sadhe barah baje
09:50?: দশটা বাজতে দশ মিনিট
00:30: 00:30
"""
NOTHING = """
10টা দোকান | 10ta | ১০টা | 5ta dokan ache | amar 10ta ghor | ৩টে মেশিন | 10 ta theke 20 ta dokan | দুটো দোকান
একটা ফোন
সকালে দুটো ওষুধ | রাতে একটা ফোন | সকাল ১০ জন | 10 hours | 10 hrs | 2 ghonta por | ৫ মিনিট | 5 raat | half
PM kisan | 5 PM Kisan
24x7 | 9830012345 | 15/6/26 | 5 lakh | 10.30 | 12.5 | 12.5% | 25 baje | 10 | kitne baje | baje kotha | সকালে আসব
dopahar ko
interest rate 8 | saade | share 5 | tin bar | das log | do hafte | meeting at 10 | ratio 1:10 ratio
bajar 10 taka | 10 din | am | aam khabo
charter plane | sattar saal | সকল | 1:2:30:4:5 | 99:99 | 10:75 | v2.10
"""


def _forms(table: str) -> list[tuple[str, str]]:
    rows = (line.partition(": ") for line in table.strip().splitlines())
    return [(form.strip(), expected) for expected, _, forms in rows for form in forms.split(" | ")]


def _said(found: FoundTime) -> str:
    return f"{found.time:%H:%M}" + ("" if found.certain else "?")


@pytest.mark.parametrize(("text", "expected"), _forms(FORMS))
def test_forms(text: str, expected: str) -> None:
    assert [_said(found) for found in find_times(text)] == [expected]


@pytest.mark.parametrize("text", [form for line in NOTHING.strip().splitlines() for form in line.split(" | ")])
def test_no_times(text: str) -> None:
    assert find_times(text) == []


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("10ta", "10:00?"),
        ("১০টা", "10:00?"),
        ("10", "10:00?"),
        ("৪", "16:00?"),
        ("10.30", "10:30?"),
        ("charte", "16:00?"),
        ("sade das", "10:30?"),
        ("10 ta hole bhalo", "10:00?"),
        ("raat 8", "20:00"),
        ("shaam ko", ""),
        ("5 lakh", ""),
        ("10টা দোকান", ""),
    ],
)
def test_where_a_time_was_asked_for(text: str, expected: str) -> None:
    assert [_said(found) for found in find_times(text, expected=True)] == ([expected] if expected else [])


@pytest.mark.parametrize(
    ("text", "times"),
    [
        ("সকাল ১০টা থেকে বিকেল ৫টা", ["10:00", "17:00"]),
        ("10টা থেকে 5টা", ["10:00?", "17:00?"]),
        ("raat 8 se 10 baje", ["20:00", "22:00"]),
        ("shaam 5-6 baje", ["17:00", "18:00"]),
        ("between 10 am and 5 pm", ["10:00", "17:00"]),
        ("kal 10 baje raat 8 baje", ["10:00?", "20:00"]),
    ],
)
def test_two_times(text: str, times: list[str]) -> None:
    assert [_said(found) for found in find_times(text)] == times


@pytest.mark.parametrize(
    ("text", "day", "clock"),
    [
        ("কাল সকাল ১০টায় session", "কাল", "সকাল ১০টায়"),
        ("main agle mangalwar subah 11 baje aaunga", "agle mangalwar", "subah 11 baje"),
        ("20 june bikel 4 tey rakho", "20 june", "bikel 4 tey"),
        ("15/6/26 10:30", "15/6/26", "10:30"),
        ("15 अगस्त को सुबह 9 बजे", "15 अगस्त", "सुबह 9 बजे"),
        ("tomorrow 5 p.m. please", "tomorrow", "5 p.m"),
    ],
)
def test_a_date_and_a_time(text: str, day: str, clock: str) -> None:
    assert [text[found.start : found.end] for found in find_dates(text, TODAY)] == [day]
    assert [text[found.start : found.end] for found in find_times(text)] == [clock]


TIME_PIECES = st.sampled_from(
    [
        "sokal ",
        "raat |10",
        "5",
        "ta",
        "tay",
        " baje",
        ":30",
        ".30",
        " am",
        " p.m",
        "সাড়ে ",
        "পৌনে ",
        "১২",
        "টা ",
        "টায় ",
        " থেকে ",
        "-",
        "half past ",
        "noon",
        "24",
        "99",
        " o'clock",
        ",",
    ]
)


@given(st.one_of(MESSAGES, st.lists(TIME_PIECES, max_size=14).map("".join)), st.booleans())
def test_never_raises_and_offsets_are_right(text: str, expected: bool) -> None:
    end = 0
    for found in find_times(text, expected=expected):
        assert end <= found.start < found.end <= len(text)
        end = found.end


@given(st.times())
def test_written_times_come_back(clock: time) -> None:
    (found,) = find_times(f"at {clock:%I:%M %p} ok")
    assert (found.time, found.certain) == (clock.replace(second=0, microsecond=0), True)
    (half,) = find_times(f"at {clock:%H:%M} ok")
    assert half.time.minute == clock.minute
    assert half.time.hour % 12 == clock.hour % 12
