"""The words of a message, each with its reading as a number: digits, number word, modifier or multiplier."""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal
from functools import lru_cache
from typing import Final, NamedTuple

import regex  # type: ignore[import-untyped,unused-ignore]

from bot.language.entities.numbers import words
from bot.language.entities.numbers.words import HUNDRED, THOUSAND
from bot.language.normalise import for_matching, to_ascii_digits
from bot.language.romanise import romanise

ONE: Final = Decimal(1)

_DIGIT = r"(?:\p{Nd}|O|[Il|](?=[\p{Nd}Oo])|o++(?=[O\p{Nd}.,]|(?!\p{L})))"
# Words that people write together with the number after them: rs500, age35, 1lakh20hazar.
_BEFORE_DIGITS = (
    r"(?:(?<![\p{L}\p{M}\p{Nd}])(?i:rs|tk|inr|age|boyos|umar|umr|বয়স)|"
    r"(?<=\p{Nd})(?i:lakhs?|lacs?|lk?h|l|cr|crores?|ha[zj]a+r|k|yrs?|years?|saal|bochor|লাখ|লক্ষ|কোটি|হাজার|বছর|लाख|करोड़|हजार|हज़ार|साल))"
)
_LEXEME = regex.compile(
    rf"""
    (?:(?<![\p{{L}}\p{{M}}\p{{Nd}}])|(?<={_BEFORE_DIGITS}))(?P<digits>
        (?<!\p{{Nd}}[.,])(?=[OoIl]*\p{{Nd}}){_DIGIT}+(?:[.,]{_DIGIT}+)*(?![Oo])   # O and l typed for 0 and 1
      | (?<!\p{{Nd}}[.,])\p{{Nd}}+(?:[.,]\p{{Nd}}+)*
      | (?<=(?:^|\s))\.\p{{Nd}}+
      | \p{{Nd}}+
    )
  | (?P<word>{_BEFORE_DIGITS}(?=\p{{Nd}})
      | (?<=\p{{Nd}}\p{{M}}*)\p{{L}}[\p{{L}}\p{{M}}\u200c\u200d]*
      | \p{{L}}(?:[\p{{L}}\p{{M}}\p{{Nd}}\u200c\u200d]|['’](?=\p{{L}}))*)
    """,
    regex.VERBOSE | regex.V1,
)
_LATIN = re.compile("[a-z]")
_GROUPED = re.compile(r"[0-9]{1,3}(?:,[0-9]{2,3})*,[0-9]{3}(?:\.[0-9]+)?")
_HALF_GROUPED = re.compile(r"[0-9]{1,2},[0-9]{5}")
_PLAIN = re.compile(r"[0-9]*(?:\.[0-9]+)?")
_SPACED_THOUSANDS = re.compile(r"(?<![0-9.,] )(?<![0-9.,])(?:[0-9]{1,2}(?: [0-9]{2})+|[0-9]{1,3})(?: 000)+(?![0-9.,])")

_ENDINGS_NATIVE = regex.compile(r"(?:জনের|জনকে|জনে|জন|টার|টির|টায়|টাকা|টে|টো|টা|টি|খানা|খানি|খানেক|খান|ের|এর|ে|র)$")
_ENDINGS_ROMAN = re.compile(r"(?:joner|jone|jon|jan|tar|tir|tay|tai|ta|te|ti|to|khanek|khanik|khana|khani|er|e)$")
_ABOUT = re.compile(r"(.{2,}?)(?:(?:খ?া?নেক|েক|য়েক)|(?:khanek|khanik|ek|yek))$")
_HUNDREDS = regex.compile(r"^(.+?)(?:শো|শ|শত|সো|सौ|sho|shoo|so|shoto|soto|sau|sou)$")
_LONG_MULTIPLIER = regex.compile(r"^(.+?)(হাজার|লাখ|লক্ষ|কোটি|हजार|लाख|करोड|ha[jz]a+r|la+kh|lac|koti|crore)(?=$)")


class Word(NamedTuple):
    """A word or digits of a text, `key` in the form that is compared, `value` for digits and number words."""

    key: str
    start: int
    end: int
    kind: str  # "digits", "number", "modifier", "multiplier", "other"
    value: Decimal
    weak: bool


ENGLISH_WORDS: Final = frozenset(word for cell in words.ENGLISH.split() for word in cell.split("/"))


