"""How lists name their columns, in three languages and as offices shorten them."""

from __future__ import annotations

from functools import lru_cache
from typing import Final, Literal, get_args

from rapidfuzz import fuzz, process

from bot.language import for_matching

Field = Literal[
    "private", "relative", "bank", "eshram", "phone", "birth", "age", "gender", "education", "experience", "tools",
    "wants", "last_place", "last_state", "trade", "district", "place", "name", "address", "serial",
]  # fmt: skip
"""What a column holds. `private`: what is not wanted here and never looked at (Aadhaar, account numbers)."""
FIELDS: Final[tuple[Field, ...]] = get_args(Field)

# In the order in which they are tried: "father's name" is no name, "name of block" is a block.
_WORDS: Final[dict[Field, str]] = {
    "private": (
        "aadhaar|aadhar|adhar|adhaar card|uid|epic|voter|ifsc|account number|account no|a c no|ac no"
        "|signature|remarks|remark|email|e mail|caste|religion|photo|pan no|ration|job card|আধার|ভোটার"
        "|মন্তব্য|স্বাক্ষর|জাতি|ধর্ম|आधार|वोटर|टिप्पणी|हस्ताक्षर|जाति|धर्म"
    ),
    "relative": (
        "father|fathers|husband|husbands|guardian|mother|f h name|s o|w o|d o|c o|relation|পিতা|পিতার|স্বামী"
        "|স্বামীর|বাবার|অভিভাবক|पिता|पति|अभिभावक|pita|swami|father s|husband s"
    ),
    "bank": "bank account|bank a c|bank|having bank|ব্যাঙ্ক|ব্যাংক|बैंक",
    "eshram": "e shram|eshram|shram card|ই শ্রম|ই-শ্রম|ई श्रम|ई-श्रम|uan",
    "phone": (
        "mobile|mob|mobile no|phone|ph no|ph|phone no|contact|contact no|contact number|cell|whatsapp|tel"
        "|মোবাইল|মোবাইল নং|ফোন|ফোন নং|ফোন নম্বর|যোগাযোগ|मोबाइल|मोबाईल|फोन|फ़ोन|संपर्क|mobail"
    ),
    "birth": (
        "dob|d o b|date of birth|birth date|birth|year of birth|জন্ম|জন্ম তারিখ|জন্মতারিখ|जन्म|जन्म तिथि"
        "|जन्मतिथि"
    ),
    "age": "age|age yrs|age years|বয়স|উম্র|उम्र|आयु|boyos|umar",
    "gender": "gender|sex|male female|m f|লিঙ্গ|লিংগ|लिंग",
    "education": "education|educational|qualification|educational qualification|শিক্ষা|শিক্ষাগত|शिक्षा|पढ़ाई|योग्यता",
    "experience": "experience|exp|exp yrs|years of work|years of experience|অভিজ্ঞতা|अनुभव|work experience",
    "tools": "tools|tools owned|tool kit|toolkit|যন্ত্রপাতি|যন্ত্র|औज़ार|औजार",
    "wants": (
        "wants|wish|willing|willingness|assistance|help needed|need|requirement|required|চাহিদা|কী চান|मांग"
        "|इच्छा"
    ),
    "last_place": (
        "place of work|work place|workplace|last work place|worked at|previous place|place of migration"
        "|migrated to|কর্মস্থল|কাজের জায়গা|कार्यस्थल|काम की जगह"
    ),
    "last_state": (
        "state|state of work|returned from|returned state|coming from|came from|migrated state"
        "|destination state|from which state|previous state|রাজ্য|কোন রাজ্য|ফিরেছেন|राज्य|किस राज्य"
    ),
    "trade": (
        "trade|trades|skill|skills|skill set|occupation|profession|nature of work|type of work"
        "|category of work|kind of work|job|work|designation|field of work|sector|পেশা|কাজ|কাজের ধরন|দক্ষতা"
        "|কারিগরি|बृत्ति|पेशा|काम|हुनर|कौशल|व्यवसाय|kaj|pesha|kaam"
    ),
    "district": "জেলার|district|dist|distt|জেলা|জিলা|ज़िला|जिला|zila|jela",
    "place": (
        "block|block municipality|blk|municipality|town|city|ulb|ward|sub division|subdivision|p s"
        "|police station|ব্লক|পৌরসভা|শহর|থানা|ব্লকের|থানার|শহরের|ब्लॉक|प्रखंड|नगरपालिका|थाना"
    ),
    "name": (
        "name|name of worker|worker|names|worker name|full name|beneficiary|labour name|name of migrant"
        "|applicant|নাম|শ্রমিকের নাম|নামঃ|नाम|नाम पता|श्रमिक का नाम|naam|nam"
    ),
    "address": (
        "গ্রামের নাম|গ্রামের|गाँव का नाम|गांव का नाम|ग्राम का नाम|পঞ্চায়েতের নাম|address|addr|village|vill"
        "|vill p o|post|p o|gram|gp|gram panchayat|panchayat|residence|ঠিকানা|গ্রাম|পঞ্চায়েত|পোস্ট|पता|गाँव"
        "|गांव|ग्राम|पंचायत|thikana|pata"
    ),
    "serial": (
        "sl|sl no|s l|s no|sr|sr no|si no|serial|serial no|no|ক্রমিক|ক্রমিক নং|ক্র নং|নং|क्रम|क्रमांक|क्र सं"
        "|क्र"
    ),
}  # fmt: skip
_LEAST_FUZZY, _ALIKE = 5, 82
_LONGEST = 60  # characters: a sentence is no heading


def _table() -> dict[str, Field]:
    return {for_matching(word): field for field, words in reversed(_WORDS.items()) for word in words.split("|")}


_EXACT: Final = _table()
_PHRASES: Final[tuple[tuple[Field, tuple[str, ...]], ...]] = tuple(
    (field, tuple(f" {for_matching(word)} " for word in words.split("|"))) for field, words in _WORDS.items()
)
_LONG: Final = [word for word in _EXACT if len(word) >= _LEAST_FUZZY]


@lru_cache(maxsize=8192)
def heading(text: str) -> Field | None:
    """What a column of this heading holds; None if the words name none. Never raises."""
    if not text or len(text) > _LONGEST:
        return None
    plain = for_matching(text.replace("/", " ").replace(".", " ").replace("'", " ").replace("’", " "))
    plain = plain.removeprefix("name of the ").removeprefix("name of ")
    if plain in _EXACT:
        return _EXACT[plain]
    padded = f" {plain} "
    for field, phrases in _PHRASES:
        if any(phrase in padded for phrase in phrases):
            return field
    near = process.extractOne(plain, _LONG, scorer=fuzz.ratio, score_cutoff=_ALIKE)
    return _EXACT[near[0]] if near is not None else None
