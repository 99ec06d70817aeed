"""Which of the shown options a typed answer names: by letter, by number, or by the option's own words."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Final

import regex  # type: ignore[import-untyped,unused-ignore]
from rapidfuzz import fuzz

from bot.knowledge.assessments import Option
from bot.knowledge.strict import LANGUAGES, Language
from bot.language import fold_text, for_matching
from bot.language.entities.catalogues.forms import forms_of
from bot.language.entities.numbers.counted import MONEY, PERCENT
from bot.language.entities.numbers.numerals import find_numbers, numeral
from bot.language.roman.readable import readable
from bot.services.assessment.words import FILLERS, JOINS, key, listed

_NEAR = 86.0
"""Least likeness (0 to 100, rapidfuzz's ratio of the folded texts) at which misspelt words are an option's own."""
_AHEAD = 8.0
"""By how much an option must be more alike than every other one."""
_LEAST = 4
"""Letters of the shortest words that may be misspelt."""

_ROWS: Final = (
    "a b c d e",
    "ক খ গ ঘ ঙ", "এ বি সি ডি ই", "ka kha ga gha unga",
    "क ख ग घ ङ", "अ ब स द इ", "ए बी सी डी ई",
    "ay bee cee dee ee", "ey bi si di i",
    "first second third fourth fifth", "1st 2nd 3rd 4th 5th",
    "prothom dwitiyo tritiyo choturtho ponchom", "prothom ditiyo tritio choturtho ponchom",
    "প্রথম দ্বিতীয় তৃতীয় চতুর্থ পঞ্চম", "pehla dusra tisra chautha panchva", "pahla doosra teesra chautha panchwa",
    "पहला दूसरा तीसरा चौथा पाँचवाँ", "पहली दूसरी तीसरी चौथी पांचवीं", "pehli dusri tisri chauthi panchvi",
)  # fmt: skip
_PLACE: Final = {key(word): place for row in _ROWS for place, word in enumerate(for_matching(row).split())}
_PADDING: Final = FILLERS | listed("right correct best sahi sothik shothik thik theek ঠিক সঠিক सही ठीक a an")
_UP_TO: Final = listed("up to upto at most maximum porjonto parjanto পর্যন্ত तक tak मात्र only")
_SHARE = 0.5
"""Least part of an option's words that must be said, so that a word that is only mentioned there is no answer."""
_ALL: Final = listed("all সব সবগুলো সবগুলোই সবকটা সবকটাই সবই sob sobgulo sobgulai sobkota सब सभी sab sabhi")
_ENDING: Final = re.compile(r"(?<=.)(?:টা|টি|টাই|টিই|ta|ti|tai)$")
_NEGATED: Final = listed("not no না নয় na noy nahi nahin नहीं न ना ছাড়া chhara except")
_SEPARATOR: Final = regex.compile(
    r"[,;/&+\n|।]|(?<![\p{L}\p{M}])(?:and|আর|ও|এবং|ar|aar|ebong|aur|और|एवं)(?![\p{L}\p{M}])", regex.I
)
_BRACKETED: Final = regex.compile(r"\s*[(\[]?\s*[\p{L}\p{M}\p{Nd}]{1,3}\s*[)\]]\s*")
_MARKED: Final = regex.compile(
    r"\s*[(\[]?\s*(?P<mark>[\p{L}\p{M}]{1,4}|\p{Nd})\s*[)\].:।\-]+\s*(?P<rest>\S.*)", regex.S
)


def chosen(text: str, shown: Sequence[Option], language: Language) -> str | None:
    """The letter (of the file) of the one option that the text names; None if it names none, several or asks."""
    found = several(text, shown, language)
    return found[0] if found is not None and len(found) == 1 else None


def several(text: str, shown: Sequence[Option], language: Language) -> tuple[str, ...] | None:
    """The letters (of the file, in the order of the alphabet) of all options that the text names; None if a part of it
    names none. `shown`: the options in the order in which the person sees them."""
    if not text.strip() or not shown:
        return None
    if (marked := _with_mark(text, shown, language)) is not None:
        return tuple(sorted(marked)) or None
    asks = "?" in text
    marks = _by_marks(text, shown)
    words = None if asks or _BRACKETED.fullmatch(text) else _named(text, shown, language)
    if marks and words and marks != words:
        return None  # "2" where the second option is not "2 days"
    if found := marks or words or _by_parts(text, shown, language) or (None if asks else _loosely(text, shown)):
        return tuple(sorted(found))
    if _says_all(text):
        return tuple(sorted(option.id for option in shown))
    return None


def _by_parts(text: str, shown: Sequence[Option], language: Language) -> set[str] | None:
    """Several answers with commas or "and" between them, each of which must be one."""
    parts = [part for part in _SEPARATOR.split(text) if part.strip()]
    each = [several(part, shown, language) for part in parts] if len(parts) > 1 else []
    return {letter for one in each for letter in one or ()} if each and all(each) else None


def _by_marks(text: str, shown: Sequence[Option]) -> set[str] | None:
    """Letters and numbers of places, with nothing beside them but padding."""
    words = for_matching(text).split()
    aside = _PADDING | JOINS | ({"no"} if any(word.isdigit() for word in words) else set())  # "no 3"
    marks = [word for word in words if word in _PLACE or key(word) not in aside]
    if not marks or len(marks) > len(shown) + 1:
        return None
    places: set[int] = set()
    for mark in marks:
        if (read := _places(mark, len(shown))) is None:
            return None
        places |= read
    return {shown[place].id for place in places}


def _places(mark: str, count: int) -> set[int] | None:
    """Places from 0 that one word means; None if it is no mark, or one of an option that is not there."""
    for form in dict.fromkeys((mark, _ENDING.sub("", mark))):
        if (place := _PLACE.get(key(form))) is not None:
            return {place} if place < count else None
        value = int(form) if form.isascii() and form.isdigit() and len(form) <= count else _numeral(form)
        if value is not None and 1 <= value <= count:
            return {value - 1}
        # "ac", "13": each sign by itself
        if len(form) > 1 and form.isascii() and list(form) == sorted(set(form)):
            if all("a" <= sign < "abcdef"[count] for sign in form):
                return {ord(sign) - ord("a") for sign in form}
            if form.isdigit() and all("1" <= sign <= str(count) for sign in form):
                return {int(sign) - 1 for sign in form}
    return None


def _numeral(word: str) -> int | None:
    value = numeral(word)
    return int(value) if value is not None and value == value.to_integral_value() and value < 100 else None


def _says_all(text: str) -> bool:
    forms = [key(word) for word in for_matching(text).split()]
    rest = [form for form in forms if form not in _PADDING]
    return "?" not in text and len(rest) == 1 and rest[0] in _ALL


def _with_mark(text: str, shown: Sequence[Option], language: Language) -> set[str] | None:
    """The option of "c) current account"; none if letter and words belong to two options. None: no such answer."""
    if (marked := _MARKED.fullmatch(text)) is None:
        return None
    place = _places(for_matching(marked["mark"]), len(shown))
    letters = _named(marked["rest"], shown, language) or _loosely(marked["rest"], shown)
    if place is None or len(place) != 1 or letters is None:
        return None
    return letters & {shown[next(iter(place))].id}


def _named(text: str, shown: Sequence[Option], language: Language) -> set[str] | None:
    said = _without_padding(text)
    if not said:
        return None
    languages = (language, *(other for other in LANGUAGES if other != language))
    for same in (_same_text, _same_sound, _same_figures):
        for one in languages:  # those of the person's language first
            letters = {option.id for option in shown if any(same(said, way) for way in _ways(option.text[one]))}
            if len(letters) == 1:
                return letters
    return None


def _loosely(text: str, shown: Sequence[Option]) -> set[str] | None:
    """The one option of which a part is said, or that is misspelt. Only a second look: parts of two options are two
    answers, and not the better of the two."""
    said = _without_padding(text)
    return (_by_part(said[-1], shown) or _alike(said, shown)) if said else None


def _ways(text: str) -> tuple[str, ...]:
    """An option's words in native and roman letters, with and without what stands in brackets."""
    forms = (text, readable(text))
    bare = (re.sub(r"\s*\([^)]*\)", "", form) for form in forms)
    return tuple(dict.fromkeys(form for form in (*forms, *bare) if form.strip()))


def _without_padding(text: str) -> tuple[str, ...]:
    """What is said, as it is and without padding at both ends."""
    whole = for_matching(text)
    words = whole.split()
    while words and key(words[0]) in _PADDING:
        words.pop(0)
    while words and key(words[-1]) in _PADDING:
        words.pop()
    return tuple(dict.fromkeys(form for form in (whole, " ".join(words)) if form))


def _same_text(said: tuple[str, ...], way: str) -> bool:
    return for_matching(way) in said


def _same_sound(said: tuple[str, ...], way: str) -> bool:
    plain = for_matching(way)
    return any(
        fold_text(form, "medium") == fold_text(plain, "medium") and _figures(form) == _figures(plain) for form in said
    )


def _same_figures(said: tuple[str, ...], way: str) -> bool:
    """ "chollish lakh" is ₹40 lakh: the same number, and no words that the option does not have."""
    meant = _figures(way)
    if not meant or not any(sign.isdigit() for sign in way):  # "one" in words is seldom a number
        return False
    own = {key(word) for word in _around(way)}
    return any(
        _figures(form) == meant
        and all(
            key(word) in own | _PADDING | _UP_TO or MONEY.fullmatch(word) or PERCENT.fullmatch(word)
            for word in _around(form)
        )
        for form in said
    )


def _by_part(said: str, shown: Sequence[Option]) -> set[str] | None:
    """The one option whose words are said, case endings and small words aside: "customer" is "The customer"."""
    spoken = _content(said)
    if not spoken or _figures(said):
        return None
    holding: set[str] = set()
    enough: set[str] = set()
    for option in shown:
        for way in (way for language in LANGUAGES for way in _ways(option.text[language])):
            own = _content(way)
            if _denials(said) != _denials(way) or not all(any(word & other for other in own) for word in spoken):
                continue
            holding.add(option.id)
            if len(spoken) >= _SHARE * len(own):
                enough.add(option.id)
    return holding if len(holding) == 1 and enough else None


def _content(text: str) -> list[frozenset[str]]:
    """The words that carry the meaning, each with what is left of it without a case ending."""
    words = (word for word in for_matching(text).split() if key(word) not in _PADDING | JOINS)
    return [frozenset(key(form) for form in (word, *forms_of(word)[1])) for word in words]


def _figures(text: str) -> tuple[str, ...]:
    return tuple(str(number.value.normalize()) for number in find_numbers(text))


def _around(text: str) -> list[str]:
    at, kept = 0, ""
    for number in find_numbers(text):
        kept += f"{text[at : number.start]} "
        at = number.end
    return for_matching(kept + text[at:]).split()


def _alike(said: tuple[str, ...], shown: Sequence[Option]) -> set[str] | None:
    """The option that the words are a misspelling of: near to it, and clearly nearer than to any other."""
    scores = sorted(((_likeness(said, option), option.id) for option in shown), reverse=True)
    best, letter = scores[0]
    if best < _NEAR or (len(scores) > 1 and best - scores[1][0] < _AHEAD):
        return None
    return {letter}


def _likeness(said: tuple[str, ...], option: Option) -> float:
    best = 0.0
    for way in (way for language in LANGUAGES for way in _ways(option.text[language])):
        plain = for_matching(way)
        for form in said:
            denied = _denials(form) == _denials(plain)
            if len(form) >= _LEAST and denied and _figures(form) == _figures(plain):
                best = max(
                    best, fuzz.ratio(fold_text(form, "light"), fold_text(plain, "light")), fuzz.ratio(form, plain)
                )
    return best


def _denials(text: str) -> int:
    """A small "not" turns the meaning, however alike the rest is."""
    return sum(key(word) in _NEGATED for word in for_matching(text).split())
