"""What numbers count and measure: patterns of the words for money, years, months, days, per cent and so on.

Patterns are matched against whole words in the form of `for_matching`, except that nukta letters may be typed either
way. Roman spellings are as people type them, with the endings of Bengali and Hindi.
"""

from __future__ import annotations

from typing import Final

import regex  # type: ignore[import-untyped,unused-ignore]

_SIGNS = r"[\p{L}\p{M}]*"

_MONEY = (
    rf"tk\p{{L}}{{0,2}}|tks|taka{_SIGNS}|taaka|takar|taker|tka|thaka|rs|re|inr|rup+[aeiy]+\p{{L}}{{0,2}}|"
    rf"rupees?|rupiah|rupaiy?[aeo]\p{{L}}{{0,2}}|rupiy[ae]|roopay?[aei]+|"
    rf"রুপি|রুপিয়া|টাকা{_SIGNS}|টাকার|টাকায়|টাকাতে|টকা|টাকে|টাক|टका|टाका|टके|रुपय{_SIGNS}|रुपए|रुपये|रूपए|"
    rf"रूपये|रुपया|रुपयों|रुपैय{_SIGNS}|रु|रू|रुपै|रुपी|पैसे|paisa|poisa|bucks"
)
_YEAR = (
    rf"b[ao][cst]{{1,2}}h{{0,2}}[aoe]?r{_SIGNS}|botsh?or{_SIGNS}|b[sc]h?r|bchhr|bocr|years?|yrs?|yr|yeras?|"
    rf"yaers?|yeers?|sa+l|sa+lon?|sa+ler?|saal{_SIGNS}|varsh|varsho|barsh|baras|"
    rf"বছর{_SIGNS}|বৎসর{_SIGNS}|বচ্ছর{_SIGNS}|বছ়র|বছড়|বসর|ইয়ার{_SIGNS}|ইয়ার{_SIGNS}|সাল|साल{_SIGNS}|"
    rf"वर्ष{_SIGNS}|बरस{_SIGNS}|बर्ष{_SIGNS}|इयर|ईयर"
)
_MONTH = (
    rf"ma+s|ma+sh|ma+she?r?|ma+se?r?|months?|mnths?|mths?|mons|month{_SIGNS}|mahi+n[aeo]{_SIGNS}|"
    rf"mahee+n[aeo]{_SIGNS}|mahine|maheene|mhine|maah|"
    rf"মাস{_SIGNS}|মাশ|মান্থ{_SIGNS}|মাহিনা|महीन{_SIGNS}|महिन{_SIGNS}|माह|मास|मंथ"
)
_DAY = (
    rf"di+n{_SIGNS}|days?|দিন{_SIGNS}|दिन{_SIGNS}|weeks?|hafte|hafta|hafto|sapta+h?{_SIGNS}|sopta+h?{_SIGNS}|"
    rf"shopta{_SIGNS}|সপ্তাহ{_SIGNS}|হপ্তা|हफ्त{_SIGNS}|सप्ताह"
)
_TIME = (
    rf"gh[ao]n+t{_SIGNS}|ghnt{_SIGNS}|hours?|hrs?|min|mins|minut{_SIGNS}|baje|bajey|baj|am|pm|oclock|sec|second|"
    rf"ঘণ্টা{_SIGNS}|ঘন্টা{_SIGNS}|মিনিট{_SIGNS}|घंट{_SIGNS}|घण्ट{_SIGNS}|मिनट|बजे"
)
_PERCENT = (
    r"per ?cent|percents?|persent|parsent|parcent|percentage|pct|percen|porsent|porcent|prat[iy]?shat|"
    r"pratishath|pr[ao]tish?at|prtisat|protish?ot|protis?h?[ao]t|s[h]?ot[ao]n[gk]?sh?o?|shatangsha?|"
    r"s[h]?ot[ao]ngs?h?o?|shatansh|f[ie]+ ?sa?di|fisadi|feesadi|faisadi|phisadi|fisdi|শতাংশ|শতাংস|সতাংশ|শতাংশে|"
    r"শতাংশের|শতাংশই|শতকরা|পার্সেন্ট|পারসেন্ট|পার্সেণ্ট|পারসেণ্ট|পারছেন্ট|পার্সেন্টেজ|"
    r"প্রতিশত|ফিসদি|प्रतिशत|फीसदी|फ़ीसदी|फिसदी|परसेंट|पर्सेंट|परसेन्ट|पर्सेन्ट|प्रतीशत|शतांश"
)
_COUNTER = (
    rf"t[aieo]|tar|tir|jon{_SIGNS}|jan|jona|khana|khani|pcs?|pieces?|log|logo|logon|people|persons?|"
    rf"bigha{_SIGNS}|katha|acre|kg|kgs|gram|"
    rf"litres?|liters?|met[er]{{2}}s?|feet|ft|km|kilo{_SIGNS}|gu+na?|gun|baar|times|টা|টি|টে|টো|টার|টির|"
    rf"জন{_SIGNS}|খানা|খানি|পিস|বিঘা|কাঠা|কেজি|গ্রাম|লিটার|গুণ|বার|लोग{_SIGNS}|जन{_SIGNS}|बीघा|किलो|गुना|बार"
)


def _pattern(*parts: str) -> regex.Pattern[str]:
    return regex.compile("(?:" + "|".join(parts).replace(" ?", "") + ")")


MONEY: Final = _pattern(_MONEY)
YEAR: Final = _pattern(_YEAR)
MONTH: Final = _pattern(_MONTH)
DAY: Final = _pattern(_DAY)
TIME: Final = _pattern(_TIME)
PERCENT: Final = _pattern(_PERCENT)
COUNTED: Final = _pattern(_MONEY, _YEAR, _MONTH, _DAY, _TIME, _PERCENT, _COUNTER)
