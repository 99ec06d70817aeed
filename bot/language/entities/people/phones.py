"""Telephone numbers of people in India, as they are typed and spoken in chat.

A mobile number has ten digits and begins with 6 to 9 (National Numbering Plan of the Department of
Telecommunications); a land line is an STD code with its 0 and a subscriber number, eleven digits together. Which
land line numbers exist is asked of the library `phonenumbers`. A number that can be something else (Aadhaar,
account, amount) is none: nothing found is better than a wrong number stored.
"""

from __future__ import annotations

import re
import unicodedata
from itertools import pairwise
from typing import Literal, NamedTuple

import phonenumbers
import regex  # type: ignore[import-untyped,unused-ignore]

from bot.language.entities.people.phone_context import (
    is_something_else,
    is_twelve_of_aadhaar,
    without_addresses_and_dates,
)
from bot.language.entities.people.phone_words import spoken_rows

PhoneProblem = Literal["too_short", "too_long", "wrong_start", "letters", "foreign"]
"""Why a text is no mobile number: fewer or more digits than ten, a first digit 0 to 5, letters instead of digits,
a number of another country.
"""


class FoundPhone(NamedTuple):
    """A number in a message: `e164` as "+919830012345", `mobile` false for a land line; `message[start:end]` is
    what was typed, with its country code or 0.
    """

    e164: str
    mobile: bool
    start: int
    end: int


class _Run(NamedTuple):
    """Digit groups with only blanks, hyphens and the like between them; `plus`: place of a + in front, else -1."""

    groups: list[re.Match[str]]
    gaps: list[str]  # gaps[i] stands before groups[i]; the first is empty
    plus: int


# Zero-width and direction marks come along with numbers pasted from a contact list, the last two with keycap emoji.
_INVISIBLE = "\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff\ufe0f\u20e3"
_GAP = re.compile(rf"(?:[^\S\n\r\x0b\x0c\x85\u2028\u2029]|[-.()\[\]_~*\u2010-\u2015\u2212·•{_INVISIBLE}])*")
_LONGEST_GAP = 6
_DIGITS = re.compile("[0-9]+")
_PLUS = re.compile(rf"[+＋][\s(\[{_INVISIBLE}]*$")
_MOBILE = re.compile(r"(?:\+910?|0091|091|91|0)?([6-9][0-9]{9})")
_LAND = re.compile(r"(?:\+91|0091)0?([1-9][0-9]{9})|0([1-9][0-9]{9})")
# O and l for 0 and 1: a word of nothing but digits and such letters, such letters between digits, or O by itself.
_LOOKALIKE = str.maketrans("OoОоΟοIl|i", "0000001111")
_LOOKALIKES = regex.compile(
    r"(?<![\p{L}\p{M}])(?=[OoОоΟοIl|]*[0-9])[0-9OoОоΟοIl|]+(?![\p{L}\p{M}])"
    r"|(?<=[0-9])[OoОоΟοIl|i]+(?=[0-9])|(?<=[0-9][ .-])O{1,4}(?=[ .-][0-9])"
)
_MOST_LOOKALIKES = 4


def find_phones(text: str, *, expected: bool = False) -> list[FoundPhone]:
    """Return the mobile and land line numbers of people in `text`, in order; never raises.

    Digits of any script in any grouping, with +91, 91, 0, 0091 or nothing in front; O and l for 0 and 1; digits said
    as words, ten in a row. Not Aadhaar, account or helpline numbers, amounts, dates. `expected`: the text answers a
    question for a number, so that its digits may also be parted by commas and slashes.
    """
    plain = _plain(text)
    masked = without_addresses_and_dates(plain)
    found = _find_typed(masked, plain, expected)
    masked = _mask(masked, found)
    repaired = _LOOKALIKES.sub(lambda match: match.group().translate(_LOOKALIKE), masked)
    for phone in _find_typed(repaired, plain, expected):
        if sum(map(str.isalpha, masked[phone.start : phone.end])) <= _MOST_LOOKALIKES:
            found.append(phone)
    found += _find_spoken(_mask(masked, found))
    if expected and not found:
        found = _only_digits(masked)
    return sorted(found, key=lambda phone: phone.start)


