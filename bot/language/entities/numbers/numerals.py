"""Numbers in a message: digits of three scripts, number words of three languages, and runs of both.

Words such as "do", "so" or "নয়" are numbers and ordinary words; they count here only beside another number,
a multiplier or something that is counted ("do sau", "do saal").
"""

from __future__ import annotations

from decimal import Decimal
from typing import Final, NamedTuple

from bot.language.entities.numbers.counted import COUNTED, MONEY
from bot.language.entities.numbers.reading import ENGLISH_WORDS, Word, read_words
from bot.language.entities.numbers.words import CRORE, HUNDRED, LAKH, THOUSAND

__all__ = ["Number", "Run", "find_numbers", "find_runs", "numeral"]

ONE: Final = Decimal(1)


class Number(NamedTuple):
    """A number in a text: `text[start:end]` is what was typed, offsets in code points."""

    value: Decimal
    start: int
    end: int


class Run(NamedTuple):
    """A number with how it was said.

    `scale`: its last multiplier (100000 in "5 lakh", 1 without one); `digits`: it has digits; `alone`: it is only a
    multiplier ("lakh takar"); `glued`: letters follow its digits without a blank ("80C"); `first`, `last`: its places
    in the words of the text.
    """

    value: Decimal
    start: int
    end: int
    scale: Decimal
    digits: bool
    alone: bool
    glued: bool
    first: int
    last: int


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


_TENS = frozenset(Decimal(ten) for ten in range(20, 100, 10))
_POINT = _words("point পয়েন্ট পয়েন্ট দশমিক doshomik dosomik dashamlav dasamlav दशमलव प्वाइंट पॉइंट")
_AND = frozenset(["and", "aur", "ar", "o", "এবং", "আর", "ও", "और"])
_HALF_MORE = frozenset(["half", "হাফ", "हाफ", "haf"])
_ONLY_AFTER_NUMBERS = _words("k l so saw sou shau shou soh thou lock")
_FROM_TO = _words("se say theke thke থেকে হতে से to ba বা ya या or")
_NOT_BEFORE_DIGITS = frozenset(["share", "shade", "soya", "shoa"])


