"""Ages and years of work in a message, told apart by the words around them."""

from __future__ import annotations

from typing import NamedTuple

import regex  # type: ignore[import-untyped,unused-ignore]

from bot.language.entities.numbers.counted import MONEY
from bot.language.entities.numbers.measured import YEARS, Measured, alone, lengths, measured, near, whole
from bot.language.entities.numbers.quantity_words import (
    AGE_AFTER,
    AGE_BEFORE,
    AM,
    BELOW_OR_ABOVE,
    JOB,
    NOT_OWN_TIME,
    NOT_YET,
    PERSON,
    SELF,
    SINCE,
    THING,
    WORK,
    WORK_VERB,
    WORKED,
)
from bot.language.entities.numbers.reading import Word, read_words

_YOUNGEST, _OLDEST = 5, 110
_GROWN_UP = 16
_AGO = ("age", "agey", "aage")
_BENGALI_UNIT = ("boc", "boch", "bos", "bac", "bots", "bats", "mas", "mash")
"""In Bengali "2 bochor age" is two years ago."""


class Age(NamedTuple):
    """Completed years of life in `text[start:end]`; `plausible`: from 5 to 110.

    `high` is None for "18+" and the like.
    """

    low: int
    high: int | None
    start: int
    end: int
    plausible: bool


class Experience(NamedTuple):
    """Whole months of work in `text[start:end]`."""

    low: int
    high: int
    start: int
    end: int


def find_ages(text: str, *, expected: bool = False) -> list[Age]:
    """Return the ages in `text`: "বয়স ৩৫", "umar 42 saal", "35 saal ka hun", "ami 28 bochorer", "18+".

    `expected`: a form has just asked for an age, so that a bare number or "35 bochor" counts. An age below 5 or above
    110 is returned with `plausible=False`. Years of work are no age. Never raises.
    """
    words = read_words(text)
    found: list[Age] = []
    for part in measured(text, words):
        span = part.span
        if part.unit not in (None, "year") or span.low.scale > 100 or span.low.alone or span.high_value >= 1000:
            continue
        plus = part.unit is None and regex.match(r"\s?\+(?!\d)", text[span.end :]) is not None
        end = part.end + (text[part.end :].index("+") + 1 if plus else 0)
        said = _says_age(text, words, part, plus)
        if said is None and expected:
            clear = alone(text, words, span) or part.unit == "year"
            said = (span.start, end) if clear and not _says_work(text, words, part) else None
        if said is None:
            continue
        low, high = int(span.low_value), int(span.high_value)
        right = low >= _YOUNGEST and high <= _OLDEST
        found.append(Age(low, None if plus else high, min(said[0], span.start), max(said[1], end), right))
    return found


def find_experience(text: str, *, expected: bool = False) -> list[Experience]:
    """Return the years of work in `text`, in months: "12 bochorer obhiggota", "10 saal ka tajurba", "5 yrs exp".

    `expected`: a form has just asked for it, so that "12 bochor" or a bare number (of years) counts. An age is no
    experience. Never raises.
    """
    words = read_words(text)
    found_lengths = list(lengths(text, words))
    found = [
        Experience(low, high, start, end)
        for low, high, start, end, first, last in found_lengths
        if _work_near(text, words, first, last, end) and (not expected or high <= 80 * YEARS)
    ]
    if found or not expected:
        return found
    ages = find_ages(text)
    for low, high, start, end, _, _ in found_lengths:
        if not any(age.start < end and start < age.end for age in ages):
            return [Experience(low, high, start, end)]
    for part in measured(text, words):
        span = part.span
        if part.unit is None and alone(text, words, span) and span.high_value <= 80 and not ages:
            low, high = whole(span.low_value * YEARS), whole(span.high_value * YEARS)
            return [Experience(low, high, span.start, span.end)]
    return []


