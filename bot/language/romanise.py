"""Bengali and Devanagari in roman letters, the way people type them in chat.

indic-transliteration gives the sounds (SLP1: one letter a sound); the colloquial spelling on top is ours,
tuned on attested romanisations (Dakshina lexicons): schwa deletion, the Bengali inherent vowel as "o", য as
"j", ্য as "y" and so on.
"""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

from indic_transliteration import sanscript  # type: ignore[import-untyped,unused-ignore]

from bot.language.constants import BENGALI_CLASS, DEVANAGARI_CLASS, ZWJ, ZWNJ
from bot.language.normalise import normalise

_INDIC_RUN = re.compile(
    f"[{BENGALI_CLASS}][{BENGALI_CLASS}{ZWNJ}{ZWJ}]*|[{DEVANAGARI_CLASS}][{DEVANAGARI_CLASS}{ZWNJ}{ZWJ}]*"
)
_INDIC = re.compile(f"[{BENGALI_CLASS}{DEVANAGARI_CLASS}]")
_BENGALI = re.compile("[\u0980-\u09ff]")


Z, F = "Z", "&"
"""The sounds of ज़ and फ़, which SLP1 has no letters for."""


def _rules(*pairs: tuple[str, str]) -> tuple[tuple[re.Pattern[str], str], ...]:
    # In the normal form of the text that they meet, whatever form this file was saved in.
    return tuple((re.compile(unicodedata.normalize("NFC", pattern)), other) for pattern, other in pairs)


# Prepared before the library sees them: letters it does not know, and those that Bengali says otherwise than Sanskrit.
_BENGALI_BEFORE = _rules(
    ("(?:(?<!্)|(?<=র্))য(?!়)", "জ"),  # য alone and after reph is j; ্য stays y
    ("য়", "য"),  # with nukta it is y
    ("ড়", "র"),
    ("ঢ়", "র্হ"),
    ("^[অএ]্যা", "আ"),  # অ্যাপ: app
    ("ৰ", "র"),
    ("ৱ", "ও"),
    ("ৎ", "ত্"),
    ("৳", "tk"),
    ("[়ঽ]", ""),
)
_HINDI_BEFORE = _rules(
    ("[ऑऒ]", "ओ"),
    ("[ॉॊ]", "ो"),
    ("[ऍऎॲ]", "ए"),
    ("[ॅॆ]", "े"),
    ("ऩ", "न"),
    ("ऱ", "र"),
    ("ऴ", "ळ"),
    ("[़ऽ]", ""),
)
# z and f; people type j and ph as often, so matching does without them.
_HINDI_BEFORE_NUKTA = (*_HINDI_BEFORE[:-1], *_rules(("(?<![जफ])़|ऽ", "")))
_NUKTA_SOUNDS = _rules(("j0", Z), ("P0", F))

_SPELLING = {
    "A": "a", "I": "i", "U": "u", "E": "ai", "O": "au", "f": "ri", "F": "ri", "x": "lri", "X": "lri",
    "K": "kh", "G": "gh", "N": "n", "c": "ch", "C": "chh", "J": "jh", "Y": "n", "w": "t", "W": "th",
    "q": "d", "Q": "dh", "R": "n", "T": "th", "D": "dh", "P": "ph", "B": "bh", "S": "sh", "z": "sh", "L": "l", "V": "w",
    "M": "n", "~": "n", "H": "h",
}  # fmt: skip
_BENGALI_SPELLING = {**_SPELLING, "E": "oi", "O": "ou", "P": "f", "C": "ch", "H": ""}
SPELLING = {"bn": _BENGALI_SPELLING, "hi": _SPELLING}

