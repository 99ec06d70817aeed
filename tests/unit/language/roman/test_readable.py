"""Answers in roman letters, for the eye."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.knowledge.library import read
from bot.language.roman.readable import readable

NATIVE = re.compile("[\u0900-\u0963\u0966-\u097f\u0980-\u09ff\u0964\u0965]")
KEPT = re.compile(r"\{\w+\}|[\w-]+\.(?:gov|org|com)(?:\.\w+)?", re.ASCII)
CONTENT = Path(__file__).resolve().parents[3] / "content"

BENGALI = [
    # Words as they are typed in chat.
    ("আপনি", "Apni"), ("করতে হবে", "Korte hobe"), ("লাগবে", "Lagbe"), ("টাকা", "Taka"), ("জন্য", "Jonno"),
    ("এখানে", "Ekhane"), ("কী কী", "Ki ki"), ("কাগজ", "Kagoj"), ("ব্যবসা", "Byabsa"), ("ব্যবসার", "Byabsar"),
    ("কোনো", "Kono"), ("কোনও", "Kono"), ("এখনও", "Ekhono"), ("আরও", "Aro"), ("অন্য", "Onno"), ("কত", "Koto"),
    ("ছিল", "Chilo"), ("দেওয়া", "Dewa"), ("পাওয়া যায়", "Pawa jay"), ("তাঁর", "Tar"), ("যাঁরা", "Jara"),
    ("সরকারি প্রকল্প", "Sorkari prokolpo"), ("ভর্তুকি", "Bhortuki"), ("সাধারণত", "Sadharonoto"), ("মূলত", "Muloto"),
    # Vowels inside a noun stay before its endings, those inside a verb go.
    ("খরচ", "Khoroch"), ("খরচের", "Khorocher"), ("খরচে", "Khoroche"), ("বছরে", "Bochore"), ("আবেদনের", "Abedoner"),
    ("সময়ে", "Somoye"), ("শ্রমিকদের", "Shromikder"), ("খদ্দেরকে", "Khodderke"), ("সরকারকে", "Sorkarke"),
    ("করলে", "Korle"), ("বলতে", "Bolte"), ("দেখলে", "Dekhle"), ("থেকে", "Theke"), ("আটকে", "Atke"),
    ("ক্ষমতা", "Khomota"), ("দক্ষতা", "Dokkhota"), ("প্রাথমিক", "Prathomik"), ("ঘোষণা", "Ghoshona"),
    ("অনুমতির", "Onumotir"), ("উদাহরণ", "Udahoron"), ("কবিতা", "Kobita"), ("কেন্দ্রীয়", "Kendriyo"),
    # Words that would read as another: choose and sell, discount and four, "the matter too" and "somewhere".
    ("বেছে", "Bechhe"), ("বেচে", "Beche"), ("বাছুন", "Bachhun"), ("বেঁচে", "Benche"),
    ("ছাড়ের", "Chharer"), ("চারটে", "Charte"),
    ("কথাও", "Kotha-o"), ("কোথাও", "Kothao"), ("খাবারও", "Khabar-o"), ("দান", "Daan"), ("দিন", "Din"),
    # Verbs that end in a spoken o, and keep it off before more endings.
    ("দেখব", "Dekhbo"), ("দেখবে", "Dekhbe"), ("নিয়েছিল", "Niyechilo"), ("লাগত", "Lagto"), ("যেতে", "Jete"),
    ("দাঁড়িয়ে", "Dariye"), ("তাহলে", "Tahole"), ("ব্যক্তিগত", "Byaktigoto"), ("কেরলে", "Keralay"),
    ("পঞ্চায়েতের", "Panchayat-er"), ("হিসাবরক্ষককে", "Accountant-ke"),
    ("ঋণদাতাকে", "Lender-ke"), ("“হ্যাঁ”-র", "“Hya”-r"), ("সিমেন্ট", "Cement"),
    # English words, names and abbreviations.
    ("ব্যাঙ্ক", "Bank"), ("লোন", "Loan"), ("রেজিস্ট্রেশন", "Registration"), ("অনলাইন", "Online"), ("ফর্ম", "Form"),
    ("কোম্পানি", "Company"), ("সার্টিফিকেট", "Certificate"), ("পিএমইজিপি", "PMEGP"), ("জিএসটি", "GST"),
    ("ওএনডিসি", "ONDC"), ("প্যান", "PAN"), ("উদ্যম", "Udyam"), ("র‍্যাম্প", "RAMP"), ("র্যাম্প", "RAMP"),
    ("লোনের", "Loan-er"), ("ব্যাঙ্কে", "Bank-e"), ("লোনটা", "Loan-ta"), ("কোম্পানির", "Company-r"),
    ("অ্যাপগুলোকে", "App-guloke"), ("ট্রেনিংয়ের", "Training-er"), ("ব্যাঙ্ককেও", "Bank-keo"), ("আধারের", "Aadhaar-er"),
    ("জিএসটি-র", "GST-r"), ("PMEGP-তে", "PMEGP-te"), ("PMEGPতে", "PMEGP-te"), ("GSTR-3B-এর", "GSTR-3B-er"),
    ("ই-ওয়ে বিল", "E-way bill"), ("ই-ও\u09dfে", "E-way"), ("ই-শ্রম কার্ড", "e-Shram card"),
    ("নিলে", "Nile"), ("মেটার", "Metar"), ("টাকায়", "Takay"),
    # Numbers, signs and sentences.
    ("₹৫ লক্ষ", "₹5 lakh"), ("৩৫%", "35%"), ("৭টি", "7-ti"), ("১ এপ্রিল ২০২৬", "1 April 2026"),
    ("আগে যান। পরে লিখুন।", "Aage jan. Pore likhun."), ("• কাগজ\n• ছবি", "• Kagoj\n• Chobi"),
    ("১. ব্যাঙ্কে যান।\n২. সই করুন।", "1. Bank-e jan.\n2. Soi korun."), ("“কাগজ কী?”", "“Kagoj ki?”"),
    ("PMEGP কী? ভর্তুকি কত?", "PMEGP ki? Bhortuki koto?"), ("KVIC-র পোর্টাল: kvic.gov.in", "KVIC-r portal: kvic.gov.in"),
    ("এখন থেকে রোমান হরফে উত্তর দেব।", "Ekhon theke Roman horofe uttor debo."),
]  # fmt: skip
HINDI = [
    ("आप", "Aap"), ("करना होगा", "Karna hoga"), ("चाहिए", "Chahiye"), ("में", "Mein"),
    ("के लिए", "Ke liye"), ("कौनसे", "Kaunse"), ("नहीं", "Nahin"), ("ज़्यादा", "Zyada"),
    ("ज़रूरत", "Zarurat"), ("साफ़", "Saaf"), ("सिर्फ़", "Sirf"), ("दफ़्तर", "Daftar"),
    ("मुफ़्त", "Muft"), ("कागज़", "Kagaz"), ("काम", "Kaam"), ("बात", "Baat"), ("तीन", "Teen"),
    ("दूर", "Door"), ("बीच", "Beech"), ("यह", "Yeh"), ("वह", "Woh"), ("वाला", "Wala"),
    ("जवाब", "Jawab"), ("करवाना", "Karwana"), ("अपवाद", "Apwad"), ("आए", "Aaye"), ("जाएँ", "Jayen"),
    ("गई", "Gayi"), ("बातें", "Baatein"), ("रखें", "Rakhein"), ("पहले", "Pehle"), ("कहना", "Kehna"),
    ("रहता", "Rehta"), ("अच्छा", "Accha"), ("बच्चे", "Bacche"), ("वित्तीय", "Vittiya"),
    ("माँगता", "Maangta"), ("थीं", "Theen"), ("योजनाएँ", "Yojnayen"), ("राज्य", "Rajya"),
    ("उम्र", "Umar"), ("गाँव", "Gaon"), ("मज़दूर", "Mazdoor"), ("बैंक", "Bank"), ("बैंकों", "Banks"),
    ("कंपनियाँ", "Companies"), ("मशीनें", "Machines"), ("साइटों", "Sites"), ("सब्सिडी", "Subsidy"),
    ("पोर्टल", "Portal"), ("लोन", "Loan"), ("फ़ोन", "Phone"), ("फोन", "Phone"), ("आधार", "Aadhaar"),
    ("मुद्रा", "Mudra"), ("जीएसटी", "GST"), ("पीएमईजीपी", "PMEGP"), ("ई-वे बिल", "E-way bill"),
    ("ई-श्रम", "e-Shram"), ("के आधार पर", "Ke aadhar par"), ("₹5 लाख", "₹5 lakh"), ("१०%", "10%"),
    ("जनवरी", "January"), ("पहले पूछें। फिर जाएँ।", "Pehle poochhen. Phir jayen."), ("बंद॥", "Band."),
    ("चीज़ों", "Cheezon"), ("अवधि", "Awadhi"), ("बताई", "Batayi"), ("डालिए", "Daaliye"), ("आकार", "Aakaar"),
    ("आकर", "Aakar"), ("वे", "Ve"), ("कारीगरों", "Karigaron"), ("कामों", "Kaamon"),
    ("मानकर", "Maankar"), ("अनुमति", "Anumati"), ("मुफ्त", "Muft"), ("पंचायतों", "Panchayats"),
    ("सीमेंट", "Cement"), ("हावड़ा", "Howrah"), ("आईआरएन", "IRN"),
    ("GSTR-3B भरें", "GSTR-3B bharein"), ("{date} तक", "{date} tak"),
]  # fmt: skip


@pytest.mark.parametrize(("native", "roman"), BENGALI)
def test_bengali(native: str, roman: str) -> None:
    assert readable(native, "bn") == roman


@pytest.mark.parametrize(("native", "roman"), HINDI)
def test_hindi(native: str, roman: str) -> None:
    assert readable(native, "hi") == roman


def test_capitals_stand_only_at_the_beginning_of_sentences() -> None:
    assert readable("ব্যাঙ্ক: সুদ ২.৫% (মাসে)। কে দেয়? আমি জানি!\nশেষ") == "Bank: sud 2.5% (mase). Ke dey? Ami jani!\nShesh"
    long = "GST " * 20
    assert readable(f"{long}লোন") == f"{long}loan"


def test_latin_text_is_left_alone() -> None:
    text = "see https://udyam.gov.in/a?b=c#d, mail a.b@c.in, GSTR-3B {title} /language 12.5 %"
    assert readable(text) == text
    assert readable(f"লিখুন {text} দিন") == f"Likhun {text} din"


def test_english_comes_back_as_it_is() -> None:
    assert readable("Press বাংলা। ৫", "en") == "Press বাংলা। ৫"


def test_every_text_of_the_content_is_readable() -> None:
    content = read(CONTENT)
    for topic in content.topics.values():
        for aspect in topic.aspects.values():
            for text in (aspect.bn, aspect.hi):
                roman = readable(text)
                assert not NATIVE.search(roman)
                assert roman.count("\n") == text.count("\n")
                assert KEPT.findall(roman) == KEPT.findall(text)


PIECES = st.sampled_from([
    "ব্যাঙ্কে", "যান", "।", "॥", "ই-", "-র", "ৎ", "\u09bc", "\u09cd", "ॐ", "ज़", "फ़", "है", " ", "\n", "৫", "९", "GST",
    "https://a.in/x-1", "ই", "ও", "\u09c7র", "\u200d", "ওয়ে", "\u0970",
])  # fmt: skip


@given(st.one_of(st.text(max_size=80), st.lists(PIECES, max_size=20).map("".join)))
def test_it_never_raises_and_leaves_no_native_letter(text: str) -> None:
    roman = readable(text, "bn")
    assert not NATIVE.search(roman)
    assert readable(roman, "bn") == roman


LATIN = st.text(alphabet=st.characters(min_codepoint=32, max_codepoint=126), max_size=40)


@given(LATIN)
def test_whatever_is_latin_stays(text: str) -> None:
    assert readable(text) == text
    assert readable(f"লোন {text} ব্যাঙ্ক").startswith(f"Loan {text} ")


@given(st.integers(0, 10**12))
def test_numbers_stay(number: int) -> None:
    bengali = "".join(chr(0x09E6 + int(digit)) for digit in str(number))
    assert readable(f"₹{bengali} লোন") == f"₹{number} loan"
