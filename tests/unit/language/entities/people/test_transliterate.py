from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.language import fold_consonants, normalise
from bot.language.entities.people.name_table import NAME_PARTS
from bot.language.entities.people.transliterate import is_name_part, to_bengali, to_latin
from tests.unit.language.texts import MESSAGES


@pytest.mark.parametrize(
    ("name", "latin"),
    [
        ("সুব্রত মুখোপাধ্যায়", "Subrata Mukhopadhyay"),
        ("রফিকুল ইসলাম", "Rafikul Islam"),
        ("লক্ষ্মী দাস", "Lakshmi Das"),
        ("शेख मोहम्मद", "Sheikh Mohammad"),
        ("সেখ আব্দুল করিম", "Sekh Abdul Karim"),
        ("মোঃ সেলিম", "Md Selim"),
        ("प्रियंका शर्मा", "Priyanka Sharma"),
        ("विजय वर्मा", "Vijay Verma"),
        ("राजकुमार सिंह", "Rajkumar Singh"),
        ("এস. দাস", "S. Das"),
        ("বুধনি মুর্মু", "Budhani Murmu"),
        ("পাসাং লামা", "Pasang Lama"),
        # by rule
        ("রামপ্রসাদ", "Ramprasad"),
        ("সত্যব্রত", "Satyabrata"),
        ("নীলকান্ত", "Nilkanta"),
        ("জয়নাল আবেদিন", "Jaynal Abedin"),
        ("ওয়াহিদা", "Wahida"),
        ("শুভ্রা", "Shubhra"),
        ("দেবলীনা", "Deblina"),
        ("সুচিত্রা", "Suchitra"),
        ("তৈমুর", "Taimur"),
        ("दिनकर", "Dinkar"),
        # what is no Bengali and no Devanagari stays
        ("Rafikul Islam", "Rafikul Islam"),
        ("", ""),
        ("Rina (২) 5", "Rina (২) 5"),
    ],
)
def test_to_latin(name: str, latin: str) -> None:
    assert to_latin(name) == latin


@pytest.mark.parametrize(
    ("name", "bengali"),
    [
        ("Subrata Roy", "সুব্রত রায়"),
        ("subroto ray", "সুব্রত রায়"),
        ("Rahima Bibi", "রহিমা বিবি"),
        ("रमेश यादव", "রমেশ যাদব"),
        ("Priyanka Mondal", "প্রিয়াঙ্কা মণ্ডল"),
        ("PRIYANKA MANDAL", "প্রিয়াঙ্কা মণ্ডল"),
        ("Sk Md Abdul Rahim", "সেখ মোঃ আব্দুল রহিম"),
        ("S. Das", "এস. দাস"),
        ("A.K. Roy", "এ.কে. রায়"),
        ("संजय", "সঞ্জয়"),
        ("मंडल", "মণ্ডল"),
        ("माया", "মায়া"),
        ("ज़ाकिर", "জাকির"),
        ("Ranjit", "রঞ্জিত"),
        ("Ranjita", "রঞ্জিতা"),
        ("Kamal", "কমল"),
        ("Kamala", "কমলা"),
        # by rule
        ("Jahanara", "জাহানারা"),
        ("Rezina", "রেজিনা"),
        ("Wahida", "ওয়াহিদা"),
        ("Surendranath", "সুরেন্দ্রনাথ"),
        ("Jyotika", "জ্যোতিকা"),
        ("Rajdeep", "রাজদীপ"),
        ("Trisha", "ত্রিশা"),
        ("Somnath", "সোমনাথ"),
        ("Gulshan", "গুলশান"),
        ("সুব্রত রায়", "সুব্রত রায়"),
        ("", ""),
        ("12 👍", "12 👍"),
    ],
)
def test_to_bengali(name: str, bengali: str) -> None:
    assert to_bengali(name) == normalise(bengali)


def test_the_table_is_large_and_round() -> None:
    assert len(NAME_PARTS) >= 300
    assert len({bengali for bengali, _ in NAME_PARTS}) == len(NAME_PARTS)
    # Second spellings of one name come back as the first.
    second = set(map(normalise, ("ওঁরাও", "ওঁরাওঁ", "লক্ষী", "মোছাঃ", "হাসদা")))
    for bengali, _ in NAME_PARTS:
        if bengali not in second:
            assert fold_consonants(to_bengali(to_latin(bengali))) == fold_consonants(bengali), bengali


@pytest.mark.parametrize(
    "name",
    [
        "সাবিহা", "রুখসার", "তৌহিদ", "মেহবুবা", "দেবারতি", "অনির্বাণ", "তনুজা", "শর্বরী", "ঋতুপর্ণা", "অরিন্দম", "শুভাশিস",
        "চৈতালি", "পৌলমী", "কৃত্তিকা", "বৈশাখী", "জবা", "গুলজার", "নাসিফা", "শাহনাজ", "মফিজুদ্দিন", "কুতুবউদ্দিন", "রায়হান",
        "জয়িতা", "ধ্রুবজ্যোতি", "ইন্দ্রনীল", "সুখেন", "ফুলচাঁদ", "ঝড়ু", "বুধন", "সোমাই", "পূর্ণচন্দ্র",
    ],
)  # fmt: skip
def test_other_bengali_names_come_back(name: str) -> None:
    assert fold_consonants(to_bengali(to_latin(name))) == fold_consonants(name)


def test_name_parts_are_known_in_every_spelling_and_script() -> None:
    assert all(map(is_name_part, ["Mondal", "mandal", "মণ্ডল", "मंडल", "RAFIQUL", "রফিকুল", "यादव", "Md", "Sk"]))
    assert not any(map(is_name_part, ["", "loan", "ঋণ", "कर्ज", "xyz", "ও"]))


@given(MESSAGES)
def test_any_text_is_written(text: str) -> None:
    to_latin(text)
    to_bengali(text)
    is_name_part(text)


@given(st.text(alphabet="abcdefghijklmnopqrstuvwxyz ABZ.", max_size=30))
def test_latin_letters_leave_and_come(name: str) -> None:
    assert to_latin(name).casefold() == name.casefold()
    assert to_latin(to_latin(name)) == to_latin(name)
    written = to_bengali(name)
    assert not any("a" <= char.lower() <= "z" for char in written)
    assert to_bengali(written) == written


@given(st.text(alphabet="0123456789 .,()&/👍-", max_size=30))
def test_what_is_no_letter_stays(text: str) -> None:
    assert to_bengali(text) == to_latin(text) == text
