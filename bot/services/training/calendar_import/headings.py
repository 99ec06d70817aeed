"""How calendars name their columns, in English, Bengali and Hindi."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Final, Literal, get_args

from rapidfuzz import fuzz, process

from bot.language import for_matching

Field = Literal[
    "code", "course", "district", "mode", "place", "link", "day", "start", "end", "capacity", "trainer", "languages",
    "access",
]  # fmt: skip
"""What a column holds. `day`: of start and end, where these are only times."""
FIELDS: Final[tuple[Field, ...]] = get_args(Field)
NEEDED: Final[tuple[Field, ...]] = ("code", "course", "start")
"""Without these a sheet is no calendar."""

_WORDS: Final[dict[Field, str]] = {
    "code": (
        "session code|session|session id|session no|batch code|batch|batch no|সেশন কোড|সেশন|ব্যাচ কোড|ব্যাচ|सत्र कोड|सत्र|बैच"
    ),
    "course": "course code|course|course id|subject code|কোর্স কোড|কোর্স|কোর্সের কোড|कोर्स कोड|कोर्स",
    "district": "district|dist|জেলা|ज़िला|जिला",
    "mode": "mode|type|mode of training|classroom or online|ধরন|মাধ্যম|কীভাবে|तरीका|माध्यम",
    "place": "place|venue|address|location|জায়গা|স্থান|ঠিকানা|जगह|स्थान|पता",
    "link": "link|joining link|meeting link|url|online link|লিঙ্ক|লিংক|যোগ দেওয়ার লিঙ্ক|लिंक",
    "day": "date|day|date of training|session date|তারিখ|দিন|तारीख|दिनांक|दिन",
    "start": "start|starts|start time|from|begin|begins|time|timing|starts at|শুরু|শুরুর সময়|সময়|शुरू|समय|आरंभ",
    "end": "end|ends|end time|to|until|till|ends at|finish|শেষ|শেষের সময়|পর্যন্ত|समाप्ति|ख़त्म|तक",
    "capacity": "capacity|seats|places|number of seats|max|আসন|আসন সংখ্যা|ধারণক্ষমতা|सीट|सीटें|क्षमता",
    "trainer": "trainer|trainer name|faculty|resource person|প্রশিক্ষক|প্রশিক্ষকের নাম|ट्रेनर|प्रशिक्षक",
    "languages": "language|languages|medium|ভাষা|भाषा",
    "access": "access|accessibility|facilities|সুবিধা|সুযোগ সুবিধা|सुविधा",
}
_EXACT: Final[dict[str, Field]] = {
    for_matching(word): field for field, words in _WORDS.items() for word in words.split("|")
}
_ALIKE, _LEAST = 85, 5


def heading(text: str) -> Field | None:
    """What a column of this heading holds; None if the words name none."""
    plain = " ".join(for_matching(re.sub(r"[\W_]+", " ", text) if text.isascii() else text).split())
    if not plain or len(plain) > 60:
        return None
    if plain in _EXACT:
        return _EXACT[plain]
    if len(plain) < _LEAST:
        return None
    near = process.extractOne(
        plain, [word for word in _EXACT if len(word) >= _LEAST], scorer=fuzz.ratio, score_cutoff=_ALIKE
    )
    return _EXACT[near[0]] if near is not None else None


def columns(titles: Sequence[str]) -> dict[Field, int] | None:
    """Field -> column, from 0, of a row of headings; None if it is none of a calendar. Of two columns with the same
    meaning the left one counts."""
    found: dict[Field, int] = {}
    for at, title in enumerate(titles):
        field = heading(title)
        if field is not None:
            found.setdefault(field, at)
    return found if all(field in found for field in NEEDED) else None
