"""Readings of the date grammar: days, months and years that are named."""

from __future__ import annotations

from datetime import date

from bot.language.entities.dates.grammar import (
    NOTHING,
    Context,
    Hit,
    Parts,
    dated,
    day_of_month,
    is_year,
    month_of,
    near_month,
    shifted,
    single,
    span,
)
from bot.language.entities.dates.words import MONTH, YEAR

_ORDINARY_MONTHS = frozenset(("may", "march", "mar"))
_VERBS_AFTER_MAY = frozenset(
    [
        "be",
        "not",
        "have",
        "get",
        "come",
        "apply",
        "need",
        "take",
        "also",
        "i",
        "we",
        "you",
        "he",
        "she",
        "they",
        "it",
        "go",
        "help",
        "ask",
        "know",
    ]
)


def _small(parts: Parts, name: str) -> bool:
    return 1 <= parts.value(name) <= 31


def day_month(parts: Parts, context: Context) -> Hit | None:
    """15 June 2026, 15th of june, ১৫ই জুন, পনেরো জুন, 5-10 June."""
    month, year = parts.value("m"), _year(parts)
    if not _small(parts, "d") or parts.before() in ("~", ".") or (parts.has("y") and year is None):
        return None
    if parts.code("m") == "m" and not _weak_month_is_meant(parts):
        return None
    last = dated(parts.value("d2") if parts.has("d2") else parts.value("d"), month, year, context)
    if last is None or not parts.has("d2"):
        return single(last)
    first = dated(parts.value("d"), month, last.year, context)
    return span((first, last)) if first is not None and first < last else NOTHING


def _weak_month_is_meant(parts: Parts) -> bool:
    word, after = parts.word("m"), parts.word_at(0)
    if parts.has("y") or not word.isascii() or parts.has("u"):
        return True
    if word == "mai":  # मैं: "5 mai aunga"
        return parts.code("d").startswith("N") and parts.after() in ("", "|", ",", "g", "r")
    if word == "may" and (after in _VERBS_AFTER_MAY or (parts.code("d") == "O" and not parts.code("of"))):
        return False
    if parts.code("d").startswith("N"):
        # "5 mar lakh" is no date; "31 march ta" is: that day.
        return parts.after() != "L" or (word not in ("jan", "mar") and after in ("ta", "ti", "টা", "টি"))
    return word not in ("jan", "mar") and parts.word("d") not in ("do", "at", "no", "so")


def _year(parts: Parts) -> int | None:
    """A year behind day and month: four digits, or two behind a sign ("15-jun-26", "15 June '26")."""
    if not parts.has("y") or parts.after() == "L":
        return None
    year, start = parts.value("y"), parts.match.start("y")
    if is_year(year):
        return year
    signed = parts.tagged.code[start - 1] in "~'."
    typed = parts.word("y")
    if len(typed) == 2 and typed.isdigit() and (signed or (20 <= year <= 40 and parts.after() in ("", "|", "W", "H"))):
        return 2000 + year if year <= 60 else 1900 + year
    return None


def month_day(parts: Parts, context: Context) -> Hit | None:
    """June 15, June 15th 2026, জুন মাসের ১৫ তারিখ."""
    year = _year(parts)
    if not _small(parts, "d") or (parts.has("y") and year is None) or parts.after() in ("L", "D", "U"):
        return None
    if parts.has("d2") and not _small(parts, "d2"):
        return None
    sure = parts.has("y") or parts.has("h") or "t" in parts.code("d") or parts.has("u")
    if parts.word("m") == "mai" and not sure:
        return None
    if (
        parts.code("m") == "m"
        and not sure
        and parts.word("m") in _ORDINARY_MONTHS
        and parts.after() not in ("", "|", ",")
    ):
        return None
    if parts.code("d") != "N" and parts.code("d") != "Nt" and not sure:
        return None
    last = dated(parts.value("d2") if parts.has("d2") else parts.value("d"), parts.value("m"), year, context)
    if last is None or not parts.has("d2"):
        return single(last)
    first = dated(parts.value("d"), last.month, last.year, context)
    return span((first, last)) if first is not None and first < last else NOTHING


def month_year(parts: Parts, context: Context) -> Hit | None:
    year = parts.value("y")
    if year < 100 and parts.tagged.code[parts.match.start("y") - 1] == "'":  # Jan'25
        year += 2000
    if not is_year(year) or (parts.after() == "L" and parts.match.start("y") > parts.match.start("m")):
        return None
    if not parts.has("d"):
        return span(month_of(year, parts.value("m")))
    return single(dated(parts.value("d"), parts.value("m"), year, context)) if _small(parts, "d") else None


def month_end(parts: Parts, context: Context) -> Hit | None:
    """End of June, জুনের শেষে, June end."""
    if parts.after() in ("U", "H"):
        return None
    year = parts.value("y") if parts.has("y") and is_year(parts.value("y")) else None
    name = "m" if parts.has("m") else "m2"
    month = month_of(year, parts.value(name)) if year else near_month(parts.value(name), context)
    return single(month[1])


