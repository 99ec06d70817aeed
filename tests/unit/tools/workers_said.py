"""People who register, and how they say each thing of themselves: in Bengali, Hindi, English and in roman letters."""

from __future__ import annotations

from typing import Final, NamedTuple

REGISTERS: Final = ("bn", "hi", "en", "bn_roman", "hi_roman")
_SCRIPT: Final = {"bn": 0, "hi": 1, "en": 2, "bn_roman": 2, "hi_roman": 2}

NAMES: Final = tuple(
    tuple(line.split("|"))
    for line in (
        "রহিম শেখ|रहीम शेख|Rahim Sheikh", "সালমা বিবি|सलमा बीबी|Salma Bibi",
        "রমেশ যাদব|रमेश यादव|Ramesh Yadav",
        "সুব্রত মণ্ডল|सुब्रत मंडल|Subrata Mondal", "আব্দুল করিম|अब्दुल करीम|Abdul Karim",
        "মালতী মুর্মু|मालती मुर्मू|Malati Murmu",
        "বিপ্লব রায়|बिप्लब राय|Biplab Roy", "সঞ্জয় মাহাতো|संजय महतो|Sanjay Mahato",
        "ফাতেমা খাতুন|फातिमा खातून|Fatima Khatun",
        "রতন দাস|रतन दास|Ratan Das", "সুনীল টুডু|सुनील टुडू|Sunil Tudu",
        "আনোয়ার হোসেন|अनवर हुसैन|Anwar Hossain",
        "কাকলি হালদার|काकली हालदार|Kakali Halder", "গোপাল কর্মকার|गोपाल कर्मकार|Gopal Karmakar",
        "দীপক তামাং|दीपक तामांग|Dipak Tamang",
        "সাবিত্রী মাহাতো|सावित्री महतो|Sabitri Mahato", "নাসিমা বেগম|नसीमा बेगम|Nasima Begum",
        "প্রদীপ বর্মন|प्रदीप बर्मन|Pradip Barman",
        "জাহাঙ্গীর আলম|जहाँगीर आलम|Jahangir Alam", "সুশান্ত বাউরি|सुशांत बाउरी|Sushanta Bauri",
        "রাজু সরকার|राजू सरकार|Raju Sarkar",
        "মিনতি সরেন|मिनती सोरेन|Minati Soren", "বিশ্বজিৎ ঘোষ|विश्वजीत घोष|Biswajit Ghosh",
        "ইমরান আনসারি|इमरान अंसारी|Imran Ansari",
    )
)  # fmt: skip
"""Bengali, Devanagari, Latin letters."""

