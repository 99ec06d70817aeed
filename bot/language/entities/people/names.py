"""Names of people, as they are given in a form or in a sentence.

A name cannot be told from a word by its letters, so that three things count: what stands before it ("my name is"),
whether its parts are frequent names, and whether its words are ordinary ones. In doubt there is no name: asking once
more is better than a form with a wrong name.
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import NamedTuple

import regex  # type: ignore[import-untyped,unused-ignore]

from bot.language.entities.people.name_words import ORDINARY_LATIN, ORDINARY_NATIVE
from bot.language.entities.people.openings import I_AM, LABEL, NAME_LAST, OTHERS, OWN, SPEAKING
from bot.language.entities.people.transliterate import is_name_part
from bot.language.fold import fold_light
from bot.language.normalise import normalise


class FoundName(NamedTuple):
    """A name without its honorifics: Latin letters in title case, one space between words; `honorific`: what was
    before or after it ("Mr", "Smt", "শ্রী", "Babu"), else None; `message[start:end]` is the name as typed.
    """

    name: str
    honorific: str | None
    start: int
    end: int


class _Part(NamedTuple):
    text: str
    start: int
    end: int


_MOST_PARTS = 5
_SHORT_FORMS = (
    "md",
    "sk",
    "mst",
    "mr",
    "mrs",
    "ms",
    "dr",
    "er",
    "smt",
    "sri",
    "shri",
    "km",
    "kr",
    "ch",
    "bdr",
    "st",
    "kh",
    "mohd",
    "abd",
    "adv",
    "prof",
)
_PART = regex.compile(
    r"(?:মো|মোঃ|মোসা|মোছা|মোহা|মি|ডা|डा|मो)[:.]|\p{L}[\p{L}\p{M}\u200c\u200d]*(?:['’-]\p{L}[\p{L}\p{M}\u200c\u200d]*)*\.?"
)
_BETWEEN = re.compile(r"[ \t\u00a0]{0,3}")
_BREAK = regex.compile(
    r"[\n\r,;।|()?]|\b[cswd]/o\b|[-–—=]\s|(?<!মো|মোঃ|মোসা|মোছা|মোহা|মি|ডা|डा|मो):\s|\s[-–—]", regex.IGNORECASE
)
_CARE_OF = regex.compile(r"^\s*(?:[cswd]/o|care of)[\s:.-]*", regex.IGNORECASE)


def _set(words: str) -> frozenset[str]:
    return frozenset(normalise(words).split())


_BEFORE = _set(
    "sri shri shree sree smt srimati shrimati shreemati srimoti sreemati mr mrs ms miss mister missus mis dr er adv "
    "advocate prof professor late kumari kum janab janaba sushri susri sreeman"
    " sriman srijukta swargiya marhum"
    " শ্রী শ্রীমতী শ্রীমতি শ্রীমান শ্রীযুক্ত শ্রীযুক্তা সুশ্রী জনাব জনাবা কুমারী মিঃ মি মিস্টার মিসেস মিস ডাঃ ডা ডঃ ড ডক্টর স্বর্গীয় মৃত মরহুম প্রয়াত"
    " श्री श्रीमती श्रीमति सुश्री कुमारी जनाब डॉ डा डाक्टर डॉक्टर मिस्टर मिसेज स्वर्गीय मरहूम स्व"
)
_AFTER = _set(
    "da dada di didi bhai vai bhaiya ji jee babu saheb sahab sahib saab sir madam maam mam"
    " দা দাদা দি দিদি ভাই বাবু সাহেব জি জী স্যার ম্যাডাম जी भाई दादा दीदी बाबू साहब साहेब सर मैडम भैया"
)
# Ordinary words that are names as well: they count as names beside another one.
_BOTH = _set("dey de kar jana jay pan amar tara man pada pad din bala moni mati sarkar sorkar sundar dorji কর তারা সুন্দর")
# Short forms that stand between two parts of a name: Kumar, Chandra, Prasad, Kanta, Nath, Bahadur.
_INNER = _set("kr kmr ch chd pr prd kt nt bdr lal kumari bala rani কু চ কৃ কুঃ চঃ কু")
_NOT_AFTER_I = _set("er ar or r a an the")
_GREETINGS = _set(
    "ha haa haan han hya hyan ji yes ok hello hi hii hlo namaskar nomoskar namaste salam accha achha acha "
    "হ্যাঁ নমস্কার जी हाँ हां नमस्ते"
)
_YES = _set("ha haa haan han hya hyan ji yes হ্যাঁ জি जी हाँ हां")
_VERB = regex.compile(
    r"(?:[a-z]{2}(?:chi|chhi|cche|chhe|techi|chilam|chhilam|chhen|lam|ungi|unga|enge|iyega|aiye|[bcdghjklmnprst]te|ing|tion|ment|ness|less)"
    r"|(?:ছি|ছে|ছেন|লাম|বেন|চ্ছে|তেই|গুলো|ूंगा|ूँगा|ूंगी|ूँगी|ेंगे|ेगा|ेगी|िये|िए|इए))$"
)


def find_name(text: str, *, expected: bool = True) -> FoundName | None:
    """Return the name that somebody gives in `text`, None without one; never raises.

    `expected`: the text answers a question for a name, so that a bare name of one to five words counts, and the name
    of somebody else ("babar nam ..."). Without it only what follows "my name is" and the like, and frequent names
    after "I am".
    """
    for opening in OWN.finditer(text):
        if found := _read(text, opening.end(), introduced=True):
            return found
    if match := NAME_LAST.search(text):
        return _whole(text, 0, match.start())
    for opening in I_AM.finditer(text):
        found = _read(text, opening.end(), introduced=True)
        if found and (
            _has_known_part(found) or SPEAKING.match(text, found.end) or (expected and _is_capital(text, found))
        ):
            return found
    labels = [LABEL, OTHERS] if expected else [LABEL]
    for label in labels:
        for opening in label.finditer(text):
            signed = any(sign in opening.group() for sign in ":=-–—") or regex.search(
                r"\sis\b", opening.group(), regex.IGNORECASE
            )
            found = _read(text, opening.end(), introduced=True)
            if found and (expected or signed or _has_known_part(found)):
                return found
    if match := SPEAKING.search(text):
        found = _whole(text, 0, match.start())
        if found and (expected or _has_known_part(found)):
            return found
    return _bare(text) if expected else None


def _is_capital(text: str, found: FoundName) -> bool:
    """Whether the words of a name in Latin letters begin with capitals in a text that is not all capitals."""
    return not text.isupper() and all(
        word[0].isupper() and word[0].isascii() for word in text[found.start : found.end].split()
    )


def _bare(text: str) -> FoundName | None:
    """A text, or its first part after a greeting, that is nothing but a name."""
    start = 0
    if match := _CARE_OF.match(text):
        start = match.end()
    while start < len(text):
        match = _BREAK.search(text, start)
        end = match.start() if match else len(text)
        if match and match.group() == "?":
            return None
        words = [part.text.lower().rstrip(".") for part in _parts(text, start, end)]
        if words and not all(normalise(word) in _GREETINGS for word in words):
            if words[0] in _YES and len(words) > 1:
                start = _parts(text, start, end)[1].start
            return _whole(text, start, end)
        start = match.end() if match else end
    return None


def _whole(text: str, start: int, end: int) -> FoundName | None:
    """The name that text[start:end] is from its first letter to its last, None if anything else is in it."""
    found = _read(text, start, introduced=False, end=end)
    rest = _parts(text, found.end, end) if found else []
    if found is None or any(char.isdecimal() for char in text[start:end]) or "@" in text[start:end]:
        return None
    if any(_word(part) not in _AFTER for part in rest):
        return None
    return found


def _parts(text: str, start: int, end: int) -> list[_Part]:
    return [_Part(match.group(), match.start(), match.end()) for match in _PART.finditer(text, start, end)]


def _word(part: _Part) -> str:
    return normalise(part.text.rstrip(".:")).lower()


def _read(text: str, start: int, *, introduced: bool, end: int | None = None) -> FoundName | None:
    """The name that begins at `start`: honorifics, then parts up to a sign or an ordinary word."""
    if end is None:
        match = _BREAK.search(text, start)
        end = match.start() if match else len(text)
        if match and match.group() == "?":
            return None
    parts = _row(text, start, end)
    before: list[str] = []
    while len(parts) > 1 and _word(parts[0]) in _BEFORE:
        before.append(parts.pop(0).text)
    taken: list[_Part] = []
    for number, part in enumerate(parts):
        following = parts[number + 1] if number + 1 < len(parts) else None
        trailing = bool(taken) and _word(part) in _AFTER
        if not trailing and not _may_be_name(part, taken, following, introduced):
            break
        taken.append(part)
        if _ends_sentence(part):
            break
    if not introduced and len(taken) < len(parts):
        return None
    after: list[str] = []
    while len(taken) > 1 and _word(taken[-1]) in _AFTER:
        after.insert(0, taken.pop().text)
    if not taken or len(taken) > _MOST_PARTS or not _is_plausible(taken, introduced):
        return None
    last = taken[-1]
    cut = 1 if _ends_sentence(last) else 0
    first, stop = taken[0].start, last.end - cut
    name = _titled(re.sub(r"\s+", " ", text[first:stop]))
    honorific = " ".join(_titled(word.rstrip(".:")) for word in before + after) or None
    return FoundName(name, honorific, first, stop)


def _row(text: str, start: int, end: int) -> list[_Part]:
    """Words from `start` on with nothing but blanks between them."""
    row: list[_Part] = []
    opening = regex.compile(r"[\s\"'“”‘’*_.:]*").match(text, start, end)
    place = opening.end() if opening else start
    for part in _parts(text, place, end):
        if not _BETWEEN.fullmatch(text[place : part.start]):
            break
        row.append(part)
        place = part.end
    return row


def _ends_sentence(part: _Part) -> bool:
    """Whether the full stop of a word ends the sentence: not after initials and short forms (S. Das, Md. Salim)."""
    word = part.text.rstrip(".")
    if not part.text.endswith(".") or word.lower() in _SHORT_FORMS:
        return False
    letters = len(regex.sub(r"\p{M}", "", word))
    # Two letters with a vowel sign may be a whole name (दास., সেন.), where one is an initial (এস., मो.).
    return letters > 2 or (letters == 2 and len(word) > 2 and not word.isascii() and _is_known(_word(part)))


def _may_be_name(part: _Part, taken: list[_Part], following: _Part | None, introduced: bool) -> bool:
    word = _word(part)
    if word in _BOTH:
        known = following is not None and _word(following) not in _BOTH and _is_known(_word(following))
        return bool(taken) or known or (introduced and word in ("jay", "tara", "amar"))
    if word in _INNER and taken and following is not None:
        return _word(following) in _BOTH or not _is_ordinary(_word(following))
    if word in _BEFORE or (not taken and word in _AFTER):
        alone = introduced and word in ("babu", "saheb", "বাবু", "সাহেব")
        return alone or (bool(taken) and word in ("kumari", "কুমারী", "कुमारी"))
    if len(word) == 1 and word.isascii():
        return part.text.endswith(".") or part.text.isupper()
    if _is_ordinary(word):
        return False
    near = (_word(following) if following else "", _word(taken[-1]) if taken else "")
    return _is_known(word) or _VERB.search(word) is None or any(_is_known(other) for other in near)


@lru_cache(maxsize=8192)
def _is_ordinary(word: str) -> bool:
    if word in ORDINARY_LATIN or word in ORDINARY_NATIVE:
        return True
    if _is_known(word):
        return False
    return fold_light(word) in _ordinary_keys()


@lru_cache(maxsize=1)
def _ordinary_keys() -> frozenset[str]:
    """Keys of three letters and more: shorter ones belong to too many words."""
    words = (word for word in ORDINARY_LATIN | ORDINARY_NATIVE if not _is_known(word))
    return frozenset(key for key in map(fold_light, words) if len(key) > 2)


@lru_cache(maxsize=8192)
def _is_known(word: str) -> bool:
    return is_name_part(word)


def _has_known_part(found: FoundName) -> bool:
    words = [normalise(word.rstrip(".")).lower() for word in found.name.split()]
    return any(_is_known(word) and word not in _NOT_AFTER_I for word in words)


def _is_plausible(taken: list[_Part], introduced: bool) -> bool:
    words = [_word(part) for part in taken]
    if any(_is_known(word) for word in words):
        return len(words) > 1 or len(words[0]) > 2
    if len(words) > 3 or all(len(word) < 3 for word in words):
        return False
    # Letters in a row without a vowel are no name, nor is the same letter again and again.
    latin = [word for word in words if word.isascii() and len(word) > 2]
    return all(re.search("[aeiouy]", word) and not re.search(r"(.)\1\1", word) for word in latin)


def _titled(word: str) -> str:
    """Capitals at the start of each Latin word and after hyphen and apostrophe; other scripts as they are."""
    return str(
        regex.sub(
            r"\p{Latin}[\p{Latin}\p{M}]*", lambda match: match.group()[:1].upper() + match.group()[1:].lower(), word
        )
    )
