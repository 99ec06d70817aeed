"""Number words and digits, one by one and in runs."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.language.entities.numbers import words
from bot.language.entities.numbers.numerals import find_numbers, numeral
from tests.unit.language.texts import MESSAGES

ONE_WORD = {
    "0.5": ".5 আধ adha aadha आधा",
    "0.75": "poune paune পৌনে पौने",
    "1": "একটা একটি একজন ekta ekjon ek এক एक one",
    "1.25": "sowa sawa sava सवा সওয়া সোয়া",
    "1.5": "দেড় derh der dedh डेढ़ ডেড় ডেড",
    "2": "duto dui দুটো দুই দুজন dujon দুখানা দুয়েক do दो two",
    "2.5": "2.5 ২.৫ २.५ আড়াই arai adai ঢাই ढाई dhai dhaai",
    "3": "tinte tin teen তিনটে तीन",
    "4": "charte char চারটি चार",
    "5": "৫ ५ 5 পাঁচ পাচ pach panch paanch पांच पाँच পাঁচজন panchta",
    "6": "ছয় ছ chhoy छः छह chhe six",
    "8": "at aat আট आठ aath",
    "9": "noy নয় नौ nau nine",
    "10": "dosh dos dus das দশ दस",
    "12": "12 १२ ১২ বারো baro barah बारह",
    "25": "পঁচিশ pochis pochish pachish pacchis pachees पच्चीस twenty-five",
    "34": "chauntis chautis চৌত্রিশ",
    "35": "৩৫ পঁয়ত্রিশ poytrish paintis पैंतीस",
    "50": "ponchash panchas poncas pachas पचास পঞ্চাশ fifty",
    "60": "ষাট साठ shath saath sixty",
    "75": "pochattor পঁচাত্তর पचहत्तर pachhattar",
    "90": "nobboi nabbe নব্বই नब्बे",
    "100": "eksho ekso একশো একশ hundred sau শো",
    "150": "dersho ডেড়শো দেড়শো",
    "500": "panchsho পাঁচশো panchso",
    "600": "ছশো",
    "900": "নশো",
    "1000": "হাজারখানেক ekhajar hajar hazaar हज़ार হাজার",
    "5000": "5OO0",
    "10000": "1O,OOO l0000",
    "100000": "একলাখ lakh लाख লক্ষ",
    "125000": "1,25,000 ১,২৫,০০০ १,२५,००० 125,000",
}

RUNS = [
    ("twenty five", "25"),
    ("ek sho poncash", "150"),
    ("দুই হাজার পাঁচশো", "2500"),
    ("do sau", "200"),
    ("sare tin lakh", "350000"),
    ("সাড়ে তিন লাখ", "350000"),
    ("sade satsho", "750"),
    ("2 lakh 50 hazar", "250000"),
    ("1 crore 20 lakh", "12000000"),
    ("do teen lakh", "2 300000"),
    ("one hundred and twenty five", "125"),
    ("twenty five thousand three hundred", "25300"),
    ("two point five crore", "25000000"),
    ("5 lakh ar 10 hazar", "510000"),
    ("5 and a half lakh", "550000"),
    ("হাজার পাঁচেক", "5000"),
    ("1 lakh 2 bochor", "100000 2"),
    ("poune do lakh", "175000"),
    ("sowa lakh", "125000"),
    ("sava do lakh", "225000"),
    ("10 000", "10000"),
    ("5,6 lakh", "5 600000"),
    ("5L", "500000"),
    ("50k", "50000"),
    ("dash barো hazar", "10 12000"),
    ("do saal", "2"),
    ("ekta ta tinte", "1 3"),
    ("নয় হাজার", "9000"),
    ("how to do business at home so no", ""),
    ("loan do", ""),
    ("আমি লোন চাই না", ""),
    ("এটা নয়", ""),
    ("mera naam das hai", ""),
    ("so what", ""),
    ("hello", ""),
    ("আমার লক্ষ্য", ""),
    ("gstr3b", ""),
    ("mujhe do bhai", ""),
]

NOT_NUMBERS = [
    "korbo",
    "loan",
    "hello",
    "sata",
    "chota",
    "dosti",
    "note",
    "satta",
    "লক্ষ্যে",
    "বিষ",
    "আধার",
    "একর",
    "সে",
    "so",
    "k",
    "sare",
    "সাড়ে",
    "ekhan",
    "12.05.2024",
]


def listed() -> list[tuple[str, int]]:
    """Every spelling of the tables with its number."""
    found = []
    for table in (words.BENGALI, words.HINDI, words.ENGLISH, words.BENGALI_ROMAN, words.HINDI_ROMAN):
        for line in table.strip().split("\n"):
            first, *cells = line.split()
            found += [(word, int(first) + place) for place, cell in enumerate(cells) for word in cell.split("/")]
    return found


@pytest.mark.parametrize(
    ("word", "value"), [(word, value) for value, spellings in ONE_WORD.items() for word in spellings.split()]
)
def test_numeral(word: str, value: str) -> None:
    assert numeral(word) == Decimal(value)


def test_every_listed_spelling_has_its_number() -> None:
    assert [(word, value, numeral(word)) for word, value in listed() if numeral(word) != value] == []


@pytest.mark.parametrize("table", [words.BENGALI, words.HINDI, words.BENGALI_ROMAN, words.HINDI_ROMAN])
def test_no_number_is_missing(table: str) -> None:
    assert sum(len(line.split()) - 1 for line in table.strip().split("\n")) == 100


@pytest.mark.parametrize("word", NOT_NUMBERS)
def test_ordinary_words(word: str) -> None:
    assert numeral(word) is None


@pytest.mark.parametrize(("text", "values"), RUNS)
def test_find_numbers(text: str, values: str) -> None:
    assert [number.value for number in find_numbers(text)] == [Decimal(value) for value in values.split()]


@given(st.integers(0, 10**9), st.sampled_from([0x30, 0x09E6, 0x0966]))
def test_digits_of_every_script(value: int, zero: int) -> None:
    assert numeral("".join(chr(zero + int(digit)) for digit in str(value))) == value


@given(MESSAGES)
def test_any_text(text: str) -> None:
    numeral(text)
    end = 0
    for number in find_numbers(text):
        assert end <= number.start < number.end <= len(text)
        assert number.value >= 0
        end = number.end


@given(st.text(alphabet="0123456789০१Oolk.,- অक5²٣", max_size=30))
def test_any_digits(text: str) -> None:
    assert all(text[number.start : number.end].strip() for number in find_numbers(text))
    numeral(text)
