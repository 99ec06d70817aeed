"""Names of people in Latin and in Bengali letters, so that an official can read them whatever script they came in.

Frequent names go by a table, because families and offices have settled their spellings (Mukhopadhyay, Banerjee,
Hossain); the rest by rules. Devanagari becomes Bengali letter by letter (indic-transliteration).
"""

from __future__ import annotations

import unicodedata
from functools import lru_cache

import regex  # type: ignore[import-untyped,unused-ignore]
from indic_transliteration import sanscript  # type: ignore[import-untyped,unused-ignore]

from bot.language.constants import ZWJ, ZWNJ
from bot.language.entities.people.hindi_names import BENGALI_OF_HINDI, LATIN_OF_HINDI
from bot.language.entities.people.name_table import NAME_PARTS
from bot.language.entities.people.sounds import latin_sounds_in_bengali
from bot.language.fold import fold_light
from bot.language.normalise import normalise
from bot.language.romanise import romanise

_LETTERS = regex.compile(r"[\p{L}\p{M}\u200c\u200d]+ঃ?")
_BENGALI = regex.compile(r"[\u0980-\u09FF]")
_DEVANAGARI = regex.compile(r"[\u0900-\u097F]")
_JOINERS = {ord(ZWNJ): None, ord(ZWJ): None}

_Rules = tuple[tuple["regex.Pattern[str]", str], ...]


def _rules(*pairs: tuple[str, str]) -> _Rules:
    return tuple((regex.compile(normalise(pattern) or pattern), other) for pattern, other in pairs)


def to_latin(name: str) -> str:
    """Return `name` in Latin letters, each word with a capital; what is no letter stays as it is.

    "সুব্রত মুখোপাধ্যায়" -> "Subrata Mukhopadhyay", "शेख मोहम्मद" -> "Sheikh Mohammad", "dipak" -> "Dipak".
    For names: chat is `romanise`.
    Never raises.
    """
    return str(_LETTERS.sub(lambda match: _word_to_latin(match.group()), name))


def to_bengali(name: str) -> str:
    """Return `name` with Latin and Devanagari words in Bengali letters, the rest (digits, signs) as it is.

    "Priyanka Mondal" -> "প্রিয়াঙ্কা মণ্ডল", "रमेश यादव" -> "রমেশ যাদব". A single Latin letter is an initial: "S. Das" ->
    "এস. দাস". Never raises.
    """
    return str(_LETTERS.sub(lambda match: _word_to_bengali(match.group()), name))


def is_name_part(word: str) -> bool:
    """Tell whether `word` (any script) is a frequent given name or surname of the table, in one of its spellings."""
    if _BENGALI.search(word) or _DEVANAGARI.search(word):
        bengali = _from_devanagari(word) if _DEVANAGARI.search(word) else normalise(word).translate(_JOINERS)
        if bengali in _LATIN_OF:
            return bengali not in _INITIALS.values()
        sounds = romanise(word)
        return len(sounds) > 4 and _loose(sounds) in _BENGALI_OF_LOOSE_KEY
    return word.lower() in _BENGALI_OF or _key(word.lower()) in _BENGALI_OF_KEY


_LATIN_OF: dict[str, str] = {}
_INITIALS = dict(
    pair.split("=")
    for pair in normalise(
        "a=এ b=বি c=সি d=ডি e=ই f=এফ g=জি h=এইচ i=আই j=জে k=কে l=এল m=এম n=এন o=ও p=পি q=কিউ r=আর s=এস t=টি u=ইউ v=ভি"
    ).split()
) | {"w": "ডব্লিউ", "x": "এক্স", "y": normalise("ওয়াই"), "z": "জেড"}
_BENGALI_OF: dict[str, str] = {}
_BENGALI_OF_KEY: dict[str, str] = {}
_BENGALI_OF_LOOSE_KEY: dict[str, str] = {}


def _key(word: str) -> str:
    """The light key, which makes a last a silent, with that a: Ranjit is a man's name, Ranjita a woman's."""
    return fold_light(word) + ("a" if word.endswith(("a", "o")) else "")


def _loose(word: str) -> str:
    """Subroto, Subrata: the inherent vowel is written a or o."""
    return _key(word).replace("o", "a")


for _bengali, _spellings in NAME_PARTS:
    _LATIN_OF.setdefault(_bengali, _spellings[0])
    for _spelling in _spellings:
        _BENGALI_OF.setdefault(_spelling.lower(), _bengali)
