"""The rules of the date grammar: which runs of tags are read, and by which reading.

The tags are those of `words`: N n S a number, t O of an ordinal, M m a month, W w S a weekday, D U a unit, H
"tarikh", + - = next, last, this, > f after, < v ago, r from and to, g e words that only connect, E end, R every.
"""

from __future__ import annotations

import re
from typing import Final

from bot.language.entities.dates.grammar import Reading
from bot.language.entities.dates.months import (
    day_month,
    in_year,
    month_alone,
    month_day,
    month_end,
    month_of_near_year,
    month_year,
    of_month,
    ordinal_day,
    year_alone,
)
from bot.language.entities.dates.relative import (
    beyond_tomorrow,
    last_night,
    near,
    passed_over,
    relative,
    unit,
    unit_end,
    weak_weekday,
    weekday,
    weekday_of_week,
    weekdays,
    weekend,
)

_NUMBER = "[NnS]"
_DAY = rf"(?:{_NUMBER}O|{_NUMBER}t?|O)"
_OF = "(?:~?[ge])*"
_SIGN = "[,.~]?"
_MONTH_WORD = "(?P<m>[Mm])"
_U = rf"(?P<u>{_OF}U)?"
_TO = "(?:~|r|,)"


def _rule(tags: str, reading: Reading) -> tuple[re.Pattern[str], Reading]:
    return re.compile(tags), reading