def explain_phone(text: str) -> PhoneProblem | None:
    """Return why `text`, meant as a mobile number, is none; None when a mobile number is in it. Never raises.

    A text without any digit is "letters" ("too_short" without letters as well), a land line "wrong_start".
    """
    if any(phone.mobile for phone in find_phones(text, expected=True)):
        return None
    plain = _plain(text)
    if re.search(r"(?:\+[\s(]*|(?<![0-9])00(?=[0-9 -]{10}))(?!91|0)[1-9]", plain) or re.fullmatch(
        r"\D*8801[3-9][0-9]{8}\D*", plain
    ):
        return "foreign"
    if (spoken := max((row[0] for row in spoken_rows(plain)), key=len, default="")) and len(spoken) > 2:
        return _problem_of(spoken)
    if regex.search(
        r"[0-9]\p{L}[\p{L}\p{M}]*[ .-]?[0-9]|[0-9]{2}[a-zA-Z*]{3,}|(?<![a-zA-Z])[a-zA-Z]{3,}[0-9]{1,6}\b", plain
    ):
        return "letters"
    runs = _runs(plain)
    if not runs:
        return "letters" if regex.search(r"\p{L}", plain) else "too_short"
    run = max(runs, key=lambda run: sum(len(group.group()) for group in run.groups))
    digits = "".join(group.group() for group in run.groups)
    if [len(group.group()) for group in run.groups] == [4, 4, 4]:
        return "too_long"
    return _problem_of(digits[2:] if run.plus >= 0 and digits.startswith("91") else digits)


def _problem_of(digits: str) -> PhoneProblem:
    if digits.startswith("0091"):
        digits = digits[4:]
    elif len(digits) == 12 and digits.startswith("91"):
        digits = digits[2:]
    elif digits.startswith("0") and (len(digits) == 11 or digits[1:2] > "5"):
        digits = digits[1:]
    if len(digits) == 10:
        return "wrong_start"
    return "too_short" if len(digits) < 10 else "too_long"


def _plain(text: str) -> str:
    """`text` with the decimal digits of every script as 0-9: code point for code point, so that offsets stay."""
    return "".join(_digit(char) if char > "\x7f" else char for char in text)


def _digit(char: str) -> str:
    value = unicodedata.decimal(char, None)
    return char if value is None else str(value)


def _mask(text: str, found: list[FoundPhone]) -> str:
    for phone in found:
        text = text[: phone.start] + "\n" * (phone.end - phone.start) + text[phone.end :]
    return text


def _runs(text: str) -> list[_Run]:
    runs: list[_Run] = []
    end = 0
    for group in _DIGITS.finditer(text):
        gap = text[end : group.start()]
        if runs and len(gap) <= _LONGEST_GAP and _GAP.fullmatch(gap):
            runs[-1].groups.append(group)
            runs[-1].gaps.append(gap)
        else:
            before = text[max(0, group.start() - 4) : group.start()]
            plus = _PLUS.search(before)
            runs.append(_Run([group], [""], group.start() - len(before) + plus.start() if plus else -1))
        end = group.end()
    return runs


def _find_typed(text: str, context: str, expected: bool) -> list[FoundPhone]:
    return [
        phone
        for run in _runs(text)
        for phone in _in_run(run, expected)
        if not is_twelve_of_aadhaar(context, phone.start, phone.end)
        and (expected or not is_something_else(context, phone.start, phone.end))
    ]


def _in_run(run: _Run, expected: bool) -> list[FoundPhone]:
    """Part a run into numbers (and PIN codes and list numbers); if that fails, those that stand by themselves."""
    count = len(run.groups)
    if run.plus >= 0 and not run.groups[0].group().startswith("91") and _is_foreign(run):
        return []
    best: list[list[FoundPhone] | None] = [None] * count + [[]]
    for i in reversed(range(count)):
        for j in range(i + 1, min(count, i + 14) + 1):
            rest, so_far = best[j], best[i]
            if rest is None or (so_far is not None and len(so_far) > len(rest)):
                continue
            if phone := _read(run, i, j, expected):
                best[i] = [phone, *rest]
        if best[i] is None and (rest := best[i + 1]) is not None and _is_filler(run, i):
            best[i] = rest
    whole = best[0]
    return whole if whole is not None else _standing_alone(run)


