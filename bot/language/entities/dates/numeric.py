"""Dates in digits: 15/6, 15-06-2026, 15.6.26, 2026-06-15, 06/2026. The day comes first, as everywhere in India."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final, NamedTuple

from bot.language.entities.dates.pieces import word_key
from bot.language.entities.dates.words import MEASURE

_BEFORE = r"(?<![0-9+])(?<![0-9][./:+,\-–])(?<![.]\s)(?<![₹$])"
_AFTER = r"(?![0-9]|[./:\-–,][0-9]|\s?%|\s?[xX×*=])"
_DASH = r"[-–]"
_FULL = re.compile(
    rf"{_BEFORE}(?P<d>[0-9]{{1,2}})(?:\s?/\s?(?P<m1>[0-9]{{1,2}})\s?/\s?|\s?{_DASH}\s?(?P<m2>[0-9]{{1,2}})\s?{_DASH}\s?"
    rf"|\.\s?(?P<m3>[0-9]{{1,2}})\.\s?|\s(?P<m4>[0-9]{{1,2}})\s(?=(?:19|20)[0-9]{{2}})"
    rf"|[/.](?P<m5>[0-9]{{1,2}})[-/.](?=(?:19|20)[0-9]{{2}}))['’]?(?P<y>[0-9]{{4}}|[0-9]{{2}}){_AFTER}"
)
_ISO = re.compile(
    rf"{_BEFORE}(?P<y>(?:19|20)[0-9]{{2}})(?P<s>[-/.])(?P<m>[0-9]{{1,2}})(?P=s)(?P<d>[0-9]{{1,2}})(?!:)" + _AFTER
)
_DAY_MONTH = re.compile(rf"{_BEFORE}(?P<d>[0-9]{{1,2}})\s?(?P<s>[/.–-])\s?(?P<m>[0-9]{{1,2}}){_AFTER}")
_MONTH_YEAR = re.compile(
    rf"{_BEFORE}(?<![A-Za-z]-)(?P<m>[0-9]{{1,2}})[/-](?P<y>(?:19|20)[0-9]{{2}})(?!-[A-Za-z]){_AFTER}"
)

# Typed as numbers of two parts all the time: halves, round the clock, every day of the week, full marks.
_NOT_DATES: Final = frozenset({"1/2", "1/3", "2/3", "1/4", "3/4", "1/8", "24/7"})
_LETTERS = re.compile(r"[^\W\d_]", re.UNICODE)
_WORD_BEFORE = re.compile(r"(\S+?)[\s:.=#()\-]*$")
_WORD_AFTER = re.compile(r"[\s\-]*([^\s\d.,;:!?।/()]+)")
_NUMBERED = re.compile(
    r"(?:n[ou]|nos|notification|circular|go|number|nombor|nambar|num|নং|নম্বর|नंबर|नं|नम्बर|dag|daag|দাগ|plot|khatian|house|ward|holding|flat|section|rule|"
    r"act|memo|case|order|ref|version|ver|v|ip|rs|rate|score|class|room|road|lane|block|page|ratio|app|android|python|form|"
    r"clause|para|item|chapter|step|serial|sl|file|bill|invoice|blood|pressure|bp|size|height)"
)
_DATE_WORD = re.compile(
    r"(?:date[ds]?|dt|dated|dob|তারি[খক](?:ে|ের|টা)?|ta+ri+[kq]h?(?:e|er|ko)?|तारीख|तारिख|ডেট|डेट|on|doa|born|জন্ম|জন্মতারিখ|dinank|दिनांक)"
)
_RANGE_AFTER = re.compile(r"(?:th|st|nd|rd|se|theke|to)")


# A house number: "12/4 station road", "3/2 gandhi colony".
_ADDRESS_AFTER = re.compile(
    r",?(?:\s+[^\s\d]+){0,2}?\s+(?:road|rd|lane|street|sarani|avenue|para|colony|nagar|pally|bazar|bazaar|market|more|mohalla"
    r"|রোড|লেন|স্ট্রিট|সরণি|পাড়া|কলোনি|নগর|পল্লী|বাজার|रोड|लेन|गली|मोहल्ला|कॉलोनी|नगर)(?!\w)",
    re.IGNORECASE,
)


class Digits(NamedTuple):
    """A date in digits: `day` is None for a month, `year` None when it was not typed; `valid` is False for a place
    that looks like a date and is none ("31/2"), in which nothing else is to be found either.
    """

    start: int
    end: int
    day: int | None
    month: int
    year: int | None
    valid: bool


def digit_dates(text: str, current_year: int) -> list[Digits]:
    """Return the dates in digits of `text` (ASCII digits), in order and without overlap."""
    found: list[Digits] = []
    for hit in sorted(_all(text, current_year), key=lambda hit: (hit.start, -hit.end)):
        if not found or hit.start >= found[-1].end:
            found.append(hit)
    return found


def _all(text: str, current_year: int) -> Iterator[Digits]:
    for match in _FULL.finditer(text):
        month = next(int(match[name]) for name in ("m1", "m2", "m3", "m4", "m5") if match[name])
        short = len(match["y"]) == 2
        refused = _numbered(text, match.start()) or (short and _letter_beside(text, match))
        refused = refused or (match["m4"] is not None and _counted(text, match.end()))
        yield Digits(match.start(), match.end(), int(match["d"]), month, _year(match["y"], current_year), not refused)
    for match in _ISO.finditer(text):
        yield Digits(match.start(), match.end(), int(match["d"]), int(match["m"]), int(match["y"]), True)
    for match in _MONTH_YEAR.finditer(text):
        valid = 1 <= int(match["m"]) <= 12 and not _numbered(text, match.start()) and not _letter_beside(text, match)
        yield Digits(match.start(), match.end(), None, int(match["m"]), int(match["y"]), valid)
    for match in _DAY_MONTH.finditer(text):
        if hit := _day_month(text, match):
            yield hit


def _day_month(text: str, match: re.Match[str]) -> Digits | None:
    """A day and a month without year; None where the digits may belong to something else ("5/6 din por")."""
    day, month, mark = match["d"], match["m"], match["s"]
    if (
        int(month) > 12
        or int(month) == 0
        or int(day) == 0
        or _counted(text, match.end())
        or _after_is(text, match, _RANGE_AFTER)
    ):
        return None
    dated = _before_is(text, match.start(), _DATE_WORD) or _after_is(text, match, _DATE_WORD)
    padded = len(day) == 2 and len(month) == 2 and month.startswith("0")
    if mark == "/":
        plain = match.group().replace(" ", "") not in _NOT_DATES and not _ADDRESS_AFTER.match(text, match.end())
        valid = dated or (plain and not _numbered(text, match.start()) and not _letter_beside(text, match))
        return Digits(match.start(), match.end(), int(day), int(month), None, valid)
    if (dated and int(day) > 12) or (mark != "." and padded and not _numbered(text, match.start())):
        return Digits(match.start(), match.end(), int(day), int(month), None, not _letter_beside(text, match))
    return None


def _year(digits: str, current_year: int) -> int:
    """A year of two digits is at most thirty years ahead: "15/6/45" is ahead of 2026, "15/6/85" was."""
    if len(digits) == 4:
        return int(digits)
    year = current_year - current_year % 100 + int(digits)
    return year - 100 if year > current_year + 30 else year


def _counted(text: str, end: int) -> bool:
    after = _WORD_AFTER.match(text, end)
    return after is not None and MEASURE.fullmatch(word_key(after[1])) is not None


def _numbered(text: str, start: int) -> bool:
    return _before_is(text, start, _NUMBERED)


def _before_is(text: str, start: int, words: re.Pattern[str]) -> bool:
    before = _WORD_BEFORE.search(text[max(0, start - 40) : start])
    return before is not None and words.fullmatch(before[1].lower().strip("(:.-#")) is not None


def _after_is(text: str, match: re.Match[str], words: re.Pattern[str]) -> bool:
    after = _WORD_AFTER.match(text, match.end())
    return after is not None and words.fullmatch(after[1].lower()) is not None


def _letter_beside(text: str, match: re.Match[str]) -> bool:
    """Whether a Latin letter touches the digits, as in "5/6A" and "v1.2.26"; an ending may ("15/6te")."""
    start, end = match.start(), match.end()
    before = text[start - 1] if start else " "
    ending = re.match(r"[A-Za-z]+", text[end : end + 12])
    return (before.isascii() and before.isalpha()) or (
        ending is not None
        and ending[0].lower() not in ("te", "e", "er", "ko", "k", "r", "se", "tak", "theke", "ta", "ke", "t")
    )
