"""More times of day as people type them, dates and telephone numbers in trying company."""

from __future__ import annotations

from datetime import date

import pytest

from bot.language.entities import find_dates, find_phones, find_times

FORMS = """
09:30: सुबह साढे नो बजे | subah sadhe nau baje
09:30?: sadhe nau baje | साढ़े नौ बजे | half past nine
09:00?: no baje
09:00: subah no baje | at 9 in the morning | 9 o'clock in the morning | 09:00
21:00: raat no baje | raat ke nau baje | रात नो बजे
18:00: sham chhe baje | शाम छे बजे | sham che baje | 6pm | 6 p.m. | 6PM er por
10:30: office কি 10:30 e khole | office 10:30 te khole | bank kab khulta hai 10:30? | 10:30 am | 10.30 am
10:30: 10.30 AM e asbo
19:00: সন্ধে ৭টার পর | sondhe 7 tar por | sondhe sat tay | sandhya 7 tay | সন্ধ্যা সাতটায়
19:00: sham ko 7 baje ke baad call karna | call me after 7 in the evening | 7 baje shaam
14:00: দুপুর ২টোর পরে | dupur dutor por | dupure 2 to | din ke 2 baje | diner 2 tay
08:30: sokal sare 8 ta | সকাল সাড়ে আটটা | সকাল ৮:৩০ | sokal 8.30
17:00: bikel 5 tar somoy call korben | bikele panchtay | বিকেল পাঁচটায় | call after 5 pm
22:00: রাত ১০টার পর | rat dostay | raat 10 baje ke baad
11:00: subah 11 baje | subah gyarah baje | din me 11 baje
13:00: dopahar ek baje
12:00: dopahar 12 baje | din ke 12 baje
17:30: shaam saade paanch baje | शाम साढ़े पाँच बजे | 17:30
17:15: quarter past five in the evening
21:15: 21:15
18:30: ১৮:৩০
17:00?: 5টায় ফোন করবেন | 5 tay phone korben
11:00?: 11 tar somoy
21:30: raat sare 9 ta | রাত সাড়ে নটা
16:45: poune 5 tay bikele | pouney panchta bikel
16:15: sowa 4 te bikele
04:00: bhor 4 te | tadke 4 baje
05:00: bhore panchta
05:30: ভোর সাড়ে পাঁচটা
14:00?: 2 baje
08:00?: 8 baje
07:00: 7 baje subah
10:00+17:00: 10 am to 5 pm | sokal 10 ta theke bikel 5 ta | 10am-5pm
"""
NOTHING = """
2 ghonta | 10 minute | 5 ta machine | 10 ta lok | sokal theke | raat din kaj | 24 ghonta | 10 taka | 9 to 5 job
1:2 ratio | sokale 2 ta biscuit | subah shaam | time nahi hai | somoy nei | kota baje | kitne baje khulta hai
7 din por
"""


@pytest.mark.parametrize(
    ("text", "time"),
    [
        (form, row.partition(": ")[0])
        for row in FORMS.strip().splitlines()
        for form in row.partition(": ")[2].split(" | ")
    ],
)
def test_times(text: str, time: str) -> None:
    found = [f"{one.time:%H:%M}" + ("" if one.certain else "?") for one in find_times(text)]
    assert "+".join(found) == time


@pytest.mark.parametrize("text", [form for row in NOTHING.strip().splitlines() for form in row.split(" | ")])
def test_no_times(text: str) -> None:
    assert find_times(text) == []


@pytest.mark.parametrize("text", ["ghar 12/4 station road me hai", "3/2 gandhi colony", "12/4, rabindra sarani"])
def test_a_house_number_is_no_date(text: str) -> None:
    assert find_dates(text, date(2026, 11, 18)) == []


@pytest.mark.parametrize("text", ["last date ৩১ march ta?", "31 march ta", "31 মার্চ টা"])
def test_a_day_with_an_article(text: str) -> None:
    assert [found.day for found in find_dates(text, date(2026, 11, 18))] == [date(2027, 3, 31)]


@pytest.mark.parametrize(
    "text", ["nine double seven five তারপর 112 340", "nine seven seven five then double one two three four zero"]
)
def test_a_number_said_in_two_parts(text: str) -> None:
    assert [found.e164 for found in find_phones(text)] == ["+919775112340"]
