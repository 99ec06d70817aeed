"""An answer in roman letters, for people who speak Bengali or Hindi and would rather not read its own letters.

Made for the eye, unlike `romanise`, which makes words meet: English words in English spelling, sentences with capitals,
and whatever was in Latin letters (names, links, abbreviations, placeholders) as it was.
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import Final
from unicodedata import normalize

from bot.language.constants import BENGALI_CLASS, DEVANAGARI_CLASS, ZWJ, ZWNJ, Language
from bot.language.normalise import for_matching, normalise, to_ascii_digits
from bot.language.roman.borrowed import BORROWED_SPELLINGS
from bot.language.roman.typed import TYPED_WORDS
from bot.language.romanise import SPELLING, F, Z, is_bengali, sounds_of, spelt

_Rules = tuple[tuple[re.Pattern[str], str], ...]


def _rules(*pairs: tuple[str, str]) -> _Rules:
    return tuple((re.compile(pattern), other) for pattern, other in pairs)


_LETTERS: Final = f"{BENGALI_CLASS}{DEVANAGARI_CLASS}"
_RUN = re.compile(f"[{_LETTERS}]+")
_LEFT_OVER = re.compile(f"[{_LETTERS}]")
_FULL_STOP = re.compile("[ \\t\u00a0]*[\u0964\u0965]+|\u0970")  # dandas, and the Hindi sign of abbreviation
# Behind this a sentence begins: the start, a full stop or a line break, and then bullets, numbers, quotes, brackets.
_START = re.compile(r"(?:^|[.?!…][\"'”’)\]]*\s|\n)[\s•*>\-–—\"'“‘(\[]*(?:[0-9]{1,2}[.)]\s+)?[\"'“‘(\[]*$")
_CONTEXT: Final = 24  # characters: more than any such beginning has
_PHRASES = {
    normalise(native): roman
    for native, roman in {
        "ই-ওয়ে": "e-way", "ई-वे": "e-way", "ই-শ্রম": "e-Shram", "ई-श्रम": "e-Shram",
        "স্ট্যান্ড-আপ": "Stand-Up", "स्टैंड-अप": "Stand-Up", "উদ্যোগ সাথী": "Udyog Sathi", "उद्योग साथी": "Udyog Sathi",
        "নো ডিউজ": "no dues", "नो ड्यूज़": "no dues", "पश्चिम बंगाल": "Paschim Bengal", "के आधार पर": "ke aadhar par",
    }.items()
}  # fmt: skip
_WORD = re.compile(
    f"(?<![{_LETTERS}])(?:{'|'.join(map(re.escape, _PHRASES))})(?![{_LETTERS}])|[{_LETTERS}][{_LETTERS}{ZWNJ}{ZWJ}]*"
)
# What hangs on a Bengali noun. On an English one it stands behind a hyphen: লোনের "loan-er".
_CASES = {
    "র": "r", "ের": "er", "এর": "er", "য়ের": "er", "ে": "e", "য়": "y", "এ": "e", "য়ে": "e", "তে": "te", "েতে": "ete",
    "কে": "ke", "টা": "ta", "টি": "ti", "টার": "tar", "টির": "tir", "টাকে": "take", "টিকে": "tike", "টাতে": "tate",
    "টায়": "tay", "টিতে": "tite", "গুলো": "gulo", "গুলোর": "gulor", "গুলোকে": "guloke", "গুলোতে": "gulote",
    "গুলোয়": "guloy", "গুলি": "guli", "গুলির": "gulir", "রা": "ra", "েরা": "era", "দের": "der", "েদের": "eder",
    "দেরকে": "derke", "ওয়ালা": "wala", "ওয়ালার": "walar", "ভাবে": "bhabe", "মতো": "moto", "": "",
}  # fmt: skip
_EMPHASIS = {"": "", "ই": "i", "ও": "o"}
_ENDINGS = sorted(
    ((normalise(case + more), _CASES[case] + _EMPHASIS[more]) for case in _CASES for more in _EMPHASIS if case + more),
    key=lambda pair: -len(pair[0]),
)
_HANGING = dict(_ENDINGS)
_CONSONANT = "[\u0995-\u09b9\u09ce]\u09bc?"
_BARE = re.compile(f"(?:^|[^\u09cd])(?:{_CONSONANT}\u09cd)*{_CONSONANT}$")  # a consonant without vowel sign at the end
# Words from Sanskrit that keep the vowel before these: ক্ষমতা khomota, প্রাথমিক prathomik, ঘোষণা ghoshona.
_SANSKRIT = re.compile(normalise("^(.+)((?:তা|ণা|[ক-হ]িক|(?<=[মপ])তি|রণ|তীয়|(?<=....)না)(?:র|য়|কে|টা|টি)?)$"))
# Before these endings a noun keeps the vowels inside (খরচে khoroche), while verbs lose one (করলে korle).
_NOUN_ENDINGS = {normalise(ending): _CASES[ending] for ending in ("দেরকে", "দের", "কে", "ের", "ে")}
_VERB_STEM = re.compile("[\u09a4\u09b2\u09ac\u099b]$")
_PLURALS = tuple((normalise(end), stem) for end, stem in (
    ("ियों", "ी"), ("ियाँ", "ी"), ("ओं", ""), ("ों", ""), ("ें", ""), ("एँ", ""),
))  # fmt: skip

_BENGALI_RULES = _rules(
    ("([aeo])owa", r"\1wa"),  # পাওয়া pawa
    ("(?<=[aeiou])ny(?=[aeiou])", "nn"),
    (r"(?<=[aeiou])([kgtdpbjls])(h?)yo$", r"\1\1\2o"),  # সত্য sotto
    ("(?<=[aeiou])([bcdfghjklmnprst]{1,4})it$", r"\1ito"),  # প্রকাশিত prokashito
    ("(?<=i)y$", "yo"),  # কেন্দ্রীয় kendriyo
)
_C = "[^aAiIuUeEoO]"
_HINDI_RULES = _rules(
    ("(?<=[aA])e", "ye"),  # आए aaye
    ("^A", "aa"),
    (f"^({_C}+)A(~?{_C}*[^aAiIuUeEoOM~y])$", r"\1aa\2"),  # काम kaam
    (f"^({_C}+)I(~?{_C}*[^aAiIuUeEoOM~y])$", r"\1ee\2"),  # तीन teen
    (f"^({_C}+)U(~?{_C}*[^aAiIuUeEoOM~y])$", r"\1oo\2"),  # दूर door
    ("(?<=[^aAiIuUeEoO])ah(?=[kgcjtdnpbmlsS])", "eh"),  # कहना kehna
    ("eM$", "ein"),  # बातें baatein
    ("(?<=[^aAiIuUeEoOM~])vA", "VA"),  # करवाना karwana
    ("(?<=~[kKgGcCjJwWqQtTdDpPbBsSnmrl])a(?=[kgcjwqtdpbsSnmrl][aAiIuUeEoO])", ""),  # माँगता maangta
    ("(?<=I)y$", "ya"),  # वित्तीय vittiya
)
_DOUBLE_CH = re.compile("chchh?")  # अच्छा accha
_SPELLINGS = {language: spelling | {Z: "z", F: "f"} for language, spelling in SPELLING.items()}


def readable(text: str, language: Language | None = None) -> str:
    """Return `text` in roman letters, as people type and read them in chat: "ব্যাঙ্কে যান।" -> "Bank-e jan."

    Each word tells by its letters which language it is in; a text whose `language` is English comes back as it is.
    Latin words, links, placeholders, bullets and line breaks stay; digits become 0-9, the danda a full stop; a sentence
    that begins with a word of ours gets a capital. No Bengali or Devanagari letter is left. Never raises.
    """
    if language == "en":
        return text
    text = _RUN.sub(lambda match: normalize("NFC", match.group()), _FULL_STOP.sub(".", to_ascii_digits(text)))
    done, end = "", 0
    for match in _WORD.finditer(text):
        done += text[end : match.start()]
        end = match.end()
        roman = _in_place(match.group(), done, text[end : end + 1])
        done += _capital(roman) if _begins_sentence(done) else roman
    return done + text[end:]


def _begins_sentence(done: str) -> bool:
    context = done[-_CONTEXT:]
    # A letter in front keeps "^" for the real start.
    return _START.search(context if len(done) <= _CONTEXT else "x" + context) is not None


def _capital(word: str) -> str:
    return word[:1].upper() + word[1:] if word.islower() else word  # not e-Shram


def _in_place(word: str, before: str, after: str) -> str:
    """A word in roman letters between its neighbours: endings hang on what was in Latin letters or digits."""
    if word in _PHRASES:
        return _PHRASES[word]
    hyphen, behind = before[-1:] in ("-", "\u2011"), before.rstrip("-\u2011")[-1:]
    if after == "-" and word in ("ই", "ई"):
        return "e"  # e-way, e-Shram
    if behind.isalnum() and (hyphen or behind == before[-1:]):
        roman = _HANGING.get(normalise(word)) or _word(word)
        return roman if hyphen else f"-{roman}"
    return _word(word)


@lru_cache(maxsize=65536)
def _word(word: str) -> str:
    key = for_matching(word)
    known = TYPED_WORDS.get(key) or BORROWED_SPELLINGS.get(key)
    roman = known or (_bengali(key) if is_bengali(word) else _hindi(key))
    return _LEFT_OVER.sub("", roman)


def _bengali(word: str) -> str:
    for ending, roman in _ENDINGS:
        stem = word.removesuffix(ending)
        if stem == word:
            continue
        if stem in BORROWED_SPELLINGS:
            return f"{BORROWED_SPELLINGS[stem]}-{'e' if roman == 'y' else roman}"
        if len(stem) > 1 and TYPED_WORDS.get(stem, "").islower():  # not মে, the month, in মেটার
            return _joined(TYPED_WORDS[stem], stem, roman)
    base, emphasis = (word[:-1], _EMPHASIS[word[-1]]) if word[-1:] in ("ই", "ও") and len(word) > 2 else (word, "")
    if emphasis:
        roman = _word(base)
        return roman + ("-" if _BARE.search(base) or roman.endswith(emphasis) else "") + emphasis
    for ending, roman in _NOUN_ENDINGS.items():
        stem = word.removesuffix(ending)
        if stem != word and _is_noun(stem, ending):
            return _joined(_native(stem), stem, roman)
    return _native(word)


def _is_noun(stem: str, ending: str) -> bool:
    return len(stem) > 1 and not stem.endswith("\u09cd") and not (ending == "ে" and _VERB_STEM.search(stem))


def _joined(roman: str, stem: str, ending: str) -> str:
    """A vowel of an ending takes the place of the inherent one: সত্য sotto, সত্যের sotter."""
    if ending.startswith("e") and _BARE.search(stem):
        roman = roman.removesuffix("o")
    return roman + ending


def _hindi(word: str) -> str:
    for ending, singular in _PLURALS:
        stem = word.removesuffix(ending) + singular
        if word.endswith(ending) and stem in BORROWED_SPELLINGS:
            return _plural(BORROWED_SPELLINGS[stem])
    return _native(word)


def _plural(english: str) -> str:
    if re.search("[^aeiou]y$", english):
        return english[:-1] + "ies"
    return english if english.endswith("s") else english + "s"


def _native(word: str) -> str:
    if (match := _SANSKRIT.match(word)) is not None and len(match[1]) > 1 and _BARE.search(match[1]):
        return _native(match[1]).removesuffix("o") + "o" + _native(match[2])
    sounds, bengali = sounds_of(word, nukta=True)
    if bengali:
        return _DOUBLE_CH.sub("cch", _apply(_BENGALI_RULES, spelt(sounds, _SPELLINGS["bn"])))
    return _DOUBLE_CH.sub("cch", spelt(_apply(_HINDI_RULES, sounds), _SPELLINGS["hi"]))


def _apply(rules: _Rules, word: str) -> str:
    for pattern, other in rules:
        word = pattern.sub(other, word)
    return word