_LATIN_OF |= {_name: _initial.upper() for _initial, _name in _INITIALS.items()}
for _bengali, _spellings in NAME_PARTS:
    for _spelling in _spellings:
        _BENGALI_OF_KEY.setdefault(_key(_spelling.lower()), _bengali)
        if len(_spelling) > 4:
            _BENGALI_OF_LOOSE_KEY.setdefault(_loose(_spelling.lower()), _bengali)

# Devanagari that Bengali writes otherwise: nasal dot as the nasal of the next consonant, य after a vowel as য়.
_DEVANAGARI_BEFORE = _rules(
    ("ं(?=[कखगघ])", "ङ्"), ("ं(?=[चछजझ])", "ञ्"), ("ं(?=[टठडढ])", "ण्"), ("ं(?=[तथदधन])", "न्"), ("ं(?=[पफबभम])", "म्"),
    ("[ऑऒ]", "ओ"), ("[ॉॊ]", "ो"), ("[ऍऎॲ]", "ए"), ("[ॅॆ]", "े"), ("ऩ", "न"), ("ऱ", "र"), ("[ऴळ]", "ल"),
    ("(?<=[कखगजफ])़", ""), ("ऽ", ""),
)  # fmt: skip
_AFTER_DEVANAGARI = _rules(("(?<=[ক-হািীুূেৈোৌঅ-ঔড়ঢ়]়?)য(?!়)", "য়"), ("(?<=[িী])এ", "য়ে"), ("ৱ", "ব"))


@lru_cache(maxsize=8192)
def _from_devanagari(word: str) -> str:
    word = normalise(word).translate(_JOINERS)
    for pattern, other in _DEVANAGARI_BEFORE:
        word = pattern.sub(other, word)
    bengali = normalise(sanscript.transliterate(word, sanscript.DEVANAGARI, sanscript.BENGALI))
    for pattern, other in _AFTER_DEVANAGARI:
        bengali = pattern.sub(other, bengali)
    return normalise(bengali)


def _usual(bengali: str, sounds: str) -> str:
    """The spelling that Bengali families have for a Hindi name of the same sound; without one, letter by letter."""
    if bengali in _LATIN_OF:
        return bengali
    known = _BENGALI_OF.get(sounds) or (_BENGALI_OF_KEY.get(_key(sounds)) if len(sounds) > 4 else None)
    # Bengali writes the long u of Hindi names short: রামু, ফুল.
    return known or bengali.replace("ূ", "ু")


@lru_cache(maxsize=8192)
def _word_to_latin(word: str) -> str:
    if _DEVANAGARI.search(word):
        bengali = _from_devanagari(word)
        sounds = romanise(word)
        known = LATIN_OF_HINDI.get(normalise(word)) or _LATIN_OF.get(bengali) or _LATIN_OF.get(_usual(bengali, sounds))
        latin = sounds.replace("ph", "f")
    elif _BENGALI.search(word):
        stem = normalise(word).translate(_JOINERS)
        known = _LATIN_OF.get(stem) or (_LATIN_OF.get(stem.rstrip("ঃ")) if len(stem) > 3 else None)
        latin = _bengali_sounds_in_latin(stem)
    else:
        # "dipak" and "DIPAK" are Dipak, "McDonald" is as somebody took care to write it.
        return (
            word if not (word.islower() or word.isupper()) or (len(word) == 1 and word.isupper()) else word.capitalize()
        )
    return known or latin[:1].upper() + latin[1:]


