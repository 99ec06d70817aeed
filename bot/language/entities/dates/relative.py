"""Readings of the date grammar: days counted from today, weekdays, weeks, and running months and years."""

from __future__ import annotations

import re
from datetime import timedelta

from bot.language.entities.dates.grammar import (
    NOTHING,
    Context,
    Hit,
    Parts,
    month_of,
    moved,
    near_weekday,
    shifted,
    single,
    span,
    unit_range,
)
from bot.language.entities.dates.pieces import pattern
from bot.language.entities.dates.words import HALF, MONTH, WEEK

_RELATIVE_TO_EVENT = re.compile(r".+(?:করার|ওয়ার|ওযার|লেখার|শেখার|কেনার|ের)|(?:korar|[a-z]+[ao]o?w?ar|[a-z]{3,}er)")
_ENGLISH_MARKS = frozenset(
    ["next", "nxt", "nex", "coming", "upcoming", "this", "last", "lst", "prev", "previous", "on", "by"]
)
_AFTER_WEEKDAY = frozenset(["at", "morning", "evening", "afternoon", "night", "ko", "e", "te"])
_PRONOUNS = frozenset(
    [
        "আমাদের",
        "তাদের",
        "তোমাদের",
        "এদের",
        "আপনাদের",
        "ওদের",
        "er",
        "amader",
        "tader",
        "after",
        "under",
        "other",
        "number",
        "her",
    ]
)
_NO_KAL_BEFORE = pattern(
    "শীত গ্রীষ্ম বর্ষা শরৎ হেমন্ত বসন্ত গরম কত এত বহু চির সারা শৈশব করোনা লকডাউন সে corona covid lockdown sheet shit shiit",
    "grishmo borsha koto eto bohu chiro aapat aapda kuch [0-9]+",
)
_NO_KAL_AFTER = pattern("k[ao]rkh?an.* pur[jz].* কারখানা.* कारखान.* पुर्ज.*")


def relative(parts: Parts, context: Context) -> Hit | None:
    """5 days later, ৫ দিন আগে, in 3 weeks, aaj se 2 mahine baad, 2-3 din por."""
    unit, count = parts.value("u"), parts.value("n")
    low = parts.value("n1") if parts.has("n1") else count
    if parts.before() in ("R", "~", ".", ">") or not (1 <= low <= count) or count > 3700 // min(unit, 30):
        return NOTHING if parts.before() == "R" else None
    again = parts.after() in (">",)  # "৫ দিন পর পর": every five days
    word = parts.code("w")
    back = "<" in word or "v" in word
    if again or (word == "" and not parts.has("p")):
        return NOTHING if again else None
    if parts.code("p") == "i" and count == 1 and unit > WEEK and parts.after() not in ("", "|"):
        return None  # "in a month without sales"
    if word == "v" and parts.word("w") not in ("aage", "aagey") and parts.after() not in ("", "|"):
        return None  # "two weeks before the course"
    sign = -1 if back else 1
    start, certain = context.today, word != "v"
    if parts.has("t"):
        start += timedelta(days=parts.value("t") if parts.code("t") in "ZYKPQ" else 0)
        certain = certain and parts.code("t") not in "KPQ"
    elif not parts.has("p"):
        previous = parts.word_at(-1)
        if HALF.fullmatch(previous):
            return NOTHING  # "সাড়ে তিন মাস"
        if (parts.before() == "g" and previous in ("ke", "के")) or (
            _RELATIVE_TO_EVENT.fullmatch(previous) and previous not in _PRONOUNS
        ):
            certain = False
    first, last = sorted((moved(start, sign * low, unit), moved(start, sign * count, unit)))
    return Hit(first, last, certain, "day" if first == last else "range")


def near(parts: Parts, context: Context) -> Hit | None:
    """Today, tomorrow, yesterday, kal, parso with or without "next" and "last"."""
    code, mark = parts.code("t"), parts.code("k")
    if code == "T":
        return single(context.today, kind="near") if not mark or mark == "=" else None
    days = parts.value("t")
    if code in "ZY":
        return single(context.today + timedelta(days=days), kind="near")
    if code == "K" and not _kal_is_meant(parts):
        return NOTHING
    if mark in ("+", "-"):
        return single(context.today + timedelta(days=days if mark == "+" else -days), kind="near")
    move = days if context.toward == "future" else -days
    return single(context.today + timedelta(days=move), certain=False, kind="kal")