def _native_key(word: str) -> str:
    word = regex.sub(r"[\u0901\u0981\u0902\u0903\u0983\u093c\u09bc]", "", word)
    word = word.translate(str.maketrans("ীূঊণষশईीूऊणषश", "িুউনসসइिुउनसस"))
    word = regex.sub(r"(\p{L})[\u094d\u09cd]\1", r"\1", word).replace("ठ्ठ", "ठ").replace("ट्ठ", "ठ")
    return word[:-1] if len(word) > 3 and word.endswith("ো") else word


def _roman_key(word: str) -> str:
    """Key of a long word: aa=a, ee=i, oo=u, au=ou=o, ai=ei=oi=e, c=ch, s=sh, w=v, z=j, f=ph, t=th, doubles single."""
    for pattern, other in (
        (r"aa+", "a"), (r"ee+|ii+", "i"), (r"oo+|uu+", "u"),
        (r"y(?![aeiou])|(?<=[^aeiou])iy", "i"),
        (r"[ao]u|ow|aw", "o"), (r"[aoe]i", "e"), (r"chh?", "c"), (r"sh", "s"), (r"w", "v"), (r"z", "j"), (r"ph", "f"),
        (r"(?<=[td])h", ""),
        (r"([a-z])\1+", r"\1"), (r"(?<=.{6})[ao]$", ""),
    ):  # fmt: skip
        word = re.sub(pattern, other, word)
    return word


def _is_roman(word: str) -> bool:
    return word.isascii()


def _tables() -> tuple[dict[str, Decimal], dict[str, Decimal]]:
    """Spellings as listed, and keys of the long ones; a key that two numbers share is left out."""
    exact: dict[str, Decimal] = {}
    for table in (words.BENGALI, words.HINDI, words.ENGLISH, words.BENGALI_ROMAN, words.HINDI_ROMAN):
        for line in table.split("\n"):
            count = 0
            for index, cell in enumerate(line.split()):
                if index == 0:
                    count = int(cell)
                    continue
                for word in cell.split("/"):
                    exact.setdefault(_listed(word), Decimal(count + index - 1))
    keys: dict[str, set[Decimal]] = {}
    for word, value in exact.items():
        if _is_roman(word) and word not in ENGLISH_WORDS and len(_roman_key(word)) >= 5:
            keys.setdefault(_roman_key(word), set()).add(value)
    return exact, {key: min(values) for key, values in keys.items() if len(values) == 1}


def _listed(word: str) -> str:
    word = for_matching(word)
    return word if _is_roman(word) else _native_key(word)


def _spellings(table: dict[Decimal, str]) -> dict[str, Decimal]:
    return {_listed(word): value for value, spellings in table.items() for word in spellings.split()}


_EXACT, _KEYS = _tables()
_MULTIPLIERS = _spellings(words.MULTIPLIERS)
_HALVES = _spellings(words.HALVES)
_MODIFIERS = _spellings(words.MODIFIERS)
_WEAK = frozenset(for_matching(word) for word in words.WEAK)
_NOT_NUMBERS = words.NOT_NUMBERS
# Short or ordinary words that are numbers once a classifier hangs on them: "duto", "দুজন", "satta" is not among them.
_BOUND: Final = {
    word: Decimal(value)
    for value, spellings in (
        (2, "du do দু"), (3, "tin"), (6, "choy chhoy ছ"), (7, "saat sat"), (8, "aat at"), (9, "noy no ন নয়"),
        (10, "dosh dos"), (12, "baro"), (13, "tero"), (16, "sholo solo"), (20, "kuri bish"), (100, "শ শো"),
    )
    for word in spellings.split()
}  # fmt: skip


# Two numbers typed as one word: "দুতিন লাখ", "duchar hajar".
_PAIR: Final = regex.compile("(দু|দুই|তিন|চার|পাঁচ|সাত|আট|দশ)(এক|তিন|চার|পাঁচ|ছয়|ছয়|সাত|আট|দশ|বারো|পনেরো)")


def _plain(word: str) -> Decimal | None:
    """Value of a number word without ending."""
    if word in _NOT_NUMBERS:
        return None
    if _is_roman(word):
        found = _EXACT.get(word, _HALVES.get(word))
        return found if found is not None or len(word) < 5 else _KEYS.get(_roman_key(word))
    key = _native_key(word)
    return _EXACT.get(key, _HALVES.get(key))