def month_alone(parts: Parts, context: Context) -> Hit | None:
    """A month by itself; a short or ambiguous name only with "next", "in", "month"."""
    mark = parts.code("k")
    if parts.has("u") and parts.value("u") != MONTH:
        return None
    if parts.before() in ("R",) or (parts.before() in ("N", "~") and not mark):
        return None
    if parts.code("m") == "m" and not (
        parts.has("u") or mark in ("+", "-") or parts.before() == "i" or _named_month(parts)
    ):
        return None
    first, last = near_month(parts.value("m"), context)
    if mark in ("+", "-"):
        today = context.today
        year = (
            today.year + (parts.value("m") <= today.month)
            if mark == "+"
            else today.year - (parts.value("m") >= today.month)
        )
        first, last = month_of(year, parts.value("m"))
    return span((first, last))


def _named_month(parts: Parts) -> bool:
    """ "march" and "মে" before or after a word that follows dates, or as the whole message."""
    if parts.word("m") in ("marche", "jan", "mar", "mai"):
        return False
    whole = parts.before() == "" and parts.after() == ""
    around = (
        parts.word_at(0) in ("theke", "থেকে", "porjonto", "পর্যন্ত", "tak", "se", "ke", "mein")
        and parts.word("m") != "may"
    )
    return (
        (whole and parts.word("m") not in ("may",))
        or around
        or parts.word_at(-1) in ("since", "until", "till", "during")
    )


def of_month(parts: Parts, context: Context) -> Hit | None:
    """5 তারিখ, 15 tarikh, 5th of next month, আগামী মাসের ৫ তারিখ."""
    if not _small(parts, "d") or "C" in (parts.before(), parts.after()) or parts.before() in ("~", "."):
        return None
    if parts.has("u") and parts.value("u") != MONTH:
        return None
    if parts.has("k"):
        start = shifted(context.today.replace(day=1), {"+": 1, "-": -1}.get(parts.code("k"), 0))
        last = dated(parts.value("d2") if parts.has("d2") else parts.value("d"), start.month, start.year, context)
    else:
        if _calendar_around(parts):
            return NOTHING
        last = day_of_month(parts.value("d2") if parts.has("d2") else parts.value("d"), context)
    if last is None or not parts.has("d2"):
        return single(last)
    day = parts.value("d")
    return span((last.replace(day=day), last)) if day < last.day else NOTHING


def _calendar_around(parts: Parts) -> bool:
    """Whether a month of another calendar stands a few words around ("boishakh maser 5 tarikh")."""
    start, end = parts.match.span()
    return "C" in parts.tagged.code[max(0, start - 3) : end + 2]


def ordinal_day(parts: Parts, context: Context) -> Hit | None:
    """ "on 15th", "by the 15th" at the end of a clause; elsewhere an ordinal counts other things ("8th pass")."""
    start = parts.match.start("d")
    if not _small(parts, "d") or parts.word_at(0) not in ("", "at", "ko", "tak", "please", "plz", "morning", "evening"):
        return None
    return single(day_of_month(parts.tagged.values[start], context))


def month_of_near_year(parts: Parts, context: Context) -> Hit | None:
    """January of next year, গত বছর জুন মাসে, agle saal 5 march."""
    if parts.value("k_unit") < YEAR:
        return None
    if parts.code("m") == "m" and parts.word("m") in ("may", "mar", "jan", "mai", "marche") and not parts.has("u"):
        return None
    year = context.today.year + {"+": 1, "-": -1}.get(parts.code("k"), 0)
    if parts.has("d"):
        return single(dated(parts.value("d"), parts.value("m"), year, context)) if _small(parts, "d") else None
    return span(month_of(year, parts.value("m")))


_IN_YEAR = frozenset(("me", "mein", "में", "তে", "te", "এ", "e"))


def in_year(parts: Parts, context: Context) -> Hit | None:
    """2018 me, ২০১৮-তে. 2000 is left out: "2000 te hobe" is about money."""
    year = parts.value("y")
    if not 1980 <= year <= 2035 or year == 2000 or parts.word("g") not in _IN_YEAR or parts.before() in ("~", ".", "N"):
        return None
    return span((date(year, 1, 1), date(year, 12, 31))) if parts.after() not in ("L", "N") else None


def year_alone(parts: Parts, context: Context) -> Hit | None:
    """2023 sal, ২০২৩ সালে, year 2023, in 2023."""
    year = parts.value("y")
    digits = parts.word("y")
    if not (len(digits) == 4 and digits.isdigit() and 1950 <= year <= 2099) or parts.before() in ("~", ".", "N"):
        return None
    if parts.after() in ("L", "~") or (parts.has("u") and parts.value("u") < YEAR):
        return None
    if parts.has("u") and parts.value("u") == YEAR and parts.match.start("u") > parts.match.start("y"):
        return None  # "2023 বছর" counts years
    return span((date(year, 1, 1), date(year, 12, 31)))
