"""What people say before and after their name: "my name is", "amar nam holo", "मैं ... बोल रहा हूँ".

Patterns for searching; where one ends, the name begins.
"""

from __future__ import annotations

from typing import Final

import regex  # type: ignore[import-untyped,unused-ignore]

_END = r"(?![\p{L}\p{M}])"
_IS = (
    r"(?:\s+(?:is|holo|hol|hoilo|hoy|hocche|hochche|hochhe|hoche|hosse|hai|he|h|hae|ba|chhai|ta|ti|hain|to|toh)\b"
    rf"|\s*(?:হলো|হোলো|হল|হচ্ছে|হয়|হইল|টা|है|हैं|बा|हवे|छै|हय){_END}){{0,2}}"
)
_SIGN = r"\s*[:=\-–—,'\"“]*\s*"


def _pattern(*choices: str, after: str = _IS + _SIGN) -> regex.Pattern[str]:
    return regex.compile("(?:" + "|".join(choices) + ")" + after, regex.IGNORECASE)


OWN: Final = _pattern(
    r"\bmy\s+self\b",
    r"\bmy\s+(?:full\s+|good\s+|real\s+)?(?:na+me?|nm|nem)(?:\s*['’]?s)?\b",
    r"\b(?:amar|amr|aamar|aamr|amer|aamaar|amaar|mor|hamar|hamaar|hmar)\s+(?:(?:puro|purno|bhalo|valo|asol|shubho|subho)\s+|dak\s*)?(?:na+m|nm)(?:e|ta|ti)?(?:-ta|-ti)?\b",
    r"\bna+m\s+(?:(?:hai|h|holo|hochhe|hocche)\s+)?(?:amar|amr|aamar|mera|hamara)\b",
    r"\b(?:mera|meraa|mra|hamara|hamra|humara|hmara)\s+(?:(?:pura|poora|shubh)\s+)?(?:na+me?|nm)\b",
    r"\bmyself\b",
    r"\bi\s+am\s+called\b",
    r"\bcall\s+me\b",
    rf"(?:আমার|মোর)\s+(?:(?:পুরো|পুরা|সম্পূর্ণ|ভালো|আসল|শুভ)\s+|ডাক\s*)?নাম(?:টা|টি)?{_END}",
    rf"নাম\s+আমার{_END}",
    rf"(?:मेरा|हमारा|हमार|हमर|मोर)\s+(?:(?:पूरा|शुभ)\s+)?नाम{_END}",
)
"""The speaker's own name follows."""

LABEL: Final = _pattern(
    r"(?:^|[\n,;।])\s*(?:(?:full|good|your|applicant(?:'?s)?|candidate(?:'?s)?|owner(?:'?s)?|abedonkarir|puro"
    rf"|আবেদনকারীর|সম্পূর্ণ|পুরো|आवेदक\s+का|पूरा)\s+)?(?:name|na+m|nm|নাম|नाम){_END}(?:\s+of\s+(?:the\s+)?(?:applicant|owner))?"
    rf"(?:\s+(?:likhun|likhen|likhben|likho|lekho|lekhen|likhe\s+(?:nin|nao|rakhun)|likhiye|likhie|likhiyega|likh\s+(?:lo|lijiye)|dilam|pls|plz"
    rf"|please|write|লিখুন|লিখবেন|লেখো|লেখেন|লিখে\s+(?:নিন|নাও|রাখুন)|লিখো|लिखिए|लिखिये|लिखो|लिखें|लिख\s+(?:लो|लीजिए)){_END})?",
)
"""A line of a form: "Name: ...", "নাম - ..."; whose name it is, is not said."""

OTHERS: Final = _pattern(
    r"\b(?:babar|abbar|bap?er|pitar|mayer|maer|matar|swamir|shamir|sami?r|strir|bour?er|father|mother|husband|wife"
    r"|pita|mata|pati|patni|guardian|nominee)(?:['’]?s)?(?:\s+(?:ka|ji\s+ka|er))?\s+(?:name|na+m)\b",
    rf"(?:বাবার|পিতার|মায়ের|মাতার|স্বামীর|স্ত্রীর|অভিভাবকের|নমিনির)\s+নাম{_END}",
    rf"(?:पिता|माता|पति|पत्नी|पिताजी)\s+(?:जी\s+)?का\s+नाम{_END}",
)
"""The name of a parent, husband or wife follows."""

I_AM: Final = _pattern(
    r"\b(?:ami|aami|main|mai|mein|hum|ham|i\s*am|i['’]?m|this\s+is|this\s+side)\s+",
    rf"(?<![\p{{L}}\p{{M}}])(?:আমি|मैं|मै|हम){_END}\s*",
    after="",
)
"""A name may follow, or anything else that somebody is or does."""

SPEAKING: Final = _pattern(
    r"\s+(?:bolchi|bolsi|bolchhi|bolci|bolchilam|bol\s+rah[aie]|speaking|here\b|বলছি|बोल\s+रह)", after=""
)
"""What follows a name on the telephone."""

NAME_LAST: Final = _pattern(
    r"\s+is\s+my\s+name", r"\s+(?:amar|amr|mera)\s+na+m(?:\s+(?:hai|h))?",
    r"\s+na+m\s+(?:hai|h|holo)", r"\s+আমার\s+নাম", r"\s+मेरा\s+नाम(?:\s+है)?",
    after=r"[\s.।!]*$",
)  # fmt: skip
"""The name stands before: "Rahim Sk amar nam"."""