@lru_cache(maxsize=16384)
def _read(word: str) -> tuple[str, Decimal, bool]:
    """Kind, value and weakness of a word in the form of `for_matching`."""
    if not _is_roman(word) and _LATIN.search(word):
        word = for_matching(romanise(word))  # half of the word in another script
    word = word.strip("'’") if _is_roman(word) else word.replace("'", "").replace("’", "")
    weak = word in _WEAK
    key = word if _is_roman(word) else _native_key(word)
    if key in _MODIFIERS:
        return "modifier", _MODIFIERS[key], weak
    if (value := _plain(word)) is not None:
        return "number", value, weak
    if key in _MULTIPLIERS:
        return "multiplier", _MULTIPLIERS[key], weak
    roman = _is_roman(word)
    if (len(word) < 4 and roman) or len(word) < 2 or word in _NOT_NUMBERS:
        return "other", ONE, False
    if match := _HUNDREDS.match(word):
        value = _plain(match.group(1))
        if (value is not None and 0 < value < 100 and len(match.group(1)) > 1) or match.group(1) in ("ন", "ছ"):
            base = value if value is not None else Decimal(9 if match.group(1) == "ন" else 6)
            return "number", base * HUNDRED, False
    stem = _ENDINGS_ROMAN.sub("", word) if roman else _ENDINGS_NATIVE.sub("", word)
    for whole in dict.fromkeys((stem, word)):
        if match := _LONG_MULTIPLIER.match(whole if roman else whole.replace("\u093c", "")):
            value = _plain(match.group(1))
            scale = _MULTIPLIERS.get(_listed(match.group(2)), THOUSAND)
            if value is not None and value > 0:
                return "number", value * scale, False
    about = _ABOUT.match(word)
    if about and (kind := _stem(about.group(1), "ek")) is not None and kind[1] != ONE:
        return kind
    return (_stem(stem, word[len(stem) :]) if stem != word else None) or ("other", ONE, False)


def _stem(stem: str, ending: str) -> tuple[str, Decimal, bool] | None:
    """A number or multiplier that an ending was taken from."""
    if stem in ENGLISH_WORDS:
        return None
    key = stem if _is_roman(stem) else _native_key(stem)
    if (
        key in _MULTIPLIERS
        and (len(key) > 3 if _is_roman(key) else len(key) > 2 or ending == "খানেক")
        and (stem not in _WEAK or stem in _BOUND)
    ):
        return "multiplier", _MULTIPLIERS[key], False
    if stem in _BOUND and ending not in ("er", "e", "ের", "র", "ে"):
        return "number", _BOUND[stem], False
    value = _EXACT.get(key)
    if value is None or stem in _WEAK or len(stem) < 2 or ending in ("e", "ে", "র"):
        return None
    return "number", value, False


def read_words(text: str) -> list[Word]:
    """Return the words and digits of `text` with their readings, in order; never raises."""
    spaced = {match.start(): match.end() for match in _SPACED_THOUSANDS.finditer(to_ascii_digits(text))}
    found: list[Word] = []
    end = 0
    for match in _LEXEME.finditer(text):
        if match.start() < end:
            continue
        if match.group("word") is not None:
            key = for_matching(match.group())
            if pair := _PAIR.fullmatch(match.group()):
                found += (
                    Word(part, match.start() + pair.start(side), match.start() + pair.end(side), *_read(part))
                    for side, part in ((1, for_matching(pair[1])), (2, for_matching(pair[2])))
                )
            elif key:
                found.append(Word(key, match.start(), match.end(), *_read(key)))
            continue
        end = spaced.get(match.start(), match.end())
        found += _digit_words(text[match.start() : end].replace(" ", ""), match.start(), end)
    return found


def _digit_words(typed: str, start: int, end: int) -> Iterator[Word]:
    ascii_form = re.sub("[Oo]", "0", re.sub(r"[Il|]", "1", to_ascii_digits(typed)))
    ascii_form = "".join(str(int(char)) if char.isdigit() and not char.isascii() else char for char in ascii_form)
    if _GROUPED.fullmatch(ascii_form) or _HALF_GROUPED.fullmatch(ascii_form):
        ascii_form = ascii_form.replace(",", "")
    if _PLAIN.fullmatch(ascii_form):
        if len(ascii_form) <= 20:
            yield Word(ascii_form, start, end, "digits", Decimal(ascii_form), False)
        return
    if "." not in ascii_form and ",0" not in ascii_form:  # "5,6": a list
        for match in re.finditer("[0-9]{1,20}", ascii_form):
            value = Decimal(match.group())
            yield Word(match.group(), start + match.start(), start + match.end(), "digits", value, False)