def _is_filler(run: _Run, i: int) -> bool:
    digits = run.groups[i].group()
    after = run.gaps[i + 1].strip() if i + 1 < len(run.gaps) else ""
    return (len(digits) == 6 and digits[0] != "0") or (len(digits) <= 2 and after in (")", ".", ".)", ").", "-)"))


def _standing_alone(run: _Run) -> list[FoundPhone]:
    found: list[FoundPhone] = []
    i = 0
    while i < len(run.groups):
        for j in (i + 2, i + 1):
            if j <= len(run.groups) and len(run.groups[j - 1].group()) >= 10 and (phone := _read(run, i, j, False)):
                before = run.groups[i - 1].group() if i else ""
                gap = run.gaps[i]
                abroad = i == 1 and (run.plus >= 0 or before.startswith("00"))
                free_before = not i or any(map(str.isspace, gap)) or (len(before) <= 2 and gap in (".", ")"))
                free_after = j == len(run.groups) or any(map(str.isspace, run.gaps[j]))
                if free_before and free_after and not abroad:
                    found.append(phone)
                    i = j - 1
                    break
        i += 1
    return found


def _read(run: _Run, i: int, j: int, expected: bool) -> FoundPhone | None:
    """The number that groups i to j of a run make together, None when they make none."""
    groups = [group.group() for group in run.groups[i:j]]
    plus = i == 0 and run.plus >= 0
    digits = "".join(groups)
    start = run.plus if plus else run.groups[i].start()
    end = run.groups[j - 1].end()
    if not 10 <= len(digits) <= 14 or ([len(group) for group in groups] == [4, 4, 4] and not plus):
        return None
    typed = "+" + digits if plus and digits.startswith("91") else digits
    if match := _MOBILE.fullmatch(typed):
        if not expected and len(digits) == 10 and _is_list(groups):
            return None
        national = match.group(1)
        return FoundPhone(
            "+91" + national, not (typed[0] == "0" and len(typed) == 11 and _is_land_line(national)), start, end
        )
    if (match := _LAND.fullmatch(typed)) and _is_land_line(national := match.group(1) or match.group(2)):
        return FoundPhone("+91" + national, False, start, end)
    return None


def _is_land_line(national: str) -> bool:
    number = phonenumbers.PhoneNumber(country_code=91, national_number=int(national))
    return phonenumbers.number_type(number) == phonenumbers.PhoneNumberType.FIXED_LINE


def _is_foreign(run: _Run) -> bool:
    digits = "".join(group.group() for group in run.groups)
    if not _MOBILE.fullmatch(digits):
        return True
    try:
        return phonenumbers.is_valid_number(phonenumbers.parse("+" + digits))
    except phonenumbers.NumberParseException:
        return False


def _is_list(groups: list[str]) -> bool:
    """Prices or counts in a row: equal steps (8 9 10 11 12 13) or round numbers (900 800 7000)."""
    if len(groups) < 3 or "".join(groups) == "9876543210":
        return False
    steps = {int(after) - int(before) for before, after in pairwise(groups)}
    return len(steps) == 1 or (len(groups[0]) > 1 and all(group.endswith("0") for group in groups))


def _only_digits(text: str) -> list[FoundPhone]:
    """A text of nothing but digits and signs is one number, whatever parts it."""
    groups = list(_DIGITS.finditer(text))
    digits = "".join(group.group() for group in groups)
    if "+" in text or regex.search(r"\p{L}", text) or (len(groups) == 3 and len(digits) == 12):
        return []
    match = _MOBILE.fullmatch(digits)
    return [FoundPhone("+91" + match.group(1), True, groups[0].start(), groups[-1].end())] if match else []


def _find_spoken(text: str) -> list[FoundPhone]:
    found: list[FoundPhone] = []
    for digits, start, end in spoken_rows(text):
        if match := _MOBILE.fullmatch(digits):
            found.append(FoundPhone("+91" + match.group(1), True, start, end))
    return found