_HINDI_SOUNDS = _rules(
    ("M(?=[pPbBm])", "m"),
    ("jY", "gy"),
    ("kz", "kS"),
    ("(?<=[iI])e", "ye"),  # चाहिए chahiye
)
_BENGALI_SOUNDS = _rules(
    ("(?<=[mbBgrl])v|^v|(?<=[aAiIuUeEoOfFMH~])v", "b"),
    ("v", "V"),  # ব as second of a conjunct: স্বামী swami
    ("^kz", "K"),
    ("kz", "kK"),
    ("^jY", "g"),
    ("jY", "gg"),
    ("^([kKgGcCjJtTdDnpPbBmsSzh])ya", r"\1yA"),  # ব্যবসা byabsa
    ("Mka$", "nk"),  # ব্যাংক
    ("oyA", "oVA"),  # খাওয়া khaowa
    ("N(?![kKgG])", "ng"),
    ("M(?=[gG])", "n"),
    ("M", "ng"),
)
_FINAL_AFTER_CLUSTER = re.compile("[^aAiIuUeEoOfFxX][yrvnm]a$")  # mitra, anya keep what kalam(a) drops
_CONSONANTS = frozenset("kKgGNcCjJYwWqQRtTdDnpPbBmyrlvVSzshL" + Z + F)
_FULL_VOWELS = frozenset("aAiIuUeEoOfFxX")


def romanise(text: str) -> str:
    """Return `text` with Bengali and Devanagari words in roman letters as people type them, the rest as it is.

    "ব্যবসা" -> "byabsa", "ज़रूरत" -> "jarurat". Lower case, ASCII; Indic digits become 0-9. Never raises.
    About 20-60 microseconds for a new word, well under one for a word seen before.
    """
    return _INDIC_RUN.sub(lambda match: _romanise_word(match.group()), text)


@lru_cache(maxsize=65536)
def _romanise_word(word: str) -> str:
    sounds, bengali = sounds_of(word, nukta=False)
    return spelt(sounds, SPELLING["bn" if bengali else "hi"])


def spelt(sounds: str, spelling: dict[str, str]) -> str:
    """Return sounds in roman letters."""
    return _INDIC.sub("", "".join(spelling.get(sound, sound) for sound in sounds))


def sounds_of(word: str, *, nukta: bool) -> tuple[str, bool]:
    """Return the sounds of one native word (SLP1, and o for the Bengali inherent vowel), silent vowels left out, and
    whether it is Bengali. `nukta`: keep z and f of Hindi apart from j and ph.
    """
    bengali = is_bengali(word)
    word = normalise(word).replace(ZWNJ, "")
    for pattern, other in _BENGALI_BEFORE if bengali else _HINDI_BEFORE_NUKTA if nukta else _HINDI_BEFORE:
        word = pattern.sub(other, word)
    word = word.replace(ZWJ, "")
    scheme = sanscript.BENGALI if bengali else sanscript.DEVANAGARI
    sounds: str = sanscript.transliterate(word, scheme, sanscript.SLP1)
    for pattern, other in _BENGALI_SOUNDS if bengali else (*(_NUKTA_SOUNDS if nukta else ()), *_HINDI_SOUNDS):
        sounds = pattern.sub(other, sounds)
    sounds = _without_silent_vowels(sounds, bengali)
    return (sounds.replace("a", "o") if bengali else sounds), bengali


def is_bengali(word: str) -> bool:
    """Return whether a native word is in Bengali letters, not in Devanagari."""
    return _BENGALI.search(word) is not None


def _without_silent_vowels(sounds: str, bengali: bool) -> str:
    """Drop the inherent vowel where speech drops it: at the end of a word, and in VC_CV from right to left."""
    letters = list(sounds)
    if len(letters) > 2 and letters[-1] == "a" and letters[-2] in _CONSONANTS:
        cluster = letters[-3] in _CONSONANTS
        if not (cluster if bengali else _FINAL_AFTER_CLUSTER.search(sounds)):
            letters.pop()
    for i in range(len(letters) - 3, 1, -1):
        if (
            letters[i] == "a"
            and letters[i - 1] in _CONSONANTS
            and letters[i - 2] in _FULL_VOWELS
            and letters[i + 1] in _CONSONANTS
            and letters[i + 2] in _FULL_VOWELS
        ):
            del letters[i]
    return "".join(letters)