RULES: Final = (
    _rule(
        rf"(?P<d>{_DAY})(?:{_TO}(?P<d2>{_DAY}))?(?P<of>{_OF})H?{_SIGN}{_OF}{_MONTH_WORD}{_U}(?:[,.~]?'?{_OF}(?P<y>N)s?)?",
        day_month,
    ),
    _rule(
        rf"(?P<d>{_DAY})(?:{_TO}(?P<d2>{_DAY}))?(?P<of>{_OF})H?{_SIGN}{_OF}{_MONTH_WORD}(?P<u>{_OF}U)?(?P<y>(?!))?",
        day_month,
    ),
    _rule(
        rf"{_MONTH_WORD}{_U}{_OF}{_SIGN}(?P<d>{_DAY})(?:{_TO}(?P<d2>{_DAY}))?(?P<h>H)?(?:[,.~]?'?(?P<y>N))?", month_day
    ),
    _rule(rf"{_MONTH_WORD}{_U}{_OF}{_SIGN}(?P<d>{_DAY})(?P<d2>(?!))?(?P<h>H)?[,.~]?'?(?P<y>N)", month_day),
    _rule(rf"{_MONTH_WORD}{_U}{_OF}{_SIGN}(?P<d>{_DAY})(?P<d2>(?!))?(?P<h>H)?(?P<y>(?!))?", month_day),
    _rule(rf"{_MONTH_WORD}{_U}{_OF}{_SIGN}(?P<d>{_DAY})(?:{_TO}(?P<d2>{_DAY}))?(?P<h>H)?(?P<y>(?!))?", month_day),
    _rule(rf"{_MONTH_WORD}{_U}{_OF}{_SIGN}'?(?P<y>N)(?:[Us])?(?P<d>(?!))?", month_year),
    _rule(rf"{_MONTH_WORD}{_U}{_OF}{_SIGN}(?P<y>N)[Us]?{_OF}(?P<d>{_DAY})H", month_year),
    _rule(rf"(?P<y>N)[Us]?{_OF}{_SIGN}(?P<d>(?!))?{_MONTH_WORD}{_U}", month_year),
    _rule(rf"(?P<y>N)[Us]?{_OF}{_SIGN}(?P<d>{_DAY}){_OF}{_MONTH_WORD}{_U}", month_year),
    _rule(rf"(?P<y>N)[Us]?{_OF}{_SIGN}{_MONTH_WORD}{_U}{_OF}(?P<d>{_DAY})H?", month_year),
    _rule(rf"(?:(?P<m>M)(?:{_OF}U)?{_SIGN}(?P<y>N)?{_OF}ED?|E{_OF}[iD]?{_OF}(?P<m2>M))", month_end),
    _rule(rf"(?P<k>[-+=])?{_MONTH_WORD}{_U}", month_alone),
    _rule(rf"(?P<d>{_DAY})(?:{_TO}(?P<d2>{_DAY}))?{_OF}H(?P<k>(?!))?(?P<u>(?!))?", of_month),
    _rule(rf"H{_SIGN}(?P<d>Nt?)(?![NL~.HtMmDU])(?P<d2>(?!))?(?P<k>(?!))?(?P<u>(?!))?", of_month),
    _rule(rf"(?P<k>[-+=e])(?P<u>U){_OF}(?P<d>{_DAY})(?:{_TO}(?P<d2>{_DAY}))?{_OF}H", of_month),
    _rule(rf"(?P<k>[-+=e])(?P<u>U){_OF}(?P<d>Nt)(?P<d2>(?!))?", of_month),
    _rule(rf"(?P<d>{_DAY})(?:{_TO}(?P<d2>{_DAY}))?{_OF}H?{_OF}(?:(?<=H)|(?<=[gt]))(?P<k>[-+=])(?P<u>U)", of_month),
    _rule(r"g+(?P<d>Nt)", ordinal_day),
    _rule(
        rf"(?:(?P<t>[TZKPQo])~?(?:r|{_OF}f))?(?:(?P<n1>[NnS])[~r,]?)?(?P<n>[NnSa])~?(?P<u>[DU])(?P<p>(?!))?"
        rf"{_OF}~?(?P<w>[><v]|r[oT])",
        relative,
    ),
    _rule(r"(?P<p>[if])(?:(?P<n1>[NnS])[~r])?(?P<n>[NnSa])~?(?P<u>[DU])(?P<w>(?!))?(?P<t>(?!))?(?![><])", relative),
    _rule(r"(?P<k>[-+=])?[,~]?(?P<w>W)", weekday),
    _rule(r"(?P<k>[-+=gi])(?P<w>[wS])", weak_weekday),
    _rule(rf"(?P<k>[-+=e])(?P<u>U){_OF}[,~]?{_OF}(?P<w>W)", weekday_of_week),
    _rule(rf"(?P<w>W){_OF}[,]?{_OF}(?P<k>[-+=])(?P<u>U)", weekday_of_week),
    _rule(r"(?P<k>[-+=e])(?:(?P<twice>r)(?P=k))?(?P<u>U)", unit),
    _rule(rf"(?P<k>[-+=e])?(?P<u>U){_OF}E(?:D|H)?", unit_end),
    _rule(r"(?:E(?:D|H)?g+|-(?:D|H)g*)(?P<k>[-+=e])?(?P<u>U)", unit_end),
    _rule(r"(?P<k>[-+=])?%", weekend),
    _rule(r"(?P<k>[-+=])?~?(?P<t>[TZYKPQ])", near),
    _rule(r"D?(?P<w>[>fv<])(?P<t>[ZY])", beyond_tomorrow),
    _rule(r"(?P<y>N)~?(?:g)?(?P<u>[Us])", year_alone),
    _rule(r"(?P<u>[Us])[,~]?(?P<y>N)(?![DUL])", year_alone),
    _rule(rf"(?P<k>[-+=])(?P<k_unit>U){_OF}[,]?(?P<d>{_DAY})?{_OF}{_MONTH_WORD}{_U}", month_of_near_year),
    _rule(r"(?P<y>N)~?(?P<g>[ge])", in_year),
    _rule(r"i(?P<y>N)(?P<u>(?!))?(?=$|[|,g?])", year_alone),
    _rule(r"T~?[Kc]", passed_over),
    _rule(rf"RU{_OF}(?:{_DAY}){_OF}H", passed_over),  # "har mahine 10 tarikh"
    _rule(rf"R{_SIGN}(?:{_NUMBER})?(?:[DU]{_OF}[><]?|W|%)", passed_over),
    _rule(rf"OW(?:{_OF}(?:M|[-+=]?U))?|-W{_OF}(?<=g)M", passed_over),  # "second saturday", "last sunday of june"
    _rule(r"-G", last_night),
    _rule(r"(?P<w>W)(?:r|~|g*r)(?P<w2>W)", weekdays),
)