def _kal_is_meant(parts: Parts) -> bool:
    before, after = parts.word_at(-1), parts.word_at(1 if parts.after() == "~" else 0)
    word = parts.word("t")
    if after and _NO_KAL_AFTER.fullmatch(after):
        return False
    long = word in ("কাল", "kaal", "kal", "kl")
    return not (long and before and _NO_KAL_BEFORE.fullmatch(before))


def beyond_tomorrow(parts: Parts, context: Context) -> Hit | None:
    """Day after tomorrow, day before yesterday."""
    days = 2 if parts.code("w") in (">", "f") and parts.code("t") == "Z" else -2 if parts.code("t") == "Y" else 0
    return single(context.today + timedelta(days=days), kind="near") if days else None


def last_night(parts: Parts, context: Context) -> Hit | None:
    return single(context.today - timedelta(days=1), kind="near")


def weekday(parts: Parts, context: Context) -> Hit | None:
    if parts.before() == "R" or parts.after() == "R":
        return NOTHING
    if parts.tagged.code[parts.match.end() : parts.match.end() + 1] == "W" and parts.value("w") == _value_after(parts):
        return NOTHING  # "সোমবার সোমবার": every Monday
    return near_weekday(parts.value("w"), parts.code("k"), context)


def _value_after(parts: Parts) -> int:
    return parts.tagged.values[parts.match.end()]


def weak_weekday(parts: Parts, context: Context) -> Hit | None:
    """ "next sat", "on wed", "coming fri"; short names are ordinary words everywhere else."""
    day = 5 if parts.code("w") == "S" else parts.value("w")
    mark = parts.code("k")
    if parts.word("k") not in _ENGLISH_MARKS or parts.after() in ("D", "U", "L"):
        return None
    if mark == "g" and parts.after() not in ("", "|", ",") and parts.word_at(0) not in _AFTER_WEEKDAY:
        return None
    return near_weekday(day, mark if mark in "+-=" else "", context)


def weekday_of_week(parts: Parts, context: Context) -> Hit | None:
    """Monday of next week, আগামী সপ্তাহের সোমবার."""
    if parts.value("u") != WEEK:
        return None
    first = unit_range(WEEK, {"+": 1, "-": -1}.get(parts.code("k"), 0), context._replace(toward="past"))[0]
    day = first + timedelta(days=parts.value("w"))
    return Hit(day, day, True, "weekday", parts.value("w"))


def weekdays(parts: Parts, context: Context) -> Hit | None:
    """Monday to Friday: from the nearest Monday to the Friday after it."""
    first = near_weekday(parts.value("w"), "", context)
    days = (parts.value("w2") - parts.value("w")) % 7
    if first.first is None or days == 0:
        return None
    return Hit(first.first, first.first + timedelta(days=days), first.certain, "range")


def unit(parts: Parts, context: Context) -> Hit | None:
    unit = parts.value("u")
    move = {"+": 1, "-": -1}.get(parts.code("k"), 0)
    if parts.before() == "R" or parts.word("u") in ("weeks", "months", "years"):
        return None
    if parts.word("k") == "e" and parts.word("u") in ("week", "month", "year"):
        return None  # "office e week e": an ending
    if parts.after() == "E" or (parts.after() == "g" and parts.after(1) == "E"):
        return NOTHING  # the end of a year or week is no day
    if parts.has("twice"):
        move *= 2
    return span(unit_range(unit, move, context))


def unit_end(parts: Parts, context: Context) -> Hit | None:
    """Month end, মাসের শেষে, end of next month."""
    if parts.value("u") != MONTH:
        return NOTHING if parts.has("k") else None
    if parts.after() in ("U",) or parts.before() == "R" or parts.before() in ("N", "n"):
        return NOTHING
    move = {"+": 1, "-": -1}.get(parts.code("k"), 0)
    today = context.today
    first = shifted(today.replace(day=1), move)
    last = month_of(first.year, first.month)[1]
    if not parts.has("k") and context.toward == "past" and last != today:
        last = first - timedelta(days=1)
    return single(last)


def weekend(parts: Parts, context: Context) -> Hit | None:
    """Saturday and Sunday; "next weekend" may be the coming one or the one after it."""
    if parts.before() == "R":
        return NOTHING
    today, mark = context.today, parts.code("k")
    saturday = today + timedelta(days=5 - today.weekday())
    if mark == "-" or (mark != "+" and context.toward == "past"):
        saturday -= timedelta(days=7)
    return span((saturday, saturday + timedelta(days=1)), mark != "+")


def passed_over(parts: Parts, context: Context) -> Hit | None:
    return NOTHING
