"""Dates: one line of forms for each meaning, seen from Wednesday 10 June 2026."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.language.entities.dates.dates import FoundDate, find_dates
from tests.unit.language.texts import MESSAGES

TODAY = date(2026, 6, 10)

# day, or first..last, with "?" where it must be confirmed: forms
DAYS = """
2026-06-10: আজ | আজকে আসব | আজই | aaj session ache | aj | ajke | today | tody | आज | aaj se | tonight | টুডে
2026-06-10: আজ থেকে
2026-06-11: আগামীকাল | আগামী কাল | আগামি কাল | agamikal | agami kal | aagamikal | tomorrow | tomorow | tommorow
2026-06-11: tmrw | 2moro
2026-06-11: tomorrow morning | আগামীকালের | टुमारो | may be tomorrow
2026-06-11?: কাল | কালকে | কালকের মিটিং | কাল থেকে | kal aaunga | kaal | kalke | kalker session | कल | कल से
2026-06-11?: kl aunga | kal raat
2026-06-09: গতকাল | গত কাল | gotokal | goto kal | gata kal | gatokal | yesterday | yestarday | बीता कल | গতরাতে
2026-06-09: last night
2026-06-12?: পরশু | পরশুদিন | porshu | porsu | parso | parson | परसों | porshu din | parso subah
2026-06-13?: তরশু | torshu | tarso | नरसों | narson
2026-06-12: day after tomorrow | the day after tomorrow
2026-06-08: day before yesterday
"""
WEEKDAYS = """
2026-06-15: সোমবার | সোমবারে | সোম বার | sombar | shombar | somvar | somwar ko | सोमवार को | monday | মানডে
2026-06-15: मंडे | সোমবারের মধ্যে
2026-06-15: আগামী সোমবার | পরের সোমবার | সামনের সোমবার | আসছে সোমবার | next monday | nxt monday | agle somvar
2026-06-15: agli somwar
2026-06-15: agami sombar | porer sombar | samner sombar | aane wale somvar | अगले सोमवार | इस सोमवार | ei sombar
2026-06-15: coming mon
2026-06-15: next week monday | monday of next week | আগামী সপ্তাহের সোমবার | अगले हफ़्ते सोमवार को
2026-06-16: মঙ্গলবার | mangalbar | mongolbar | mangalwar ko | मंगलवार | tuesday | tusday | mongol bar | next tue
2026-06-17?: বুধবার | budhbar | budhvar | बुधवार | wednesday | wednsday | on wed
2026-06-17: আগামী বুধবার | next wednesday | agle budhwar
2026-06-10?: এই বুধবার | this wednesday
2026-06-11: বৃহস্পতিবার | বৃহষ্পতিবার | বেস্পতিবার | বিষ্যুদবার | brihospotibar | bispotibar | guruvar | veervar
2026-06-11: गुरूवार | thrusday
2026-06-12: শুক্রবার | শুক্কুরবার | sukrobar | shukravar | शुक्रवार | friday | maybe friday | juma bar | ফ্রাইডে
2026-06-13: শনিবার | শনি বারে | sonibar | shonibar | shanivar | sanichar | शनीवार | saturday | এই শনিবার
2026-06-13: this saturday | next sat
2026-06-14: রবিবার | robibar | robbar | ravivar | itwar | रविवार | इतवार | sunday ko | সানডে | রোববার | रबिबार
2026-06-14: ei robibar
2026-06-05: গত শুক্রবার | গেল শুক্রবার | আগের শুক্রবার | pichhle shukravar | last friday | goto shukrobar
2026-06-05: बीते शुक्रवार | last fri
2026-06-08: গত সোমবার | gelo sombar | pichle somvar | last monday
2026-06-15..2026-06-19: সোমবার থেকে শুক্রবার | monday to friday
"""
DISTANCES = """
2026-06-15: ৫ দিন পর | ৫ দিন পরে | 5 din por | 5 din baad | paanch din baad | pach din por | panch din pore
2026-06-15: পাঁচ দিন বাদে
2026-06-15: after 5 days | 5 days later | 5 days from now | in 5 days | five days later | ५ दिन बाद
2026-06-15: पाँच दिन बाद | 5 दिनों के बाद
2026-06-15: aaj se 5 din baad | আজ থেকে ৫ দিন পর | 5din por | পাঁচদিন পর
2026-06-15?: আবেদনের ৫ দিন পর | abedon korar 5 din por
2026-06-12: দুদিন পর | dudin por | দু দিন পর | do din baad
2026-06-17: sat din por | saat din baad | ek hafte baad | এক সপ্তাহ পরে | এক হপ্তা বাদে | after a week
2026-06-17: in a week | 1 week later
2026-06-24: ২ সপ্তাহ পরে | 2 soptaho por | do hafte baad | দুই সপ্তাহ পর | दो हफ्ते बाद
2026-07-10: ek mas por | ১ মাস পরে | একমাস পর | ek mahine baad | after a month | 1 month later
2026-08-10: do mahine baad | দু মাস পর | 2 mahine ke baad | दो महीने बाद | 2 months later
2026-06-07: ৩ দিন আগে | 3 din age | tin din age | teen din pehle | 3 days ago | 3 days back | तीन दिन पहले
2026-06-07: 3 din phle
2026-03-10: 3 mahine pehle | তিন মাস আগে | 3 mas age | three months ago
2024-06-10: ২ বছর আগে | dui bochor age | do saal pehle | 2 yrs ago | দু বছর আগে
2026-06-12..2026-06-13: 2-3 din por | do teen din baad | ২-৩ দিন পরে
"""
CALENDAR = """
2026-06-15: 15/6 | 15/06 | 15-06-2026 | 15.6.26 | 15/6/26 | 2026-06-15 | ১৫/৬/২৬ | १५/६/२०२६ | 15-06 | 15 6 2026
2026-06-15: 15/06/2026 te
2026-06-15: 15 June | June 15 | 15th june | 15 th June | the 15th of June | 15june | june15 | 15-Jun-2026
2026-06-15: 15/jun/26 | 15jun2026
2026-06-15: ১৫ই জুন | ১৫ জুন ২০২৬ | ১৫ জুন, ২০২৬ | পনেরো জুন | पन्द्रह जून | 15 जून | June 15, 2026 | jun. 15
2026-06-15: ponero june
2026-06-15: জুন মাসের ১৫ তারিখ | জুনের ১৫ তারিখে | june er 15 | june mahine ki 15 tarikh | ২০২৬ সালের ১৫ জুন
2026-06-15: সোমবার ১৫ জুন | monday, 15 june | 15 june sombar | 15 tarikh ko somvar
2026-06-15?: শুক্রবার ১৫ জুন
2026-06-15: 15 tarikh | ১৫ তারিখ | 15 তারিখে | 15 tarikher por | pandrah tareekh | १५ तारीख को | tarikh 15
2026-06-15: on 15th
2027-06-05: 5/6 | 05/06 | ৫ জুন | 5 jun ko | পাঁচ জুন
2026-07-05: ৫ তারিখে | next month 5 tarikh | agle mahine ki 5 tarikh | আগামী মাসের ৫ তারিখ | 5th of next month
2026-07-05: अगले महीने की 5 तारीख
2026-05-05: গত মাসের ৫ তারিখ | pichle mahine ki 5 tarikh
2026-07-01: ১লা জুলাই | 1 la july | poila july | পয়লা জুলাই | 1st july | first july | पहली जुलाई
2027-02-21: ২১শে ফেব্রুয়ারি | একুশে ফেব্রুয়ারী | 21 farvari | 21 february | 21 febuary | 21 फरवरी
2027-01-26: 26 january | 26 janwari | २६ जनवरी | ২৬ জানুয়ারী | 26 jan
2026-08-15: 15 august | 15 agast | ১৫ আগষ্ট | १५ अगस्त | 15 agost | ১৫ই অগাস্ট
2026-09-05: 5 september | 5 sept | 5 sitambar | ৫ সেপ্টেম্বর | 5 सितंबर | 5 septembar | 5 setember
2026-10-10: 10 october | 10 aktubar | ১০ অক্টোবর | १० अक्तूबर
2026-12-25: 25 december | ২৫শে ডিসেম্বর | ২৫ ডিসেম্বার | पच्चीस दिसंबर | পঁচিশে ডিসেম্বর | 25 disambar
2027-05-15: 15 may | ১৫ মে | 15 मई | 15 mai ko | may 15
1990-03-12: 12 march 1990 | 12/03/1990 | ১২-৩-৯০ | 12 मार्च 1990 | born 12.03.1990
2026-06-10..2026-06-15: 10-15 june | ১০ থেকে ১৫ জুন | 10 se 15 june | 10 to 15 tarikh
2026-06-30: mas er shesh | মাসের শেষে | month end | end of this month | mahine ke ant me | महीने के आखिर में
2026-06-30: end of june | জুনের শেষে
2026-07-31: end of next month | আগামী মাসের শেষে
2028-02-29: 29 feb
"""
PERIODS = """
2026-06-15..2026-06-21: next week | আগামী সপ্তাহ | পরের সপ্তাহে | agle hafte | porer soptahe | अगले हफ्ते
2026-06-15..2026-06-21: agle saptah
2026-06-01..2026-06-07: last week | গত সপ্তাহে | pichle hafte
2026-06-10..2026-06-14: this week | এই সপ্তাহে | is hafte | ei soptahe
2026-07-01..2026-07-31: next month | আগামী মাসে | agle mahine | porer mase | अगले महीने | পরের মাস
2026-05-01..2026-05-31: last month | গত মাসে | গতমাসে | pichle mahine | goto mase | पिछले महीने
2026-06-10..2026-06-30: this month | এই মাসে | এ মাসে | is mahine | ei mase | चालू महीने
2027-01-01..2027-12-31: next year | আগামী বছর | agle saal | अगले साल
2025-01-01..2025-12-31: last year | গত বছর | pichle saal
2025-05-01..2025-05-31: May 2025 | মে ২০২৫ | 2025 er may | মে, ২০২৫ | ২০২৫ সালের মে মাস | 05/2025
2026-06-01..2026-06-30: june | জুন মাসে | जून में | june mase
2027-01-01..2027-01-31: next year january | अगले साल जनवरी में | january | জানুয়ারি মাসে
2027-05-01..2027-05-31: মে মাসে | in may | next may
2023-01-01..2023-12-31: 2023 sal | ২০২৩ সাল | ২০২৩ সালে | 2023 sale | साल 2023 | in 2023 | year 2023 | 2023 mein
2026-06-13..2026-06-14: weekend | this weekend
"""
NOTHING = """
aaj kal | aajkal | আজকাল | আজ কাল | আজ-কাল | आजकल | আজকালের মধ্যে | শীত কাল | গ্রীষ্মকাল | corona kaal
कल कारखाना | বিকাল | kala
5-6 lakh | ৫-৬ লাখ | 24 parganas | 24x7 | 24/7 | 12.5% | 12.5 | v1.2.26 | version 2.1.26 | 1/2 | 3/4 | 2/3
GSTR-3B | form 16 | 15CA
5/6 lakh | 5/6 jon | ৫/৬ টা | ward no 5/6 | plot 12/3 | 8/10 marks | 9830012345 | +91-98300-12345
033-2245-1234 | 98300 12345
31/2 | 31/2/2026 | 31 february | 29/2/2027 | 32 tarikh | 0/5 | 13/13 | 15.6 | 15-16 | 2023-24 | FY 2024-25
2000 taka | in 2000 rupees
1la baishakh | ২৫শে বৈশাখ | boishakh maser 15 tarikh | ১৪৩০ সাল | 15 sawan
I may come | may i know | you may apply | section 5 may apply | mar gaya | sun lo | sat taka | mon kharap
fri te debe | jan dhan | 2 jan lok
har somvar | প্রতি সোমবার | every monday | har mahine 10 tarikh | 5 din por por | every 5 days | প্রতি মাসে ৫০০০
5 din | 7 diner training | 3 mas er training | last 3 months | agami 5 din | next batch kobe | last date kobe
কত তারিখ | ager bar
2 ghonta por | kuch din baad | koyek din por | 8th pass | 10th class | 3rd floor | second saturday
first monday of july | year end
sade tin mas por | দেড় মাস পর | mondal | sundar | sham | rabi fosol | মঙ্গলবাড়ি | Mangalbari | favorite | 2023
50000 | next sale | marche
02/2026-C.T. | 18 months before the first instalment | in a month without sales | বছর শেষে | সেদিন এসেছিলাম | জন
মারছে | রবার | সম্ভার
"""


def _cases(table: str) -> list[tuple[str, str]]:
    rows = (line.partition(": ") for line in table.strip().splitlines() if line)
    return [(form.strip(), expected) for expected, _, forms in rows for form in forms.split(" | ")]


def _said(found: FoundDate) -> str:
    days = str(found.day) if found.day == found.last else f"{found.day}..{found.last}"
    return days if found.certain else f"{days}?"


@pytest.mark.parametrize(("text", "expected"), _cases(DAYS + WEEKDAYS + DISTANCES + CALENDAR + PERIODS))
def test_forms(text: str, expected: str) -> None:
    assert [_said(found) for found in find_dates(text, TODAY)] == [expected]


@pytest.mark.parametrize("text", [form for line in NOTHING.strip().splitlines() for form in line.split(" | ")])
def test_no_dates(text: str) -> None:
    assert find_dates(text, TODAY) == []


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("15 june", "2025-06-15"),
        ("5 june", "2026-06-05"),
        ("15 tarikh", "2026-05-15"),
        ("monday", "2026-06-08"),
        ("বুধবার", "2026-06-03?"),
        ("next monday", "2026-06-15"),
        ("kal", "2026-06-09?"),
        ("পরশু", "2026-06-08?"),
        ("এই মাসে", "2026-06-01..2026-06-10"),
        ("december", "2025-12-01..2025-12-31"),
        ("29 feb", "2024-02-29"),
        ("month end", "2026-05-31"),
    ],
)
def test_toward_the_past(text: str, expected: str) -> None:
    assert [_said(found) for found in find_dates(text, TODAY, toward="past")] == [expected]


@pytest.mark.parametrize(
    ("text", "spans"),
    [
        ("কাল সকাল ১০টায় session", ["কাল"]),
        ("main agle mangalwar subah 11 baje aaunga", ["agle mangalwar"]),
        ("কাল পরশু আসব", ["কাল", "পরশু"]),
        ("10 june theke 20 june", ["10 june", "20 june"]),
        ("3. পরের মাসের ১৪ তারিখ নাগাদ", ["পরের মাসের ১৪ তারিখ"]),
        ("june 10 baje", ["june"]),
        ("loan 5 lakh, 15/7 er age", ["15/7"]),
    ],
)
def test_spans(text: str, spans: list[str]) -> None:
    assert [text[found.start : found.end] for found in find_dates(text, TODAY)] == spans


def test_a_weekday_tells_which_kal_is_meant() -> None:
    assert [_said(found) for found in find_dates("kal mongolbar chilo", TODAY)] == ["2026-06-09"]
    assert [_said(found) for found in find_dates("কাল বৃহস্পতিবার", TODAY)] == ["2026-06-11"]


DATE_PIECES = st.sampled_from(
    [
        "next ",
        "5 ",
        "১৫",
        "/",
        "-",
        "6",
        ".",
        " din",
        " por",
        "kal ",
        "সোমবার ",
        "june ",
        "2026 ",
        "tarikh",
        "last ",
        "month ",
        "99",
        ",",
        "'",
        "0",
        " mas",
        " age",
        "end ",
        "of ",
        "৩১",
    ]
)


@given(
    st.one_of(MESSAGES, st.lists(DATE_PIECES, max_size=14).map("".join)),
    st.dates(),
    st.sampled_from(["future", "past"]),
)
def test_never_raises_and_offsets_are_right(text: str, today: date, toward: str) -> None:
    end = 0
    for found in find_dates(text, today, toward=toward):  # type: ignore[arg-type]
        assert end <= found.start < found.end <= len(text)
        assert found.day <= found.last
        end = found.end


@given(
    st.dates(date(1950, 1, 1), date(2090, 12, 31)),
    st.sampled_from(["%d/%m/%Y", "%d-%m-%Y", "%d.%m.%Y", "%Y-%m-%d", "%d %B %Y"]),
)
def test_written_dates_come_back(day: date, form: str) -> None:
    text = f"on {day.strftime(form)} ok"
    (found,) = find_dates(text, TODAY)
    assert (found.day, found.last, found.certain) == (day, day, True)
    assert find_dates(text[found.start : found.end], TODAY)[0].day == day
    assert [again.day for again in find_dates(text, day)] == [day]
