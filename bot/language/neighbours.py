"""Languages that are not ours, recognised as such, and in which of ours to answer the people who write them.

Script decides most; in our own scripts a few words do that the neighbour has and Bengali or Hindi has not, and for
longer texts langdetect. Dialects of our own languages (Rajbanshi, Sylheti, Bhojpuri, Maithili, Khortha ...) count as
Bengali and Hindi.
"""

from __future__ import annotations

import unicodedata
from collections import Counter
from typing import Final

from bot.language.constants import Language
from bot.language.normalise import for_matching, normalise
from bot.language.scripts import dominant_script
from bot.language.tokens import tokenize

NEAREST: Final[dict[str, Language]] = {
    "as": "bn", "or": "bn", "sat": "bn", "mni": "bn", "mr": "hi", "ne": "hi", "ur": "hi", "pa": "hi", "gu": "hi",
    "ta": "en", "te": "en", "kn": "en", "ml": "en", "other": "en",
}  # fmt: skip
"""ISO 639 code of a recognised language -> the one of ours in which its writer is most likely at home."""

# The first word of a letter's Unicode name is its script.
_LANGUAGE_OF_SCRIPT = {
    "ORIYA": "or", "OL": "sat", "MEETEI": "mni", "ARABIC": "ur", "GURMUKHI": "pa", "GUJARATI": "gu", "TAMIL": "ta",
    "TELUGU": "te", "KANNADA": "kn", "MALAYALAM": "ml",
}  # fmt: skip


def _words(text: str) -> frozenset[str]:
    return frozenset(normalise(word) for word in text.split())


_ASSAMESE_LETTERS = frozenset("ৰৱ")
_ASSAMESE = _words(
    "মই মোক মোৰ কেনেকৈ কিমান নেকি নে পাম লাগিব আপুনি হ'ব কৰিব কৰা কৰিম কিয় ক'ত কেতিয়া বাবে কাৰণে আৰু তেওঁ তোমাৰ আমাৰ পৰা"
    " বিচাৰো বিচাৰোঁ টকা দিয়ক কওক জানিব খুজিছো খোজো এইটো সেইটো ইয়াত নাজানো নাপাওঁ লৈ গৈ হৈ হৈছে কৈছে"
)
_MARATHI = _words(
    "आहे आहेत आहोत नाही मी काय कसे कसं कसा कशी मला माझे माझं माझा माझी माझ्या साठी पाहिजे हवे हवं नको मिळेल मिळते मिळतो मिळणार कुठे"
    " कुठून किती कधी करायचे करायचं करायचा आणि किंवा पण तुम्ही तुमचे तुमच्या आम्ही होईल झाले झालं झाला करावे करू शकतो शकते लागेल"
    " लागते लागतं लागतात देणार कोणते कोणती कोणाला त्यासाठी मध्ये आपल्या सांगा द्या घ्या घ्यायचे भरायचे येते येतो होते होतं काही आता"
)
_MARATHI_ENDINGS = ("साठी", "च्या", "ांना", "ण्या", "ायचे", "ायचं", "ायची", "ेची", "ाचे")
_NEPALI = _words(
    "छ छु छन् छैन छौं हुन्छ हुँदैन गर्न गर्छ गर्नु गर्ने गर्नुपर्छ गर्नुस् गर्दा गरेर गरेको मलाई मेरो तपाईं तपाई कति कसरी लागि पर्छ भयो भएको"
    " भने चाहिन्छ चाहियो पाइन्छ पाउँछ पाउन आउँछ कहाँबाट हामी हाम्रो सक्छु सक्छ सकिन्छ दिनुहोस् लाग्छ कसले बाट र पनि यो त्यो म"
    " कहिले कुन अनि हजुर दाइ दर्ता थियो होला हुन"
)
_OF_HINDI = _words(  # Bhojpuri, Maithili, Magahi, Khortha: read as Hindi, though langdetect takes them for Nepali
    "बा बानी बाटे हमके हमरा हमार कइसे कईसे काहे रउआ रउरा चाही मिली करब होई होइ अछि छी केना कतेक हमनी ओकरा एकर कहाँवा"
    " लागी लागत देब जाई बड़ुए हइ हे का के"
)
_EUROPEAN = _words(  # enough to see that a text is none of ours; which of them it is does not matter
    "el los las que para como una necesito quiero por donde puedo hola gracias esta mi"
    " le les je pour comment une est des pas vous nous avec mon bonjour merci besoin"
    " ich der die das und für wie ein eine nicht ist mit brauche kann bitte"
    " saya untuk bagaimana apa yang dan tidak bisa dengan ini mau berapa"
    " eu não uma você preciso obrigado como o os"
)
_ENOUGH_FOR_LANGDETECT = 5


def of_other_script(text: str) -> str:
    """ISO code of the language of a text in a script that the assistant does not read; "other" if unknown."""
    scripts = Counter(unicodedata.name(char, "?").split()[0] for char in text if char.isalpha())
    scripts.pop("LATIN", None)
    return _LANGUAGE_OF_SCRIPT.get(scripts.most_common(1)[0][0], "other") if scripts else "other"


def of_bengali_letters(text: str) -> str | None:
    """ "as" for Assamese, by its two own letters or its words; else None. Never raises."""
    words = [normalise(token.text) for token in tokenize(text)]
    letters = not _ASSAMESE_LETTERS.isdisjoint(text) and "র" not in text  # some Bengali keyboards slip in a ৰ
    return "as" if letters or sum(word in _ASSAMESE for word in words) * 3 > len(words) else None


def of_devanagari(text: str, hindi: frozenset[str]) -> str | None:
    """ "mr" (Marathi) or "ne" (Nepali), else None. `hindi`: grammar words of Hindi. Never raises.

    langdetect is slow (10 ms) and unsure of short texts, so it is asked only about longer ones without such words.
    """
    words = [normalise(token.text) for token in tokenize(text)]
    own = sum(word in hindi or word in _OF_HINDI for word in words)
    hits = {
        "mr": sum(word in _MARATHI or (len(word) > 5 and word.endswith(_MARATHI_ENDINGS)) for word in words),
        "ne": sum(word in _NEPALI for word in words),
    }
    best = max(hits, key=lambda code: hits[code])
    if hits[best] > sum(word in hindi and word not in (_MARATHI | _NEPALI) for word in words):
        return best
    if len(words) < _ENOUGH_FOR_LANGDETECT or own * 6 > len(words):
        return None
    found = _langdetect(text)
    return found if found in hits else None


def of_latin(text: str, telling: int) -> str | None:
    """ "other" for a text in roman letters that is neither English nor Bengali nor Hindi; else None. Never raises.

    `telling`: its words that only one of our languages uses. Only a text of four words and more is judged.
    """
    words = [token.text.lower() for token in tokenize(text) if dominant_script(token.text) == "Latn"]
    foreign = sum(word in _EUROPEAN for word in words)
    if len(words) < 4 or foreign < 2 or foreign * 4 < len(words) or telling * 2 >= foreign:
        return None
    return "other" if _langdetect(for_matching(text)) not in (None, "en", "hi", "bn") else None


def _langdetect(text: str) -> str | None:
    try:
        from langdetect import DetectorFactory, LangDetectException, detect  # type: ignore[import-untyped,unused-ignore]
    except ImportError:  # the engine does without it
        return None
    DetectorFactory.seed = 0
    try:
        return str(detect(text[:500]))
    except LangDetectException:
        return None
