"""Whether somebody registers another person: a relative, or as a helper those who come to them."""

from __future__ import annotations

from typing import Final

from bot.tools.worker_words import pattern

_KIN_ROMAN: Final = (
    r"(?:chhoto|choto|boro|mejo|sejo|chhote|bade|chota|bada)?\s*(?:bhai|vai|bhaiya|bhaiye|dada|didi|bon|behen|bahan|bahin|baba"
    r"|abba|papa|pita|pitaji|ma|maa|mata|swami|shami|sami|stri|bou|biwi|bibi|patni|pati|chele|chhele|beta|bete|meye|beti|jamai|sala|shala|"
    r"kaka|chacha|mama|jeth|devar|dost|bondhu|sathi|protibeshi|padosi|shoshur|sasur)"
)
_KIN_ENGLISH: Final = (
    r"(?:brother|sister|father|mother|husband|wife|son|daughter|uncle|aunt|cousin|nephew|niece|friend|neighbou?r|relative|"
    r"parent|dad|mom|mum)(?:[- ]in[- ]law)?"
)
_KIN_BENGALI: Final = (
    r"(?<![\p{L}\p{M}])(?:ভাই|দাদা|দিদি|বোন|বাবা|আব্বা|মা|স্বামী|স্ত্রী|বউ|ছেলে|মেয়ে|জামাই|শালা|কাকা|চাচা|মামা|বন্ধু|শ্বশুর|প্রতিবেশী)"
)
_KIN_HINDI: Final = (
    r"(?<![\p{L}\p{M}])(?:भाई|भैया|बहन|दीदी|पिता|पिताजी|पापा|अब्बा|माँ|मां|पति|पत्नी|बीवी|बेटे|बेटा|बेटी|दामाद|साले|चाचा|मामा|जेठ|देवर|दोस्त|"
    "ससुर|पड़ोसी)"
)
_THEIR_NAME: Final = pattern(
    rf"\b{_KIN_ROMAN}\s*(?:er|yer|r|ye?r|ke|ka|ki|ko|ji\s+ka)?\s+(?:pur[oa]\s+)?(?P<label>na+m)(?:ta|e)?\b",
    rf"\b{_KIN_ENGLISH}(?:['’]?s)\s+(?P<label>name)\b",
    rf"{_KIN_BENGALI}(?:র|ের|য়ের|এর)\s+(?P<label>নাম)(?:টা)?",
    rf"{_KIN_HINDI}\s+(?:जी\s+)?का\s+(?:पूरा\s+)?(?P<label>नाम)",
    r"\b(?:his|her|their|unka|uska|onar)\s+(?P<label>name|na+m)\b",
    r"\b(?:or|tar)\s+(?P<label>na+m)\b",
    r"(?:ওর|তার|তাঁর|ওনার)\s+(?P<label>নাম)", r"(?:उसका|उनका)\s+(?P<label>नाम)",
)  # fmt: skip
_OTHER: Final = pattern(
    rf"\b(?:my|amar|aamar|mera|mere|meri|hamara|hamare)\s+(?:{_KIN_ROMAN}(?:er|ke|r|yer)?|{_KIN_ENGLISH})(?:['’]?s)?\b(?!\s+theke)",
    rf"\b{_KIN_ROMAN}\s*(?:er|yer|r|ke|ka|ki|ko)?\s+(?:na+m|register|rejister|jonno|jonne|liye|naam)\w*\b",
    rf"\b(?:for|register|enter|enrol\w*|add)\s+(?:my\s+)?{_KIN_ENGLISH}\b",
    rf"(?:আমার|আমাদের)\s+{_KIN_BENGALI}", rf"{_KIN_BENGALI}(?:র|ের|য়ের|এর|কে|য়ের)?\s*(?:নাম|জন্য|রেজিস্টার)",
    rf"(?:मेरा|मेरे|मेरी|हमारे)\s+{_KIN_HINDI}", rf"{_KIN_HINDI}\s+(?:जी\s+)?(?:का\s+नाम|के\s+लिए|को\s+रजिस्टर|को\s+दर्ज)",
    r"\b(?:register|for)\s+(?:someone|somebody|another|other\s+(?:person|people|workers?))\b",
    r"\bonno\s+(?:karo|lok|ekjon)",
    r"\b(?:his|her|their|unka|uska|onar)\s+(?:\w+\s+)?(?:name|na+m)\b", r"\b(?:or|tar)\s+na+m\b",
    r"(?:ওর|তার|তাঁর|ওনার)\s+(?:\S+\s+)?নাম|(?:ওকে|ওনাকে)\s+(?:লিস্টে|রেজিস্টার|খাতায়)",
    r"(?:उसका|उनका)\s+(?:\S+\s+)?नाम|(?:उसको|उनको)\s+रजिस्टर",
    r"অন্য\s+(?:কারও|কারো|একজন|লোক)", r"(?:किसी\s+और|दूसरे\s+आदमी|दूसरे\s+का)", r"\bkisi\s+aur\b",
)  # fmt: skip
_HELPER: Final = pattern(
    r"\b(?:csc|vle|common\s+service|ward\s+member|anganwadi|asha\s+kormi)\b",
    r"\bpan?chayat\s+(?:member|worker|theke|se|office|kormi|pradhan)",
    r"\b(?:lok|labour|lebar|workers|sromik|shromik|mazdoor|majdoor)(?:der|er)?\s+(?:register|nam|enrol)",
    "সিএসসি|তথ্যমিত্র|ওয়ার্ড মেম্বার|পঞ্চায়েত (?:থেকে|সদস্য|মেম্বার|কর্মী|প্রধান)",
    "सीएससी|वार्ड मेंबर|पंचायत (?:से|सदस्य|मेंबर)|जन सेवा केंद्र",
)  # fmt: skip
_OWN: Final = pattern(
    r"\bmy\s+name\b", r"\b(?:amar|amr|aamar|mera|hamara)\s+na+m\b", r"\bi\s+am\s+(?!a\s+csc)",
    "আমার\\s+নাম", "मेरा\\s+नाम",
)  # fmt: skip


def for_other(text: str) -> bool:
    """Whether a message wants somebody else registered: a relative, or the people whom a helper speaks for."""
    if _HELPER.search(text):
        return True
    return _OTHER.search(text) is not None and _OWN.search(text) is None


def their_name(text: str) -> int | None:
    """Where "name" stands in "my brother's name ..."; None without it."""
    match = _THEIR_NAME.search(text)
    return match.start("label") if match else None
