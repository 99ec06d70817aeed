"""Percentages, lengths of time, ages and years of work as people type them."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.language.entities.numbers.quantities import Age, find_ages, find_durations, find_experience, find_percents
from tests.unit.language.texts import MESSAGES

# Low and high, a blank for none, a ! for an age that cannot be, None for no upper end.
PERCENTS = [
    ("12%", "12"),
    ("১২ শতাংশ", "12"),
    ("8.5 percent", "8.5"),
    ("barah pratishat", "12"),
    ("8-12%", "8-12"),
    ("8% to 12%", "8-12"),
    ("10 per cent", "10"),
    ("১২% সুদ", "12"),
    ("শতকরা ১২", "12"),
    ("baro shotangsho", "12"),
    ("10 protisot", "10"),
    ("दस प्रतिशत", "10"),
    ("12 फीसदी", "12"),
    ("8.75 %", "8.75"),
    ("৮.৭৫%", "8.75"),
    ("পাঁচ পার্সেন্ট", "5"),
    ("35 percent subsidy", "35"),
    ("sade aath pratishat", "8.5"),
    ("সাড়ে আট শতাংশ", "8.5"),
    ("25% theke 35%", "25-35"),
    ("hundred percent", ""),
    ("100 percent", "100"),
    ("12 taka sude", ""),
    ("5 lakh", ""),
    ("35 bochor", ""),
    ("panch persent", "5"),
    ("10% to 12% per year", "10-12"),
]
PERCENTS_ASKED_FOR = [
    ("12", "12"),
    ("baro", "12"),
    ("10", "10"),
    ("৮.৫", "8.5"),
    ("150", ""),
    ("5 lakh", ""),
    ("5 bochor", ""),
    ("subsidy 25 hobe", "25"),
]
DURATIONS = [
    ("5 বছর", "60"),
    ("panch bochor", "60"),
    ("3 saal", "36"),
    ("2.5 years", "30"),
    ("দেড় বছর", "18"),
    ("18 months", "18"),
    ("ছ মাস", "6"),
    ("6 mahine", "6"),
    ("3 bochor 6 mas", "42"),
    ("১০-১২ বছর", "120-144"),
    ("10-12 saal", "120-144"),
    ("৫ বছরের জন্য", "60"),
    ("dui bochor", "24"),
    ("do saal", "24"),
    ("derh saal", "18"),
    ("डेढ़ साल", "18"),
    ("ढाई साल", "30"),
    ("आधा साल", "6"),
    ("छह महीने", "6"),
    ("teen mahine", "3"),
    ("tin mas", "3"),
    ("2 years 3 months", "27"),
    ("5 yrs", "60"),
    ("5yr", "60"),
    ("5 theke 7 bochor", "60-84"),
    ("do se teen saal", "24-36"),
    ("পাঁচ থেকে সাত বছর", "60-84"),
    ("5 bochorer", "60"),
    ("এক বছর", "12"),
    ("ek bochhor", "12"),
    ("1 year", "12"),
    ("2 varsh", "24"),
    ("दो वर्ष", "24"),
    ("sade tin bochor", "42"),
    ("সাড়ে তিন বছর", "42"),
    ("3 months", "3"),
    ("six months", "6"),
    ("bochor panchek", "60"),
    ("বছর পাঁচেক", "60"),
    ("10 din", ""),
    ("5 lakh", ""),
    ("2024 saal", ""),
    ("saal 2024", ""),
    ("২০২৪ সাল", ""),
    ("ami ek jon", ""),
    ("2 weeks", ""),
    ("5", ""),
    ("5-7 yrs", "60-84"),
    ("3 years to 5 years", "36-60"),
    ("one and a half year", "18"),
    ("২ বছর ৬ মাস", "30"),
    ("1 lakh 2 bochor", "24"),
    ("বারো মাস", "12"),
    ("24 mas", "24"),
    ("aath mahina", "8"),
    ("at mas", "8"),
    ("choy mas", "6"),
    ("৬ মাসে", "6"),
    ("5 batsar", "60"),
    ("5 bochhorer moddhe", "60"),
    ("do-teen saal", "24-36"),
    ("দুই তিন বছর", "24-36"),
    ("5 ta bochor", "60"),
    ("35 bochor boyos", "420"),
    ("1yr 6mnths", "18"),
    ("এক বছর ছয় মাস", "18"),
    ("bara mahine", "12"),
    ("sal 2020", ""),
    ("২০২০ সালে", ""),
    ("so many years", ""),
    ("no year", ""),
    ("3 bar", ""),
    ("1995 sale", ""),
]
DURATIONS_ASKED_FOR = [
    ("5", "60"),
    ("panch", "60"),
    ("5-7", "60-84"),
    ("10 din", ""),
    ("5 lakh", ""),
    ("18 mas", "18"),
    ("দেড়", "18"),
    ("2024", ""),
]
AGES = [
    ("2 bochor age Kerala theke firechi", ""),
    ("age 35", "35"),
    ("বয়স ৩৫", "35"),
    ("35 bochor boyos", "35"),
    ("umar 42 saal", "42"),
    ("ami 28 bochorer", "28"),
    ("18+", "18-None"),
    ("35 saal ka hun", "35"),
    ("age:35", "35"),
    ("amar boyos 35", "35"),
    ("meri umar 42 saal hai", "42"),
    ("मेरी उम्र ३५ साल है", "35"),
    ("35 years old", "35"),
    ("i am 35 years old", "35"),
    ("I am 28", "28"),
    ("She is 29 and has a bank account", "29"),
    ("he is 45", "45"),
    ("৩৫ বছর বয়স", "35"),
    ("আমার বয়স পঁয়ত্রিশ", "35"),
    ("amar boyos poytrish bochor", "35"),
    ("boyosh 40", "40"),
    ("main 25 saal ka hoon", "25"),
    ("मैं 25 साल की हूँ", "25"),
    ("আমি ২৮ বছরের", "28"),
    ("আমি ৩০ বছরের মহিলা", "30"),
    ("age is 3", "3!"),
    ("boyos 150", "150!"),
    ("বয়স ২", "2!"),
    ("5 lakh", ""),
    ("12 bochorer obhiggota", ""),
    ("10 saal ka tajurba hai", ""),
    ("5 bochor dhore kaj korchi", ""),
    ("5 bochorer loan", ""),
    ("5 bochorer jonno loan", ""),
    ("35", ""),
    ("35 bochor", ""),
    ("loan age 5 lakh", ""),
    ("aadhaar 35", ""),
    ("umra 50 baras", "50"),
    ("my age is thirty five", "35"),
    ("18 bochor er upore boyos", "18"),
    ("boyos 18 theke 40", "18-40"),
    ("18-40 years age", "18-40"),
    ("age limit 18 to 45", "18-45"),
    ("35 year old woman", "35"),
    ("boyos koto lagbe", ""),
    ("umar kitni chahiye", ""),
    ("amar age 35 bochor 10 bochor kaj korchi", "35"),
    ("age 35, 5 lakh loan", "35"),
    ("class 10", ""),
    ("2 saal ka loan", ""),
    ("3 saal ka loan chahiye", ""),
    ("aj 35 jon", ""),
    ("kaj 12", ""),
    ("35 er kom boyos", "35"),
    ("16 bochhorer meye", "16"),
    ("৩৫+", "35-None"),
    ("my business is 10 years old", ""),
    ("call 98+", ""),
    ("age35", "35"),
    ("umar paintalis saal", "45"),
    ("i'm 40 yrs old", "40"),
    ("৩২ বছর বয়সী", "32"),
    ("ami 35 bochorer ekjon mohila", "35"),
    ("১৮ থেকে ৪৫ বছর বয়স", "18-45"),
    ("मैं पैंतीस साल का हूं", "35"),
    ("my age is 5 lakh", ""),
]
AGES_ASKED_FOR = [
    ("35", "35"),
    ("35 bochor", "35"),
    ("৩৫", "35"),
    ("poytrish", "35"),
    ("paintis saal", "35"),
    ("3", "3!"),
    ("150", "150!"),
    ("10 bochor kaj korchi", ""),
    ("5 lakh", ""),
    ("35 bochor 6 mas", "35"),
    ("amar 35", "35"),
    ("ami 28", "28"),
    ("35 din", ""),
    ("9876543210", ""),
    ("thirty five", "35"),
    ("28 hobe", "28"),
    ("35+", "35-None"),
    ("35 yrs", "35"),
    ("12%", ""),
]
EXPERIENCE = [
    ("12 bochorer obhiggota", "144"),
    ("১২ বছর ধরে কাজ করছি", "144"),
    ("10 saal ka tajurba", "120"),
    ("10 saal ka anubhav", "120"),
    ("10 saal ka experience", "120"),
    ("5 yrs exp", "60"),
    ("10 साल का अनुभव", "120"),
    ("10 साल से काम कर रहा हूँ", "120"),
    ("das saal se kaam kar raha hoon", "120"),
    ("5 years experience", "60"),
    ("experience 5 years", "60"),
    ("experience: 5 yrs", "60"),
    ("obhiggota 12 bochor", "144"),
    ("অভিজ্ঞতা ৫ বছর", "60"),
    ("পাঁচ বছরের অভিজ্ঞতা", "60"),
    ("ami 5 bochor dhore silai er kaj korchi", "60"),
    ("5 years of experience", "60"),
    ("2 bochor kaj korechi", "24"),
    ("i have worked 5 years", "60"),
    ("i have been working for 5 years", "60"),
    ("35 bochor boyos", ""),
    ("5 bochorer loan", ""),
    ("5 bochor", ""),
    ("amar boyos 35 bochor, 10 bochorer obhiggota", "120"),
    ("boyos 35", ""),
    ("6 mas er obhiggota", "6"),
    ("10-12 bochorer obhiggota", "120-144"),
    ("dhore 5 bochor", ""),
    ("2 saal se dukan chala raha hu", "24"),
    ("loan 5 saal ke liye", ""),
    ("12 saal kaam kiya", "144"),
    ("5 bochor theke kaj kori", "60"),
    ("no experience", ""),
    ("derh saal ka tajurba", "18"),
    ("10 bochor rajmistrir kaj korechi", "120"),
    ("৭ বছর রাজমিস্ত্রির কাজ করেছি", "84"),
    ("5 saal Mumbai mein kaam kiya", "60"),
    ("3 bochor Kerala te kaj korechi", "36"),
    ("mujhe 10 saal ho gaye kaam karte", "120"),
    ("15 bochorer avigota ache", "180"),
    ("8 salon se kaam karta hu", "96"),
    ("5 bochor por kaj korbo", ""),
    ("ami 35 bochorer kaj khujchi", ""),
    ("कितने 5 साल", ""),
    ("15 साल से दर्जी का काम कर रहा हूँ", "180"),
    ("3 saal ke liye loan kaam ke liye", ""),
]
EXPERIENCE_ASKED_FOR = [
    ("12", "144"),
    ("12 bochor", "144"),
    ("৫", "60"),
    ("6 mas", "6"),
    ("age 35", ""),
    ("35 bochor boyos", ""),
    ("panch saal", "60"),
    ("5 lakh", ""),
    ("2024", ""),
    ("nei", ""),
]


def said(found: list[tuple[object, ...]]) -> str:
    parts = []
    for item in found:
        low, high = item[0], item[1]
        mark = "!" if isinstance(item, Age) and not item.plausible else ""
        parts.append((f"{low}" if low == high else f"{low}-{high}") + mark)
    return ",".join(parts)


@pytest.mark.parametrize(("text", "values"), PERCENTS)
def test_find_percents(text: str, values: str) -> None:
    assert said([*find_percents(text)]) == values


@pytest.mark.parametrize(("text", "values"), PERCENTS_ASKED_FOR)
def test_find_percents_asked_for(text: str, values: str) -> None:
    assert said([*find_percents(text, expected=True)]) == values


@pytest.mark.parametrize(("text", "values"), DURATIONS)
def test_find_durations(text: str, values: str) -> None:
    assert said([*find_durations(text)]) == values


@pytest.mark.parametrize(("text", "values"), DURATIONS_ASKED_FOR)
def test_find_durations_asked_for(text: str, values: str) -> None:
    assert said([*find_durations(text, expected=True)]) == values


@pytest.mark.parametrize(("text", "values"), AGES)
def test_find_ages(text: str, values: str) -> None:
    assert said([*find_ages(text)]) == values


@pytest.mark.parametrize(("text", "values"), AGES_ASKED_FOR)
def test_find_ages_asked_for(text: str, values: str) -> None:
    assert said([*find_ages(text, expected=True)]) == values


@pytest.mark.parametrize(("text", "values"), EXPERIENCE)
def test_find_experience(text: str, values: str) -> None:
    assert said([*find_experience(text)]) == values


@pytest.mark.parametrize(("text", "values"), EXPERIENCE_ASKED_FOR)
def test_find_experience_asked_for(text: str, values: str) -> None:
    assert said([*find_experience(text, expected=True)]) == values


def test_months_may_be_asked_for() -> None:
    assert said([*find_durations("18", expected=True, unit="months")]) == "18"


@pytest.mark.parametrize("find", [find_percents, find_durations, find_ages, find_experience])
@given(text=MESSAGES, expected=st.booleans())
def test_any_text(find: Callable[..., list[tuple[object, ...]]], text: str, expected: bool) -> None:
    end = 0
    for item in find(text, expected=expected):
        assert end <= int(str(item[2])) < int(str(item[3])) <= len(text)
        end = int(str(item[3]))