# Bengali letters before the library reads them (SLP1: one letter a sound), and the sounds in the letters of names.
_BENGALI_BEFORE = _rules(
    ("(?<!্)য(?!়)", "জ"), ("(?<=র্)য(?!়)", "জ"), ("য়", "য"), ("ড়", "র"), ("ঢ়", "র্হ"), ("^[অএ]্যা", "আ"),
    ("ৰ", "র"), ("ৱ", "ব"), ("ৎ", "ত্"), ("ওয়", "ৱ"), ("ঃ", ""), ("[়ঽ]", ""),
)  # fmt: skip
_SOUNDS = _rules(
    ("^iy(?=[aA])", "y"), ("^iu", "yu"), ("^oyA", "VA"), ("oyA", "oVA"),
    ("(?<=[kKGcCjJtTdDwWqQnsSzh])v", "V"), ("v", "b"), ("^kz", "K"), ("jY", "gy"),
)  # fmt: skip
_SPELLING = {
    "A": "a", "I": "i", "U": "u", "E": "ai", "O": "ou", "f": "ri", "F": "ri", "x": "li", "X": "li",
    "K": "kh", "G": "gh", "N": "ng", "c": "ch", "C": "chh", "J": "jh", "Y": "n", "w": "t", "W": "th", "q": "d",
    "Q": "dh", "R": "n", "T": "th", "D": "dh", "P": "f", "B": "bh", "S": "sh", "z": "sh", "L": "l", "M": "ng",
    "~": "n", "H": "", "V": "w",
}  # fmt: skip
_SOUND = "[bBcCdDfgGhjJkKlLmMnNpPqQrRsStTvVwWyYzZ]"
# The inherent vowel is silent at the end after one consonant (Rafikul), not after two or in -iya, -brata; and inside
# after a long vowel (Salma, Debnath), while Bimala and Kamala keep it.
_SILENT_END = regex.compile(rf"(?<=[aAiIuUeEoO]{_SOUND})(?<!iy|brat|[ai]pad)a$")
_SILENT_INSIDE = regex.compile(rf"(?<=[AIUeEoO]{_SOUND})a(?={_SOUND}{{1,3}}[AiIuUeEoOfa].)|(?<=[aAeEoO]y)a(?={_SOUND})")
_NG_BEFORE_G = regex.compile("[NM](?=[gGkK])")


def _bengali_sounds_in_latin(word: str) -> str:
    for pattern, other in _BENGALI_BEFORE:
        word = pattern.sub(other, word)
    sounds: str = sanscript.transliterate(word.replace("ৱ", "oয"), sanscript.BENGALI, sanscript.SLP1)
    for pattern, other in _SOUNDS:
        sounds = pattern.sub(other, sounds)
    sounds = _SILENT_END.sub("", sounds)
    sounds = _SILENT_INSIDE.sub("", sounds)
    sounds = _NG_BEFORE_G.sub("n", sounds)
    return str(_BENGALI.sub("", "".join(_SPELLING.get(sound, sound) for sound in sounds)))


_ENDINGS = _rules(
    ("br[ao]ta$", "ব্রত"), ("aullah$", "াউল্লাহ"), ("endra$", "েন্দ্র"), ("indra$", "িন্দ্র"),
    ("endranath$", "েন্দ্রনাথ"), ("indranath$", "িন্দ্রনাথ"), ("krishna$", "কৃষ্ণ"),
    ("(?<=.)chandra$", "চন্দ্র"), ("nath$", "নাথ"), ("(?<=[aiueo])nta$", "ন্ত"), ("das$", "দাস"),
    ("kumar$", "কুমার"), ("prasad$", "প্রসাদ"), ("(?<=.)jit$", "জিৎ"), ("(?<=..)ullah$", "ুল্লাহ"),
    ("uddin$", "ুদ্দিন"), ("auddin$", "াউদ্দিন"), ("(?<=..)ur$", "ুর"), ("(?<=.)shree$|(?<=.)sree$", "শ্রী"),
    ("mani$", "মণি"), ("para$", "পাড়া"), ("(?<=.)pada$", "পদ"), ("(?<=.)lal$", "লাল"),
)  # fmt: skip


@lru_cache(maxsize=8192)
def _word_to_bengali(word: str) -> str:
    if _DEVANAGARI.search(word):
        bengali = _from_devanagari(word)
        return BENGALI_OF_HINDI.get(normalise(word)) or _usual(bengali, romanise(word))
    latin = "".join(char for char in unicodedata.normalize("NFKD", word).lower() if "a" <= char <= "z")
    if not latin or _BENGALI.search(word):
        return word
    if len(latin) == 1:
        return _INITIALS.get(latin, word)
    known = _BENGALI_OF.get(latin) or _BENGALI_OF_KEY.get(_key(latin))
    if known or (len(latin) > 4 and (known := _BENGALI_OF_LOOSE_KEY.get(_loose(latin)))):
        return known
    for ending, bengali in _ENDINGS:
        if (match := ending.search(latin)) and match.start() > 1:
            return normalise(latin_sounds_in_bengali(latin[: match.start()], False) + bengali)
    return normalise(latin_sounds_in_bengali(latin, True))