def _says_age(text: str, words: list[Word], part: Measured, plus: bool) -> tuple[int, int] | None:
    """Where the words that make a number an age start and end; None when none do."""
    first, last = part.span.low.first, part.last
    for place in range(max(0, first - 4), first):  # বয়স ৩৫, my age is 35, umar meri 42
        word = words[place]
        between = words[place + 1 : first]
        if AGE_BEFORE.fullmatch(word.key) and not any(other.kind == "digits" for other in between):
            gap = text[word.end : part.span.start]
            if not regex.search(r"[.;!?।\n](?=\s)", gap) and not any(MONEY.fullmatch(other.key) for other in between):
                return word.start, part.end
    follower = near(text, words, last + 1, part.end)
    if follower is not None and part.unit and follower.key in _AGO and words[last].key.startswith(_BENGALI_UNIT):
        return None
    before = words[max(0, first - 4) : first]
    if any(THING.fullmatch(word.key) for word in before):
        return None
    if plus and before and not SELF.fullmatch(before[-1].key):
        return None
    if plus:
        return (part.span.start, part.end) if follower is None or AGE_AFTER.fullmatch(follower.key) else None
    own = _speaks_of_self(text, words, part, follower)
    if follower is None or own is not None:
        return own
    for place in range(last + 1, min(last + 4, len(words))):  # 35 bochor amar boyos, 35 er kom boyos
        between = words[last + 1 : place]
        close = part.unit == "year" or all(BELOW_OR_ABOVE.fullmatch(other.key) for other in between)
        if any(WORK.fullmatch(other.key) or other.kind == "digits" for other in between):
            break
        if close and AGE_AFTER.fullmatch(words[place].key):
            return part.span.start, words[place].end
    if part.unit != "year" or _says_work(text, words, part):
        return None
    unit = words[last].key
    after = [word.key for word in words[last + 1 : last + 4]]
    if after and after[0] in ("old", "olds", "aged"):
        return part.span.start, words[last + 1].end
    genitive = after[0] in ("ka", "ki", "ke", "का", "की", "के")
    if genitive and len(after) > 1 and (AM.fullmatch(after[1]) or PERSON.fullmatch(after[1])):
        if after[1] in ("hai", "hain", "h", "है", "हैं", "hoga", "hogi") and part.span.low_value < _GROWN_UP:
            return None  # "ek saal ka hai": how long something lasts
        return part.span.start, words[last + 2].end
    if after[0] in ("ekjon", "akjon", "একজন") and len(after) > 1:
        after = after[1:]
    if unit.endswith(("er", "ের")) and PERSON.fullmatch(after[0]):
        return part.span.start, words[last + 1].end
    return None


def _speaks_of_self(text: str, words: list[Word], part: Measured, follower: Word | None) -> tuple[int, int] | None:
    """ "I am 28", "she is 28 and ...", "ami 28 bochorer": a number at the end of a sentence after the word for I."""
    first = part.span.low.first
    before = [word.key for word in words[max(0, first - 2) : first]]
    if not before or not 10 <= part.span.high_value <= _OLDEST:
        return None
    english = before[-2:] in (["i", "am"], ["he", "is"], ["she", "is"]) or before[-1] == "im"
    if follower is not None and not (english and follower.key == "and"):
        return None
    genitive = words[part.last].key.endswith(("er", "ের")) and part.unit == "year"
    return (part.span.start, part.end) if english or (genitive and SELF.fullmatch(before[-1])) else None


def _says_work(text: str, words: list[Word], part: Measured) -> bool:
    return _work_near(text, words, part.span.low.first, part.last, part.end)


def _work_near(text: str, words: list[Word], first: int, last: int, end: int) -> bool:
    """Whether the words around a length of time speak of work: "... er obhiggota", "... dhore kaj korchi"."""
    limit = regex.search(r"[.;!?।\n](?=\s|$)", text[end:])
    stop = end + limit.start() if limit is not None else len(text)
    after = [word for word in words[last + 1 : last + 9] if word.start < stop]
    for place, word in enumerate(after):
        if word.kind == "digits" or NOT_OWN_TIME.fullmatch(word.key) or AGE_AFTER.fullmatch(word.key):
            break
        if WORK.fullmatch(word.key):
            return True
        follow = " ".join(other.key for other in after[place:])
        if SINCE.fullmatch(word.key) and place < 3 and WORK_VERB.search(follow):
            return True
        if JOB.fullmatch(word.key) and WORK_VERB.search(follow) and not NOT_YET.search(follow):
            return True
    start = words[first].start
    for word in words[max(0, first - 4) : first]:
        if (WORK.fullmatch(word.key) or WORKED.fullmatch(word.key)) and not regex.search(
            r"[.;!?।\n](?=\s)", text[word.end : start]
        ):
            return True
    return False