DISTRICTS: Final = {
    "alipurduar": ("আলিপুরদুয়ার", "अलीपुरद्वार", "Alipurduar"), "bankura": ("বাঁকুড়া", "बांकुड़ा",
    "Bankura"),
    "birbhum": ("বীরভূম", "बीरभूम", "Birbhum"), "cooch-behar": ("কোচবিহার", "कूचबिहार", "Cooch Behar"),
    "dakshin-dinajpur": ("দক্ষিণ দিনাজপুর", "दक्षिण दिनाजपुर", "Dakshin Dinajpur"),
    "darjeeling": ("দার্জিলিং", "दार्जिलिंग", "Darjeeling"), "hooghly": ("হুগলি", "हुगली", "Hooghly"),
    "howrah": ("হাওড়া", "हावड़ा", "Howrah"), "jalpaiguri": ("জলপাইগুড়ি", "जलपाईगुड़ी", "Jalpaiguri"),
    "jhargram": ("ঝাড়গ্রাম", "झाड़ग्राम", "Jhargram"), "kalimpong": ("কালিম্পং", "कालिम्पोंग",
    "Kalimpong"),
    "kolkata": ("কলকাতা", "कोलकाता", "Kolkata"), "malda": ("মালদা", "मालदा", "Malda"),
    "murshidabad": ("মুর্শিদাবাদ", "मुर्शिदाबाद", "Murshidabad"), "nadia": ("নদিয়া", "नदिया", "Nadia"),
    "north-24-parganas": ("উত্তর ২৪ পরগনা", "उत्तर 24 परगना", "North 24 Parganas"),
    "paschim-bardhaman": ("পশ্চিম বর্ধমান", "पश्चिम बर्धमान", "Paschim Bardhaman"),
    "paschim-medinipur": ("পশ্চিম মেদিনীপুর", "पश्चिम मेदिनीपुर", "Paschim Medinipur"),
    "purba-bardhaman": ("পূর্ব বর্ধমান", "पूर्व बर्धमान", "Purba Bardhaman"),
    "purba-medinipur": ("পূর্ব মেদিনীপুর", "पूर्व मेदिनीपुर", "Purba Medinipur"),
    "purulia": ("পুরুলিয়া", "पुरुलिया", "Purulia"),
    "south-24-parganas": ("দক্ষিণ ২৪ পরগনা", "दक्षिण 24 परगना", "South 24 Parganas"),
    "uttar-dinajpur": ("উত্তর দিনাজপুর", "उत्तर दिनाजपुर", "Uttar Dinajpur"),
}  # fmt: skip
TRADES: Final = {
    "mason": ("রাজমিস্ত্রি", "राजमिस्त्री", "rajmistri"), "carpenter": ("কাঠমিস্ত্রি", "बढ़ई",
    "carpenter"),
    "plumber": ("প্লাম্বার", "प्लंबर", "plumber"), "electrician": ("ইলেকট্রিশিয়ান",
    "इलेक्ट्रीशियन", "electrician"),
    "painter": ("রং মিস্ত্রি", "पेंटर", "painter"), "tile-fitter": ("টাইলস মিস্ত্রি",
    "टाइल मिस्त्री", "tiles mistri"),
    "welder": ("ওয়েল্ডার", "वेल्डर", "welder"), "tailor": ("দর্জি", "दर्ज़ी", "tailor"),
    "cook": ("রাঁধুনি", "रसोइया", "cook"), "driver": ("ড্রাইভার", "ड्राइवर", "driver"),
    "barber": ("নাপিত", "नाई", "barber"), "goldsmith": ("স্বর্ণকার", "सुनार", "goldsmith"),
}  # fmt: skip
STATES: Final = {
    "kerala": ("কেরল", "केरल", "Kerala"), "gujarat": ("গুজরাট", "गुजरात", "Gujarat"),
    "delhi": ("দিল্লি", "दिल्ली", "Delhi"),
    "maharashtra": ("মুম্বাই", "मुंबई", "Mumbai"), "karnataka": ("বেঙ্গালুরু", "बेंगलुरु", "Bangalore"),
    "tamil_nadu": ("চেন্নাই", "चेन्नई", "Chennai"), "telangana": ("হায়দ্রাবাদ", "हैदराबाद",
    "Hyderabad"),
    "punjab": ("পাঞ্জাব", "पंजाब", "Punjab"), "odisha": ("ওড়িশা", "ओडिशा", "Odisha"),
    "abroad": ("সৌদি আরব", "सऊदी अरब", "Saudi Arabia"),
}  # fmt: skip
GENDERS: Final = {"woman": ("মহিলা", "महिला", "mohila"), "man": ("পুরুষ", "पुरुष", "purush")}
SCHOOLS: Final = {
    "none": ("নিরক্ষর", "अनपढ़", "illiterate"), "primary": ("প্রাইমারি", "प्राइमरी", "primary pass"),
    "class_8": ("অষ্টম শ্রেণি", "आठवीं पास", "class 8"), "class_10": ("মাধ্যমিক", "दसवीं पास",
    "madhyamik pass"),
    "iti": ("আইটিআই", "आईटीआई", "ITI"), "graduate": ("স্নাতক", "स्नातक", "graduate"),
}  # fmt: skip
WANTS: Final = {
    "work": ("কাজ চাই", "काम चाहिए", "kaj chai"), "training": ("ট্রেনিং চাই", "ट्रेनिंग चाहिए",
    "training chai"),
    "loan": ("লোন চাই", "लोन चाहिए", "loan chai"), "tools": ("যন্ত্রপাতি চাই", "औज़ार चाहिए",
    "tools chai"),
}  # fmt: skip