class _Parser:
    """Runs of one text; every method takes the place of a word and gives a value and the place after it."""

    def __init__(self, text: str) -> None:
        self.text = text
        self.words = read_words(text)

    def gap(self, index: int) -> str:
        """What stands before a word; a line break or sign for no word."""
        if not 0 < index < len(self.words):
            return "\n"
        return self.text[self.words[index - 1].end : self.words[index].start]

    def joined(self, index: int) -> bool:
        gap = self.gap(index)
        return set(gap) <= {" ", "\u00a0", "\t"} or gap in ("'", "’")

    def kind(self, index: int) -> str:
        return self.words[index].kind if 0 <= index < len(self.words) else ""

    def counted(self, index: int) -> bool:
        """Whether a word that is counted or measured stands there."""
        near = self.joined(index) or self.gap(index) in ("-", "/", " - ", "%")
        return near and COUNTED.fullmatch(self.words[index].key) is not None

    def atom(self, index: int) -> tuple[Decimal, int] | None:
        """A number below a multiplier: digits, a word, "sare tin", "twenty five", "two point five"."""
        if self.kind(index) == "modifier":
            more = self.words[index]
            if self.kind(index + 1) in ("digits", "number") and self.joined(index + 1):
                base = self.words[index + 1]
                barred = more.key in _NOT_BEFORE_DIGITS and base.kind == "digits"
                if base.value == base.value.to_integral_value() and base.value > 0 and not barred:
                    # সাড়ে সাতশো: the half is of the hundred
                    size = next((size for size in _SIZES if base.kind == "number" and base.value >= size), ONE)
                    return base.value + more.value * size, index + 2
            if abs(more.value) < Decimal("0.4"):  # সওয়া লাখ, पौन घंटा
                return ONE + more.value, index + 1
            return None
        if self.kind(index) not in ("digits", "number"):
            return None
        word = self.words[index]
        value, after = word.value, index + 1
        if word.kind == "number" and self.kind(after) == "number" and word.value in _TENS and word.key in ENGLISH_WORDS:
            unit = self.words[after]
            near = self.joined(after) or self.gap(after) in ("-", "‑")
            if near and unit.key in ENGLISH_WORDS and 0 < unit.value < 10:
                return value + unit.value, after + 1
        if after + 1 < len(self.words) and self.words[after].key in _POINT and self.joined(after):
            return self.decimals(value, after + 1)
        return self.and_half(value, after)

    def decimals(self, value: Decimal, after: int) -> tuple[Decimal, int]:
        said = ""
        while self.kind(after) in ("digits", "number") and self.joined(after) and len(said) < 3:
            word = self.words[after]
            if word.value != word.value.to_integral_value() or word.value >= 100 or (said and word.value > 9):
                break
            said += str(int(word.value))
            after += 1
        return (value + Decimal(f"0.{said}"), after) if said else (value, after - 1)

    def and_half(self, value: Decimal, after: int) -> tuple[Decimal, int]:
        if after + 1 < len(self.words) and self.words[after].key == "and" and self.joined(after):
            half = after + 2 if self.words[after + 1].key == "a" else after + 1
            if half < len(self.words) and self.words[half].key in _HALF_MORE and self.joined(half):
                return value + Decimal("0.5"), half + 1
        return value, after

    def segment(self, index: int) -> tuple[Decimal, Decimal, int, bool] | None:
        """A number with its multipliers: value, last multiplier, place after, whether it is a multiplier only."""
        found = self.atom(index)
        alone = False
        if found is not None:
            value, after = found
            word = self.words[after - 1]
            scale = next((size for size in _SIZES if word.kind == "number" and value >= size), ONE)
        elif self.kind(index) == "multiplier" and self.about(index + 1):
            return (scale := self.words[index].value) * self.words[index + 1].value, scale, index + 2, False  # হাজার পাঁচেক
        elif self.kind(index) == "multiplier" and self.may_stand_alone(index):
            value, after, scale, alone = self.words[index].value, index + 1, self.words[index].value, True
        else:
            return None
        while self.kind(after) == "multiplier" and self.joined(after):
            size = self.words[after].value
            if not self.fits(after, scale):
                break
            value, scale, after, alone = value * size, size, after + 1, False
            if size == HUNDRED:
                break
        if scale == HUNDRED and not alone:
            value, after = self.below_hundred(value, after)
            if self.kind(after) == "multiplier" and self.joined(after) and self.words[after].value > HUNDRED:
                return value * self.words[after].value, self.words[after].value, after + 1, False
        return value, scale, after, alone

    def about(self, index: int) -> bool:
        """Whether a number with the ending of "about" stands there: পাঁচেক, duyek."""
        near = self.kind(index) == "number" and self.joined(index)
        return near and self.words[index].key.endswith(_ABOUT) and len(self.words[index].key) > 3

    def may_stand_alone(self, index: int) -> bool:
        """Whether a multiplier without a number means one of it: "lakh taka", "sau rupaye"."""
        word = self.words[index]
        if not word.weak:
            return True
        return word.key not in _ONLY_AFTER_NUMBERS and self.joined(index + 1) and self.counted(index + 1)

    def fits(self, index: int, scale: Decimal) -> bool:
        """Whether the multiplier there belongs to the number before it."""
        word = self.words[index]
        before = self.words[index - 1]
        if word.value <= scale and scale > ONE:
            return False
        if (word.key in ("k", "l", "so", "saw", "thou", "sou", "shau", "lock") and word.weak) or word.key == "k":
            return self.short_multiplier(word, before)
        return True

    def short_multiplier(self, word: Word, before: Word) -> bool:
        if word.key in ("k", "l"):
            glued = before.end == word.start
            return before.kind == "digits" and (glued or word.key == "k" or self.text[word.start] == "L")
        return before.kind == "number" and before.key not in ENGLISH_WORDS

    def below_hundred(self, value: Decimal, after: int) -> tuple[Decimal, int]:
        follow = after + 1 if after < len(self.words) and self.words[after].key == "and" else after
        rest = self.atom(follow) if self.joined(after) and (follow == after or self.joined(follow)) else None
        if rest is None or not 0 < rest[0] < 100 or (self.words[follow].weak and not self.certain(follow)):
            return value, after
        if self.kind(follow) == "digits" and self.counted(rest[1]):
            return value, after
        return value + rest[0], rest[1]

    def certain(self, index: int) -> bool:
        """Whether what stands beside a weak word makes it a number."""
        if len(self.words) == 1 or self.counted(index + 1):
            return True
        if index + 2 < len(self.words) and self.words[index + 1].key in _FROM_TO and self.joined(index + 1):
            return self.kind(index + 2) in ("number", "digits") and self.joined(index + 2)
        if self.kind(index + 1) == "multiplier" and self.joined(index + 1):
            return True
        return any(
            self.kind(other) == "number"
            and (self.joined(max(index, other)) or self.gap(max(index, other)).strip() in ("", "-", "–", "/"))
            and self.words[other].key not in ENGLISH_WORDS
            for other in (index - 1, index + 1)
        )

    def run(self, index: int) -> Run | None:
        found = self.segment(index)
        if found is None:
            return None
        value, scale, after, alone = found
        if after == index + 1 and not alone and self.words[index].weak and not self.certain(index):
            return None
        if after == index + 1 and self.kind(index) == "modifier" and not self.counted(after):
            return None
        least = scale
        while scale > HUNDRED and not alone and least > HUNDRED:
            more = self.more(after, least)
            if more is None:
                break
            value, least, after = value + more[0], more[1], more[2]
        first, last = self.words[index], self.words[after - 1]
        digits = any(word.kind == "digits" for word in self.words[index:after])
        glued = last.kind == "digits" and after < len(self.words) and self.gap(after) == ""
        return Run(value, first.start, last.end, scale, digits, alone, glued, index, after - 1)

    def more(self, index: int, limit: Decimal) -> tuple[Decimal, Decimal, int] | None:
        """The next smaller part of a number: "pachas hazar" after "do lakh"; value, multiplier, place after."""
        gap = self.gap(index)
        if index < len(self.words) and self.words[index].key in _AND and self.joined(index) and self.joined(index + 1):
            index += 1
        elif not self.joined(index) and gap.strip() not in (",", ", "):
            return None
        found = self.segment(index)
        if found is None or found[3]:
            return None
        value, scale, after, _ = found
        if value >= limit:
            return None
        if scale > ONE:
            return value, scale, after
        word = self.words[index]
        if gap.strip() or word.kind == "modifier" or (self.counted(after) and not self.money(after)):
            return None
        year = 1900 <= value <= 2100
        if word.kind == "digits":
            enough = value >= limit / 100 and value >= 100 and not year
        else:
            enough = limit == THOUSAND and value >= 10 and not word.weak
        return (value, ONE, after) if enough else None

    def money(self, index: int) -> bool:
        return MONEY.fullmatch(self.words[index].key) is not None


