"""What a sentence says of messages that are sent unasked: which, and whether they are wanted.

The engine finds out that a message is such a wish; here it is read word by word, because a "no" that a model overlooks
would send people what they just forbade. Whatever is not plain is None, and the person is shown the choices.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Literal

from bot.language import for_matching
from bot.services.preferences import Purpose

Which = Purpose | Literal["everything"]


@dataclass(frozen=True)
class Wanted:
    """`which`: None if it names none or several; `wanted`: None if it does not say, asks, or can be read both ways;
    `fewer`: reminders, but not so many of them."""

    which: Which | None
    wanted: bool | None
    fewer: bool = False


def read(text: str) -> Wanted:
    """What the sentence says. Pure; never raises."""
    words = for_matching(text).split()
    # In Bengali "ki" at the end asks; inside a sentence it is Hindi and only joins two nouns.
    asks = any(mark in text for mark in "?？") or any(word in _WHY for word in words) or words[-1:] == ["ki"]
    which, wanted = _which(words), None if asks else _wanted(words)
    if which == "reminders" and not asks and _counts(words):
        return _of_number(words, wanted)
    return Wanted(which, wanted)


def _counts(words: Sequence[str]) -> bool:
    """Whether a sentence says how many there should be."""
    again = any(word == following and word in _TIME for word, following in pairwise(words))
    return again or any(word in _FEWER or _SO_OFTEN.match(word) for word in words)


def _of_number(words: Sequence[str], wanted: bool | None) -> Wanted:
    """A sentence about how many reminders: "fewer", "not so often"; what is neither shows the choices."""
    fewer = any(word in _FEWER for word in words)
    return Wanted("reminders", None, fewer if wanted is not False else not fewer)


def _beginnings(listed: str) -> re.Pattern[str]:
    return re.compile("|".join(re.escape(for_matching(word)) for word in listed.split()))


def _whole(listed: str) -> frozenset[str]:
    return frozenset(for_matching(word) for word in listed.split())


# Beginnings of words, as people type them.
_REMINDERS = _beginnings(
    "remind rimaind rimind রিমাইন্ড রিমাইণ্ড रिमाइंड रिमाईंड रिमाइन्ड mone মনে yaad yad याद smoron স্মরণ স্মারক smaran स्मरण "
    "অনুস্মারক अनुस्मारक deadline ডেডলাইন डेडलाइन tagada তাগাদা tarikh তারিখ तारीख taarikh"
)
_ANNOUNCEMENTS = _beginnings(
    "announc ঘোষণা ঘোষনা घोषणा घोषना ghosh ghos khobor khobar khabor khabar খবর खबर ख़बर news নিউজ न्यूज offer অফার ऑफर "
    "promotion প্রমোশন प्रमोशन prochar প্রচার प्रचार prachar broadcast ব্রডকাস্ট ब्रॉडकास्ट বিজ্ঞাপন विज्ञापन biggapon "
    "vigyapan advert marketing মার্কেটিং मार्केटिंग update আপডেট अपडेट newsletter bulletin বুলেটিন"
)
_SCHEMES = _beginnings("scheme skim স্কিম स्कीम প্রকল্প prokolpo prakalpa যোজনা yojana yojona yojna योजना")
_SERVICE = _beginnings("service সার্ভিস सर्विस seva सेवा সেবা sheba application আবেদন आवेदन abedon aavedan appointment")
_ALL = _whole(
    "all everything every sob shob সব সবকিছু সমস্ত sab sabhi सब सभी message messages msg msgs মেসেজ मैसेज সন্দেশ संदेश "
    "notification notifications নোটিফিকেশন नोटिफिकेशन kichu কিছু kuch कुछ anything"
)
_FEWER = _whole(
    "fewer less lesser reduce kom komiye koman komao komai kam kami ghatao ghata কম কমিয়ে কমান কমাও कम कमी घटा घटाओ घटाइए"
)
_SO_OFTEN = _beginnings("often etobar eto ato এত এতবার অত barbar baarbaar বারবার itni itne itna इतनी इतने इतना बारबार")
_TIME = _whole("bar baar বার बार")
"""Said twice: again and again."""
_STOPS = _whole(
    "stop stopped stopping off unsubscribe cancel disable mute remove halt end quit block স্টপ বন্ধ অফ বাদ থামান থামাও "
    "থামাবেন থামিয়ে ক্যান্সেল কাটুন কেটে bondho bandho bondo bandh band bond bad baad thamao thaman thamun thamiye "
    "स्टॉप बंद बन्द ऑफ रोक रोको रोकिए रोकें हटा हटाओ हटाइए रुकवा rok roko rokiye hata hatao hataiye hatado kaat kat"
)
_NOT = _whole(
    "not dont doesnt never no without না নয় নেই নাই নি na nah nai nei noy mat mot नहीं नही मत ना न nahi nahin nhi naa "
    "cannot wont"
)
_BEFORE = _whole("not dont never no without")  # in English the "not" stands before what it denies
_WISHES = _beginnings(
    "subscrib resum enabl continu notif inform pathab pathat pathai pathay pathan pathao pathie পাঠা lagb লাগব janab jana "
    "জানা korab করাব koriye করিয়ে bhej भेज chah चाह चालू chalu চালু shuru suru শুরু शुरू शुरु batat bata बता dila दिला "
    "dijiye दीजि rakh রাখ रख mil मिल bolb bolun বলব বলুন"
)
_WISH_WORDS = _whole(
    "send sent want need like start keep tell give let please yes remind on chai chay chae chan চাই চান চায় "
    "den deben dibe din diben dio dao dibo deb দিন দেন দেবেন দিবেন দাও দিয়ো দিও অন ऑन दो do dena देना raho "
    "रहो रहें rahe rahein haan হ্যাঁ हाँ हां back"
)
_DOES = _beginnings("kor kar ko কর কোর কোরো করে kij kiy kar कर की deb dib den din de di do দে দি দ दे दी")
_POLITE = _whole("korun koren din den dao করুন করেন দিন দেন দাও pathan pathao পাঠান পাঠাও bhejo भेजो janan জানান bolun বলুন")
"""Requests behind which "na" is only a plea ("pathan na": do send), where it is a "not" behind other forms."""
_EITHER = _whole("koro করো karo करो কর kor do दो bhejo भेजो pathao পাঠাও pathan পাঠান janan জানান")
"""With "na" behind them these can be both."""
_WHY = _whole("why keno কেন kyu kyun kyon क्यों क्यूं क्यू কি kya क्या kobe কবে kab कब kivabe কীভাবে how when what")


def _which(words: Sequence[str]) -> Which | None:
    named: list[Purpose] = []
    patterns: tuple[tuple[Purpose, re.Pattern[str]], ...] = (
        ("reminders", _REMINDERS), ("announcements", _ANNOUNCEMENTS), ("service", _SERVICE),
    )  # fmt: skip
    for purpose, pattern in patterns:
        if any(pattern.match(word) for word in words):
            named.append(purpose)
    if len(named) > 1:
        return None
    if named:
        return named[0]
    if any(_SCHEMES.match(word) for word in words):
        return "announcements"
    return "everything" if any(word in _ALL for word in words) else None


def _wanted(words: Sequence[str]) -> bool | None:
    stops = [at for at, word in enumerate(words) if word in _STOPS]
    if stops:
        verdicts = {_denied(words, at) for at in stops}
        return verdicts.pop() if len(verdicts) == 1 else None
    nots = [at for at, word in enumerate(words) if word in _NOT]
    if nots:
        plea = all(at > 0 and words[at] not in _BEFORE and words[at - 1] in _EITHER | _POLITE for at in nots)
        return None if plea else False
    return True if any(word in _WISH_WORDS or _WISHES.match(word) for word in words) else None


def _denied(words: Sequence[str], at: int) -> bool | None:
    """Whether a word of stopping is denied itself: "bondho korben na", "band mat karo", "do not stop"."""
    if any(word in _BEFORE for word in words[max(0, at - 3) : at]):
        return True if any(word in _BEFORE for word in words[max(0, at - 2) : at]) else None
    between: list[str] = []
    for word in words[at + 1 : at + 4]:
        if word in _NOT:
            if not between:
                return True
            if between[-1] in _EITHER:
                return None
            return between[-1] not in _POLITE
        if not _DOES.match(word):
            break
        between.append(word)
    return False