PHRASES: Final[dict[str, dict[str, tuple[str, ...]]]] = {
    "name": {
        "bn": ("আমার নাম {v}", "নাম: {v}"), "hi": ("मेरा नाम {v}", "मेरा नाम {v} है"),
        "en": ("my name is {v}", "Name: {v}"),
        "bn_roman": ("amar nam {v}", "amar nam holo {v}"), "hi_roman": ("mera naam {v}", "mera naam {v} hai"),
    },
    "phone": {
        "bn": ("ফোন {v}", "মোবাইল নম্বর {v}"), "hi": ("फ़ोन {v}", "मेरा नंबर {v}"), "en": ("phone {v}",
        "my number is {v}"),
        "bn_roman": ("phone {v}", "amar number {v}"), "hi_roman": ("mobile {v}", "mera number {v}"),
    },
    "district": {
        "bn": ("জেলা {v}", "বাড়ি {v}", "{v} জেলায় থাকি"), "hi": ("जिला {v}", "घर {v}",
        "{v} में रहता हूँ"),
        "en": ("district {v}", "I live in {v}", "home {v}"), "bn_roman": ("jela {v}", "bari {v}", "{v} te thaki"),
        "hi_roman": ("jila {v}", "ghar {v}", "{v} me rehta hoon"),
    },
    "trades": {
        "bn": ("আমি {v}", "{v} কাজ করি"), "hi": ("मैं {v} हूँ", "{v} का काम करता हूँ"),
        "en": ("I am a {v}", "I work as {v}"),
        "bn_roman": ("ami {v}", "{v} er kaj kori"), "hi_roman": ("main {v} hoon", "{v} ka kaam karta hoon"),
    },
    "experience": {
        "bn": ("{v} বছরের অভিজ্ঞতা", "অভিজ্ঞতা {v} বছর"), "hi": ("{v} साल का अनुभव", "अनुभव {v} साल"),
        "en": ("{v} years experience", "experience {v} years"), "bn_roman": ("{v} bochorer obhiggota",
        "obhiggota {v} bochor"),
        "hi_roman": ("{v} saal ka tajurba", "{v} saal ka experience"),
    },
    "last_state": {
        "bn": ("{v} থেকে ফিরেছি", "আগে {v} ছিলাম"), "hi": ("{v} से लौटा हूँ", "पहले {v} में था"),
        "en": ("back from {v}", "I worked in {v}"), "bn_roman": ("{v} theke firechi", "age {v} te chilam"),
        "hi_roman": ("{v} se lauta hoon", "pehle {v} me tha"),
    },
    "age": {
        "bn": ("বয়স {v}", "আমার বয়স {v} বছর"), "hi": ("उम्र {v}", "मेरी उम्र {v} साल"),
        "en": ("age {v}", "I am {v} years old"),
        "bn_roman": ("boyos {v}", "amar boyos {v} bochor"), "hi_roman": ("umar {v}", "meri umar {v} saal"),
    },
    "gender": {
        "bn": ("আমি {v}",), "hi": ("मैं {v} हूँ",), "en": ("{v}",), "bn_roman": ("ami {v}",),
        "hi_roman": ("main {v} hoon",),
    },
    "education": {
        "bn": ("পড়াশোনা {v}", "{v}"), "hi": ("पढ़ाई {v}", "{v}"), "en": ("education {v}", "{v}"),
        "bn_roman": ("porashona {v}",),
        "hi_roman": ("padhai {v}",),
    },
    "wants": {register: ("{v}",) for register in REGISTERS},
    "bank": {
        "bn": ("ব্যাঙ্ক অ্যাকাউন্ট {v}",), "hi": ("बैंक खाता {v}",), "en": ("bank account {v}",),
        "bn_roman": ("bank account {v}",), "hi_roman": ("bank khata {v}",),
    },
    "eshram": {
        "bn": ("ই-শ্রম কার্ড {v}",), "hi": ("ई-श्रम कार्ड {v}",), "en": ("e-shram card {v}",),
        "bn_roman": ("e-shram card {v}",), "hi_roman": ("eshram card {v}",),
    },
}  # fmt: skip
"""How each field is said unasked."""
HAS: Final = {
    "yes": {"bn": "আছে", "hi": "है", "en": "yes", "bn_roman": "ache", "hi_roman": "hai"},
    "no": {"bn": "নেই", "hi": "नहीं", "en": "no", "bn_roman": "nei", "hi_roman": "nahi"},
}
AND: Final = {"bn": " আর ", "hi": " और ", "en": " and ", "bn_roman": " ar ", "hi_roman": " aur "}
NOT: Final = {
    "bn": ("না, {w} না, {v}", "{w} নয়, {v}"), "hi": ("नहीं, {w} नहीं, {v}", "{w} नहीं, {v}"),
    "en": ("no, not {w}, {v}", "not {w} but {v}"), "bn_roman": ("na, {w} na, {v}", "{w} noy, {v}"),
    "hi_roman": ("nahi, {w} nahi, {v}", "{w} nahi, {v}"),
}  # fmt: skip
"""A value (`w`) is taken back and another (`v`) put in its place."""
SKIPS: Final = ("skip", "জানি না", "पता नहीं", "bad din", "pata nahi", "pass")
AGREED: Final = ("হ্যাঁ রাজি", "हाँ", "yes", "ha raji", "haan ji", "ok")
RIGHT: Final = ("ঠিক আছে", "ठीक है", "yes", "thik ache", "confirm", "haan")
NOISE: Final = (
    ("ask", "কত দিন লাগবে এই নাম লেখাতে, আর কী কী কাগজ লাগবে?"), ("ask",
    "what papers are needed for a loan from the bank?"),
    ("greet", "নমস্কার দাদা"), ("thanks", "dhonnobad"), ("nlu_fallback", "😀👍"), ("nlu_fallback",
    "hmm"), ("ask", "लोन लेने में कितना समय लगता है?"),
)  # fmt: skip
"""Intent and text of what says nothing of the person."""


class Spoken(NamedTuple):
    """A value as it is said in a register."""

    text: str
    register: str


def in_script(forms: tuple[str, ...], register: str) -> str:
    """A listed value in the letters of a register."""
    return forms[_SCRIPT[register]]