_SIZES = (CRORE, LAKH, THOUSAND, HUNDRED)
_ABOUT = ("ek", "েক")


def find_runs(text: str) -> list[Run]:
    """Return the numbers of `text` with how they were said, in order, no two overlapping; never raises."""
    parser = _Parser(text)
    runs: list[Run] = []
    index = 0
    while index < len(parser.words):
        run = parser.run(index)
        if run is None:
            index += 1
        else:
            runs.append(run)
            index = run.last + 1
    return runs


def numeral(word: str) -> Decimal | None:
    """Return the value of one word or of digits: "৫", "1,25,000", "panch", "তিনটে", "ডেড়" (1.5), "sowa" (1.25).

    None for what is no number. A word that is also an ordinary one ("do", "at") has its value: whoever asks knows
    that a number is meant.
    """
    read = read_words(word)
    if len(read) == 1 and read[0].kind != "other":
        if word.strip().rstrip(".,।") != word[read[0].start : read[0].end]:
            return None
        if read[0].kind == "modifier":
            return ONE + read[0].value if abs(read[0].value) < Decimal("0.4") else None
        return None if read[0].key in _ONLY_AFTER_NUMBERS else read[0].value
    runs = find_runs(word)
    whole = len(runs) == 1 and runs[0].first == 0 and runs[0].last == len(read) - 1
    return runs[0].value if whole and not runs[0].alone else None


def find_numbers(text: str) -> list[Number]:
    """Return the numbers of `text` in order: "twenty five" is 25, "ek sho poncash" 150, "দুই হাজার পাঁচশো" 2500.

    Percentages, years, phone numbers and so on are numbers too; who needs a kind looks at what stands around them.
    """
    return [Number(run.value, run.start, run.end) for run in find_runs(text) if not run.alone]
